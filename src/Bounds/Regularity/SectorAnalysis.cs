using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Growth;

namespace BoundCheck.Bounds.Regularity;

/// <summary>The sector bound β = sup over u != 0 of r(u) = F'(c+u)/u.</summary>
internal static class SectorAnalysis
{
    /// <summary>Evaluations for one question about one radius: a table asks some hundred of them, and one that needs more says little.</summary>
    private const int LocalWork = 2000;

    /// <summary>The global bound, given the verdict of the sign condition (r > 0).</summary>
    internal static RegularityConstant Global(AnalysisContext context, CentreCandidate centre, Verdict sign, RatioLimits? limits)
    {
        var ratio = centre.RatioOf(context.F);
        string c = centre.Expr?.ToString() ?? "c";
        string claim = $"F'({c} + u)/u is bounded above";
        if (((limits is null ? null : Unbounded(limits)) ?? BesideKink(centre, context.F.Argument)) is { } where)
        {
            var verdict = context.Record(claim, () => Unboundedness.Refute(u => ratio.Evaluate(u).Value, where, $"F'({c} + u)/u"));
            return new RegularityConstant(null, verdict, $"F'({c} + u)/u tends to +inf as {where.Text}");
        }
        Supremum? right = null, left = null;
        var bounded = context.Record(claim, () =>
        {
            var pieces = centre is { Expr: { } exact, Kink: null } ? new PieceSuprema(context.F.Slope, context.F.Argument, exact) : null;
            Supremum? ByPieces(int side) => pieces?.Over(side, g => g / OuterExpressions.U, g => UnivariateFunction.Ratio(g, context.F.Argument, centre.Centre),
                (limits?.AtMinusInfinity, limits?.AtPlusInfinity), context.Cancellation);
            right = ByPieces(1) ?? Suprema.Of(ratio, Domain.Positive, [limits?.AtCentreFromRight, limits?.AtPlusInfinity],
                AtMost(context, centre, ratio, Domain.Positive), context.Cancellation);
            left = ByPieces(-1) ?? Suprema.Of(ratio, Domain.Negative, [limits?.AtCentreFromLeft, limits?.AtMinusInfinity],
                AtMost(context, centre, ratio, Domain.Negative), context.Cancellation);
            return Verdict.All([right.Verdict, left.Verdict]);
        });
        if (!bounded.IsProved)
            return new RegularityConstant(null, bounded);
        var best = Supremum.Larger(right!, left!);
        return new RegularityConstant(best.Value, sign is Proved ? Verdict.All([sign, bounded]) : sign, best.Note, best.ExactText)
        {
            IsFinite = true,
        };
    }

    /// <summary>The bound on |s| &lt;= R with 0 &lt; r there.</summary>
    internal static RegularityConstant Local(OuterExpressions f, CentreCandidate centre, Rational radius, CancellationToken cancellation)
    {
        var ratio = centre.RatioOf(f);
        // |s| <= R is u <= R - c and u >= -R - c; for an enclosed c the domains are those of its outer ends, which are not smaller.
        Expr? below = centre.Expr ?? (centre.Value.LowerBound is { } lo ? Constant.Of(lo) : null), above = centre.Expr ?? (centre.Value.UpperBound is { } hi
            ? Constant.Of(hi) : null);
        if (below is null || above is null)
            return new RegularityConstant(null, new Unknown("the centre has no finite enclosure"));
        Verdict verdict = new Proved(Method.Interval, "");
        Supremum? best = null;
        foreach (var domain in new[] { Domain.Of(0, Constant.Of(radius) - below, true, false), Domain.Of(-Constant.Of(radius) - above, 0, false, true) })
        {
            verdict = Verdict.All([verdict, Decisions.Sign(ratio, domain, Relation.Greater, "F'(c+u)/u", cancellation, LocalWork)]);
            if (!verdict.IsProved)
                return new RegularityConstant(null, verdict);
            var sup = Suprema.Of(ratio, domain, [], bound => Decisions.Sign(ratio.Minus(bound), domain, Relation.LessOrEqual, "excess", cancellation,
                LocalWork), cancellation, LocalWork);
            verdict = Verdict.All([verdict, sup.Verdict]);
            best = best is null ? sup : Supremum.Larger(best, sup);
        }
        return new RegularityConstant(verdict.IsProved ? best!.Value : null, verdict);
    }

