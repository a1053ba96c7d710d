using BoundCheck.Numeric.Kernels;

namespace BoundCheck.Numeric.Batches;

/// <summary>What a probe says about a lane; the values that probe programs write.</summary>
internal enum LaneStatus
{
    Running = 0,
    Converged = 1,
    Diverged = 2,
    Stationary = 3,
}

/// <summary>
/// An iteration as kernel programs. The step size is the input after the states in each program, so that it may differ by lane or not.
/// </summary>
internal abstract class BatchModel
{
    /// <summary>Number of state values a lane.</summary>
    internal abstract int States { get; }

    /// <summary>Number of running extremes a lane that <see cref="Track"/> keeps, each a maximum.</summary>
    internal abstract int Trackers { get; }

    /// <summary>The next states, from the states and the step size.</summary>
    protected abstract Real[] Step(KernelBuilder builder, Real[] state, Real h);

    /// <summary>The quantities whose maxima over all visited states are kept.</summary>
    protected abstract Real[] Track(KernelBuilder builder, Real[] state, Real h);

    /// <summary>The status of a lane, as the number of a <see cref="LaneStatus"/>.</summary>
    protected abstract Real Probe(KernelBuilder builder, Real[] state, Real h);

    /// <summary>What distances between states are compared with, when looking for periods.</summary>
    protected abstract Real Scale(KernelBuilder builder, Real[] state);

    /// <summary>The swing of the iterates over a window, from the tracked maxima of the window.</summary>
    internal abstract double Swing(ReadOnlySpan<double> maxima);

    /// <summary>A quantity that drifts while a run has not settled (product form: sqrt D); 0 where there is none.</summary>
    internal abstract double Drift(ReadOnlySpan<double> state);

    /// <summary>The size that swings are compared with (product form: p).</summary>
    internal abstract double Size(ReadOnlySpan<double> state);

    /// <summary>The period of the orbit that the states are on, by 128 steps of scalar code; null when it does not repeat.</summary>
    internal abstract int? ConfirmPeriod(ReadOnlySpan<double> state, double h);

    /// <summary>Inputs: states, h. Outputs: next states.</summary>
    internal KernelProgram AdvanceProgram()
    {
        var builder = new KernelBuilder();
        return builder.Build(States + 1, Step(builder, Inputs(builder, 0, States), builder.Input(States)));
    }

    /// <summary>Inputs: states, maxima, h. Outputs: next states, maxima with the old states counted.</summary>
    internal KernelProgram TrackProgram()
    {
        var builder = new KernelBuilder();
        var state = Inputs(builder, 0, States);
        var h = builder.Input(States + Trackers);
        var next = Step(builder, state, h);
        var tracked = Track(builder, state, h);
        for (int i = 0; i < Trackers; i++)
        {
            var known = builder.Input(States + i);
            // NaN never replaces a maximum: a lane that leaves the domain is found by the probe.
            tracked[i] = builder.Real(Op.MaximumNative, tracked[i].Id, known.Id);
        }
        return builder.Build(States + Trackers + 1, [.. next, .. tracked]);
    }

    /// <summary>Inputs: states, status, h. Outputs: the same states, the status now.</summary>
    internal KernelProgram ProbeProgram()
    {
        var builder = new KernelBuilder();
        var state = Inputs(builder, 0, States);
        return builder.Build(States + 2, [.. state, Probe(builder, state, builder.Input(States + 1))]);
    }

    /// <summary>
    /// Inputs: states, anchor states, count, first match, excursion, h. Outputs: next states, anchors, count + 1, the first count at which the
    /// states came back to the anchors to within the relative tolerance after an excursion (0: not yet), and the largest distance from them.
    /// </summary>
    /// <remarks>Without the excursion every run that is almost converged would count as having come back.</remarks>
    internal KernelProgram ReturnProgram(double tolerance, double leastExcursion)
    {
        var builder = new KernelBuilder();
        var state = Inputs(builder, 0, States);
        var anchor = Inputs(builder, States, States);
        Real count = builder.Input(2 * States) + 1, match = builder.Input(2 * States + 1), excursion = builder.Input(2 * States + 2);
        var next = Step(builder, state, builder.Input(2 * States + 3));
        var scale = Scale(builder, anchor);
        var distance = (next[0] - anchor[0]).Abs();
        for (int i = 1; i < States; i++)
            distance = builder.Real(Op.MaximumNative, (next[i] - anchor[i]).Abs().Id, distance.Id);
        var returned = match.Is(0) & (distance <= scale * tolerance) & (excursion >= scale * leastExcursion);
        excursion = builder.Real(Op.MaximumNative, distance.Id, excursion.Id);
        return builder.Build(2 * States + 4, [.. next, .. anchor, count, returned.Choose(count, match), excursion]);
    }

    private static Real[] Inputs(KernelBuilder builder, int first, int count) => [.. Enumerable.Range(first, count).Select(builder.Input)];
}
