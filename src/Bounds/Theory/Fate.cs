using BoundCheck.Bounds.Numbers;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Bounds.Theory;

/// <summary>Gradient descent converges to a minimiser from this start at this step.</summary>
/// <param name="Source">Where it is proved.</param>
/// <param name="Limit">What converges, such as "s_k -> c from this start".</param>
/// <param name="Exceptions">The starts it leaves out; this start is not proved to be one.</param>
public sealed record Convergence(Source Source, string Limit, Exceptions Exceptions) : Implication(Source)
{
    /// <inheritdoc/>
    public override string Text => Limit + Exceptions.Clause;

    internal override IEnumerable<Contradiction> Against(Observation run)
    {
        if (!Exceptions.AreNegligible || run.IsExceptional || run.Run.Initial.P >= 1e100)
            yield break;
        if (run.Run is { Outcome: Outcome.Diverged, Cause: OutcomeCause.Overflow or OutcomeCause.Growth })
            yield return Broken($"diverged after {run.Run.Steps} steps");
        if (run.IsVisibleCycle)
            yield return Broken($"an orbit of period {run.Run.Period} with h|F'| = {Math.Abs(run.Step * run.Run.Final.Slope):G6}");
    }
}

/// <summary>Gradient descent does not converge to a minimiser from this start.</summary>
/// <param name="Source">Where it is proved.</param>
/// <param name="Reason">Why, such as "W_0 > 4, from where almost no start converges".</param>
/// <param name="Exceptions">The starts it leaves out.</param>
public sealed record Failure(Source Source, string Reason, Exceptions Exceptions) : Implication(Source)
{
    /// <summary>It holds for every step size, not only for this one.</summary>
    public bool AtEveryStep { get; init; }

    /// <summary>
    /// It holds for every start so near to this one that rounding can't leave them; else a measured run, in doubles, says nothing against it.
    /// </summary>
    public bool IsRobust { get; init; }

    /// <inheritdoc/>
    public override string Text => Reason + Exceptions.Clause;

    internal override IEnumerable<Contradiction> Against(Observation run) =>
        IsRobust && run.Run.Outcome == Outcome.Converged ? [Broken($"converged after {run.Run.Steps} steps")] : [];
}

/// <summary>What is proved of other starts at this step; nothing is said of this one, and no run contradicts it.</summary>
/// <param name="Source">Where it is proved.</param>
/// <param name="Statement">What, in one line.</param>
public sealed record OtherStarts(Source Source, string Statement) : Implication(Source)
{
    /// <inheritdoc/>
    public override string Text => Statement;
}

/// <summary>Gradient descent converges from this start at every step size below a supremum.</summary>
/// <param name="Source">Where it is proved.</param>
/// <param name="Supremum">The supremum, not itself included; > 0.</param>
/// <param name="Exceptions">What it leaves out at each step.</param>
public sealed record CertifiedStep(Source Source, Certified Supremum, Exceptions Exceptions) : Implication(Source)
{
    /// <summary>A measured threshold may fall short of a certified one by what narrowing it in doubles costs.</summary>
    private const double Slack = 1e-3;

    /// <inheritdoc/>
    public override string Text =>
        $"convergence for every step below {Inequality.Rough(Supremum, 8)}{(Exceptions.Event.Length == 0 ? "" : $", unless {Exceptions.Event}")}";

    internal override IEnumerable<Contradiction> Against(Observation run) =>
        run.Failing is { IsDecisive: true } failing && failing.Step < Supremum.ToInterval().Lo * (1 - Slack)
            ? [Broken($"at step size {failing.Step:R} {failing.Ending}")] : [];
}

/// <summary>The gradient tends to 0 from this start at every step size below a supremum; nothing is said of a minimiser.</summary>
/// <param name="Source">Where it is proved.</param>
/// <param name="Supremum">The supremum, not itself included; > 0.</param>
/// <param name="Set">The set that holds the iterates, in words.</param>
public sealed record StationaryStep(Source Source, Certified Supremum, string Set) : Implication(Source)
{
    /// <inheritdoc/>
    public override string Text => $"the gradient tends to 0 at every step below {Inequality.Rough(Supremum, 8)}: 2/L on {Set}";

    internal override IEnumerable<Contradiction> Against(Observation run) =>
        run.Step < Supremum.ToInterval().Lo && run.Run is { Outcome: Outcome.Diverged, Cause: OutcomeCause.Overflow or OutcomeCause.Growth }
            ? [Broken($"at step size {run.Step:R} diverged after {run.Run.Steps} steps")] : [];
}