    /// <summary>β_l = inf of r over u != 0: proved where it is positive, refuted where r comes as near to 0 as one likes.</summary>
    internal static RegularityConstant Below(OuterExpressions f, CentreCandidate centre, Verdict sign, RatioLimits? limits, CancellationToken cancellation)
    {
        if (!sign.IsProved)
            return new RegularityConstant(null, sign);
        foreach (var limit in new[] { limits?.AtMinusInfinity, limits?.AtCentreFromLeft, limits?.AtCentreFromRight, limits?.AtPlusInfinity })
        {
            if (limit is Limit.Finite { Value: var value } && value.IsRational(out var zero) && zero.IsZero)
                return new RegularityConstant(null, new Refuted(new Witness([], "F'(c+u)/u tends to 0 at an end of u < 0 or u > 0"), Method.Symbolic));
        }
        var below = centre.RatioOf(f).Negated();
        Supremum Side(Domain side, params Limit?[] ends) => Suprema.Of(below, side, [.. ends.Select(Negate)],
            bound => Decisions.Sign(below.Minus(bound), side, Relation.LessOrEqual, "excess", cancellation), cancellation);
        var right = Side(Domain.Positive, limits?.AtCentreFromRight, limits?.AtPlusInfinity);
        var left = Side(Domain.Negative, limits?.AtCentreFromLeft, limits?.AtMinusInfinity);
        var verdict = Verdict.All([right.Verdict, left.Verdict]);
        if (!verdict.IsProved || -Supremum.Larger(right, left).Value! is not { } least)
            return new RegularityConstant(null, verdict);
        return least.Sign() == 1
            ? new RegularityConstant(least, verdict, Supremum.Larger(right, left).Note) { IsFinite = true }
            : new RegularityConstant(null, new Unknown("inf F'(c+u)/u is not proved to be positive"));
    }

    private static Limit? Negate(Limit? limit) => limit is Limit.Finite f ? new Limit.Finite(-f.Value) : null;

    /// <summary>r &lt;= bound on one side, asked as F'(c+u) &lt;= bound u for u > 0 (>= for u &lt; 0), which has no singularity.</summary>
    private static Func<Expr, Verdict> AtMost(AnalysisContext context, CentreCandidate centre, UnivariateFunction ratio, Domain side) => bound =>
    {
        if (centre.Expr is not { } c)
            return Decisions.Sign(ratio.Minus(bound), side, Relation.LessOrEqual, "excess", context.Cancellation);
        bool positive = ReferenceEquals(side, Domain.Positive);
        var claim = new Claim(
            new Comparison(context.F.Shift(context.F.Slope, c), positive ? Relation.LessOrEqual : Relation.GreaterOrEqual, bound * OuterExpressions.U),
            positive ? AnalysisContext.Positive : AnalysisContext.Negative);
        return ClaimOrSign.Decide(claim, side, (ratio.Minus(bound), Relation.LessOrEqual), context.Cancellation);
    };

    /// <summary>Where F' stays away from 0 on a side of c that it points away from.</summary>
    private static Approach? BesideKink(CentreCandidate centre, Variable s) => centre.Kink is not { } kink ? null
        : kink.RightSlope.Value is { } right && kink.At.SignOf(right, s) == 1 ? Approach.ZeroFromRight
        : kink.LeftSlope.Value is { } left && kink.At.SignOf(left, s) == -1 ? Approach.ZeroFromLeft : null;

    private static Approach? Unbounded(RatioLimits limits)
    {
        // A certified bound of the limsup that is +inf proves nothing; an exact limsup does.
        static bool Grows(Limit limit) => limit is Limit.PlusInfinity or Limit.Oscillating { IsExact: true, Upper: Limit.PlusInfinity };
        return Grows(limits.AtPlusInfinity) ? Approach.PlusInfinity
            : Grows(limits.AtMinusInfinity) ? Approach.MinusInfinity
            : Grows(limits.AtCentreFromRight) ? Approach.ZeroFromRight
            : Grows(limits.AtCentreFromLeft) ? Approach.ZeroFromLeft : null;
    }
}
