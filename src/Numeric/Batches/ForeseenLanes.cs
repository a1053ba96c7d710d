using System.Runtime.CompilerServices;
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

    // No lane is older.
    private long _oldest;
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
    internal void Begin(BatchResults results, long half) => (_results, _half, _oldest) = (results, half, 0);

    /// <summary>Takes those calm lanes that are guessed to end in time, whose trackers are final, and steps them a little.</summary>
    /// <param name="lanes">The lanes.</param>
    /// <param name="calm">Which of them may be taken, no more than there is room for; those that were taken stand first afterwards.</param>
    /// <param name="age">Their age.</param>
    /// <returns>How many were taken.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal int Take(BatchLanes lanes, Span<int> calm, long age)
    {
        if (age + FarRun >= _half)
            return 0;
        int first = Count, end = first + calm.Length;
        for (int i = 0; i < _n; i++)
            Gather(lanes.State(i), calm, State(i) + first);
        for (int i = 0; i < Math.Min(_trackers, BatchModel.Windowed); i++)
            Gather(lanes.Tracker(i), calm, _lanes.Pointers[1 + i] + first);
        if (_kernels.StepByLane)
            Gather(lanes.Step, calm, Step + first);
        var cells = lanes.Cells;
        for (int i = 0; i < calm.Length; i++)
            _cells[first + i] = cells[calm[i]];
        _ages.AsSpan(first, calm.Length).Fill(age + FarRun);
        Begin(first, end);
        int taken = KeepTimely(first, calm, (_half - age) / 1.25 - 64);
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
        _oldest = Math.Max(_oldest, age + FarRun);
        Count += taken;
        return taken;
    }

    // Those whose guess is below a limit move to the front, which most are already. Returns how many.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int KeepTimely(int first, Span<int> calm, double latest)
    {
        double* guess = _lanes.Pointers[0] + first;
        int taken = 0;
        while (taken < calm.Length && guess[taken] < latest && guess[taken] > -latest)
            taken++;
        for (int i = taken + 1; i < calm.Length; i++)
        {
            if (!(guess[i] < latest && guess[i] > -latest))
                continue;
            for (int j = 0; j < _lanes.Arrays; j++)
                _lanes.Pointers[j][first + taken] = _lanes.Pointers[j][first + i];
            (_cells[first + taken], _ages[first + taken]) = (_cells[first + i], _ages[first + i]);
            calm[taken++] = calm[i];
        }
        return taken;
    }

    // The windowed trackers count the states, and the first steps are made; not by lanes that may have passed their ends in them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Begin(int first, int end)
    {
        for (int i = 0; i < _n; i++)
            _lanes[1 + BatchModel.Windowed + i][first..end].CopyTo(_sorted[1 + i][first..end]);
        var pointers = stackalloc double*[_n + BatchModel.Windowed + 1];
        for (int i = 0; i < _n; i++)
            pointers[i] = State(i);
        if (_trackers > 0)
        {
            for (int i = 0; i < BatchModel.Windowed; i++)
                pointers[_n + i] = _lanes.Pointers[1 + i];
            pointers[_n + BatchModel.Windowed] = Step;
            Run(_kernels.Light!, pointers, first, end, 1);
        }
        pointers[_n] = Step;
        Run(_kernels.Bare!, pointers, first, end, _trackers > 0 ? FarRun - 1 : FarRun);
        Judge(_kernels.StillBefore!, _sorted.Pointers[0], first, end);
        var isBefore = MemoryMarshal.Cast<double, long>(_sorted[0][..end]);
        for (int j = first; j < end && isBefore[j..].IndexOf(0L) is >= 0 and int next; j++)
        {
            j += next;
            _ages[j] -= FarRun;
            for (int i = 0; i < _n; i++)
                State(i)[j] = _sorted.Pointers[1 + i][j];
        }
        Judge(_kernels.Remaining!, _lanes.Pointers[0], first, end);
    }

    private void Judge(LoopKernel kernel, double* answer, int first, int end)
    {
        if (first == end)
            return;
        var pointers = stackalloc double*[1 + _n + 1];
        pointers[0] = answer;
        for (int i = 0; i <= _n; i++)
            pointers[1 + i] = State(i);
        Run(kernel, pointers, first, end, 1);
    }

    /// <summary>Steps all lanes to about their ends; those that have not ended remain.</summary>
    /// <param name="back">Gets lanes that have used up half of the budget, as long as there is room.</param>
    /// <returns>How many ended.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal int Advance(BatchLanes back)
    {
        Sort();
        int all = Count, returned = back.Count;
        _left = 0;
        for (int first = 0; first < all; first += _kernels.Granule)
            Advance(first, Math.Min(all, first + _kernels.Granule), back);
        _oldest = Math.Min(_half, _oldest + LongestRun + MostLooks);
        Count = _left;
        for (int i = 0; i <= _n; i++)
            _sorted[i == _n ? _n + 2 : 1 + i][.._left].CopyTo(_lanes[1 + BatchModel.Windowed + i]);
        (_cells, _cellsLeft, _ages, _agesLeft) = (_cellsLeft, _cells, _agesLeft, _ages);
        Judge(_kernels.Remaining!, _lanes.Pointers[0], 0, _left);
        return all - _left - (back.Count - returned);
    }

    // Lanes in the order of their guesses, far ones first: counted by bucket, then put in their places.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    private static int Bucket(double guess) => Math.Clamp((int)(guess + 1), 0, Buckets - 1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Advance(int first, int end, BatchLanes back)
    {
        double* guess = _lanes.Pointers[0];
        double least = guess[_order[first]], most = guess[_order[end - 1]];
        long room = LongestRun + MostLooks;
        for (int j = first; j < end && _half - _oldest < room; j++)
            room = Math.Min(room, _half - _ages[_order[j]]);
        // Far lanes make a part of the least guess, whatever is in front.
        double nearest = double.PositiveInfinity;
        for (int j = first; j < end && least < 0; j++)
            nearest = Math.Min(nearest, Math.Abs(guess[_order[j]]));
        long run = Math.Min(room, Math.Clamp(least < 0 ? Math.Max(FarRun, (long)(nearest / 4)) : (long)least - 1, 0, LongestRun));
        bool passed = run > 0 && !RunBlindly(first, end, run);
        // Far lanes need none, unless they came nearer than they should have.
        long looks = most < 0 && !passed ? 0 : Math.Min(room - run, Math.Clamp((long)most + 3 - run, FewestLooks, MostLooks));
        _sorted[_n + 1][first..end].Clear();
        if (looks > 0)
            Run(_kernels.Arrival!, _sorted.Pointers + 1, first, end, looks);
        Write(first, end, passed, run, looks, back);
    }

    // Lanes that may have passed their ends go back; returns whether there are none.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write(int first, int end, bool passed, long run, long looks, BatchLanes back)
    {
        double* isBefore = _sorted.Pointers[0], count = _sorted.Pointers[_n + 1];
        Span<int> cells = stackalloc int[end - first];
        var steps = _results.Steps;
        int running = 0;
        for (int j = first; j < end; j++)
        {
            int from = _order[j], cell = cells[j - first] = _cells[from];
            steps[cell] = _ages[from] + (long)count[j] + (passed && isBefore[j] == 0 ? 0 : run);
            running += count[j] == looks ? 1 : 0;
        }
        bool isLate = _oldest + LongestRun + MostLooks >= _half;
        if (running < end - first || isLate)
        {
            for (int i = 0; i < _n; i++)
                Scatter(_sorted.Pointers[1 + i] + first, cells, _results.States[i]);
        }
        for (int j = first; j < end && running > 0; j++)
        {
            if (count[j] == looks)
                Leave(j, cells[j - first], back);
        }
    }

    // A lane that has not ended remains, or goes back to be followed for the rest of the budget.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(double* from, ReadOnlySpan<int> chosen, double* to)
    {
        for (int i = 0; i < chosen.Length; i++)
            to[i] = from[chosen[i]];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
