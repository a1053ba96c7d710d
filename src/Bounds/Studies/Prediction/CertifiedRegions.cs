using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Methods;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Prediction;

/// <summary>What one theorem certifies of starts at one step size.</summary>
/// <param name="Region">The theorem's region.</param>
/// <param name="Starts">The certified starts.</param>
public sealed record TheoremRegion(Region Region, StartSet Starts);

/// <summary>The starts that are certified to converge at one step size.</summary>
/// <param name="Step">h.</param>
/// <param name="Theorems">What each theorem with a region certifies.</param>
public sealed record RegionAtStep(Certified Step, ImmutableArray<TheoremRegion> Theorems);

/// <summary>How the certified starts change as h grows.</summary>
public static class CertifiedRegions
{
    private static readonly ImmutableArray<Rational> s_steps = [new(1, 10), new(1, 5), new(1, 2), new(9, 10), new(6, 5), 2];

    /// <summary>Half the side of the square whose share is reported.</summary>
    public static Rational Half { get; } = 6;

    /// <summary>The regions at h = 0.1, 0.2, 0.5, 0.9, 1.2, 2; empty where no theorem has one. A set that was not finished when cancelled is
    /// <see cref="UndecidedStarts"/>.</summary>
    public static ImmutableArray<RegionAtStep> Of(Objective objective, RegularityReport report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(report);
        var regions = Theorem.Regions(objective, report);
        return regions.IsEmpty ? [] : [.. s_steps.Select(h => At(regions, h, cancellation))];
    }

    /// <summary>The regions at one step size.</summary>
    public static RegionAtStep At(
        Objective objective, RegularityReport report, Certified step, CancellationToken cancellation, DescentMethod? method = null) =>
        At(Theorem.Regions(objective, report, method), step, cancellation);

    /// <summary>A set of starts outside of which a theorem certifies failure at a step, with its border; null where none does.</summary>
    public static TheoremRegion? Spared(
        Objective objective, RegularityReport report, Certified step, CancellationToken cancellation, DescentMethod? method = null) =>
        Theorem.Regions(objective, report, method).Where(r => r.Spared is not null).Select(r => new TheoremRegion(r, r.Spared!(step, cancellation)))
            .FirstOrDefault(r => !r.Starts.IsEmpty);

    private static RegionAtStep At(ImmutableArray<Region> regions, Certified step, CancellationToken cancellation) =>
        new(step, [.. regions.Where(r => r.Kind == CellVerdict.Converges).Select(r => new TheoremRegion(r, InTime(r, step, cancellation)))]);

    private static StartSet InTime(Region region, Certified step, CancellationToken cancellation)
    {
        try
        {
            return Patience.Ask(() => region.At(step, cancellation), cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new UndecidedStarts(Unknown.Time.Reason);
        }
    }
}
