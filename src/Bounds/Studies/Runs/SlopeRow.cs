using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Runs;

/// <summary>An a-priori iteration count beside the measured one.</summary>
/// <param name="Measured">How often h|F'| was at least ε, and when it first was not.</param>
/// <param name="Bound">The smallest certified number of steps within which h|F'| is below ε at least once; null when no theorem gives one.</param>
public sealed record SlopeRow(LargeSteps Measured, IterationBound? Bound)
{
    /// <summary>The rows of a run in product form.</summary>
    internal static ImmutableArray<SlopeRow> Of(RunReport run) => [.. run.Measurement.SlopeCounts.Select(c => new SlopeRow(c, Best(run, c.Epsilon)))];

    private static IterationBound? Best(RunReport run, double epsilon) => run.Study.Prediction.IterationsTo
        .Where(i => i.Bound is not null && i.Quantity == Quantity.Slope(1).Name && Math.Abs(i.Epsilon.ToInterval().Mid - epsilon) <= 1e-12)
        .Aggregate((IterationBound?)null, (best, i) => best is null || Certified.Less(i.Bound!, best.Bound!) == true ? i : best);
}
