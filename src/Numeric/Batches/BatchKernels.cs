using BoundCheck.Numeric.Kernels;

namespace BoundCheck.Numeric.Batches;

/// <summary>The compiled programs of a model; compiled once, used by all threads.</summary>
internal sealed class BatchKernels
{
    internal BatchKernels(BatchModel model, bool stepByLane, int bits)
    {
        int lanes = stepByLane ? 1 : 0;
        Model = model;
        StepByLane = stepByLane;
        var compiled = new LoopKernel[6];
        Parallel.Invoke(
            () => compiled[0] = LoopKernel.Compile(model.AdvanceProgram(), model.States, lanes, bits),
            () => compiled[1] = LoopKernel.Compile(model.TrackProgram(), model.States + model.Trackers, lanes, bits),
            () => compiled[2] = LoopKernel.Compile(model.ProbeProgram(), model.States + 1, lanes, bits),
            () => compiled[3] = LoopKernel.Compile(model.ReturnProgram(1e-11, 1e-5), 2 * model.States + 3, lanes, bits),
            () => compiled[4] = LoopKernel.Compile(model.AdvanceProgram(), model.States, lanes, 64),
            () => compiled[5] = LoopKernel.Compile(model.ProbeProgram(), model.States + 1, lanes, 64));
        (Advance, Track, Probe, Return, Single, SingleProbe) = (compiled[0], compiled[1], compiled[2], compiled[3], compiled[4], compiled[5]);
    }

    internal BatchModel Model { get; }

    internal bool StepByLane { get; }

    internal LoopKernel Advance { get; }

    internal LoopKernel Track { get; }

    internal LoopKernel Probe { get; }

    internal LoopKernel Return { get; }

    /// <summary>One lane in scalar code, for the end of a budget that is no multiple of a chunk.</summary>
    internal LoopKernel Single { get; }

    /// <summary>The probe of one lane.</summary>
    internal LoopKernel SingleProbe { get; }

    /// <summary>Blocks hold a multiple of this many lanes.</summary>
    internal int Granule => Math.Max(Math.Max(Advance.Granule, Track.Granule), Math.Max(Probe.Granule, Return.Granule));
}
