using System.Runtime.InteropServices;
using BoundCheck.Numeric.Kernels;

namespace BoundCheck.Numeric.Batches;

/// <summary>
/// Lanes whose convergence is foreseen (<see cref="LaneStatus.Foreseen"/>), of any age, until it has come or half of the budget is used up. They are sorted
/// by the steps that are guessed to remain, so that the lanes of a granule are stepped without a look until shortly before their ends, and then looked at
/// after each step.
/// </summary>
/// <remarks>
/// The answer is the first converged step whatever the guesses are: a test of the model tells that a lane hasn't passed it, and one that may have
/// goes back.
/// </remarks>
internal sealed unsafe class ForeseenLanes : IDisposable
{
    /// <summary>The most steps between two looks.</summary>
    internal const int LongestRun = 256;

    /// <summary>The steps of lanes that are too far from their ends for a good guess.</summary>
    private const int FarRun = 8;

    private const int FewestLooks = 4;
    private const int MostLooks = 32;
    private const int Buckets = 1024;

    private readonly BatchKernels _kernels;
    private readonly int _n;
    private readonly int _trackers;

    // guess | windowed trackers | states | step size
    private readonly LaneBlock _lanes;

    // whether no end was passed | states | count | step size, in the order of the guesses
    private readonly LaneBlock _sorted;
    private readonly int[] _order;
    private readonly int[] _firsts = new int[Buckets + 1];
    private int[] _cells;
    private int[] _cellsLeft;
    private long[] _ages;
    private long[] _agesLeft;
    private BatchResults _results = new(0, 0, 0);
    private long _half;
    private int _left;

    internal ForeseenLanes(BatchKernels kernels, int capacity)
    {
        _kernels = kernels;
        _n = kernels.Model.States;
        _trackers = kernels.IsTracking ? kernels.Model.Trackers : 0;
        Capacity = capacity;
        // Ranges begin anywhere and go on in granules.
        _lanes = new LaneBlock(1 + BatchModel.Windowed + _n + 1, capacity + kernels.Granule);
        _sorted = new LaneBlock(1 + _n + 2, capacity + kernels.Granule);
        (_order, _cells, _cellsLeft, _ages, _agesLeft) = (new int[capacity], new int[capacity], new int[capacity], new long[capacity], new long[capacity]);
    }

    internal int Capacity { get; }

    internal int Count { get; private set; }

    /// <summary>The step size of all lanes, unless each has its own.</summary>
    internal double UniformStep { get; set; }

    private double* State(int i) => _lanes.Pointers[1 + BatchModel.Windowed + i];

    private double* Step => State(_n);

    public void Dispose()
    {
        _lanes.Dispose();
        _sorted.Dispose();
    }

    /// <summary>Begins a batch.</summary>
    /// <param name="results">Where ended lanes are written, which are converged there already; and the trackers of those taken.</param>
    /// <param name="half">Half of the budget.</param>
    internal void Begin(BatchResults results, long half) => (_results, _half) = (results, half);

    /// <summary>Takes those calm lanes that are guessed to end in time, whose trackers are final.</summary>
    /// <param name="lanes">The lanes.</param>
    /// <param name="calm">Which of them may be taken, no more than there is room for; those that were taken stand first afterwards.</param>
    /// <param name="age">Their age.</param>
    /// <returns>How many were taken.</returns>
    internal int Take(BatchLanes lanes, Span<int> calm, long age)
    {
        int first = Count, taken = 0;
        for (int i = 0; i < _n; i++)
            Gather(lanes.State(i), calm, State(i) + first);
        for (int i = 0; i < Math.Min(_trackers, BatchModel.Windowed); i++)
            Gather(lanes.Tracker(i), calm, _lanes.Pointers[1 + i] + first);
        if (_kernels.StepByLane)
            Gather(lanes.Step, calm, Step + first);
        Guess(first, first + calm.Length);
        double* guess = _lanes.Pointers[0] + first;
        double latest = (_half - age) / 1.25 - 64;
        var cells = lanes.Cells;
        for (int i = 0; i < calm.Length; i++)
        {
            if (!(guess[i] < latest && guess[i] > -latest))
                continue;
            if (taken < i)
            {
                for (int j = 0; j < _lanes.Arrays; j++)
                    _lanes.Pointers[j][first + taken] = _lanes.Pointers[j][first + i];
                calm[taken] = calm[i];
            }
            _cells[first + taken++] = cells[calm[i]];
        }
        _ages.AsSpan(first, taken).Fill(age);
        var own = _cells.AsSpan(first, taken);
        for (int i = 0; i < _trackers; i++)
        {
            if (i < BatchModel.Windowed)
            {
                Scatter(_lanes.Pointers[1 + i] + first, own, _results.Trackers[i]);
                continue;
            }
            double* from = lanes.Tracker(i);
            var to = _results.Trackers[i];
            for (int j = 0; j < own.Length; j++)
                to[own[j]] = from[calm[j]];
        }
        Count += taken;
        return taken;
    }

    /// <summary>Steps all lanes to about their ends; those that have not ended remain.</summary>
    /// <param name="back">Gets lanes that have used up half of the budget, as long as there is room.</param>
    /// <returns>How many ended.</returns>
    internal int Advance(BatchLanes back)
    {
        Sort();
        int all = Count, returned = back.Count;
        _left = 0;
        for (int first = 0; first < all; first += _kernels.Granule)
            Advance(first, Math.Min(all, first + _kernels.Granule), back);
        Count = _left;
        for (int i = 0; i <= _n; i++)
            _sorted[i == _n ? _n + 2 : 1 + i][.._left].CopyTo(_lanes[1 + BatchModel.Windowed + i]);
        (_cells, _cellsLeft, _ages, _agesLeft) = (_cellsLeft, _cells, _agesLeft, _ages);
        Guess(0, _left);
        return all - _left - (back.Count - returned);
    }

