namespace BoundCheck.Symbolic.Simplification;

/// <summary>Expressions inside messages: a small shared expression may have an enormous written form.</summary>
internal static class ShortText
{
    private const long Limit = 400;

    /// <summary>The infix form, or a description when that would be long.</summary>
    internal static string Of(Expr expr) => Size(expr) <= Limit ? expr.ToString() : $"(an expression of {Expr.Postorder(expr).Count} nodes)";

    /// <summary>The number of symbols of the written form, saturating.</summary>
    internal static long Size(Expr expr)
    {
        const long Most = long.MaxValue / 1024;
        var size = new Dictionary<Expr, long>(ReferenceEqualityComparer.Instance);
        foreach (var node in Expr.Postorder(expr))
        {
            long own = node switch
            {
                Constant c => c.Value.IsInteger ? 1 : 2,
                Power => 2,
                Sum or Product => node.Children.Length - 1,
                _ => 1,
            };
            size[node] = Math.Min(Most, node.Children.Aggregate(own, (sum, c) => Math.Min(Most, sum + size[c])));
        }
        return size[expr];
    }
}
