using BoundCheck.Numeric.Kernels;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Numeric.Batches;

/// <summary>Some thousand lanes that step together until each has ended; ended lanes are written out and the rest moved up.</summary>
internal sealed unsafe class BatchBlock : IDisposable
{
    /// <summary>Steps between probes.</summary>
    internal const int Chunk = 64;

    private const int MaxPeriod = 64;

    private readonly BatchKernels _kernels;
    private readonly BatchSettings _settings;
    private readonly BatchResults _results;
    private readonly LaneBlock _lanes;
    private readonly int[] _cells;
    private readonly int _n;
    private readonly int _trackers;
    private int _active;
    private double _uniformStep;

    internal BatchBlock(BatchKernels kernels, BatchSettings settings, BatchResults results, int capacity)
    {
        _kernels = kernels;
        _settings = settings;
        _results = results;
        _n = kernels.Model.States;
        _trackers = kernels.Model.Trackers;
        int padded = (capacity + kernels.Granule - 1) / kernels.Granule * kernels.Granule;
        _lanes = new LaneBlock(ArrayCount, padded);
        _cells = new int[padded];
    }

    // Arrays of the block: states | maxima | anchors | count, match, status, h | maxima of earlier windows | swing, drift.
    private int Trackers => _n;

    private int Anchors => _n + _trackers;

    private int Count => Anchors + _n;

    private int Match => Count + 1;

    private int Status => Count + 2;

    private int Step => Count + 3;

    private int Saved => Count + 4;

    private int Swing => Saved + _trackers;

    private int Drift => Swing + 1;

    private int ArrayCount => Drift + 1;

    public void Dispose() => _lanes.Dispose();

    /// <summary>Runs cells [first, end) to their ends.</summary>
    internal long Run(BatchStarts starts, int first, int end, CancellationToken cancellation)
    {
        Load(starts, first, end);
        long step = 0, laneSteps = 0, nextReturn = 8 * Chunk;
        Probe(0);
        while (_active > 0 && step < _settings.Steps)
        {
            if (cancellation.IsCancellationRequested)
                return laneSteps;
            if (step >= nextReturn && _settings.Steps - step >= MaxPeriod)
            {
                laneSteps += (long)_active * MaxPeriod;
                LookForReturns(step);
                step += MaxPeriod;
                nextReturn = 2 * step;
                Probe(step);
                continue;
            }
            long count = Math.Min(Chunk, _settings.Steps - step);
            laneSteps += _active * count;
            Advance(count);
            step += count;
            Probe(step);
            MarkWindows(step, count);
        }
        // Whatever is left used up its budget: one more look for a period, then bounded or not.
        if (_active > 0)
        {
            LookForReturns(step);
            while (_active > 0)
                End(_active - 1, step, IsSettled(_active - 1) ? Outcome.Bounded : Outcome.Unsettled, 0);
        }
        return laneSteps;
    }

    private int Padded => (_active + _kernels.Granule - 1) / _kernels.Granule * _kernels.Granule;

    private void Load(BatchStarts starts, int first, int end)
    {
        _active = end - first;
        _uniformStep = starts.UniformStep;
        int padded = Padded;
        for (int i = 0; i < _n; i++)
        {
            for (int lane = 0; lane < padded; lane++)
                _lanes[i][lane] = lane < _active ? starts.States[i][first + lane] : 0;
        }
        for (int i = 0; i < _trackers; i++)
        {
            _lanes[Trackers + i][..padded].Fill(double.NegativeInfinity);
            _lanes[Saved + i][..padded].Fill(double.NegativeInfinity);
        }
        for (int lane = 0; lane < padded; lane++)
        {
            _cells[lane] = lane < _active ? first + lane : -1;
            if (_kernels.StepByLane)
                _lanes[Step][lane] = lane < _active ? starts.Steps![first + lane] : 1;
        }
    }

    private void Advance(long count)
    {
        if (_settings.Track)
            Run(_kernels.Track, [.. Range(0, _n), .. Range(Trackers, _trackers)], count);
        else
            Run(_kernels.Advance, Range(0, _n), count);
    }

    private void Probe(long step)
    {
        Run(_kernels.Probe, [.. Range(0, _n), Status], 1);
        for (int lane = 0; lane < _active;)
        {
            var status = (LaneStatus)(int)_lanes[Status][lane];
            if (status == LaneStatus.Running)
                lane++;
            else
                End(lane, step, Outcomes.Of(status), status == LaneStatus.Stationary ? 1 : 0);
        }
    }

