using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>What a region certificate says: for every start of the region a bound of the number of steps with |u_k| >= ε and a lower bound of e_∞.</summary>
internal sealed class RegionTable
{
    private readonly int[][] _counts;
    private readonly float[] _floors;
    private readonly int _width;

    internal RegionTable(RegionGrid grid, StartRegion region, int tolerances)
        : this(grid, region, [.. Enumerable.Range(0, tolerances).Select(_ => new int[grid.Cells])], new float[grid.Cells])
    {
    }

    internal RegionTable(RegionGrid grid, StartRegion region, int[][] counts, float[] floors) =>
        (Grid, Region, _counts, _floors, _width) = (grid, region, counts, floors, grid.Columns.Length - 1);

    /// <summary>The cells.</summary>
    internal RegionGrid Grid { get; }

    /// <summary>The starts.</summary>
    internal StartRegion Region { get; }

    /// <summary>The table as data.</summary>
    internal RegionCells Data => new(Grid.Columns, Grid.Layers, [.. _counts], _floors);

    /// <summary>The bounds of the cells that a start may lie in: the largest counts and the least floor.</summary>
    /// <param name="upsilon">An enclosure of υ_0.</param>
    /// <param name="d">An enclosure of d_0.</param>
    internal CellBounds At(Interval upsilon, Interval d)
    {
        var (left, right) = Grid.ColumnsOf(upsilon.Lo, upsilon.Hi);
        var (low, high) = Grid.LayersOf(Math.Max(0, d.Lo), d.Hi);
        var worst = NoStart();
        if (!Grid.IsWhole && !Grid.Holds(upsilon.Lo, upsilon.Hi))
            worst.Clear(0, CellBounds.Unbounded);
        for (int j = low; j <= high; j++)
            Worsen(worst, j, left, right);
        return worst;
    }

    /// <summary>The bounds over the cells that may hold a start of the region.</summary>
    internal CellBounds Worst()
    {
        var worst = NoStart();
        if (!Grid.HoldsStarts(Region))
            worst.Clear(0, CellBounds.Unbounded);
        for (int j = 0; j < Grid.Layers.Length; j++)
        {
            for (int i = 0; i < _width; i++)
            {
                if (MayHoldStart(j, i))
                    Worsen(worst, j, i, i);
            }
        }
        return worst;
    }

    internal void Get(int layer, int column, CellBounds bounds)
    {
        int at = layer * _width + column;
        for (int t = 0; t < _counts.Length; t++)
            bounds.Counts[t] = _counts[t][at];
        bounds.Floor = _floors[at];
    }

    internal void Set(int layer, int column, CellBounds bounds)
    {
        int at = layer * _width + column;
        for (int t = 0; t < _counts.Length; t++)
            _counts[t][at] = bounds.Counts[t];
        _floors[at] = bounds.Floor;
    }

    /// <summary>Takes the cells [first, last] of a layer into the bounds.</summary>
    internal void Worsen(CellBounds bounds, int layer, int first, int last)
    {
        int from = layer * _width + first, to = layer * _width + last;
        for (int t = 0; t < _counts.Length; t++)
        {
            int worst = bounds.Counts[t];
            int[] counts = _counts[t];
            for (int at = from; at <= to; at++)
                worst = Math.Max(worst, counts[at]);
            bounds.Counts[t] = worst;
        }
        float floor = bounds.Floor;
        for (int at = from; at <= to; at++)
            floor = Math.Min(floor, _floors[at]);
        bounds.Floor = floor;
    }

    private CellBounds NoStart()
    {
        var bounds = new CellBounds(_counts.Length);
        bounds.Clear(float.PositiveInfinity);
        return bounds;
    }

    private bool MayHoldStart(int layer, int column)
    {
        Interval sigma = Grid.Gamma + Interval.Of(Grid.Columns[column], Grid.Columns[column + 1]), two = Interval.Point(2) * sigma;
        var p = Interval.Sqrt(Interval.Point(Grid.Layers[layer]) + Interval.Sqr(two));
        return sigma.Lo <= Region.LargestSigma && (p + two).Hi >= Region.LeastA;
    }
}
