using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Rotation;

/// <summary>What a region certificate says: for every start of the region a bound of the number of steps with |u_k| >= ε and a lower bound of e_∞.</summary>
internal sealed class RegionTable
{
    private readonly int[] _counts;
    private readonly float[] _floors;

    internal RegionTable(RegionGrid grid, StartRegion region, int[] counts, float[] floors) =>
        (Grid, Region, _counts, _floors) = (grid, region, counts, floors);

    /// <summary>The cells.</summary>
    internal RegionGrid Grid { get; }

    /// <summary>The starts.</summary>
    internal StartRegion Region { get; }

    /// <summary>The bounds of the cells that a start may lie in: the largest count and the least floor.</summary>
    /// <param name="upsilon">An enclosure of υ_0.</param>
    /// <param name="d">An enclosure of d_0.</param>
    internal RegionBounds At(Interval upsilon, Interval d)
    {
        var (left, right) = Grid.ColumnsOf(upsilon.Lo, upsilon.Hi);
        var (low, high) = Grid.LayersOf(Math.Max(0, d.Lo), d.Hi);
        var worst = RegionBounds.None;
        for (int j = low; j <= high; j++)
        {
            for (int i = left; i <= right; i++)
                worst = worst.With(Of(j, i));
        }
        return worst;
    }

    /// <summary>The bounds of one cell.</summary>
    internal RegionBounds Of(int layer, int column)
    {
        int at = layer * (Grid.Columns.Length - 1) + column;
        return new(_counts[at], _floors[at]);
    }

    /// <summary>The bounds over the cells that may hold a start of the region.</summary>
    internal RegionBounds Worst()
    {
        var worst = RegionBounds.None;
        for (int j = 0; j < Grid.Layers.Length; j++)
        {
            for (int i = 0; i + 1 < Grid.Columns.Length; i++)
            {
                if (MayHoldStart(j, i))
                    worst = worst.With(Of(j, i));
            }
        }
        return worst;
    }

    private bool MayHoldStart(int layer, int column)
    {
        Interval sigma = Grid.Gamma + Interval.Of(Grid.Columns[column], Grid.Columns[column + 1]), two = Interval.Point(2) * sigma;
        var p = Interval.Sqrt(Interval.Point(Grid.Layers[layer]) + Interval.Sqr(two));
        return sigma.Lo <= Region.LargestSigma && (p + two).Hi >= Region.LeastA;
    }
}

/// <summary>Bounds of a set of starts.</summary>
/// <param name="Count">At most so many steps k >= 0 have |u_k| >= ε.</param>
/// <param name="Floor">e_∞ is at least that; +infinity for no start at all.</param>
internal readonly record struct RegionBounds(long Count, double Floor)
{
    /// <summary>The bounds of no start.</summary>
    internal static RegionBounds None => new(0, double.PositiveInfinity);

    /// <summary>The bounds of both sets.</summary>
    internal RegionBounds With(RegionBounds other) => new(Math.Max(Count, other.Count), Math.Min(Floor, other.Floor));
}
