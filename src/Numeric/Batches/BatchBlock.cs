using BoundCheck.Numeric.Kernels;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Numeric.Batches;

/// <summary>
/// Some thousand lanes that step together. Ended lanes are written out and the last lane takes their place; at the end of every cycle
/// new cells fill the room. What happens to a lane depends on its age alone, never on its neighbours.
/// </summary>
internal sealed unsafe class BatchBlock : IDisposable
{
    /// <summary>Steps between probes.</summary>
    internal const int Chunk = 64;

    /// <summary>Chunks between looks for periods; the last chunk of a cycle is that look.</summary>
    private const int Cycle = 8;

    private readonly BatchKernels _kernels;
    private readonly BatchSettings _settings;
    private readonly BatchResults _results;
    private readonly LaneBlock _lanes;
    private readonly double** _arrays;
    private readonly int[] _cells;
    private readonly long[] _born;
    private readonly int[] _advanceArrays;
    private readonly int[] _probeArrays;
    private readonly int[] _returnArrays;
    private readonly int[] _carried;
    private readonly Queue<long> _cohorts = new();
    private readonly int _n;
    private readonly int _trackers;
    private readonly int _capacity;
    private double _uniformStep;
    private int _active;
    private long _now;

    internal BatchBlock(BatchKernels kernels, BatchSettings settings, BatchResults results, int capacity)
    {
        _kernels = kernels;
        _settings = settings;
        _results = results;
        _n = kernels.Model.States;
        _trackers = settings.Track ? kernels.Model.Trackers : 0;
        _capacity = (capacity + kernels.Granule - 1) / kernels.Granule * kernels.Granule;
        _lanes = new LaneBlock(ArrayCount, _capacity);
        _arrays = _lanes.Pointers;
        _cells = new int[_capacity];
        _born = new long[_capacity];
        _advanceArrays = [.. Range(0, _n + _trackers), Step];
        _probeArrays = [.. Range(0, _n), Status, Step];
        _returnArrays = [.. Range(0, _n), .. Range(Anchors, _n + 3), Step];
        _carried = [.. Range(0, _n + _trackers), Status, Match, Step, .. _trackers > 0 ? Range(Saved, _trackers + 2) : []];
    }

    // Arrays of the block: states | maxima | anchors, count, match, excursion | status, h | maxima of earlier windows, swing, drift.
    private int Trackers => _n;

    private int Anchors => _n + _trackers;

    private int Count => Anchors + _n;

    private int Match => Count + 1;

    private int Excursion => Count + 2;

    private int Status => Count + 3;

    private int Step => Count + 4;

    private int Saved => Count + 5;

    private int Swing => Saved + _trackers;

    private int Drift => Swing + 1;

    private int ArrayCount => Drift + 1;

    private int Padded => (_active + _kernels.Granule - 1) / _kernels.Granule * _kernels.Granule;

    public void Dispose() => _lanes.Dispose();

    /// <summary>Runs the cells that <paramref name="take"/> hands out, range by range, until none are left and all have ended.</summary>
    /// <param name="starts">The starts of all cells.</param>
    /// <param name="take">Gives a range of at most so many cells, empty when there are no more.</param>
    /// <param name="done">Told of ended cells.</param>
    /// <param name="cancellation">Ends early, leaving cells unfinished.</param>
    /// <returns>Steps made in active lanes.</returns>
    internal long Run(BatchStarts starts, Func<int, (int First, int End)> take, Action<int> done, CancellationToken cancellation)
    {
        long laneSteps = 0;
        _uniformStep = starts.UniformStep;
        for (long chunk = 0; !cancellation.IsCancellationRequested; chunk++)
        {
            int before = _active;
            if (chunk % Cycle == 0)
            {
                if (_capacity - _active >= _capacity / 4)
                {
                    var (first, end) = take(_capacity - _active);
                    Load(starts, first, end);
                    before = _active;
                    Probe();
                }
                if (_active == 0)
                    return laneSteps;
            }
            EndBudgets(Chunk - 1);
            laneSteps += (long)_active * Chunk;
            if (chunk % Cycle == Cycle - 1)
                LookForReturns();
            else
                Run(_settings.Track ? _kernels.Track : _kernels.Advance, _advanceArrays, Chunk);
            _now += Chunk;
            Probe();
            EndBudgets(0);
            MarkWindows();
            done(before - _active);
        }
        return laneSteps;
    }

