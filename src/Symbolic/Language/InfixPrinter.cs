using System.Text;

namespace BoundCheck.Symbolic;

/// <summary>Writes expressions in the objective language.</summary>
public static class InfixPrinter
{
    /// <summary>The infix form with as few parentheses as the grammar needs.</summary>
    /// <param name="expr">What to write.</param>
    /// <param name="maxLength">
    /// Where to cut a long text, marked by " ..."; a cut text no longer parses. Shared subterms can make the text exponentially longer than the expression.
    /// </param>
    public static string Print(Expr expr, int maxLength = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(expr);
        var text = new StringBuilder();
        // An explicit stack of work: a string is output, a node is printed in a context of the given binding strength.
        var work = new Stack<(string? Text, Expr? Node, int Context)>();
        work.Push((null, expr, 0));
        while (work.Count > 0)
        {
            var (piece, node, context) = work.Pop();
            if (piece is not null)
                text.Append(piece);
            else
                Expand(node!, context, work);
            if (text.Length > maxLength)
            {
                text.Length = maxLength;
                return text.Append(" ...").ToString();
            }
        }
        return text.ToString();
    }

    // Binding strengths: 1 sum, 2 product, 3 unary minus, 4 power operand, 5 atom.
    private static void Expand(Expr node, int context, Stack<(string? Text, Expr? Node, int Context)> work)
    {
        var parts = new List<(string? Text, Expr? Node, int Context)>();
        int strength;
        switch (node)
        {
            case Constant c:
                strength = c.Value.Sign < 0 ? 1 : c.Value.IsInteger ? 5 : 2;
                parts.Add((c.Text, null, 0));
                break;
            case NamedConstant or Variable or VectorVariable or Component:
                strength = 5;
                parts.Add((Leaf(node), null, 0));
                break;
            case Sum s:
                strength = 1;
                AddSum(s, parts);
                break;
            case Product p:
                strength = AddProduct(p, parts);
                break;
            case Power p when p.Exponent == Rational.Half:
                strength = 5;
                AddCall("sqrt", p.Children, parts);
                break;
            case Power p when Reciprocal(p) is { } denominator:
                strength = 2;
                parts.Add(("1/", null, 0));
                parts.Add((null, denominator, 4));
                break;
            case Power p:
                strength = 4;
                parts.Add((null, p.Base, 5));
                parts.Add((p.Exponent.IsInteger && p.Exponent.Sign >= 0 ? $"^{p.Exponent}" : $"^({p.Exponent})", null, 0));
                break;
            case Application a:
                strength = 5;
                AddCall(a.Function.Name, a.Children, parts);
                break;
            case Dot d:
                strength = 5;
                parts.Add((ReferenceEquals(d.Left, d.Right) ? $"norm2({d.Left.Name})" : $"dot({d.Left.Name}, {d.Right.Name})", null, 0));
                break;
            case Piecewise w:
                strength = 5;
                parts.AddRange([("piecewise(", null, 0), (null, w.Left, 0), ($" {Symbol(w.Relation)} ", null, 0), (null, w.Right, 0), (", ", null, 0),
                    (null, w.Then, 0), (", ", null, 0), (null, w.Otherwise, 0), (")", null, 0)]);
                break;
            default:
                throw new InvalidOperationException($"No infix form for {node.GetType().Name}.");
        }
        bool wrap = strength < context;
        if (wrap)
            work.Push((")", null, 0));
        for (int i = parts.Count - 1; i >= 0; i--)
            work.Push(parts[i]);
        if (wrap)
            work.Push(("(", null, 0));
    }

    private static void AddSum(Sum sum, List<(string? Text, Expr? Node, int Context)> parts)
    {
        for (int i = 0; i < sum.Children.Length; i++)
        {
            var term = sum.Children[i];
            bool negative = term is Constant { Value.Sign: < 0 } or Product { Children: [Constant { Value.Sign: < 0 }, ..] };
            if (i > 0)
                parts.Add((negative ? " - " : " + ", null, 0));
            else if (negative)
                parts.Add(("-", null, 0));
            if (!negative)
                parts.Add((null, term, 2));
            else if (term is Product p)
                AddFactors(p, parts);
            else
                parts.Add((null, Constant.Of(-((Constant)term).Value), 2));
        }
    }

    private static int AddProduct(Product product, List<(string? Text, Expr? Node, int Context)> parts)
    {
        bool negative = product.Children[0] is Constant { Value.Sign: < 0 };
        if (negative)
            parts.Add(("-", null, 0));
        AddFactors(product, parts);
        return negative ? 1 : 2;
    }

    // The factors without the sign of the literal. A nested product (a long one) keeps its parentheses: without them it would be spliced in.
    private static void AddFactors(Product product, List<(string? Text, Expr? Node, int Context)> parts)
    {
        bool first = true;
        foreach (var child in product.Children)
        {
            var factor = child is Constant { Value: { Sign: < 0 } v } ? Constant.Of(-v) : child;
            if (first && ReferenceEquals(factor, Constant.One))
                continue; // -1 times the rest
            var denominator = factor is Power p ? Reciprocal(p) : null;
            if (denominator is not null)
                parts.Add((first ? "1/" : "/", null, 0));
            else if (!first)
                parts.Add(("*", null, 0));
            parts.Add((null, denominator ?? factor, denominator is not null ? 4 : first && factor is Constant ? 2 : 3));
            first = false;
        }
    }

    /// <summary>The d for which the parser reads "1/d" as this power, or null: then it has to be written with a negative exponent.</summary>
    private static Expr? Reciprocal(Power power)
    {
        if (power.Exponent.Sign >= 0)
            return null;
        if (power.Exponent == -1)
            return power.Base is Constant ? null : power.Base;
        var denominator = Power.Of(power.Base, -power.Exponent);
        return denominator is Power p && ReferenceEquals(p.Base, power.Base) ? denominator : null;
    }

    private static void AddCall(string name, IReadOnlyList<Expr> arguments, List<(string? Text, Expr? Node, int Context)> parts)
    {
        parts.Add((name + "(", null, 0));
        for (int i = 0; i < arguments.Count; i++)
        {
            if (i > 0)
                parts.Add((", ", null, 0));
            parts.Add((null, arguments[i], 0));
        }
        parts.Add((")", null, 0));
    }

    private static string Leaf(Expr node) => node switch
    {
        NamedConstant n => n.Name,
        Variable v => v.Name,
        VectorVariable v => v.Name,
        Component c => $"{c.Vector}[{c.Index}]",
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The relation as typed.</summary>
    public static string Symbol(Relation relation) => relation switch
    {
        Relation.Less => "<",
        Relation.LessOrEqual => "<=",
        Relation.Greater => ">",
        Relation.GreaterOrEqual => ">=",
        Relation.Equal => "==",
        _ => "!=",
    };
}
