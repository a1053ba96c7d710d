using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Growth;

namespace BoundCheck.Bounds.Regularity;

/// <summary>The derivative bound G = sup |F'| = max(sup F', sup -F').</summary>
internal static class DerivativeBoundAnalysis
{
    internal static RegularityConstant Decide(AnalysisContext context, GrowthProfile? growth)
    {
        var slope = UnivariateFunction.FromExpr(context.F.Slope, context.F.Argument);
        const string Claim = "|F'| is bounded";
        if (growth is not null && Unbounded(growth) is { } where)
        {
            var verdict = context.Record(Claim, () => Unboundedness.Refute(u => slope.Evaluate(u).Value, where, "F'(u)"));
            return new RegularityConstant(null, verdict, $"|F'| grows beyond every bound as {where.Text}");
        }
        Supremum? up = null, down = null;
        var bounded = context.Record(Claim, () =>
        {
            Limit? left = growth?.FirstAtMinusInfinity.Limit, right = growth?.FirstAtPlusInfinity.Limit;
            var pieces = new PieceSuprema(context.F.Slope, context.F.Argument, Constant.Zero);
            up = pieces.Over(0, g => g, null, (left, right), context.Cancellation)
                ?? Suprema.Of(slope, Domain.Line, [left, right], bound => AtMost(context, context.F.Slope, bound), context.Cancellation);
            down = pieces.Over(0, g => -g, null, (Negate(left), Negate(right)), context.Cancellation)
                ?? Suprema.Of(slope.Negated(), Domain.Line, [Negate(left), Negate(right)], bound => AtMost(context, -context.F.Slope, bound),
                    context.Cancellation);
            return Verdict.All([up.Verdict, down.Verdict]);
        });
        if (!bounded.IsProved)
            return new RegularityConstant(null, bounded);
        var best = Supremum.Larger(up!, down!);
        return new RegularityConstant(best.Value, bounded, best.Note, best.ExactText) { IsFinite = true };
    }

    private static Verdict AtMost(AnalysisContext context, Expr f, Expr bound)
    {
        var claim = new Claim(new Comparison(f, Relation.LessOrEqual, bound), VariableRange.Line(context.F.Argument));
        return ClaimOrSign.Decide(claim, Domain.Line, (UnivariateFunction.FromExpr(f, context.F.Argument).Minus(bound), Relation.LessOrEqual),
            context.Cancellation);
    }

    private static Limit? Negate(Limit? limit) => limit is Limit.Finite f ? new Limit.Finite(-f.Value) : null;

    private static Approach? Unbounded(GrowthProfile growth)
    {
        if (growth.FirstAtPlusInfinity.Limit.IsBounded == false)
            return Approach.PlusInfinity;
        return growth.FirstAtMinusInfinity.Limit.IsBounded == false ? Approach.MinusInfinity : null;
    }
}
