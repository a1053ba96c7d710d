using BoundCheck.Numeric.Kernels;

namespace BoundCheck.Numeric.Batches;

/// <summary>What a probe says about a lane; the values that probe programs write.</summary>
internal enum LaneStatus
{
    Running = 0,
    Converged = 1,
    Diverged = 2,
    Stationary = 3,

    /// <summary>Running, and sure to come no nearer to any other end than convergence, at a step that can be foreseen.</summary>
    Foreseen = 4,
}

/// <summary>
/// An iteration as kernel programs. The step size is the last input of each program, so that it may differ by lane or not.
/// </summary>
internal abstract class BatchModel
{
    /// <summary>The number of leading trackers that are kept by windows of the budget: the extremes of the iterates.</summary>
    internal const int Windowed = 2;

    /// <summary>Number of state values a lane.</summary>
    internal abstract int States { get; }

    /// <summary>Number of running values a lane that tracking keeps, each a maximum or a minimum over the visited states.</summary>
    internal abstract int Trackers { get; }

    /// <summary>Whether a cheap step exists that keeps the windowed trackers alone, with a test of what it may have missed.</summary>
    internal virtual bool HasLightStep => false;

    /// <summary>Whether convergence can be foreseen: then <see cref="IsCalm"/> and the three after it exist.</summary>
    internal virtual bool HasForesight => false;

    /// <summary>The next states, from the states and the step size.</summary>
    protected abstract Real[] Step(KernelBuilder builder, Real[] state, Real h);

    /// <summary>The trackers after counting a state.</summary>
    protected abstract Real[] Track(KernelBuilder builder, Real[] state, Real[] known, Real h);

    /// <summary>The windowed trackers after counting a state.</summary>
    protected virtual Real[] TrackLightly(KernelBuilder builder, Real[] state, Real[] known) => throw new NotSupportedException();

    /// <summary>
    /// Whether the windowed trackers tell enough of a chunk, so that tracking it in full would change nothing that is read from the others.
    /// From the states at its start, the windowed trackers of the chunk alone, and all trackers so far.
    /// </summary>
    protected virtual Truth TellsEnough(KernelBuilder builder, Real[] start, Real[] chunk, Real[] known, Real h) => throw new NotSupportedException();

    /// <summary>
    /// Whether from here on no end but convergence can come, and no tracker can change what is read from it.
    /// </summary>
    protected virtual Truth IsCalm(KernelBuilder builder, Real[] state, Real h) => throw new NotSupportedException();

    /// <summary>
    /// A guess of the steps until a calm lane has almost converged, below 0 where it is too far away for a good one: then 1 more than the guess, negated.
    /// Nothing but the work depends on it.
    /// </summary>
    protected virtual Real Remaining(KernelBuilder builder, Real[] state, Real h) => throw new NotSupportedException();

    /// <summary>Whether a calm lane is not converged.</summary>
    protected virtual Truth IsOnTheWay(KernelBuilder builder, Real[] state) => throw new NotSupportedException();

    /// <summary>
    /// Whether a calm lane was not converged at any of its last <see cref="ForeseenLanes.LongestRun"/> steps, from the states after them.
    /// </summary>
    protected virtual Truth IsStillBefore(KernelBuilder builder, Real[] state, Real h) => throw new NotSupportedException();

    /// <summary>The status of a lane, as the number of a <see cref="LaneStatus"/>; never <see cref="LaneStatus.Foreseen"/>.</summary>
    protected abstract Real Probe(KernelBuilder builder, Real[] state, Real h);

    /// <summary>What distances between states are compared with, when looking for periods.</summary>
    protected abstract Real Scale(KernelBuilder builder, Real[] state);

    /// <summary>The part of a state value that has to come back in a periodic orbit.</summary>
    protected virtual Real Recurrent(Real state) => state;

    /// <summary>Whether a tracker is a minimum.</summary>
    internal abstract bool IsMinimum(int tracker);

    /// <summary>The swing of the iterates over a window, from the windowed trackers.</summary>
    internal abstract double Swing(double first, double second);

    /// <summary>A quantity that drifts while a run has not settled (product form: sqrt D); 0 where there is none.</summary>
    internal abstract double Drift(ReadOnlySpan<double> state);

    /// <summary>The size that swings are compared with (product form: p).</summary>
    internal abstract double Size(ReadOnlySpan<double> state);

    /// <summary>Whether the end of a lane may be the work of overflow, underflow or rounding to 0, so that it is to be looked at more closely.</summary>
    /// <param name="status">How the lane ended.</param>
    /// <param name="start">Its first state.</param>
    /// <param name="end">The state at the first step of the end.</param>
    internal virtual bool IsDoubtful(LaneStatus status, ReadOnlySpan<double> start, ReadOnlySpan<double> end) => false;

    /// <summary>The period of the orbit that the states are on, by 128 steps of scalar code; null when it does not repeat.</summary>
    internal abstract int? ConfirmPeriod(ReadOnlySpan<double> state, double h);

    /// <summary>The value of a tracker that has seen nothing.</summary>
    internal double Unseen(int tracker) => IsMinimum(tracker) ? double.PositiveInfinity : double.NegativeInfinity;

    /// <summary>A tracker over two windows.</summary>
    internal double Merge(int tracker, double a, double b) => IsMinimum(tracker) ? Math.Min(a, b) : Math.Max(a, b);

    /// <summary>Inputs: states, h. Outputs: next states.</summary>
    internal KernelProgram AdvanceProgram()
    {
        var builder = new KernelBuilder();
        return builder.Build(States + 1, Step(builder, Inputs(builder, 0, States), builder.Input(States)));
    }

