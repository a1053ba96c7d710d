using System.Runtime.InteropServices;
using BoundCheck.Numeric.Kernels;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Numeric.Batches;

/// <summary>
/// The lanes of one thread: blocks of equally old lanes by level, stepped in chunks with a probe after each. Ended lanes are written out
/// and their places filled; those that outlive a level are gathered in the next.
/// </summary>
internal sealed unsafe class BatchBlock : IDisposable
{
    private readonly BatchKernels _kernels;
    private readonly BatchModel _model;
    private readonly BatchStepper _stepper;
    private readonly LaneBlock _scratch;
    private readonly LaneBlock _ends;
    private readonly int[] _ended;
    private readonly int[] _calm;
    private readonly int[] _gone;
    private readonly ForeseenLanes? _foreseen;
    private readonly BatchLanes? _back;
    private readonly BatchLanes[] _levels;
    private readonly int _n;
    private BatchSettings _settings = new(0, 1);
    private BatchResults _results = new(0, 0, 0);
    private BatchStarts _starts = new([[]], 0, null);
    private double _uniformStep;
    private Action<int> _done = _ => { };
    private CancellationToken _cancellation;

    internal BatchBlock(BatchKernels kernels, int capacity)
    {
        _kernels = kernels;
        _model = kernels.Model;
        _n = _model.States;
        capacity = (capacity + kernels.Granule - 1) / kernels.Granule * kernels.Granule;
        _levels = [.. Enumerable.Range(0, BatchSchedule.Levels).Select(_ => new BatchLanes(_model, kernels.IsTracking, capacity))];
        // status | states, count, match, excursion, anchors of a look for periods
        _scratch = new LaneBlock(1 + 2 * _n + 3, capacity);
        _stepper = new BatchStepper(kernels, capacity);
        // states, count and step size of lanes whose first step of the end is looked for
        _ends = new LaneBlock(_n + 2, capacity);
        (_ended, _calm, _gone) = (new int[capacity], new int[capacity], new int[capacity]);
        if (_model.HasForesight)
            (_foreseen, _back) = (new ForeseenLanes(kernels, 4 * capacity), new BatchLanes(_model, kernels.IsTracking, capacity));
    }

    /// <summary>The most lanes of a level.</summary>
    internal int Capacity => _levels[0].Capacity;

    public void Dispose()
    {
        foreach (var level in _levels)
            level.Dispose();
        _scratch.Dispose();
        _ends.Dispose();
        _stepper.Dispose();
        _foreseen?.Dispose();
        _back?.Dispose();
    }

    /// <summary>Runs the cells that <paramref name="take"/> hands out, range by range, until none are left and all have ended.</summary>
    /// <param name="starts">The starts of all cells.</param>
    /// <param name="settings">The budget.</param>
    /// <param name="results">Where ended cells are written.</param>
    /// <param name="take">Gives a range of at most so many cells, empty when there are no more.</param>
    /// <param name="done">Told of ended cells.</param>
    /// <param name="cancellation">Ends early, leaving cells unfinished: the block is then of no further use.</param>
    internal void Run(
        BatchStarts starts, BatchSettings settings, BatchResults results, Func<int, (int First, int End)> take, Action<int> done,
            CancellationToken cancellation)
    {
        (_starts, _settings, _results, _uniformStep, _done, _cancellation) = (starts, settings, results, starts.UniformStep, done, cancellation);
        _stepper.UniformStep = starts.UniformStep;
        if (_foreseen is not null)
        {
            _foreseen.UniformStep = starts.UniformStep;
            _foreseen.Begin(results, BatchSchedule.HalfOf(settings.Steps));
        }
        while (!_cancellation.IsCancellationRequested)
        {
            var (first, end) = take(_levels[0].Capacity);
            if (first == end)
                break;
            _levels[0].Load(starts, first, end);
            _done(Probe(_levels[0], 0, 0));
            Run(_levels[0], 0, 0);
        }
        for (int level = 1; level < _levels.Length; level++)
            Run(level);
        while (_foreseen is { Count: > 0 } && !_cancellation.IsCancellationRequested)
            AdvanceForeseen();
        RunBack();
    }

    private void Run(int level) => Run(_levels[level], level, BatchSchedule.EndOf(level - 1));

    // The foreseen lanes as far as they go; those that were taken back meanwhile run on like the others.
    private void AdvanceForeseen()
    {
        if (_back!.Room == 0)
            RunBack();
        _done(_foreseen!.Advance(_back));
    }

