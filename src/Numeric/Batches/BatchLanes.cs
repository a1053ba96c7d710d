using System.Runtime.CompilerServices;
using BoundCheck.Numeric.Kernels;

namespace BoundCheck.Numeric.Batches;

/// <summary>
/// Lanes of one age side by side: states, trackers, step sizes, and what was saved at the marks of the budget. A lane that is removed
/// gives its place to the last one, so that ended lanes cost nothing.
/// </summary>
internal sealed unsafe class BatchLanes : IDisposable
{
    private readonly BatchModel _model;
    private readonly LaneBlock _block;
    private readonly int[] _cells;
    private readonly int[] _to;
    private readonly int[] _from;
    private readonly int _n;
    private readonly int _trackers;

    // Whether a mark of the budget was passed: before, the arrays of saved values mean nothing. The same for all lanes, being equally old.
    private bool _isMarked;

    internal BatchLanes(BatchModel model, bool track, int capacity)
    {
        _model = model;
        _n = model.States;
        _trackers = track ? model.Trackers : 0;
        Capacity = capacity;
        _block = new LaneBlock(_n + _trackers + 1 + (_trackers > 0 ? BatchModel.Windowed + 2 : 0), capacity);
        (_cells, _to, _from) = (new int[capacity], new int[capacity], new int[capacity]);
    }

    internal int Capacity { get; }

    /// <summary>Lanes in use, the first ones.</summary>
    internal int Count { get; private set; }

    internal int Room => Capacity - Count;

    internal double** Pointers => _block.Pointers;

    internal double* State(int i) => _block.Pointers[i];

    internal double* Tracker(int i) => _block.Pointers[_n + i];

    internal double* Step => _block.Pointers[_n + _trackers];

    /// <summary>A windowed tracker over the earlier windows.</summary>
    internal double* Saved(int i) => _block.Pointers[_n + _trackers + 1 + i];

    /// <summary>The swing over the third quarter of the budget.</summary>
    internal double* Swing => Saved(BatchModel.Windowed);

    /// <summary>The drift at three quarters of the budget.</summary>
    internal double* Drift => Saved(BatchModel.Windowed + 1);

    internal ReadOnlySpan<int> Cells => _cells.AsSpan(0, Count);

    public void Dispose() => _block.Dispose();

    /// <summary>Appends the starts [first, end).</summary>
    internal void Load(BatchStarts starts, int first, int end)
    {
        int count = end - first;
        for (int i = 0; i < _n; i++)
            starts.States[i].AsSpan(first, count).CopyTo(_block[i][Count..]);
        for (int i = 0; i < _trackers; i++)
            _block[_n + i].Slice(Count, count).Fill(_model.Unseen(i));
        _isMarked = false;
        starts.Steps?.AsSpan(first, count).CopyTo(_block[_n + _trackers][Count..]);
        for (int i = 0; i < count; i++)
            _cells[Count + i] = first + i;
        Count += count;
    }

    /// <summary>Appends a lane whose states and trackers stand in the results.</summary>
    internal void TakeBack(BatchResults results, int cell, double step)
    {
        for (int i = 0; i < _n; i++)
            State(i)[Count] = results.States[i][cell];
        for (int i = 0; i < _trackers; i++)
            Tracker(i)[Count] = results.Trackers[i][cell];
        Step[Count] = step;
        _cells[Count++] = cell;
        _isMarked = false;
    }

    /// <summary>Moves all lanes to the end of others, which has room for them.</summary>
    internal void MoveTo(BatchLanes other)
    {
        other._isMarked = _isMarked;
        for (int i = 0; i < (_isMarked ? _block.Arrays : _n + _trackers + 1); i++)
            _block[i][..Count].CopyTo(other._block[i][other.Count..]);
        _cells.AsSpan(0, Count).CopyTo(other._cells.AsSpan(other.Count));
        other.Count += Count;
        for (int i = 0; i < _n; i++)
            _block[i][..Count].Clear();
        Count = 0;
    }

