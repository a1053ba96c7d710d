using BoundCheck.Bounds.Numbers;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Bounds.Theory;

/// <summary>A step size from which the start was measured not to converge.</summary>
/// <param name="Step">The smallest such step that was found.</param>
/// <param name="IsDecisive">The run at it overflowed, or cycled with a visible gradient, and met none of the exceptions of the theorems.</param>
/// <param name="Ending">How that run ended, in words.</param>
public sealed record FailingStep(double Step, bool IsDecisive, string Ending);

/// <summary>A measured run, as evidence for or against what was proved.</summary>
/// <param name="Run">The run, in doubles: it follows some exact run of a slightly perturbed start only.</param>
/// <param name="Step">h.</param>
/// <param name="Tolerance">The tolerance of convergence.</param>
/// <param name="Failing">The measured step threshold of the start, where it was looked for and found.</param>
public sealed record Observation(Measurement Run, double Step, double Tolerance, FailingStep? Failing = null)
{
    /// <summary>The relative difference that rounding over a run may make in a loss, a sharpness or an imbalance.</summary>
    public const double Rounding = 1e-6;

    /// <summary>Slopes h|F'| below this change D by less than 1e-6 relatively a step: too little to tell a slow run from a cycle.</summary>
    private const double VisibleSlope = 1e-3;

    /// <summary>The run met one of the null events that theorems leave out (A_k = 0, an exact landing), or its nearest in doubles.</summary>
    public bool IsExceptional => Met(Run);

    /// <summary>A cycle with a visible slope: it would keep its imbalance, which D' = D(1 - w²)² forbids.</summary>
    public bool IsVisibleCycle => IsCycle(Run, Step);

    /// <summary>The traced state at a step of the complete beginning of the trace; null beyond it.</summary>
    public RunPoint? At(long step) => Run.Trace.Length > step && Run.Trace[(int)step] is var point && point.Step == step ? point : null;

    /// <summary>Whether a run fails to converge by more than slowness or an exceptional event.</summary>
    public static bool FailsClearly(Measurement run, double step) =>
        !Met(run) && (run is { Outcome: Outcome.Diverged, Cause: OutcomeCause.Overflow or OutcomeCause.Growth } || IsCycle(run, step));

    private static bool Met(Measurement run) => run.AnnihilatedAt is not null || run.ExactLandingAt is not null;

    private static bool IsCycle(Measurement run, double step) =>
        run is { Outcome: Outcome.Periodic, Period: >= 2 } && Math.Abs(step * run.Final.Slope) > VisibleSlope;
}
