using System.Collections.Immutable;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>What a region's table is made from.</summary>
/// <param name="Zones">The certified zones.</param>
/// <param name="Floors">Certified sets of T13.</param>
/// <param name="Region">The starts.</param>
/// <param name="Grid">The cells.</param>
/// <param name="Tolerances">What is counted.</param>
internal sealed record RegionTask(
    RotationZones Zones, IReadOnlyList<EdgeFloor> Floors, StartRegion Region, RegionGrid Grid, ImmutableArray<CountTolerance> Tolerances);

/// <summary>A tolerance ε in the zones' terms.</summary>
/// <param name="LeastV">V_ε: |u| >= ε implies V >= V_ε in every zone.</param>
/// <param name="SmallOffset">s0 ε, rounded down: |υ| below it has |u| &lt; ε.</param>
internal readonly record struct CountTolerance(double LeastV, double SmallOffset);

/// <summary>
/// Computes the table of a region layer by layer from below: the count of a cell is a cap by a zone, or 1 + the largest count of the cells that its image
/// meets, each finished before. A cell for which neither can be said has no count, nor has one whose image meets such a cell.
/// </summary>
/// <remarks>
/// d never rises, so an image lies in the cell's layer or below. Inside a layer cells are finished depth first; the cells of U come last, all together:
/// every one has the bound of a whole visit.
/// </remarks>
internal sealed class RegionBuilder
{
    private const int Unknown = -1, Waiting = -2, Open = -3, Done = 0;
    private const int NoCap = CellBounds.Unbounded;
    private const double LongestStay = 1000;

    private readonly RegionTask _task;
    private readonly RegionGrid _grid;
    private readonly RegionColumns _columns;
    private readonly RegionLayer _layer;
    private readonly LeavingVisits _visits;
    private readonly RegionTable _table;
    private readonly int _width;
    private readonly int _tolerances;
    private readonly int[] _state;
    private readonly (int First, int Last)[] _same;
    private readonly int[] _stay;
    private readonly CellBounds[] _below;
    private readonly CellBounds[] _cap;
    private readonly Stack<(int Column, int Next)> _stack = new();
    private readonly int _threads;

    internal RegionBuilder(RegionTask task, int threads, CancellationToken cancellation)
    {
        (_task, _grid, _threads) = (task, task.Grid, threads);
        _columns = new(task.Zones, task.Grid, task.Tolerances, cancellation);
        _layer = new(task.Zones, _columns, task.Floors, task.Tolerances);
        (_width, _tolerances) = (_columns.Count, task.Tolerances.Length);
        _table = new(task.Grid, task.Region, _tolerances);
        _state = new int[_width];
        _same = new (int, int)[_width];
        _stay = new int[_width];
        _below = [.. Enumerable.Range(0, _width).Select(_ => new CellBounds(_tolerances))];
        _cap = [.. Enumerable.Range(0, _width).Select(_ => new CellBounds(_tolerances))];
        _visits = new(task, _columns, _layer, _table);
    }

    /// <summary>The first cell that could not be finished: its image met a cell of the same layer that was still open. Null where there is none.</summary>
    internal (Interval Upsilon, Interval E)? Failure { get; private set; }

    /// <summary>The table.</summary>
    internal RegionTable Build(IProgress<double>? progress, CancellationToken cancellation)
    {
        for (int j = 0; j < _grid.Layers.Length; j++)
        {
            cancellation.ThrowIfCancellationRequested();
            _layer.MoveTo(Interval.Of(j == 0 ? 0 : _grid.Layers[j - 1], _grid.Layers[j]));
            _visits.MoveTo(j);
            if (_threads > 1)
                Parallel.For(0, _threads, new ParallelOptions { MaxDegreeOfParallelism = _threads }, t =>
                    Classify(j, _width * t / _threads, _width * (t + 1) / _threads));
            else
                Classify(j, 0, _width);
            for (int i = 0; i < _width; i++)
                Finish(j, i);
            _visits.Finish(j);
            progress?.Report((j + 1.0) / _grid.Layers.Length);
        }
        return _table;
    }