    private void RunBack()
    {
        if (_back is not { Count: > 0 })
            return;
        long half = BatchSchedule.HalfOf(_settings.Steps);
        _done(Probe(_back, half, 0));
        _back.Mark(last: false);
        int level = 0;
        while (BatchSchedule.EndOf(level) < half)
            level++;
        Run(_back, level, half);
        // What went on to a level's lanes.
        while (++level < _levels.Length)
            Run(level);
    }

    private void Run(BatchLanes lanes, int level, long age)
    {
        long budget = _settings.Steps;
        while (lanes.Count > 0 && !_cancellation.IsCancellationRequested)
        {
            if (age == BatchSchedule.EndOf(level))
            {
                var next = _levels[level + 1];
                if (next.Room < lanes.Count)
                {
                    Run(level + 1);
                    // A cancelled run leaves lanes behind, which then have no room.
                    if (_cancellation.IsCancellationRequested)
                        return;
                }
                lanes.MoveTo(next);
                return;
            }
            long chunk = BatchSchedule.Chunk(age, budget);
            if (chunk > 0)
                _stepper.Step(lanes, age, chunk);
            int ended = Probe(lanes, age, chunk), before = lanes.Count;
            if (BatchSchedule.IsLook(age, age + chunk, budget))
                LookForReturns(lanes, age + chunk);
            age += chunk;
            if (age == BatchSchedule.HalfOf(budget) || age == BatchSchedule.LastQuarterOf(budget))
                lanes.Mark(age == BatchSchedule.LastQuarterOf(budget));
            if (age == budget)
                EndAll(lanes, age);
            _done(ended + before - lanes.Count);
        }
    }

    private int Probe(BatchLanes lanes, long age, long chunk)
    {
        var pointers = stackalloc double*[_n + 2];
        pointers[0] = _scratch.Pointers[0];
        for (int i = 0; i < _n; i++)
            pointers[1 + i] = lanes.State(i);
        pointers[1 + _n] = lanes.Step;
        Run(_kernels.Probe, pointers, lanes.Count, 1);
        double* status = pointers[0];
        int ended = 0, calm = 0;
        var gone = _gone.AsSpan();
        for (int lane = 0; lane < lanes.Count; lane++)
        {
            if (status[lane] == 0)
            {
                // The status of a running lane is 0, all of whose bits are 0.
                int ahead = MemoryMarshal.Cast<double, long>(new ReadOnlySpan<double>(status + lane, lanes.Count - lane)).IndexOfAnyExcept(0L);
                if (ahead < 0)
                    break;
                lane += ahead;
            }
            gone[ended + calm] = lane;
            if (status[lane] == (double)LaneStatus.Foreseen)
                _calm[calm++] = lane;
            else
                _ended[ended++] = lane;
        }
        int taken = calm > 0 && age + chunk < BatchSchedule.HalfOf(_settings.Steps) ? Foresee(lanes, _calm.AsSpan(0, calm), age + chunk) : 0;
        if (ended > 0)
            EndThose(lanes, status, ended, age, chunk);
        if (taken < calm)
        {
            _ended.AsSpan(0, ended).CopyTo(gone);
            _calm.AsSpan(0, taken).CopyTo(gone[ended..]);
            gone[..(ended + taken)].Sort();
        }
        lanes.Remove(gone[..(ended + taken)]);
        return ended;
    }

    // Gives away what is foreseen to end before the budget is half used up, from where on the swing is measured.
    private int Foresee(BatchLanes lanes, Span<int> calm, long age)
    {
        if (_foreseen!.Capacity - _foreseen.Count < calm.Length)
            AdvanceForeseen();
        int room = Math.Min(calm.Length, _foreseen.Capacity - _foreseen.Count);
        return _foreseen.Take(lanes, calm[..room], age);
    }

    private void EndThose(BatchLanes lanes, double* status, int count, long age, long chunk)
    {
        FindFirst(lanes, count, chunk);
        Span<double> start = stackalloc double[_n], end = stackalloc double[_n];
        for (int j = 0; j < count; j++)
        {
            int lane = _ended[j], cell = lanes.Cells[lane];
            var kind = (LaneStatus)(int)status[lane];
            for (int i = 0; i < _n; i++)
            {
                start[i] = _starts.States[i][cell];
                end[i] = lanes.State(i)[lane] = _ends.Pointers[i][j];
            }
            int period = kind == LaneStatus.Stationary ? 1 : 0;
            Write(lanes, lane, age + (long)_ends.Pointers[_n][j], Outcomes.Of(kind), period, _model.IsDoubtful(kind, start, end));
        }
    }