    /// <summary>Removes a lane; the last one takes its place.</summary>
    internal void Remove(int lane)
    {
        int last = --Count;
        double** arrays = _block.Pointers;
        int count = _isMarked ? _block.Arrays : _n + _trackers + 1;
        for (int i = 0; i < count; i++)
            arrays[i][lane] = arrays[i][last];
        _cells[lane] = _cells[last];
        // Lanes up to the next granule are zero states: harmless and never read.
        for (int i = 0; i < _n; i++)
            arrays[i][last] = 0;
    }

    /// <summary>Removes lanes, given in rising order; the last ones take their places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Remove(ReadOnlySpan<int> lanes)
    {
        if (lanes.IsEmpty)
            return;
        int kept = Count - lanes.Length, moves = 0, gone = lanes.Length - 1;
        // The lanes to be kept beyond the new end, from the last one down, go to the places below it that become free.
        for (int lane = Count - 1; lane >= kept; lane--)
        {
            if (gone >= 0 && lanes[gone] == lane)
                gone--;
            else
                (_to[moves], _from[moves]) = (lanes[moves++], lane);
        }
        double** arrays = _block.Pointers;
        Span<int> to = _to.AsSpan(0, moves), from = _from.AsSpan(0, moves);
        for (int i = 0; i < (_isMarked ? _block.Arrays : _n + _trackers + 1); i++)
        {
            double* array = arrays[i];
            for (int j = 0; j < to.Length; j++)
                array[to[j]] = array[from[j]];
        }
        for (int j = 0; j < moves; j++)
            _cells[to[j]] = _cells[from[j]];
        // Lanes up to the next granule are zero states: harmless and never read.
        for (int i = 0; i < _n; i++)
            _block[i][kept..Count].Clear();
        Count = kept;
    }

    /// <summary>Ends a window: its extremes go to the earlier ones, and at the last mark its swing and drift are kept.</summary>
    internal void Mark(bool last)
    {
        if (_trackers == 0)
            return;
        Span<double> state = stackalloc double[_n];
        if (!_isMarked)
        {
            for (int i = 0; i < BatchModel.Windowed; i++)
                new Span<double>(Saved(i), Count).Fill(_model.Unseen(i));
        }
        _isMarked = true;
        for (int lane = 0; lane < Count; lane++)
        {
            if (last)
            {
                Swing[lane] = _model.Swing(Tracker(0)[lane], Tracker(1)[lane]);
                CopyState(lane, state);
                Drift[lane] = _model.Drift(state);
            }
            for (int i = 0; i < BatchModel.Windowed; i++)
            {
                Saved(i)[lane] = _model.Merge(i, Saved(i)[lane], Tracker(i)[lane]);
                Tracker(i)[lane] = _model.Unseen(i);
            }
        }
    }

    /// <summary>Whether the swing of the last quarter of the budget is that of the quarter before, without drift.</summary>
    internal bool IsSettled(int lane)
    {
        if (_trackers == 0)
            return false;
        Span<double> state = stackalloc double[_n];
        CopyState(lane, state);
        double before = Swing[lane], after = _model.Swing(Tracker(0)[lane], Tracker(1)[lane]), size = _model.Size(state);
        double mark = Drift[lane], drift = _model.Drift(state);
        return after >= 0.95 * before && after <= before / 0.95 && after > 1e-6 * size && (drift <= 1e-9 * size || Math.Abs(drift - mark) <= 1e-6 * mark);
    }

    internal void CopyState(int lane, Span<double> state)
    {
        for (int i = 0; i < _n; i++)
            state[i] = _block.Pointers[i][lane];
    }

    /// <summary>A tracker over the whole run.</summary>
    internal double Tracked(int tracker, int lane) =>
        _isMarked && tracker < BatchModel.Windowed ? _model.Merge(tracker, Saved(tracker)[lane], Tracker(tracker)[lane]) : Tracker(tracker)[lane];
}