    private void Load(BatchStarts starts, int first, int end)
    {
        int count = end - first;
        for (int i = 0; i < _n; i++)
            starts.States[i].AsSpan(first, count).CopyTo(_lanes[i][_active..]);
        for (int i = 0; i < _trackers; i++)
        {
            _lanes[Trackers + i].Slice(_active, count).Fill(double.NegativeInfinity);
            _lanes[Saved + i].Slice(_active, count).Fill(double.NegativeInfinity);
        }
        if (_kernels.StepByLane)
            starts.Steps.AsSpan(first, count).CopyTo(_lanes[Step][_active..]);
        for (int i = 0; i < count; i++)
            _cells[_active + i] = first + i;
        _born.AsSpan(_active, count).Fill(_now);
        _active += count;
        if (count > 0)
            _cohorts.Enqueue(_now);
    }

    private void Probe()
    {
        Run(_kernels.Probe, _probeArrays, 1);
        double* status = _arrays[Status];
        for (int lane = 0; lane < _active;)
        {
            if (status[lane] == (double)LaneStatus.Running)
            {
                lane++;
                continue;
            }
            var ended = (LaneStatus)(int)status[lane];
            End(lane, _now - _born[lane], Outcomes.Of(ended), ended == LaneStatus.Stationary ? 1 : 0);
        }
    }

    // A chunk from anchors at the present states; a lane that came back to its anchor is looked at more closely, ever more rarely as it ages.
    private void LookForReturns()
    {
        for (int i = 0; i < _n; i++)
            _lanes[i][..Padded].CopyTo(_lanes[Anchors + i]);
        _lanes[Count][..Padded].Clear();
        _lanes[Match][..Padded].Clear();
        _lanes[Excursion][..Padded].Clear();
        Run(_kernels.Return, _returnArrays, Chunk);
        double* match = _arrays[Match];
        for (int lane = 0; lane < _active;)
        {
            long age = _now + Chunk - _born[lane];
            if (match[lane] != 0 && long.IsPow2(age / (Chunk * Cycle)) && Confirm(lane) is { } period)
                End(lane, age, Outcome.Periodic, period);
            else
                lane++;
        }
    }

    // Ends the lanes that have at most so many steps left; a remainder shorter than a chunk is made in scalar code.
    private void EndBudgets(int left)
    {
        if (!_cohorts.TryPeek(out long oldest) || _now - oldest + left < _settings.Steps)
            return;
        for (int lane = 0; lane < _active;)
        {
            long rest = _settings.Steps - (_now - _born[lane]);
            if (rest > left)
            {
                lane++;
                continue;
            }
            Finish(lane, rest);
        }
        while (_cohorts.TryPeek(out oldest) && _settings.Steps - (_now - oldest) <= left)
            _cohorts.Dequeue();
    }

    private void Finish(int lane, long rest)
    {
        var single = stackalloc double*[_n + 1];
        double h = StepOf(lane);
        for (int i = 0; i < _n; i++)
            single[i] = _arrays[i] + lane;
        single[_n] = &h;
        _kernels.Single.Run(single, &h, 0, 1, rest);
        var cell = _cells[lane];
        double status = 0;
        single[_n] = &status;
        var probe = stackalloc double*[_n + 2];
        for (int i = 0; i <= _n; i++)
            probe[i] = single[i];
        probe[_n + 1] = &h;
        _kernels.SingleProbe.Run(probe, &h, 0, 1, 1);
        if (status != (double)LaneStatus.Running)
            End(lane, _settings.Steps, Outcomes.Of((LaneStatus)(int)status), status == (double)LaneStatus.Stationary ? 1 : 0);
        else if (Confirm(lane) is { } period)
            End(lane, _settings.Steps, Outcome.Periodic, period);
        else
            End(lane, _settings.Steps, IsSettled(lane) ? Outcome.Bounded : Outcome.Unsettled, 0);
    }

