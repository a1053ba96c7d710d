using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Rotation;

/// <summary>The cells of U in a table: an orbit that is in U at a layer leaves it after a bounded number of counted steps, to a known set of cells.</summary>
internal sealed class LeavingVisits
{
    private readonly RegionTask _task;
    private readonly RegionGrid _grid;
    private readonly RegionLayer _layer;
    private readonly RegionColumns _columns;
    private readonly int[] _counts;
    private readonly float[] _floors;
    private readonly bool[] _inside;
    private readonly double _drop;
    private bool _applies;
    private double _growthFrom = double.NaN;
    private double _growth;

    internal LeavingVisits(RegionTask task, RegionColumns columns, RegionLayer layer, int[] counts, float[] floors)
    {
        (_task, _grid, _layer, _columns, _counts, _floors) = (task, task.Grid, layer, columns, counts, floors);
        var zone = task.Zones.Leaving;
        _inside = [.. Enumerable.Range(0, columns.Count).Select(i => zone.Near.Contains(columns.Box(i)))];
        _drop = zone.LogDrop(zone.Growth);
    }

    /// <summary>Goes to a layer: its cells in U's interval are cells of U when e >= eU on some of it (what lies below eU there is in E).</summary>
    internal void MoveTo(int layer) => _applies = layer > 0 && _layer.E.Hi > _task.Zones.Leaving.Low && _layer.E.Lo >= _task.Zones.Edge.Low;

    /// <summary>True for a column of the present layer that belongs to U.</summary>
    internal bool Holds(int column) => _applies && _inside[column];

    /// <summary>Fills in the cells of U that wait: the counted steps of a visit, then the worst exit.</summary>
    internal void Finish(int layer, int waiting)
    {
        if (!_applies)
            return;
        var zones = _task.Zones;
        var zone = zones.Leaving;
        Interval dropped = Interval.Exp(Interval.Point(-_drop));
        double lowest = Math.Max(0, (Interval.Point(_layer.D.Lo) * dropped).Lo);
        double eLowest = NormalisedStep.Edge(_grid.Gamma, Interval.Point(lowest)).Lo;
        long visit = RotationCounts.Rising(zone.Near.Level, _task.LeastV, Growth(eLowest));
        var exits = Exits(layer, lowest);
        if (eLowest < zone.Low)
            exits = exits.With(new(zones.CountAtEdge(Interval.Pi.Hi / 2, _task.LeastV), FloorBelow()));
        // An orbit that lands on υ = 0 in U stays there with e >= eU.
        float floor = RegionBuilder.Down(Math.Min(exits.Floor, zone.Low));
        int count = (int)Math.Min(visit + exits.Count, int.MaxValue / 4);
        int row = layer * _columns.Count;
        for (int i = 0; i < _columns.Count; i++)
        {
            if (_counts[row + i] != waiting)
                continue;
            (_counts[row + i], _floors[row + i]) = (count, Math.Max(_floors[row + i], floor));
        }
    }

    // Growth on e >= low, looked at again whenever it may have risen noticeably.
    private double Growth(double low)
    {
        var zone = _task.Zones.Leaving;
        if (!(low > zone.Low))
            return zone.Growth;
        if (!(low - 2 < 1.1 * (_growthFrom - 2)))
            (_growthFrom, _growth) = (low, Math.Max(zone.Growth, Math.Min(1e9, zone.GrowthFrom(low) ?? 0)));
        return _growth;
    }

    // The next state after a visit has |υ| <= qx and lies outside U's interval (or has e < eU), in a layer that a visit can reach.
    private RegionBounds Exits(int layer, double lowest)
    {
        var zone = _task.Zones.Leaving;
        double reach = (Interval.Point(zone.LargestFactor(_layer.E.Hi)) * Interval.Point(zone.Near.Reach)).Hi;
        var (a, b) = _grid.ColumnsOf(-reach, reach);
        int low = _grid.LayersOf(lowest, _layer.D.Hi).First, count = 0;
        float floor = float.PositiveInfinity;
        for (int j = low; j <= layer; j++)
        {
            for (int i = a; i <= b; i++)
            {
                if (_inside[i])
                    continue;
                int at = j * _columns.Count + i;
                count = Math.Max(count, _counts[at]);
                floor = Math.Min(floor, _floors[at]);
            }
        }
        return new(count, floor);
    }

    // Where e falls below eU inside U's interval: a set of T13 that holds all of that gives its floor.
    private double FloorBelow()
    {
        var zone = _task.Zones.Leaving;
        Interval box = Interval.Of(-zone.Near.OuterLeft, zone.Near.OuterRight);
        double low = zone.LeastNextEdge, best = 2 * _grid.Gamma.Lo;
        foreach (var set in _task.Floors)
        {
            if (zone.Low <= set.Ceiling && set.Border(box) <= low)
                best = Math.Max(best, set.Value);
        }
        return best;
    }
}
