using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Rotation;

/// <summary>Chooses the cells of a region by the size of the zones and refines them until the table is certified.</summary>
/// <param name="zones">The certified zones.</param>
/// <param name="floors">Certified sets of T13.</param>
/// <param name="threads">One or two.</param>
internal sealed class RegionSearch(RotationZones zones, IReadOnlyList<EdgeFloor> floors, int threads)
{
    private const long MostCells = 24_000_000;
    private const int Refinements = 3;

    /// <summary>Why the last search found no table.</summary>
    internal string Reason { get; private set; } = "";

    /// <summary>The table of the region for |u| >= ε; null when none was certified.</summary>
    internal RegionTable? Find(StartRegion region, Interval largestSlope, Certified epsilon, IProgress<double>? progress, CancellationToken cancellation)
    {
        if (zones.LeastV(epsilon) is not { } leastV)
        {
            Reason = "K s0 ε < 1 fails: ε is too large for the zones";
            return null;
        }
        double level = zones.Leaving.Near.Level, small = (zones.Model.Map.ExactUnit * epsilon).ToInterval().Lo;
        var sizes = new GridSizes(0.05 * level, Math.Min(6, 0.15 * level / (0.05 * level)), 0.35 * 2 * level * level);
        double settled = 1.6;
        for (int i = 0; i < Refinements; i++, sizes = sizes.Halved, settled /= 2)
        {
            double part = settled;
            var grid = RegionGrid.Of(zones.Model.Map.Gamma, largestSlope, region, sizes, e => Thickness(sizes, e, part));
            if (grid.Cells > MostCells)
            {
                Reason += $"; a finer table needs {grid.Cells} cells, more than {MostCells}";
                return null;
            }
            var builder = new RegionBuilder(new RegionTask(zones, floors, region, grid, leastV, small), threads, cancellation);
            if (builder.Build(progress, cancellation) is { } table)
                return table;
            var (u, e) = builder.Failure!.Value;
            Reason = $"the cell u in {u / zones.Model.Map.Unit}, hφ in {e} leads back into its own layer, or was met while open ({grid.Cells} cells)";
        }
        return null;
    }

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
        return Math.Min(0.03, Math.Max(sizes.Layer, part * w * w));
    }
}