    // The swing is compared between the third and the last quarter of the budget, so each quarter gets maxima of its own.
    private void MarkWindows()
    {
        if (_trackers == 0)
            return;
        foreach (long born in _cohorts)
        {
            bool half = Crosses(_now - born, _settings.Steps / 2), last = Crosses(_now - born, _settings.Steps - _settings.Steps / 4);
            for (int lane = 0; lane < _active && (half || last); lane++)
            {
                if (_born[lane] == born)
                    Mark(lane, last);
            }
        }

        static bool Crosses(long age, long mark) => age >= mark && age - Chunk < mark;
    }

    private void Mark(int lane, bool last)
    {
        Span<double> maxima = stackalloc double[_trackers], state = stackalloc double[_n];
        if (last)
        {
            Gather(lane, state, maxima);
            _arrays[Swing][lane] = _kernels.Model.Swing(maxima);
            _arrays[Drift][lane] = _kernels.Model.Drift(state);
        }
        for (int i = 0; i < _trackers; i++)
        {
            _arrays[Saved + i][lane] = Math.Max(_arrays[Saved + i][lane], _arrays[Trackers + i][lane]);
            _arrays[Trackers + i][lane] = double.NegativeInfinity;
        }
    }

    private bool IsSettled(int lane)
    {
        if (_trackers == 0 || _settings.Steps < Cycle * Chunk)
            return false;
        Span<double> maxima = stackalloc double[_trackers], state = stackalloc double[_n];
        Gather(lane, state, maxima);
        double before = _arrays[Swing][lane], after = _kernels.Model.Swing(maxima), size = _kernels.Model.Size(state);
        double mark = _arrays[Drift][lane], drift = _kernels.Model.Drift(state);
        return after >= 0.95 * before && after <= before / 0.95 && after > 1e-6 * size && (drift <= 1e-9 * size || Math.Abs(drift - mark) <= 1e-6 * mark);
    }

    private void Gather(int lane, Span<double> state, Span<double> maxima)
    {
        for (int i = 0; i < _n; i++)
            state[i] = _arrays[i][lane];
        for (int i = 0; i < _trackers; i++)
            maxima[i] = _arrays[Trackers + i][lane];
    }

    private int? Confirm(int lane)
    {
        Span<double> state = stackalloc double[_n];
        for (int i = 0; i < _n; i++)
            state[i] = _arrays[i][lane];
        return _kernels.Model.ConfirmPeriod(state, StepOf(lane));
    }

    private double StepOf(int lane) => _kernels.StepByLane ? _arrays[Step][lane] : _uniformStep;

    // Writes the lane out and puts the last active one in its place.
    private void End(int lane, long step, Outcome outcome, int period)
    {
        int cell = _cells[lane];
        _results.Outcomes[cell] = outcome;
        _results.Periods[cell] = (byte)period;
        _results.Steps[cell] = step;
        for (int i = 0; i < _n; i++)
            _results.States[i][cell] = _arrays[i][lane];
        for (int i = 0; i < _trackers; i++)
            _results.Maxima[i][cell] = Math.Max(_arrays[Saved + i][lane], _arrays[Trackers + i][lane]);
        int from = --_active;
        foreach (int i in _carried)
            _arrays[i][lane] = _arrays[i][from];
        _cells[lane] = _cells[from];
        _born[lane] = _born[from];
        // Lanes up to the next granule are zero states: harmless and never read.
        for (int i = 0; i < _n; i++)
            _arrays[i][from] = 0;
    }

    private static int[] Range(int first, int count) => [.. Enumerable.Range(first, count)];

    private void Run(LoopKernel kernel, int[] arrays, long steps)
    {
        var pointers = stackalloc double*[arrays.Length];
        for (int i = 0; i < arrays.Length; i++)
            pointers[i] = _arrays[arrays[i]];
        double h = _uniformStep;
        kernel.Run(pointers, &h, 0, Padded, steps);
    }
}
