using BoundCheck.Numeric.Batches;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Trajectories;

/// <summary>Growth without end is divergence, also where it has not reached the end of the doubles.</summary>
public sealed class GrowthTests
{
    private static readonly Expr s_x = Variable.Of("x");
    private static readonly Expr s_y = Variable.Of("y");

    private static Measurement Run(Expr objective, string step, string x, string y, long steps = 10_000) => GeneralRun.Execute(new GeneralProblem
    {
        Objective = GeneralObjective.Compile(objective, [s_x, s_y]),
        Step = OracleTests.Exact(step),
        Start = [OracleTests.Exact(x), OracleTests.Exact(y)],
        Steps = steps,
    });

    private static Expr Quadratic(int a, int b) => Rational.Half * (a * s_x.Pow(2) + b * s_y.Pow(2));

    [TestCase(3, 7, "0.29")]
    [TestCase(3, 7, "0.2875")]
    [TestCase(1, 2, "1.01")]
    // The loss is beyond the doubles from the middle of the run on, the iterates never.
    [TestCase(2, 9, "0.23")]
    public void A_quadratic_beyond_two_over_L_diverges(int a, int b, string step)
    {
        var run = Run(Quadratic(a, b), step, "1", "1");
        Assert.That(run.Outcome, Is.EqualTo(Outcome.Diverged));
        Assert.That(run.Cause, Is.EqualTo(run.Steps == 10_000 ? OutcomeCause.Growth : OutcomeCause.Overflow));
        var h = OracleTests.Exact(step).ToDoubleNearest();
        var cells = new GeneralSweep(GeneralObjective.Compile(Quadratic(a, b), [s_x, s_y])).Run([[1, 0.5], [1, -2]], [h]);
        Assert.That(cells.Outcomes, Is.All.EqualTo(Outcome.Diverged));
    }

    [Test]
    public void Growth_that_ends_is_not_divergence()
    {
        // Out of the saddle at 0 to a minimum; slow escape like a power of k; an unstable minimiser left by a factor a step.
        var well = Run(Rational.FromDouble(0.25) * s_x.Pow(4) - Rational.Half * s_x.Pow(2) + s_y.Pow(2), "0.001", "0.000000000001", "0");
        Assert.That(well.Outcome, Is.Not.EqualTo(Outcome.Diverged));
        var slow = Run(Exp.Instance.Of(-s_x) + s_y.Pow(2), "0.1", "0", "0");
        Assert.That(slow.Outcome, Is.EqualTo(Outcome.Unsettled));
        var line = Run(-s_x + s_y.Pow(2), "0.1", "0", "0");
        Assert.That(line.Outcome, Is.EqualTo(Outcome.Unsettled));
        var cosh = Run(Log.Instance.Of(Cosh.Instance.Of(s_x)) + s_y.Pow(2), "2.001", "0.000000000001", "0", 20_000);
        Assert.That(cosh.Outcome, Is.Not.EqualTo(Outcome.Diverged));
    }
}