    private void Classify(int j, int from, int to)
    {
        // Where one step takes less from d than the layer is thick the image meets the same layer: such a cell takes its cap.
        double left = j == 0 ? 0 : _grid.Layers[j - 1] / _grid.Layers[j];
        for (int i = from; i < to; i++)
        {
            _same[i] = (0, -1);
            _state[i] = Done;
            var cap = _cap[i];
            if (_grid.IsEmpty(_grid.Columns[i + 1], _grid.Layers[j]))
            {
                cap.Clear(float.PositiveInfinity);
                _table.Set(j, i, cap);
                continue;
            }
            _layer.Cap(i, cap);
            if (_columns.IsBarred[i])
            {
                _table.Set(j, i, cap);
                continue;
            }
            double w = _columns.LeastSlope[i];
            if (cap.Counts[0] < NoCap && w < 1 && (1 - w * w) * (1 - w * w) > left)
            {
                _table.Set(j, i, cap);
            }
            else if (_visits.Holds(i))
            {
                _state[i] = Waiting;
                _table.Set(j, i, cap);
            }
            else
            {
                _state[i] = Unknown;
                Look(j, i);
            }
        }
    }

    // The image of a cell: the worst of the cells of lower layers that it meets, and the columns of its own layer.
    private void Look(int j, int i)
    {
        int first = int.MaxValue, last = -1;
        var drift = Interval.Empty;
        var worst = _below[i];
        worst.Clear(float.PositiveInfinity);
        foreach (ref readonly var slice in _columns.Of(i))
        {
            var next = slice.Next(_layer.D);
            drift = Interval.Hull(drift, slice.Drift(_layer.D));
            var d = _layer.D * slice.Keep;
            if (_grid.Reachable(next.Lo, next.Hi, _layer.D.Hi) is not var (left, right))
            {
                worst.Clear(0, NoCap);
                continue;
            }
            // d does not rise.
            var (a, b) = _grid.ColumnsOf(left, right);
            var (low, high) = _grid.LayersOf(Math.Max(0, d.Lo), Math.Min(d.Hi, _layer.D.Hi));
            if (high >= j)
            {
                (first, last) = (Math.Min(first, a), Math.Max(last, b));
                high = j - 1;
            }
            for (int y = low; y <= high; y++)
                _table.Worsen(worst, y, a, b);
        }
        _same[i] = (first, last);
        // While an orbit stays in the cell υ moves one way by at least the drift: at most width/drift + 1 states in a row.
        double stay = drift.Mig > 0 ? (Interval.Point(_columns.Box(i).Width) / Interval.Point(drift.Mig)).Hi + 1 : double.PositiveInfinity;
        _stay[i] = stay < LongestStay ? (int)stay : 0;
    }

    private void Finish(int j, int start)
    {
        if (_state[start] != Unknown)
            return;
        _state[start] = Open;
        _stack.Push((start, _same[start].First));
        while (_stack.TryPop(out var top))
        {
            var (i, next) = top;
            bool descended = false, failed = false, stays = _same[i].First <= i && i < next;
            for (; next <= _same[i].Last; next++)
            {
                if (_state[next] == Unknown)
                {
                    _stack.Push((i, next));
                    _state[next] = Open;
                    _stack.Push((next, _same[next].First));
                    descended = true;
                    break;
                }
                if (next == i && _stay[i] > 0)
                {
                    stays = true;
                    continue;
                }
                if (_state[next] != Done)
                {
                    failed = true;
                    break;
                }
                _table.Worsen(_below[i], j, next, next);
            }
            if (!descended)
                Conclude(j, i, failed, stays ? _stay[i] : 1);
        }
    }

    private void Conclude(int j, int i, bool failed, int stay)
    {
        var (cap, below) = (_cap[i], _below[i]);
        if (failed && cap.Counts[0] == NoCap)
            Failure ??= (_columns.Box(i), _layer.E);
        if (!failed && below.IsCertified)
        {
            for (int t = 0; t < _tolerances; t++)
                cap.Counts[t] = Math.Min(cap.Counts[t], below.Counts[t] + (_columns.IsSmall(i, t) ? 0 : stay));
            cap.Floor = Math.Max(cap.Floor, Math.Min(below.Floor, CellBounds.Down(_layer.E.Hi)));
        }
        _table.Set(j, i, cap);
        _state[i] = Done;
    }
}
