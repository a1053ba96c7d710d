using System.Collections.Immutable;

namespace BoundCheck.Symbolic.Simplification;

/// <summary>The conditions under which an expression is defined.</summary>
public static class Domain
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
            if (condition is null || IsEvident(condition))
                continue;
            condition = condition with { OnlyWhereReached = !reached.Contains(node) };
            if (!conditions.Contains(condition))
                conditions.Add(condition);
        }
        return [.. conditions];
    }

    private static bool IsEvident(SideCondition c) => c.Relation == Relation.GreaterOrEqual
        ? Totality.IsEvidentlyNonnegative(c.Expression)
        : Totality.IsEvidentlyPositive(c.Expression) || c.Relation == Relation.NotEqual && Totality.IsEvidentlyPositive(-c.Expression);

    // The nodes that are evaluated whatever branches are taken.
    private static HashSet<Expr> AlwaysReached(Expr root)
    {
        var seen = new HashSet<Expr>(ReferenceEqualityComparer.Instance) { root };
        var stack = new Stack<Expr>([root]);
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
}
