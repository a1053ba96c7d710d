using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Runs;

/// <summary>The measured step threshold of a start: the first step on a growing grid from which the run does not converge, then narrowed by
/// bisection.</summary>
internal static class StepComparison
{
    private const int Points = 240;
    private const int Bisections = 16;

    /// <summary>The longest run of the grid.</summary>
    internal const long LongestRun = 20_000;

    private static readonly Rational s_ratio = new(51, 50);

    /// <summary>Runs the grid; the search stops at the first failure.</summary>
    /// <param name="certified">The certified threshold, if there is one.</param>
    /// <param name="given">A step to begin from without one.</param>
    /// <param name="longest">The length of the runs.</param>
    /// <param name="runAt">Runs a step size for at most so many steps.</param>
    /// <exception cref="OperationCanceledException">Cancelled: a grid looked at in part says nothing of the first failure.</exception>
    internal static StepRow Measure(Certified? certified, Rational given, long longest, Func<Rational, Measurement> runAt)
    {
        // Start a little below the certified threshold (below the given step without one): everything smaller converges by theorem.
        var h = Rational.FromDouble(certified is { } c && c.ToInterval().Lo is > 0 and < 1e300 and var lo ? 0.95 * lo : 0.05 * given.ToDoubleNearest());
        string grid = $"h = {h.ToDoubleNearest():G6} times 1.02^i, i < {Points}, runs of at most {longest} steps; then {Bisections} bisections between "
            + "the first failure and the step before";
        Rational? before = null;
        for (int i = 0; i < Points; i++)
        {
            if (Fails(h))
                return Failing(before is { } b ? Bisect(b, h) : h, h);
            before = h;
            h = Rational.FromDouble((h * s_ratio).ToDoubleNearest());
        }
        return new StepRow(certified, null, grid);

        StepRow Failing(Rational step, Rational onGrid)
        {
            double measured = step.ToDoubleNearest();
            var run = runAt(step);
            string ending = $"{run.Outcome.ToString().ToLowerInvariant()} after {run.Steps} steps";
            return new StepRow(certified, measured, grid) { OnGrid = onGrid.ToDoubleNearest(),
                Failing = new FailingStep(measured, Observation.FailsClearly(run, measured), ending) };
        }

        // A run that is still on the move when the budget ends has not failed, nor has one that is exactly at a minimiser, stable or not.
        bool Fails(Rational step)
        {
            var run = runAt(step);
            return run.Outcome is Outcome.Diverged or Outcome.Periodic or Outcome.Bounded && run.Cause != OutcomeCause.ExactLanding;
        }

        Rational Bisect(Rational good, Rational bad)
        {
            for (int i = 0; i < Bisections; i++)
            {
                var middle = Rational.FromDouble(((good + bad) / 2).ToDoubleNearest());
                (good, bad) = Fails(middle) ? (good, middle) : (middle, bad);
            }
            return bad;
        }
    }
}
