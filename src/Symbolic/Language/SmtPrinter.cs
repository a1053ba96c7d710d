using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace BoundCheck.Symbolic;

/// <summary>An SMT-LIB 2 term of sort Real.</summary>
/// <param name="Text">The term. It equals the expression wherever every denominator is nonzero; SMT-LIB gives division by zero any value.</param>
/// <param name="Symbols">The free symbols, to be declared as Real constants, each with the variable it stands for.</param>
/// <param name="Denominators">What has to be asserted nonzero for the term to mean the expression.</param>
internal sealed record SmtTerm(string Text, ImmutableArray<(string Symbol, Expr Variable)> Symbols, ImmutableArray<Expr> Denominators);

/// <summary>
/// Writes rational functions of scalar variables as SMT-LIB 2 terms (Barrett, Fontaine and Tinelli, The SMT-LIB Standard 2.6, 2017, section 3.6).
/// </summary>
internal static class SmtPrinter
{
    /// <summary>Larger powers are refused: they are written as repeated products.</summary>
    private const int MaxExponent = 64;

    /// <summary>
    /// The term, or false with the first subexpression that is not rational. Shared subexpressions are bound by let, so the text is linear in the nodes.
    /// </summary>
    public static bool TryPrint(Expr expr, [NotNullWhen(true)] out SmtTerm? term, [NotNullWhen(false)] out string? obstacle)
    {
        ArgumentNullException.ThrowIfNull(expr);
        term = null;
        obstacle = null;
        var order = Expr.Postorder(expr);
        var uses = new Dictionary<Expr, int>(ReferenceEqualityComparer.Instance);
        var symbols = new List<(string, Expr)>();
        var denominators = new List<Expr>();
        foreach (var node in order)
        {
            obstacle ??= Obstacle(node);
            foreach (var child in node.Children)
                uses[child] = uses.GetValueOrDefault(child) + (node is Power p && Rational.Abs(p.Exponent) > 1 ? 2 : 1);
            if (node is Variable or Component)
                symbols.Add((Symbol(node), node));
            if (node is Power { Exponent.Sign: < 0 } inverse)
                denominators.Add(inverse.Base);
        }
        if (obstacle is not null)
            return false;
        var names = new Dictionary<Expr, string>(ReferenceEqualityComparer.Instance);
        var text = new StringBuilder();
        foreach (var node in order)
        {
            if (node.Children.Length == 0 || uses.GetValueOrDefault(node) < 2)
                continue;
            // The name is taken after its definition is written: a let does not bind in its own term.
            string name = string.Create(CultureInfo.InvariantCulture, $"|$t{names.Count}|");
            text.Append(CultureInfo.InvariantCulture, $"(let (({name} ");
            Write(node, names, text);
            text.Append(")) ");
            names.Add(node, name);
        }
        Write(expr, names, text);
        text.Append(')', names.Count);
        term = new SmtTerm(text.ToString(), [.. symbols], [.. denominators.Distinct(ReferenceEqualityComparer.Instance).Cast<Expr>()]);
        return true;
    }

    /// <summary>An exact rational as a term of sort Real.</summary>
    public static string Number(Rational value)
    {
        string magnitude = value.IsInteger
            ? string.Create(CultureInfo.InvariantCulture, $"{System.Numerics.BigInteger.Abs(value.Numerator)}.0")
            : string.Create(CultureInfo.InvariantCulture, $"(/ {System.Numerics.BigInteger.Abs(value.Numerator)}.0 {value.Denominator}.0)");
        return value.Sign < 0 ? $"(- {magnitude})" : magnitude;
    }

    /// <summary>The symbol of a scalar variable: always quoted, so that no name meets a reserved word.</summary>
    public static string Symbol(Expr variable) => variable switch
    {
        Variable v => $"|{v.Name}|",
        Component c => string.Create(CultureInfo.InvariantCulture, $"|{c.Vector}[{c.Index}]|"),
        _ => throw new ArgumentException("Only a scalar variable has a symbol.", nameof(variable)),
    };

    private static string? Obstacle(Expr node) => node switch
    {
        Constant or Variable or Component or Sum or Product => null,
        Power p when !p.Exponent.IsInteger => $"the power {p.Exponent} is not an integer",
        Power p when Rational.Abs(p.Exponent) > MaxExponent => $"the power {p.Exponent} is too large to write out",
        Power => null,
        NamedConstant n => $"{n.Name} is not rational",
        Application a => $"{a.Function.Name} is not a rational function",
        Piecewise => "piecewise is not a rational function",
        _ => "vectors of unknown dimension have no term",
    };

    private static void Write(Expr root, Dictionary<Expr, string> names, StringBuilder text)
    {
        var work = new Stack<(string? Text, Expr? Node)>();
        work.Push((null, root));
        while (work.TryPop(out var item))
        {
            if (item.Node is not { } node)
            {
                text.Append(item.Text);
                continue;
            }
            if (names.TryGetValue(node, out var name))
            {
                text.Append(name);
                continue;
            }
            switch (node)
            {
                case Constant c:
                    text.Append(Number(c.Value));
                    break;
                case Variable or Component:
                    text.Append(Symbol(node));
                    break;
                case Power p:
                    int n = (int)Rational.Abs(p.Exponent).Numerator;
                    text.Append(p.Exponent.Sign < 0 ? "(/ 1.0 " : "");
                    work.Push((p.Exponent.Sign < 0 ? ")" : "", null));
                    // b^0 of a partial base: the base is kept among the denominators of its own parts, its value is 1.
                    Push(work, "*", n == 0 ? [Constant.One] : [.. Enumerable.Repeat(p.Base, n)]);
                    break;
                default:
                    Push(work, node is Sum ? "+" : "*", node.Children);
                    break;
            }
        }
    }

    private static void Push(Stack<(string? Text, Expr? Node)> work, string operation, ImmutableArray<Expr> operands)
    {
        if (operands.Length > 1)
            work.Push((")", null));
        for (int i = operands.Length - 1; i >= 0; i--)
        {
            work.Push((null, operands[i]));
            if (i > 0)
                work.Push((" ", null));
        }
        if (operands.Length > 1)
            work.Push(($"({operation} ", null));
    }
}