    // The chunk again, for the lanes that ended in it: the step and the state at which each did.
    private void FindFirst(BatchLanes lanes, int count, long chunk)
    {
        for (int i = 0; i < _n; i++)
        {
            var before = chunk > 0 ? _stepper.Before(i) : new ReadOnlySpan<double>(lanes.State(i), lanes.Count);
            for (int j = 0; j < count; j++)
                _ends.Pointers[i][j] = before[_ended[j]];
        }
        for (int j = 0; j < count; j++)
        {
            _ends.Pointers[_n][j] = 0;
            _ends.Pointers[_n + 1][j] = lanes.Step[_ended[j]];
        }
        Run(_kernels.First, _ends.Pointers, count, chunk);
    }

    // 64 steps of copies from anchors at the present states; a lane whose copy came back is looked at more closely.
    private void LookForReturns(BatchLanes lanes, long age)
    {
        if (lanes.Count == 0)
            return;
        var pointers = stackalloc double*[2 * _n + 4];
        for (int i = 0; i < 2 * _n + 3; i++)
            pointers[i] = _scratch.Pointers[1 + i];
        pointers[2 * _n + 3] = lanes.Step;
        int padded = Padded(lanes.Count);
        for (int i = 0; i < _n; i++)
        {
            new ReadOnlySpan<double>(lanes.State(i), padded).CopyTo(_scratch[1 + i]);
            new ReadOnlySpan<double>(lanes.State(i), padded).CopyTo(_scratch[1 + _n + 3 + i]);
        }
        for (int i = 0; i < 3; i++)
            _scratch[1 + _n + i][..padded].Clear();
        Run(_kernels.Return, pointers, lanes.Count, PeriodDetector.MaxPeriod);
        double* match = pointers[_n + 1];
        for (int lane = 0; lane < lanes.Count;)
        {
            if (match[lane] != 0 && Confirm(lanes, lane) is { } period)
            {
                match[lane] = match[lanes.Count - 1];
                End(lanes, lane, age, Outcome.Periodic, period);
            }
            else
            {
                lane++;
            }
        }
    }

    private void EndAll(BatchLanes lanes, long age)
    {
        Span<double> state = stackalloc double[_n];
        while (lanes.Count > 0)
        {
            int lane = lanes.Count - 1;
            lanes.CopyState(lane, state);
            bool isSettled = lanes.IsSettled(lane) && age >= 8 * PeriodDetector.MaxPeriod;
            // A large lane may be growing without end; a single run tells.
            End(lanes, lane, age, isSettled ? Outcome.Bounded : Outcome.Unsettled, 0, !isSettled && _model.Size(state) >= GrowthDetector.LeastSize);
        }
    }

    private int? Confirm(BatchLanes lanes, int lane)
    {
        Span<double> state = stackalloc double[_n];
        lanes.CopyState(lane, state);
        return _model.ConfirmPeriod(state, _kernels.StepByLane ? lanes.Step[lane] : _uniformStep);
    }

    private void End(BatchLanes lanes, int lane, long age, Outcome outcome, int period, bool isDoubtful = false)
    {
        Write(lanes, lane, age, outcome, period, isDoubtful);
        lanes.Remove(lane);
    }

    private void Write(BatchLanes lanes, int lane, long age, Outcome outcome, int period, bool isDoubtful)
    {
        int cell = lanes.Cells[lane];
        _results.Outcomes[cell] = outcome;
        _results.Doubtful[cell] = isDoubtful;
        _results.Periods[cell] = (byte)period;
        _results.Steps[cell] = age;
        var states = _results.States;
        for (int i = 0; i < states.Length; i++)
            states[i][cell] = lanes.State(i)[lane];
        var trackers = _results.Trackers;
        for (int i = 0; i < trackers.Length; i++)
            trackers[i][cell] = lanes.Tracked(i, lane);
    }

    private int Padded(int count) => (count + _kernels.Granule - 1) / _kernels.Granule * _kernels.Granule;

    private void Run(LoopKernel kernel, double** arrays, int count, long steps)
    {
        double h = _uniformStep;
        kernel.Run(arrays, &h, 0, (count + kernel.Granule - 1) / kernel.Granule * kernel.Granule, steps);
    }
}
