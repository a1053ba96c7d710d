using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products.Phases;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>Counts of steps with a large |u| or a large loss, from counts of steps with a large slope or a large |u|.</summary>
internal static class OffsetCounts
{
    private const int Boxes = 600;
    private const double BelowOne = 0.999;

    /// <summary>The tolerances of |u| at which counts are listed.</summary>
    internal static readonly ImmutableArray<Rational> Tolerances = [new(1, 10), new(1, 1000), new(1, 1_000_000)];

    /// <summary>The tolerances of h|F'| at which counts are listed.</summary>
    internal static readonly ImmutableArray<Rational> SlopeTolerances = [new(1, 10), new(1, 100), new(1, 1000)];

    /// <summary>The counts of |u| and of the loss that a count of the steps with h|F'| >= ε gives: |u| >= ε has h|F'| at least its least value over the
    /// reachable such u.</summary>
    /// <param name="s">The problem.</param>
    /// <param name="source">Where the count is proved.</param>
    /// <param name="reach">An interval that certainly holds every u_k, with its sign.</param>
    /// <param name="count">At most so many steps have h|F'| >= ε, for 0 &lt; ε &lt; 1.</param>
    /// <param name="cancellation">Stops with <see cref="OperationCanceledException"/>.</param>
    internal static IEnumerable<CountBound> OfSlopes(Setting s, Source source,
        Interval reach, Func<Rational, Certified?> count, CancellationToken cancellation) =>
        PhaseModel.Of(s) is not { } model || !reach.IsBounded ? []
            : WithLoss(s, new CountBound(source, Quantity.Offset, CountMeaning.Count, Tolerances, e => LeastSlopeFrom(model, e, reach, cancellation) switch
            {
                double.PositiveInfinity => 0,
                > 0 and var least => count(Rational.FromDouble(Math.Min(least, BelowOne))),
                _ => null,
            }));

    /// <summary>A count of |u| and the count of the loss that follows: f - f* = F(c+u) - F(c) &lt;= βu²/2, so a loss of ε or more has |u| >=
    /// sqrt(2ε/β).</summary>
    internal static IEnumerable<CountBound> WithLoss(Setting s, CountBound offset)
    {
        yield return offset;
        if (Beta(s) is { } beta)
            yield return new CountBound(offset.Source, LossAbove(s), offset.Meaning, Tolerances, e =>
                Certified.Sqrt(2 * (Certified)e / beta).LowerBound is { Sign: > 0 } u ? offset.At(u) : null);
    }

    /// <summary>The counts of <see cref="WithLoss"/> and that of the slope: h|F'(c+u)| &lt;= hβ|u|, so a slope of ε or more has |u| >= ε/(hβ).</summary>
    internal static IEnumerable<CountBound> WithLossAndSlope(Setting s, CountBound offset) => Beta(s) is not { } beta ? WithLoss(s, offset)
        : [.. WithLoss(s, offset), new CountBound(offset.Source, Quantity.Slope(s.Step.ToInterval().Hi), offset.Meaning, SlopeTolerances, e =>
            ((Certified)e / (s.Step * beta)).LowerBound is { Sign: > 0 } u ? offset.At(u) : null)];

    /// <summary>T2.C2: A_k &lt;= max(A_0, (1+hG)²(2c + sqrt(4c²+D_0))), B_k &lt;= max(B_0, (1+hG)²(-2c + sqrt(4c²+D_0))), and -B/4 &lt;= s &lt;= A/4; u with
    /// its sign.</summary>
    /// <param name="s">The problem, hG &lt; √2.</param>
    /// <param name="bound">G.</param>
    internal static Interval Reach(Setting s, Certified bound)
    {
        var c = s.Centre!;
        var (a, b) = BoundedDerivative.Largest(s, bound, c);
        Certified quarter = new Rational(1, 4);
        var reach = Interval.Of((-b * quarter - c).ToInterval().Lo, (a * quarter - c).ToInterval().Hi);
        return s.Mirrored ? -reach : reach;
    }

    // A lower bound of h|F'| over the reachable u with |u| >= ε; infinite where there is none.
    private static double LeastSlopeFrom(PhaseModel model, Rational epsilon, Interval reach, CancellationToken cancellation)
    {
        double edge = ((Certified)epsilon).ToInterval().Lo, least = double.PositiveInfinity;
        if (edge < reach.Hi)
            least = LeastSlope.Over(model, Interval.Of(edge, reach.Hi), Boxes, cancellation);
        if (-edge > reach.Lo)
            least = Math.Min(least, LeastSlope.Over(model, Interval.Of(reach.Lo, -edge), Boxes, cancellation));
        return double.IsPositiveInfinity(least) ? least : (model.Step * Interval.Point(least)).Lo;
    }

    private static Certified? Beta(Setting s) => s.Regularity.Sector is { Verdict.IsProved: true, Value: { } beta } && beta.Sign() == 1 ? beta : null;

    private static Quantity LossAbove(Setting s)
    {
        var least = s.Objective.Structure.Outer is { } outer && s.Regularity.Centre?.Exact is { } c
            ? CertifiedEvaluation.Evaluate(outer.Value.Substitute(outer.Argument, c))?.ToInterval().Mid : null;
        return Quantity.Loss with { IsLoss = false, At = least is { } f ? p => p.Loss - f : null };
    }
}