    // Lanes in the order of their guesses, far ones first: counted by bucket, then put in their places.
    private void Sort()
    {
        double* guess = _lanes.Pointers[0];
        Array.Clear(_firsts);
        for (int i = 0; i < Count; i++)
            _firsts[1 + Bucket(guess[i])]++;
        for (int b = 1; b < Buckets; b++)
            _firsts[b] += _firsts[b - 1];
        for (int i = 0; i < Count; i++)
            _order[_firsts[Bucket(guess[i])]++] = i;
        var order = _order.AsSpan(0, Count);
        for (int i = 0; i < _n; i++)
            Gather(State(i), order, _sorted.Pointers[1 + i]);
        if (_kernels.StepByLane)
            Gather(Step, order, _sorted.Pointers[_n + 2]);
    }

    private static int Bucket(double guess) => (int)Math.Clamp(guess + 1, 0, Buckets - 1);

    private void Advance(int first, int end, BatchLanes back)
    {
        double* guess = _lanes.Pointers[0];
        double least = guess[_order[first]], most = guess[_order[end - 1]];
        long room = _half;
        for (int j = first; j < end; j++)
            room = Math.Min(room, _half - _ages[_order[j]]);
        long run = Math.Min(room, least < 0 ? FarRun : Math.Clamp((long)least - 1, 0, LongestRun));
        bool passed = run > 0 && !RunBlindly(first, end, run);
        // Far lanes need none, unless they came nearer than they should have.
        long looks = most < 0 && !passed ? 0 : Math.Min(room - run, Math.Clamp((long)most + 3 - run, FewestLooks, MostLooks));
        _sorted[_n + 1][first..end].Clear();
        if (looks > 0)
            Run(_kernels.Arrival!, _sorted.Pointers + 1, first, end, looks);
        Write(first, end, passed, run, looks, back);
    }

    // Lanes that may have passed their ends go back; returns whether there are none.
    private bool RunBlindly(int first, int end, long steps)
    {
        var pointers = stackalloc double*[_n + 2];
        for (int i = 0; i <= _n; i++)
            pointers[i] = _sorted.Pointers[i == _n ? _n + 2 : 1 + i];
        Run(_kernels.Bare!, pointers, first, end, steps);
        for (int i = _n; i >= 0; i--)
            pointers[i + 1] = pointers[i];
        pointers[0] = _sorted.Pointers[0];
        Run(_kernels.StillBefore!, pointers, first, end, 1);
        var isBefore = MemoryMarshal.Cast<double, long>(_sorted[0][first..end]);
        if (!isBefore.Contains(0L))
            return true;
        for (int j = first; j < end; j++)
        {
            for (int i = 0; isBefore[j - first] == 0 && i < _n; i++)
                _sorted.Pointers[1 + i][j] = State(i)[_order[j]];
        }
        return false;
    }

    // Values of lanes that have not ended are written too: later ones replace them.
    private void Write(int first, int end, bool passed, long run, long looks, BatchLanes back)
    {
        double* isBefore = _sorted.Pointers[0], count = _sorted.Pointers[_n + 1];
        Span<int> cells = stackalloc int[end - first];
        var steps = _results.Steps;
        for (int j = first; j < end; j++)
        {
            int cell = cells[j - first] = _cells[_order[j]];
            long age = _ages[_order[j]] + (long)count[j] + (passed && isBefore[j] == 0 ? 0 : run);
            steps[cell] = age;
        }
        for (int i = 0; i < _n; i++)
            Scatter(_sorted.Pointers[1 + i] + first, cells, _results.States[i]);
        for (int j = first; j < end; j++)
        {
            if (count[j] == looks)
                Leave(j, cells[j - first], back);
        }
    }

    // A lane that has not ended remains, or goes back to be followed for the rest of the budget.
    private void Leave(int lane, int cell, BatchLanes back)
    {
        long age = _results.Steps[cell];
        if (age >= _half && back.Room > 0)
        {
            back.TakeBack(_results, cell, _kernels.StepByLane ? _sorted.Pointers[_n + 2][lane] : UniformStep);
            return;
        }
        for (int i = 1; i < _sorted.Arrays; i++)
            _sorted.Pointers[i][_left] = _sorted.Pointers[i][lane];
        (_cellsLeft[_left], _agesLeft[_left]) = (cell, age);
        _left++;
    }

    private void Guess(int first, int end)
    {
        if (first == end)
            return;
        int windowed = _trackers > 0 ? BatchModel.Windowed : 0;
        var pointers = stackalloc double*[1 + windowed + _n + 1];
        for (int i = 0; i <= windowed; i++)
            pointers[i] = _lanes.Pointers[i];
        for (int i = 0; i <= _n; i++)
            pointers[1 + windowed + i] = State(i);
        Run(_kernels.Remaining!, pointers, first, end, 1);
    }

    private static void Gather(double* from, ReadOnlySpan<int> chosen, double* to)
    {
        for (int i = 0; i < chosen.Length; i++)
            to[i] = from[chosen[i]];
    }

    private static void Scatter(double* from, ReadOnlySpan<int> cells, double[] to)
    {
        for (int i = 0; i < cells.Length; i++)
            to[cells[i]] = from[i];
    }

    private void Run(LoopKernel kernel, double** arrays, int first, int end, long steps)
    {
        double h = UniformStep;
        kernel.Run(arrays, &h, first, first + (end - first + kernel.Granule - 1) / kernel.Granule * kernel.Granule, steps);
    }
}
