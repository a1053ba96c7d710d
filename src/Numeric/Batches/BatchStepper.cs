using BoundCheck.Numeric.Kernels;

namespace BoundCheck.Numeric.Batches;

/// <summary>
/// Makes the steps of a chunk. Full tracking costs more than a step of a cheap objective, so where the model allows it a chunk is first made
/// with the extremes of the iterates alone; only the lanes where that leaves something open make it again, tracked in full.
/// </summary>
/// <remarks>What is known of a lane afterwards does not depend on which way was taken.</remarks>
internal sealed unsafe class BatchStepper : IDisposable
{
    private readonly BatchKernels _kernels;
    private readonly BatchModel _model;
    private readonly LaneBlock _scratch;
    private readonly int[] _chosen;
    private readonly int _n;
    private readonly int _trackers;
    private bool _mostNeedTracking;

    internal BatchStepper(BatchKernels kernels, int capacity)
    {
        _kernels = kernels;
        _model = kernels.Model;
        _n = _model.States;
        _trackers = kernels.IsTracking ? _model.Trackers : 0;
        _chosen = new int[capacity];
        // need | starts | windowed trackers of the chunk | states, trackers and steps of the lanes that make it again
        _scratch = new LaneBlock(1 + _n + BatchModel.Windowed + _n + _trackers + 1, capacity);
    }

    /// <summary>The step size of all lanes, unless each has its own.</summary>
    internal double UniformStep { get; set; }

    public void Dispose() => _scratch.Dispose();

    /// <summary>The states before the last chunk, lane by lane.</summary>
    internal ReadOnlySpan<double> Before(int state) => _scratch[1 + state];

    /// <summary>Steps all lanes, from the age at which they are.</summary>
    internal void Step(BatchLanes lanes, long age, long steps)
    {
        int padded = Padded(lanes.Count);
        for (int i = 0; i < _n; i++)
            new ReadOnlySpan<double>(lanes.State(i), padded).CopyTo(_scratch[1 + i]);
        // In the beginning almost every lane that isn't calm has something open.
        if (age < 32)
            _mostNeedTracking = true;
        if (_kernels.Light is null || _mostNeedTracking)
        {
            StepFully(lanes, steps);
            _mostNeedTracking = false;
            return;
        }
        int need = StepLightly(lanes, steps);
        if (need > 0)
            Repeat(lanes, need, steps);
        _mostNeedTracking = need > lanes.Count / 2;
    }

    private void StepFully(BatchLanes lanes, long steps)
    {
        var pointers = stackalloc double*[_n + _trackers + 1];
        for (int i = 0; i < _n; i++)
            pointers[i] = lanes.State(i);
        for (int i = 0; i < _trackers; i++)
            pointers[_n + i] = lanes.Tracker(i);
        pointers[_n + _trackers] = lanes.Step;
        Run(_kernels.Full, pointers, lanes.Count, steps);
    }

    // Returns how many lanes need more; they stand in _chosen.
    private int StepLightly(BatchLanes lanes, long steps)
    {
        const int windowed = BatchModel.Windowed;
        int padded = Padded(lanes.Count);
        for (int i = 0; i < windowed; i++)
            _scratch[1 + _n + i][..padded].Fill(_model.Unseen(i));
        var pointers = stackalloc double*[_n + windowed + 1];
        for (int i = 0; i < _n; i++)
            pointers[i] = lanes.State(i);
        for (int i = 0; i < windowed; i++)
            pointers[_n + i] = _scratch.Pointers[1 + _n + i];
        pointers[_n + windowed] = lanes.Step;
        Run(_kernels.Light!, pointers, lanes.Count, steps);

        var judged = stackalloc double*[2 * windowed + 1 + _n + _trackers + 1];
        int at = 0;
        for (int i = 0; i < windowed; i++)
            judged[at++] = lanes.Tracker(i);
        for (int i = 0; i < 1 + _n + windowed; i++)
            judged[at++] = _scratch.Pointers[i];
        for (int i = windowed; i < _trackers; i++)
            judged[at++] = lanes.Tracker(i);
        judged[at] = lanes.Step;
        Run(_kernels.Need!, judged, lanes.Count, 1);

        double* need = _scratch.Pointers[0];
        int count = 0;
        for (int lane = 0; lane < lanes.Count; lane++)
        {
            _chosen[count] = lane;
            count += need[lane] != 0 ? 1 : 0;
        }
        return count;
    }

    private void Repeat(BatchLanes lanes, int count, long steps)
    {
        const int windowed = BatchModel.Windowed;
        int at = 1 + _n + windowed;
        for (int i = 0; i < _n; i++)
            Gather(_scratch.Pointers[1 + i], _scratch.Pointers[at + i], count);
        for (int i = 0; i < _trackers; i++)
            Gather(lanes.Tracker(i), _scratch.Pointers[at + _n + i], count);
        if (_kernels.StepByLane)
            Gather(lanes.Step, _scratch.Pointers[at + _n + _trackers], count);
        Run(_kernels.Full, _scratch.Pointers + at, count, steps);
        // The states come out as before, and the windowed trackers have counted the chunk already.
        for (int i = windowed; i < _trackers; i++)
        {
            double* from = _scratch.Pointers[at + _n + i], to = lanes.Tracker(i);
            for (int j = 0; j < count; j++)
                to[_chosen[j]] = from[j];
        }
    }

    private void Gather(double* from, double* to, int count)
    {
        for (int j = 0; j < count; j++)
            to[j] = from[_chosen[j]];
    }

    private int Padded(int count) => (count + _kernels.Granule - 1) / _kernels.Granule * _kernels.Granule;

    private void Run(LoopKernel kernel, double** arrays, int count, long steps)
    {
        double h = UniformStep;
        kernel.Run(arrays, &h, 0, (count + kernel.Granule - 1) / kernel.Granule * kernel.Granule, steps);
    }
}
