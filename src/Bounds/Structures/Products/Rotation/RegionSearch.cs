using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>Chooses the cells of a region by the size of the zones and refines them until the table is certified.</summary>
/// <param name="zones">The certified zones.</param>
/// <param name="floors">Certified sets of T13.</param>
/// <param name="threads">One or two.</param>
internal sealed class RegionSearch(RotationZones zones, IReadOnlyList<EdgeFloor> floors, int threads)
{
    private const long MostCells = 24_000_000;

    // A table of fewer cells gets thinner layers, down to a third: they pay most.
    private const long WantedCells = 1_200_000;
    private const int Refinements = 3;

    // Columns widen in proportion to |υ| from a few times the size of U on, which is small where h is: far out one step takes much of d.
    private const double LeastWidening = 3;
    private const int Shells = 256;
    private const double LargestSettled = 0.9;

    /// <summary>Why the last search found no table.</summary>
    internal string Reason { get; private set; } = "";

    /// <summary>
    /// The table of the region that counts |u| >= ε for each tolerance: the first that certifies every start, else the finest that was made; null where it
    /// would be too large.
    /// </summary>
    internal RegionTable? Find(StartRegion region, SlopeLimit limit,
        ImmutableArray<Certified> epsilons, IProgress<double>? progress, CancellationToken cancellation)
    {
        var tolerances = ImmutableArray.CreateBuilder<CountTolerance>(epsilons.Length);
        foreach (var epsilon in epsilons)
        {
            if (zones.LeastV(epsilon) is not { } leastV)
            {
                Reason = $"K s0 ε < 1 fails for ε = {epsilon}: it is too large for the zones";
                return null;
            }
            tolerances.Add(new(leastV, (zones.Model.Map.ExactUnit * epsilon).ToInterval().Lo));
        }
        double level = zones.Leaving.Near.Level;
        var sizes = new GridSizes(0.05 * level, Math.Max(LeastWidening, 0.25 / level), 0.35 * 2 * level * level);
        RegionGrid Cells(double part) => RegionGrid.Of(zones.Model.Map.Gamma, limit, region, sizes, e => Thickness(sizes, e, part), Settled);
        double settled = 1.6, few = (double)Cells(settled).Cells / WantedCells;
        sizes = sizes with { Layer = sizes.Layer * Math.Clamp(few, 1 / 3.0, 1) };
        RegionTable? found = null;
        for (int i = 0; i < Refinements; i++, sizes = sizes.Halved, settled /= 2)
        {
            var grid = Cells(settled);
            if (grid.Cells > MostCells)
            {
                Reason += $"{(Reason.Length > 0 ? "; a finer" : "a")} table needs {grid.Cells} cells, more than {MostCells}";
                return found;
            }
            var builder = new RegionBuilder(new RegionTask(zones, floors, region, grid, tolerances.ToImmutable()), threads, cancellation);
            found = builder.Build(progress, cancellation);
            if (found.Worst().IsCertified)
                break;
            if (!grid.IsWhole)
            {
                Reason = $"orbits of some starts may come to |h F' - 1| < {SlopeLimit.Gap} or |h F'| > √2 ({grid.Cells} cells): the other starts have counts";
                break;
            }
            Reason = builder.Failure is var (u, e)
                ? $"the image of the cell u in {u / zones.Model.Map.Unit}, hφ in {e} leads back to it, and some start may lead there ({grid.Cells} cells)"
                : $"the counts of some starts are too large ({grid.Cells} cells)";
        }
        return found;
    }

    // The e up to which |υ| <= reach is an inward zone, or the part of it with w well below 1: beyond it one step takes most of |υ|.
    private double Settled(double reach) => zones.Model.Map.IsCentred
        && InwardZone.Of(zones.Model.Map, [.. Enumerable.Range(1, Shells).Select(k => reach * k / Shells)], [])
            .LastOrDefault(z => z.LargestSlope <= LargestSettled) is { } found ? 0.95 * found.Ceiling : 1e-3;

    // Below E a state outside the settling zones has w of at least their size, and one step takes 2w² from ln d.
    private double Thickness(GridSizes sizes, double e, double part)
    {
        if (e >= zones.Edge.Low)
            return sizes.Layer;
        double w = 0;
        foreach (var zone in zones.Settling)
        {
            if (zone.WholeBand && e <= zone.High)
                w = Math.Max(w, 0.9 * Math.Min(zone.Near.InnerLeft, zone.Near.InnerRight));
        }
        // The inward zone of c = 0 reaches about there.
        if (zones.Model.Map.IsCentred)
            w = 0.8 * (1 - Math.Sqrt(e / 2));
        return Math.Max(sizes.Layer, Math.Min(part * w * w, Math.Min(0.03, 0.002 + 0.03 * (zones.Edge.Low - e))));
    }
}