    // 64 steps from anchors at the present states; a lane that came back to its anchor is looked at more closely.
    private void LookForReturns(long step)
    {
        for (int i = 0; i < _n; i++)
            _lanes[i][..Padded].CopyTo(_lanes[Anchors + i]);
        _lanes[Count][..Padded].Clear();
        _lanes[Match][..Padded].Clear();
        Run(_kernels.Return, [.. Range(0, _n), .. Range(Anchors, _n), Count, Match], MaxPeriod);
        for (int lane = 0; lane < _active;)
        {
            if (_lanes[Match][lane] != 0 && Confirm(lane) is { } period)
                End(lane, step + MaxPeriod, Outcome.Periodic, period);
            else
                lane++;
        }
    }

    private int? Confirm(int lane)
    {
        Span<double> state = stackalloc double[_n];
        for (int i = 0; i < _n; i++)
            state[i] = _lanes[i][lane];
        return _kernels.Model.ConfirmPeriod(state, _kernels.StepByLane ? _lanes[Step][lane] : _uniformStep);
    }

    // The swing is compared between the third and the last quarter of the budget, so each quarter gets maxima of its own.
    private void MarkWindows(long step, long count)
    {
        if (!_settings.Track)
            return;
        bool half = Crosses(_settings.Steps / 2), last = Crosses(_settings.Steps - _settings.Steps / 4);
        if (!half && !last)
            return;
        Span<double> maxima = stackalloc double[_trackers], state = stackalloc double[_n];
        for (int lane = 0; lane < _active; lane++)
        {
            if (last)
            {
                Gather(lane, state, maxima);
                _lanes[Swing][lane] = _kernels.Model.Swing(maxima);
                _lanes[Drift][lane] = _kernels.Model.Drift(state);
            }
            for (int i = 0; i < _trackers; i++)
            {
                _lanes[Saved + i][lane] = Math.Max(_lanes[Saved + i][lane], _lanes[Trackers + i][lane]);
                _lanes[Trackers + i][lane] = double.NegativeInfinity;
            }
        }

        bool Crosses(long mark) => step >= mark && step - count < mark;
    }

    private bool IsSettled(int lane)
    {
        if (!_settings.Track || _settings.Steps < 512)
            return false;
        Span<double> maxima = stackalloc double[_trackers], state = stackalloc double[_n];
        Gather(lane, state, maxima);
        double before = _lanes[Swing][lane], after = _kernels.Model.Swing(maxima), size = _kernels.Model.Size(state);
        double mark = _lanes[Drift][lane], drift = _kernels.Model.Drift(state);
        return after >= 0.95 * before && after <= before / 0.95 && after > 1e-6 * size && (drift <= 1e-9 * size || Math.Abs(drift - mark) <= 1e-6 * mark);
    }

    private void Gather(int lane, Span<double> state, Span<double> maxima)
    {
        for (int i = 0; i < _n; i++)
            state[i] = _lanes[i][lane];
        for (int i = 0; i < _trackers; i++)
            maxima[i] = _lanes[Trackers + i][lane];
    }

    // Writes the lane out and puts the last active one in its place.
    private void End(int lane, long step, Outcome outcome, int period)
    {
        int cell = _cells[lane];
        _results.Outcomes[cell] = outcome;
        _results.Periods[cell] = (byte)period;
        _results.Steps[cell] = step;
        for (int i = 0; i < _n; i++)
            _results.States[i][cell] = _lanes[i][lane];
        for (int i = 0; i < _results.Maxima.Length; i++)
            _results.Maxima[i][cell] = Math.Max(_lanes[Saved + i][lane], _lanes[Trackers + i][lane]);
        int from = --_active;
        for (int i = 0; i < ArrayCount; i++)
            _lanes[i][lane] = _lanes[i][from];
        _cells[lane] = _cells[from];
        // Lanes up to the next granule are zero states: harmless and never read.
        for (int i = 0; i < _n; i++)
            _lanes[i][from] = 0;
    }

    private static int[] Range(int first, int count) => [.. Enumerable.Range(first, count)];

    private void Run(LoopKernel kernel, int[] states, long steps)
    {
        var arrays = stackalloc double*[states.Length + 1];
        for (int i = 0; i < states.Length; i++)
            arrays[i] = _lanes.Pointers[states[i]];
        arrays[states.Length] = _lanes.Pointers[Step];
        double h = _uniformStep;
        kernel.Run(arrays, &h, 0, Padded, steps);
    }
}
