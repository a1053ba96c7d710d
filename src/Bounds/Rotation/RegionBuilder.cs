using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Rotation;

/// <summary>What a region's table is made from.</summary>
/// <param name="Zones">The certified zones.</param>
/// <param name="Floors">Certified sets of T13.</param>
/// <param name="Region">The starts.</param>
/// <param name="Grid">The cells.</param>
/// <param name="LeastV">V_ε: |u| >= ε implies V >= V_ε in every zone.</param>
/// <param name="SmallOffset">s0 ε, rounded down: |υ| below it has |u| &lt; ε.</param>
internal sealed record RegionTask(RotationZones Zones, IReadOnlyList<EdgeFloor> Floors, StartRegion Region, RegionGrid Grid, double LeastV, double SmallOffset);

/// <summary>
/// Computes the table of a region layer by layer from below: the count of a cell is a cap by a zone, or 1 + the largest count of the cells that its image
/// meets, each finished before. A cell for which neither can be said makes the table fail.
/// </summary>
/// <remarks>
/// d never rises, so an image lies in the cell's layer or below. Inside a layer cells are finished depth first; the cells of U come last, all together:
/// every one has the bound of a whole visit.
/// </remarks>
internal sealed class RegionBuilder
{
    private const int Unknown = -1, Waiting = -2, Open = -3;

    private readonly RegionTask _task;
    private readonly RegionGrid _grid;
    private readonly RegionColumns _columns;
    private readonly RegionLayer _layer;
    private readonly LeavingVisits _visits;
    private readonly int[] _counts;
    private readonly float[] _floors;
    private readonly int _width;
    private readonly (int First, int Last)[] _same;
    private readonly (int Count, float Floor)[] _below;
    private readonly (int Count, float Floor)[] _cap;
    private readonly Stack<(int Column, int Next)> _stack = new();
    private readonly int _threads;

    internal RegionBuilder(RegionTask task, int threads, CancellationToken cancellation)
    {
        (_task, _grid, _threads) = (task, task.Grid, threads);
        _columns = new(task.Zones, task.Grid, task.LeastV, task.SmallOffset, cancellation);
        _layer = new(task.Zones, _columns, task.Floors, task.LeastV);
        _width = _columns.Count;
        _counts = new int[task.Grid.Cells];
        _floors = new float[task.Grid.Cells];
        _same = new (int, int)[_width];
        _below = new (int, float)[_width];
        _cap = new (int, float)[_width];
        _visits = new(task, _columns, _layer, _counts, _floors);
    }

    /// <summary>Where the first cell failed that could not be finished: an image met a cell of the same layer that was still open.</summary>
    internal (Interval Upsilon, Interval E)? Failure { get; private set; }

    /// <summary>The table; null when a cell failed.</summary>
    internal RegionTable? Build(IProgress<double>? progress, CancellationToken cancellation)
    {
        for (int j = 0; j < _grid.Layers.Length && Failure is null; j++)
        {
            cancellation.ThrowIfCancellationRequested();
            _layer.MoveTo(Interval.Of(j == 0 ? 0 : _grid.Layers[j - 1], _grid.Layers[j]));
            _visits.MoveTo(j);
            if (_threads > 1)
                Parallel.For(0, _threads, new ParallelOptions { MaxDegreeOfParallelism = _threads }, t => Classify(j, _width * t / _threads, _width * (t + 1) / _threads));
            else
                Classify(j, 0, _width);
            for (int i = 0; i < _width; i++)
                Finish(j, i);
            if (Failure is null)
                _visits.Finish(j, Waiting);
            progress?.Report((j + 1.0) / _grid.Layers.Length);
        }
        return Failure is null ? new RegionTable(_grid, _task.Region, _counts, _floors) : null;
    }

