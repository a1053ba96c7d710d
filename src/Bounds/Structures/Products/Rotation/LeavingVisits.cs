using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>The cells of U in a table: an orbit that is in U at a layer leaves it after a bounded number of counted steps, to a known set of cells.</summary>
internal sealed class LeavingVisits
{
    private readonly RegionTask _task;
    private readonly RegionGrid _grid;
    private readonly RegionLayer _layer;
    private readonly RegionTable _table;
    private readonly bool[] _inside;
    private readonly bool _isFollowed;
    private readonly double _drop;
    private readonly CellBounds _exits;
    private readonly CellBounds _own;
    private bool _applies;
    private double _growthFrom = double.NaN;
    private double _growth;

    internal LeavingVisits(RegionTask task, RegionColumns columns, RegionLayer layer, RegionTable table)
    {
        (_task, _grid, _layer, _table) = (task, task.Grid, layer, table);
        var zone = task.Zones.Leaving;
        _inside = [.. Enumerable.Range(0, columns.Count).Select(i => zone.Near.Contains(columns.Box(i)))];
        // a_min holds through a visit where none of its columns is barred.
        _isFollowed = !Enumerable.Range(0, columns.Count).Any(i => columns.IsBarred[i] && !zone.Near.Excludes(columns.Box(i)));
        _drop = zone.LogDrop(zone.Growth);
        _exits = new(task.Tolerances.Length);
        _own = new(task.Tolerances.Length);
    }

    /// <summary>Goes to a layer: its cells in U's interval are cells of U when e >= eU on some of it (what lies below eU there is in E).</summary>
    internal void MoveTo(int layer) => _applies = _isFollowed && layer > 0 && _layer.E.Hi > _task.Zones.Leaving.Low && _layer.E.Lo >= _task.Zones.Edge.Low;

    /// <summary>True for a column of the present layer that belongs to U.</summary>
    internal bool Holds(int column) => _applies && _inside[column];

    /// <summary>Gives the cells of U of the layer their bounds: the counted steps of a visit and then the worst exit, or their own cap.</summary>
    internal void Finish(int layer)
    {
        if (!_applies)
            return;
        var zones = _task.Zones;
        var zone = zones.Leaving;
        double lowest = Math.Max(0, (Interval.Point(_layer.D.Lo) * Interval.Exp(Interval.Point(-_drop))).Lo);
        double eLowest = NormalisedStep.Edge(_grid.Gamma, Interval.Point(lowest)).Lo, growth = Growth(eLowest);
        Exits(layer, lowest);
        bool falls = eLowest < zone.Low;
        for (int t = 0; t < _exits.Counts.Length; t++)
        {
            long count = falls ? Math.Max(_exits.Counts[t], _layer.CountAtEdge[t]) : _exits.Counts[t];
            count += RotationCounts.Rising(zone.Near.Level, _task.Tolerances[t].LeastV, growth);
            _exits.Counts[t] = count > CellBounds.LargestCount ? CellBounds.Unbounded : (int)count;
        }
        double floor = falls ? Math.Min(_exits.Floor, FloorBelow()) : _exits.Floor;
        // An orbit that lands on υ = 0 in U stays there with e >= eU.
        _exits.Floor = CellBounds.Down(Math.Min(floor, zone.Low));
        for (int i = 0; i < _inside.Length; i++)
        {
            if (!_inside[i] || _grid.IsEmpty(_grid.Columns[i + 1], _grid.Layers[layer]))
                continue;
            _table.Get(layer, i, _own);
            for (int t = 0; t < _own.Counts.Length; t++)
                _own.Counts[t] = Math.Min(_own.Counts[t], _exits.Counts[t]);
            _own.Floor = Math.Max(_own.Floor, _exits.Floor);
            _table.Set(layer, i, _own);
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
    private void Exits(int layer, double lowest)
    {
        var zone = _task.Zones.Leaving;
        double reach = (Interval.Point(zone.LargestFactor(_layer.E.Hi)) * Interval.Point(zone.Near.Reach)).Hi;
        if (!_grid.IsWhole && !_grid.Holds(-reach, reach))
        {
            _exits.Clear(0, CellBounds.Unbounded);
            return;
        }
        var (a, b) = _grid.ColumnsOf(-reach, reach);
        int left = a, right = b;
        while (left <= b && !_inside[left])
            left++;
        while (right >= a && !_inside[right])
            right--;
        _exits.Clear(float.PositiveInfinity);
        for (int j = _grid.LayersOf(lowest, _layer.D.Hi).First; j <= layer; j++)
        {
            _table.Worsen(_exits, j, a, left - 1);
            _table.Worsen(_exits, j, Math.Max(right + 1, left), b);
        }
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
