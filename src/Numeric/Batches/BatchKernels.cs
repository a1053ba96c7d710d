using System.Collections.Concurrent;
using BoundCheck.Numeric.Kernels;

namespace BoundCheck.Numeric.Batches;

/// <summary>The compiled programs of a model; compiled once, used by all threads.</summary>
internal sealed class BatchKernels
{
    private readonly ConcurrentBag<BatchBlock> _blocks = [];

    internal BatchKernels(BatchModel model, bool stepByLane, int bits, bool track)
    {
        int lanes = stepByLane ? 1 : 0, n = model.States, trackers = model.Trackers;
        Model = model;
        StepByLane = stepByLane;
        IsTracking = track;
        bool light = track && model.HasLightStep;
        var compiled = new LoopKernel?[10];
        Parallel.Invoke(
            () => compiled[0] = track
                ? LoopKernel.Compile(model.TrackProgram(), n + trackers, lanes, bits)
                : LoopKernel.Compile(model.AdvanceProgram(), n, lanes, bits),
            () => compiled[1] = LoopKernel.Compile(model.ProbeProgram(), 1, n + lanes, bits),
            () => compiled[2] = LoopKernel.Compile(model.ReturnProgram(1e-11, 1e-5), n + 3, n + lanes, bits),
            () => compiled[3] = light ? LoopKernel.Compile(model.LightProgram(), n + BatchModel.Windowed, lanes, bits) : null,
            () => compiled[4] = light
                ? LoopKernel.Compile(model.NeedProgram(), BatchModel.Windowed + 1, n + trackers + lanes, bits)
                : null,
            () => compiled[5] = LoopKernel.Compile(model.FirstProgram(), n + 1, lanes, bits),
            () => compiled[6] = model.HasForesight ? LoopKernel.Compile(model.AdvanceProgram(), n, lanes, bits) : null,
            () => compiled[7] = model.HasForesight ? LoopKernel.Compile(model.RemainingProgram(), 1, n + lanes, bits) : null,
            () => compiled[8] = model.HasForesight ? LoopKernel.Compile(model.StillBeforeProgram(), 1, n + lanes, bits) : null,
            () => compiled[9] = model.HasForesight ? LoopKernel.Compile(model.ArrivalProgram(), n + 1, lanes, bits) : null);
        (Full, Probe, Return, Light, Need, First) = (compiled[0]!, compiled[1]!, compiled[2]!, compiled[3], compiled[4], compiled[5]!);
        (Bare, Remaining, StillBefore, Arrival) = (compiled[6], compiled[7], compiled[8], compiled[9]);
        Granule = compiled.Max(k => k?.Granule ?? 1);
    }

    internal BatchModel Model { get; }

    internal bool StepByLane { get; }

    /// <summary>Whether steps are tracked.</summary>
    internal bool IsTracking { get; }

    /// <summary>Steps with everything tracked, or the bare steps without tracking.</summary>
    internal LoopKernel Full { get; }

    /// <summary>Steps with the windowed trackers alone; null when the model has none.</summary>
    internal LoopKernel? Light { get; }

    /// <summary>Which lanes have to be tracked in full after a light chunk.</summary>
    internal LoopKernel? Need { get; }

    internal LoopKernel Probe { get; }

    internal LoopKernel Return { get; }

    /// <summary>Which step of a chunk was the first of the end.</summary>
    internal LoopKernel First { get; }

    /// <summary>Steps without tracking; null unless the model has foresight, as the next three.</summary>
    internal LoopKernel? Bare { get; }

    /// <summary>The guess of the steps until a calm lane has almost converged.</summary>
    internal LoopKernel? Remaining { get; }

    /// <summary>Whether a calm lane surely was not converged during its last steps.</summary>
    internal LoopKernel? StillBefore { get; }

    /// <summary>At which step calm lanes converged.</summary>
    internal LoopKernel? Arrival { get; }

    /// <summary>A block of at least so many lanes, one that was given back where there is one: fresh memory costs more than a short batch.</summary>
    internal BatchBlock Borrow(int lanes)
    {
        while (_blocks.TryTake(out var block))
        {
            if (block.Capacity >= lanes)
                return block;
            block.Dispose();
        }
        return new BatchBlock(this, lanes);
    }

    /// <summary>Gives back a block whose lanes have all ended.</summary>
    internal void GiveBack(BatchBlock block) => _blocks.Add(block);

    /// <summary>Blocks hold a multiple of this many lanes.</summary>
    internal int Granule { get; }
}
