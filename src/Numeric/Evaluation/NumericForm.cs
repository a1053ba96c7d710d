using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Numeric.Evaluation;

/// <summary>
/// Rewrites an expression by the identities that have tighter enclosures, with the same domain. Functions without a direct enclosure are expanded.
/// </summary>
internal static class NumericForm
{
    /// <summary>The expression in the form that is compiled; a function with neither a direct enclosure nor an expansion stays.</summary>
    public static Expr Of(Expr expr)
    {
        ArgumentNullException.ThrowIfNull(expr);
        // An expansion may bring functions that need expanding in turn; every round removes one layer.
        for (int round = 0; round < 16; round++)
        {
            bool changed = false;
            expr = expr.Transform(node =>
            {
                var image = Rewrite(node);
                changed |= !ReferenceEquals(image, node);
                return image;
            });
            if (!changed)
                return expr;
        }
        return expr;
    }

    /// <summary>True when the evaluator has a direct operation for the function.</summary>
    internal static bool IsDirect(Function function) =>
        function is Abs or Sign or Min or Max || FunctionRule.All.ContainsKey(function);

    private static Expr Rewrite(Expr node) => node switch
    {
        // huber(u, d) = m (|u| - m/2) with m = min(|u|, d): the same two cases, visibly continuous.
        Application { Function: Huber } h => HuberForm(Abs.Instance.Of(h.Children[0]), h.Children[1]),
        Application a when !IsDirect(a.Function) && a.Function.Expand(a.Children) is { } expansion => expansion,
        _ => Identities.Apply(node, IdentityUse.Enclosures) ?? node,
    };

    private static Expr HuberForm(Expr size, Expr delta)
    {
        var m = Min.Instance.Of(size, delta);
        return m * (size - Rational.Half * m);
    }
}
