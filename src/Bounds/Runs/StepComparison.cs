using BoundCheck.Bounds.Numbers;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Runs;

/// <summary>The measured step threshold of a start: the first step on a growing grid from which the run does not converge.</summary>
internal static class StepComparison
{
    private const int Points = 240;
    private const long LongestRun = 20_000;
    private static readonly Rational s_ratio = new(51, 50);

    /// <summary>Runs the grid; the search stops at the first failure and at the command's deadline.</summary>
    internal static StepRow Measure(Study study, ProductProblem product, CancellationToken cancellation)
    {
        var certified = study.Prediction.StepCertified;
        // Start a little below the certified threshold (below the given step without one): everything smaller converges by theorem.
        var h = Rational.FromDouble(certified is { } c && c.ToInterval().Lo is > 0 and < 1e300 and var lo ? 0.95 * lo : 0.05 * product.Step.ToDoubleNearest());
        string grid = $"h = {h.ToDoubleNearest():G6} times 1.02^i, i < {Points}, runs of at most {LongestRun} steps";
        for (int i = 0; i < Points && !cancellation.IsCancellationRequested; i++)
        {
            var run = ProductRun.Execute(product with { Step = h, Steps = LongestRun, Tolerance = 1e-8 }, null, cancellation);
            if (run.Outcome is Outcome.Diverged or Outcome.Periodic or Outcome.Bounded)
                return new StepRow(certified, h.ToDoubleNearest(), grid);
            h = Rational.FromDouble((h * s_ratio).ToDoubleNearest());
        }
        return new StepRow(certified, null, grid);
    }
}
