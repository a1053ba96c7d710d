using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Regularity;

/// <summary>The shape of F around an exact centre: sign condition, monotone ratio, star-convexity, evenness; and convexity of F.</summary>
internal static class ShapeClaims
{
    /// <summary>u F'(c+u) > 0 for u != 0.</summary>
    internal static Verdict Sign(AnalysisContext context, Expr centre)
    {
        var slope = context.F.Shift(context.F.Slope, centre);
        var right = context.Decide(slope, Relation.Greater, 0, AnalysisContext.Positive);
        return right is Refuted ? right : Verdict.All([right, context.Decide(slope, Relation.Less, 0, AnalysisContext.Negative)]);
    }

    /// <summary>
    /// r(u) = F'(c+u)/u is nonincreasing in |u| on each side. Where F'' exists r' = (u F'' - F')/u², so the claim is u F'' &lt;= F' for
    /// u > 0 and u F'' >= F' for u &lt; 0; r is continuous off 0 when F is C^1, so finitely many kinks of F' don't matter.
    /// </summary>
    internal static Verdict MonotoneRatio(AnalysisContext context, Expr centre)
    {
        var slope = context.F.Shift(context.F.Slope, centre);
        var product = OuterExpressions.U * context.F.Shift(context.F.Curvature, centre);
        var right = context.Decide(product, Relation.LessOrEqual, slope, AnalysisContext.Positive);
        return right is Refuted ? right : Verdict.All([right, context.Decide(product, Relation.GreaterOrEqual, slope, AnalysisContext.Negative)]);
    }

    /// <summary>F(c+u) - F(c) &lt;= u F'(c+u).</summary>
    internal static Verdict StarConvex(AnalysisContext context, Expr centre)
    {
        var rise = context.F.Shift(context.F.Value, centre) - context.F.Value.Substitute(context.F.Argument, centre);
        var secant = OuterExpressions.U * context.F.Shift(context.F.Slope, centre);
        var right = context.Decide(rise, Relation.LessOrEqual, secant, AnalysisContext.Positive);
        return right is Refuted ? right : Verdict.All([right, context.Decide(rise, Relation.LessOrEqual, secant, AnalysisContext.Negative)]);
    }

    /// <summary>F(c+u) = F(c-u), by identity; refuted at a point.</summary>
    internal static Verdict Even(AnalysisContext context, Expr centre)
    {
        var right = context.F.Shift(context.F.Value, centre);
        var left = right.Substitute(OuterExpressions.U, -OuterExpressions.U);
        return context.Decide(right, Relation.Equal, left, AnalysisContext.Line);
    }
}