    private void Classify(int j, int from, int to)
    {
        int row = j * _width;
        // Where one step takes less from d than the layer is thick the image meets the same layer: such a cell takes its cap.
        double left = j == 0 ? 0 : _grid.Layers[j - 1] / _grid.Layers[j];
        for (int i = from; i < to; i++)
        {
            _same[i] = (0, -1);
            if (_grid.IsEmpty(_grid.Columns[i + 1], _grid.Layers[j]))
            {
                (_counts[row + i], _floors[row + i]) = (0, float.PositiveInfinity);
                continue;
            }
            var (count, floor) = _layer.Cap(i);
            float low = Down(floor);
            _cap[i] = (count is { } c && c < int.MaxValue / 4 ? (int)c : int.MaxValue, low);
            double w = _columns.LeastSlope[i];
            if (_cap[i].Count < int.MaxValue && w < 1 && (1 - w * w) * (1 - w * w) > left)
                (_counts[row + i], _floors[row + i]) = _cap[i];
            else if (_visits.Holds(i))
                (_counts[row + i], _floors[row + i]) = (Waiting, low);
            else
            {
                _counts[row + i] = Unknown;
                Look(j, i);
            }
        }
    }

    // The image of a cell: the worst of the cells of lower layers that it meets, and the columns of its own layer.
    private void Look(int j, int i)
    {
        int first = int.MaxValue, last = -1, worst = 0;
        float floor = float.PositiveInfinity;
        double least = _grid.LeastUpsilon(_grid.Layers[j]), most = _grid.Columns[^1];
        foreach (ref readonly var slice in _columns.Of(i))
        {
            var next = slice.Next(_layer.D);
            var d = _layer.D * slice.Keep;
            // States of the region's orbits stay in the columns' range, and d does not rise.
            var (a, b) = _grid.ColumnsOf(Math.Max(next.Lo, least), Math.Min(next.Hi, most));
            var (low, high) = _grid.LayersOf(Math.Max(0, d.Lo), Math.Min(d.Hi, _layer.D.Hi));
            if (high >= j)
            {
                (first, last) = (Math.Min(first, a), Math.Max(last, b));
                high = j - 1;
            }
            for (int y = low; y <= high; y++)
            {
                for (int at = y * _width + a; at <= y * _width + b; at++)
                {
                    worst = Math.Max(worst, _counts[at]);
                    floor = Math.Min(floor, _floors[at]);
                }
            }
        }
        _same[i] = (first, last);
        _below[i] = (worst, floor);
    }

    private void Finish(int j, int start)
    {
        int row = j * _width;
        if (_counts[row + start] != Unknown)
            return;
        _counts[row + start] = Open;
        _stack.Push((start, _same[start].First));
        while (_stack.TryPop(out var top))
        {
            var (i, next) = top;
            bool descended = false, failed = false;
            for (; next <= _same[i].Last; next++)
            {
                int met = _counts[row + next];
                if (met == Unknown)
                {
                    _stack.Push((i, next));
                    _counts[row + next] = Open;
                    _stack.Push((next, _same[next].First));
                    descended = true;
                    break;
                }
                if (met is Open or Waiting)
                {
                    failed = true;
                    break;
                }
                _below[i] = (Math.Max(_below[i].Count, met), Math.Min(_below[i].Floor, _floors[row + next]));
            }
            if (descended)
                continue;
            if (failed)
                Capped(row, i);
            else
                Concluded(row, i);
        }
    }

    private void Capped(int row, int i)
    {
        (_counts[row + i], _floors[row + i]) = _cap[i];
        if (_cap[i].Count == int.MaxValue)
            Failure ??= (_columns.Box(i), _layer.E);
    }

    private void Concluded(int row, int i)
    {
        int count = _below[i].Count + (_columns.IsSmall[i] ? 0 : 1);
        _counts[row + i] = Math.Min(_cap[i].Count, count);
        _floors[row + i] = Math.Max(_cap[i].Floor, Math.Min(_below[i].Floor, Down(_layer.E.Hi)));
    }

    internal static float Down(double x) => (float)x <= x ? (float)x : MathF.BitDecrement((float)x);
}
