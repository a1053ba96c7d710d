using System.Collections.Immutable;
using BoundCheck.Symbolic.Polynomials;

namespace BoundCheck.Symbolic.Simplification;

/// <summary>The conditions under which an expression is defined.</summary>
public static class DomainConditions
{
    /// <summary>The expression is defined exactly where all of these hold; conditions evident from the shape are left out.</summary>
    public static ImmutableArray<SideCondition> Conditions(Expr expr)
    {
        ArgumentNullException.ThrowIfNull(expr);
        var reached = AlwaysReached(expr);
        var conditions = new List<SideCondition>();
        foreach (var node in Expr.Postorder(expr))
        {
            SideCondition? condition = node switch
            {
                Power { Exponent: { IsInteger: true, Sign: < 0 } } p => new(p.Base, Relation.NotEqual),
                Power { Exponent: { IsInteger: false, Sign: < 0 } } p => new(p.Base, Relation.Greater),
                Power { Exponent.IsInteger: false } p => new(p.Base, Relation.GreaterOrEqual),
                Application { Function.DomainIsPositive: true } a => new(a.Argument, Relation.Greater),
                Application { Function.DomainIsNonnegative: true } a => new(a.Argument, Relation.GreaterOrEqual),
                Application { Function: Tan } a => new(Cos.Instance.Of(a.Argument), Relation.NotEqual),
                _ => null,
            };
            if (condition is null || Stripped(condition) is not { } stripped || IsEvident(stripped))
                continue;
            condition = stripped with { OnlyWhereReached = !reached.Contains(node) };
            if (!conditions.Contains(condition))
                conditions.Add(condition);
        }
        return [.. conditions];
    }

    /// <summary>The conditions of <paramref name="expr"/> that do not follow from those of <paramref name="other"/>.</summary>
    internal static ImmutableArray<SideCondition> Lost(Expr expr, Expr other)
    {
        var mine = Conditions(expr);
        var theirs = Conditions(other);
        if (mine.IsEmpty || mine.SequenceEqual(theirs))
            return [];
        var forms = NormalForms.WithoutAssumptions([.. mine.Concat(theirs).Select(c => c.Expression)]);
        var lost = mine.Where(c => !Follows(forms, theirs, c)).ToList();
        // Of conditions that follow from each other the first is kept.
        for (int i = lost.Count - 1; i >= 0; i--)
        {
            if (Follows(forms, [.. lost.Where((_, j) => j != i)], lost[i]))
                lost.RemoveAt(i);
        }
        return [.. lost];
    }

    // Signs of powers and absolute values by the signs of what stands inside; null when the condition always holds.
    private static SideCondition? Stripped(SideCondition c)
    {
        while (true)
        {
            switch (c.Expression)
            {
                case Power { Exponent: { IsInteger: true } n } p when n.Numerator.IsEven:
                    if (c.Relation == Relation.GreaterOrEqual)
                        return null;
                    c = new(p.Base, Relation.NotEqual);
                    break;
                case Power { Exponent.IsInteger: true } p:
                    c = c with { Expression = p.Base };
                    break;
                // Where the power is defined at all, its base is >= 0.
                case Power { Exponent.IsInteger: false } p:
                    if (c.Relation == Relation.GreaterOrEqual)
                        return null;
                    c = new(p.Base, Relation.Greater);
                    break;
                case Application { Function: Abs } a:
                    if (c.Relation == Relation.GreaterOrEqual)
                        return null;
                    c = new(a.Argument, Relation.NotEqual);
                    break;
                default:
                    return c;
            }
        }
    }

    private static bool IsEvident(SideCondition c) => c.Relation == Relation.GreaterOrEqual
        ? Totality.IsEvidentlyNonnegative(c.Expression)
        : Totality.IsEvidentlyPositive(c.Expression) || c.Relation == Relation.NotEqual && Totality.IsEvidentlyPositive(-c.Expression);

    // The nodes that are evaluated whatever branches are taken.
    internal static HashSet<Expr> AlwaysReached(params ReadOnlySpan<Expr> roots)
    {
        var seen = new HashSet<Expr>(ReferenceEqualityComparer.Instance);
        var stack = new Stack<Expr>();
        foreach (var root in roots)
        {
            if (seen.Add(root))
                stack.Push(root);
        }
        while (stack.TryPop(out var node))
        {
            foreach (var child in node is Piecewise w ? [w.Left, w.Right] : node.Children)
            {
                if (seen.Add(child))
                    stack.Push(child);
            }
        }
        return seen;
    }

    /// <summary>
    /// Whether one condition, or two multiplied, evidently imply condition b: equal left sides up to a rational factor, relations accordingly.
    /// </summary>
    internal static bool Follows(NormalForms forms, ImmutableArray<SideCondition> from, SideCondition b)
    {
        var right = forms[b.Expression];
        var usable = from.Where(a => !a.OnlyWhereReached || b.OnlyWhereReached).Select(a => (a.Relation, Form: forms[a.Expression])).ToList();
        // Multiples have equal degrees, and a product has their sum: few products need be made.
        return usable.Any(a => Implies(a.Form, a.Relation, right, b.Relation) || usable.Any(c => a.Form.Degree + c.Form.Degree == right.Degree
            && Weaker(a.Relation, c.Relation) is { } product && Implies(a.Form * c.Form, product, right, b.Relation)));
    }

    private static Relation? Weaker(Relation a, Relation b) => (a, b) switch
    {
        (Relation.Greater, Relation.Greater) => Relation.Greater,
        (Relation.Greater or Relation.GreaterOrEqual, Relation.Greater or Relation.GreaterOrEqual) => Relation.GreaterOrEqual,
        (Relation.Greater or Relation.NotEqual, Relation.Greater or Relation.NotEqual) => Relation.NotEqual,
        _ => null,
    };

    private static bool Implies(RationalFunction a, Relation ofA, RationalFunction b, Relation ofB)
    {
        if (a.IsZero || b.IsZero || a.Degree != b.Degree || !(b / a).IsRational(out var k))
            return false;
        return ofB switch
        {
            Relation.NotEqual => ofA is Relation.NotEqual or Relation.Greater,
            Relation.Greater => k.Sign > 0 && ofA == Relation.Greater,
            Relation.GreaterOrEqual => k.Sign > 0 && ofA is (Relation.Greater or Relation.GreaterOrEqual),
            _ => false,
        };
    }
}