    /// <summary>Inputs: states, trackers, h. Outputs: next states, trackers with the old states counted.</summary>
    internal KernelProgram TrackProgram()
    {
        var builder = new KernelBuilder();
        var state = Inputs(builder, 0, States);
        var h = builder.Input(States + Trackers);
        return builder.Build(States + Trackers + 1, [.. Step(builder, state, h), .. Track(builder, state, Inputs(builder, States, Trackers), h)]);
    }

    /// <summary>Inputs: states, windowed trackers, h. Outputs: next states, windowed trackers with the old states counted.</summary>
    internal KernelProgram LightProgram()
    {
        var builder = new KernelBuilder();
        var state = Inputs(builder, 0, States);
        var h = builder.Input(States + Windowed);
        return builder.Build(States + Windowed + 1, [.. Step(builder, state, h), .. TrackLightly(builder, state, Inputs(builder, States, Windowed))]);
    }

    /// <summary>
    /// Inputs: windowed trackers so far, need, states at the start of a chunk, windowed trackers of the chunk, the other trackers, h.
    /// Outputs: windowed trackers with the chunk's, need (1 when the chunk has to be tracked in full, 0 otherwise).
    /// </summary>
    internal KernelProgram NeedProgram()
    {
        var builder = new KernelBuilder();
        var windowed = Inputs(builder, 0, Windowed);
        int at = Windowed + 1;
        var start = Inputs(builder, at, States);
        var chunk = Inputs(builder, at += States, Windowed);
        var others = Inputs(builder, at += Windowed, Trackers - Windowed);
        var need = TellsEnough(builder, start, chunk, [.. windowed, .. others], builder.Input(at += Trackers - Windowed)).Choose(0.0, 1.0);
        return builder.Build(at + 1, [.. windowed.Select((w, i) => Merge(builder, i, chunk[i], w)), need]);
    }

    /// <summary>Inputs: status, states, h. Output: the status now.</summary>
    internal KernelProgram ProbeProgram() => Judgement((builder, state, h) =>
    {
        var status = Probe(builder, state, h);
        return HasForesight ? (status.Is((double)LaneStatus.Running) & IsCalm(builder, state, h)).Choose((double)LaneStatus.Foreseen, status) : status;
    });

    /// <summary>Inputs: a number, states, h. Output: the guess of the steps until a calm lane has almost converged.</summary>
    internal KernelProgram RemainingProgram() => Judgement(Remaining);

    /// <summary>Inputs: a number, states, h. Output: 1 where a calm lane was surely not converged at any of its last steps, 0 elsewhere.</summary>
    internal KernelProgram StillBeforeProgram() => Judgement((builder, state, h) => IsStillBefore(builder, state, h).Choose(1.0, builder.Constant(0.0)));

    private KernelProgram Judgement(Func<KernelBuilder, Real[], Real, Real> of)
    {
        var builder = new KernelBuilder();
        return builder.Build(States + 2, of(builder, Inputs(builder, 1, States), builder.Input(States + 1)));
    }

    /// <summary>
    /// Inputs: states, count, h. Outputs: next states and count + 1, both kept as they are once the status is not running: the first step of the end.
    /// </summary>
    internal KernelProgram FirstProgram() => Until((builder, state, h) => Probe(builder, state, h).Is((double)LaneStatus.Running));

    /// <summary>The same for calm lanes, which end in no other way than by convergence.</summary>
    internal KernelProgram ArrivalProgram() => Until((builder, state, _) => IsOnTheWay(builder, state));

    private KernelProgram Until(Func<KernelBuilder, Real[], Real, Truth> runs)
    {
        var builder = new KernelBuilder();
        Real[] state = Inputs(builder, 0, States);
        Real count = builder.Input(States), h = builder.Input(States + 1);
        var running = runs(builder, state, h);
        var next = Step(builder, state, h).Select((value, i) => running.Choose(value, state[i]));
        return builder.Build(States + 2, [.. next, running.Choose(count + 1, count)]);
    }

    /// <summary>
    /// Inputs: states, count, first match, excursion, anchor states, h. Outputs: next states, count + 1, the first count at which the
    /// states came back to the anchors to within the relative tolerance after an excursion (0: not yet), and the largest distance from them.
    /// </summary>
    /// <remarks>Without the excursion every run that is almost converged would count as having come back.</remarks>
    internal KernelProgram ReturnProgram(double tolerance, double leastExcursion)
    {
        var builder = new KernelBuilder();
        var state = Inputs(builder, 0, States);
        Real count = builder.Input(States) + 1, match = builder.Input(States + 1), excursion = builder.Input(States + 2);
        var anchor = Inputs(builder, States + 3, States);
        var next = Step(builder, state, builder.Input(2 * States + 3));
        var scale = Scale(builder, anchor);
        var distance = Distance(0);
        for (int i = 1; i < States; i++)
            distance = builder.Real(Op.MaximumNative, Distance(i).Id, distance.Id);
        var returned = match.Is(0) & (distance <= scale * tolerance) & (excursion >= scale * leastExcursion);
        excursion = builder.Real(Op.MaximumNative, distance.Id, excursion.Id);
        return builder.Build(2 * States + 4, [.. next, count, returned.Choose(count, match), excursion]);

        Real Distance(int i) => (Recurrent(next[i]) - Recurrent(anchor[i])).Abs();
    }

    /// <summary>The tracker with a value counted. NaN never replaces an extreme: a lane that leaves the domain is found by the probe.</summary>
    protected Real Merge(KernelBuilder builder, int tracker, Real value, Real known) =>
        builder.Real(IsMinimum(tracker) ? Op.MinimumNative : Op.MaximumNative, value.Id, known.Id);

    private static Real[] Inputs(KernelBuilder builder, int first, int count) => [.. Enumerable.Range(first, count).Select(builder.Input)];
}
