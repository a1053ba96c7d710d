using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Trajectories;

public sealed class ProductRunTests
{
    private static readonly Expr s_s = Variable.Of("s");

    internal static ProductProblem Problem(string loss, string c, string h, string[] x, string[] y)
    {
        var centre = OracleTests.Exact(c);
        return new ProductProblem
        {
            Outer = OuterFunction.Compile(OracleTests.Outer(loss, s_s - centre), s_s, centre),
            CurvatureAtCentre = 1,
            Step = OracleTests.Exact(h),
            X = [.. x.Select(OracleTests.Exact)],
            Y = [.. y.Select(OracleTests.Exact)],
        };
    }

    [Test]
    public void Unstable_fixed_point_passed_exactly_is_not_convergence()
    {
        // x = 4, y = 1/4: u = 0 at once, hφ = 0.3 * 16.06 > 2.
        var run = ProductRun.Execute(Problem("logcosh", "1", "0.3", ["4"], ["0.25"]));
        Assert.That(run.Outcome, Is.EqualTo(Outcome.Periodic));
        Assert.That(run.Period, Is.EqualTo(1));
        Assert.That(run.Cause, Is.EqualTo(OutcomeCause.ExactLanding));
        Assert.That(run.ExactLandingAt, Is.Zero);
    }

    [Test]
    public void Near_pass_of_an_unstable_minimiser_is_not_convergence()
    {
        // u_0 = -1e-12, inside the tolerance; hφ_0 > 2 drives it away before it converges somewhere flatter.
        var run = ProductRun.Execute(Problem("logcosh", "1", "0.3", ["4"], ["0.24999999999975"]));
        Assert.That(run.Outcome, Is.EqualTo(Outcome.Converged));
        Assert.That(run.Steps, Is.GreaterThan(50));
        Assert.That(0.3 * run.LimitSharpness, Is.LessThan(2));
        Assert.That(run.MaxLoss.Loss, Is.GreaterThan(0.1));
    }

    [Test]
    public void Huber_with_unit_step_sends_large_starts_to_the_saddle()
    {
        // h = β = 1, c = 1/2: s_0 >= 3/2 has hF' = 1, so A_1 = 0 exactly.
        var run = ProductRun.Execute(Problem("huber", "0.5", "1", ["2"], ["1"]));
        Assert.That(run.AnnihilatedAt, Is.EqualTo(1));
        Assert.That(run.Outcome, Is.EqualTo(Outcome.Periodic));
        Assert.That(run.Cause, Is.EqualTo(OutcomeCause.Saddle));
    }

    [Test]
    public void Antidiagonal_start_ends_at_the_saddle()
    {
        var run = ProductRun.Execute(Problem("logcosh", "1", "0.4", ["2", "1"], ["-2", "-1"]));
        Assert.That(run.AnnihilatedAt, Is.Zero);
        Assert.That(run.Cause, Is.EqualTo(OutcomeCause.Saddle));
        Assert.That(run.Outcome, Is.EqualTo(Outcome.Periodic));
    }

    [Test]
    public void Antidiagonal_start_of_negative_centre_converges_and_the_diagonal_does_not()
    {
        Assert.That(ProductRun.Execute(Problem("logcosh", "-1", "0.4", ["2"], ["-2"])).Outcome, Is.EqualTo(Outcome.Converged));
        Assert.That(ProductRun.Execute(Problem("logcosh", "-1", "0.4", ["2"], ["2"])).Cause, Is.EqualTo(OutcomeCause.Saddle));
    }

    [Test]
    public void Squared_loss_beyond_its_threshold_diverges()
    {
        // h* = 0.8761 for this start (theory, section 6).
        var run = ProductRun.Execute(Problem("squared", "1", "0.89", ["2"], ["0.2"]));
        Assert.That(run.Outcome, Is.EqualTo(Outcome.Diverged));
        Assert.That(run.Cause, Is.EqualTo(OutcomeCause.Overflow));
    }

    // Periods and extremes of s on the orbit, from 20000 steps in 60-digit arithmetic.
    [TestCase("1.1", 2, 0.66349435284396142, 1.2455965562469477)]
    [TestCase("1.25", 4, 0.43115740052694931, 1.3474687710113096)]
    [TestCase("1.3", 16, 0.34321309543937557, 1.3865150720122582)]
    public void Period_of_squared_loss_is_that_of_the_60_digit_run(string h, int period, double low, double high)
    {
        var run = ProductRun.Execute(Problem("squared", "1", h, ["1.2"], ["0.7"]));
        Assert.That(run.Outcome, Is.EqualTo(Outcome.Periodic));
        Assert.That(run.Period, Is.EqualTo(period));
        var orbit = run.Trace.TakeLast(1).ToArray();
        Assert.That(orbit[0].S, Is.InRange(low - 1e-9, high + 1e-9));
    }

    [Test]
    public void Catapult_edge_and_balancing_are_detected()
    {
        // The sharp start of the oracle: loss rises 12-fold, then converges with hφ = 1.877.
        var run = ProductRun.Execute(Problem("logcosh", "1", "0.3", ["5"], ["0.05"]));
        Assert.That(run.Phenomena.Catapult.Detected);
        Assert.That(run.Phenomena.Catapult.At, Is.EqualTo(run.MaxLoss.Step));
        Assert.That(run.Phenomena.EdgeOfStability.Detected);
        Assert.That(run.Phenomena.Balancing, Is.EqualTo(new Phenomenon(true, 1)));
        Assert.That(run.BalancingShare, Is.EqualTo(1 - run.Final.D / run.Initial.D));
        Assert.That(run.Phenomena.ProgressiveSharpening.Detected, Is.False);
    }

    [Test]
    public void Gentle_run_shows_no_phenomenon_but_balancing()
    {
        var run = ProductRun.Execute(Problem("logcosh", "1", "0.05", ["1.2"], ["1"]));
        Assert.That(run.Phenomena.Catapult.Detected, Is.False);
        Assert.That(run.Phenomena.EdgeOfStability.Detected, Is.False);
        Assert.That(run.Phenomena.ProgressiveSharpening.Detected, Is.False);
        Assert.That(run.FirstLossRise, Is.Null);
    }

    [Test]
    public void Final_vectors_are_those_of_the_plain_iteration()
    {
        double[] x = [3, 1], y = [-1, 2];
        for (int k = 0; k < 50; k++)
        {
            double s = x[0] * y[0] + x[1] * y[1], g = (s - 2) / Math.Sqrt(1 + (s - 2) * (s - 2));
            for (int i = 0; i < 2; i++)
                (x[i], y[i]) = (x[i] - 0.35 * g * y[i], y[i] - 0.35 * g * x[i]);
        }
        var run = ProductRun.Execute(Problem("pseudohuber", "2", "0.35", ["3", "1"], ["-1", "2"]) with { Steps = 50 });
        for (int i = 0; i < 2; i++)
        {
            Assert.That(run.FinalX[i], Is.EqualTo(x[i]).Within(1e-12));
            Assert.That(run.FinalY[i], Is.EqualTo(y[i]).Within(1e-12));
        }
    }

    [Test]
    public void Trace_of_a_million_steps_is_short_and_ends_at_the_end()
    {
        var run = ProductRun.Execute(Problem("logcosh", "1", "0.000001", ["1.5"], ["1"]) with { Steps = 1_000_000 });
        Assert.That(run.Trace, Has.Length.LessThan(10_000));
        Assert.That(run.Trace[^1], Is.EqualTo(run.Final));
        Assert.That(run.Trace.Zip(run.Trace.Skip(1), (p, q) => q.Step > p.Step), Has.All.True);
    }

    [Test]
    public void Cancellation_stops_a_run()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.That(() => ProductRun.Execute(Problem("logcosh", "1", "0.0001", ["1.5"], ["1"]), null, source.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Sharpness_is_the_largest_eigenvalue_of_the_Hessian()
    {
        Expr x = Variable.Of("x"), y = Variable.Of("y");
        var general = GeneralObjective.Compile(OracleTests.Outer("pseudohuber", x * y - 2), [x, y]);
        var run = ProductRun.Execute(Problem("pseudohuber", "2", "0.1", ["3"], ["-1"]) with { Steps = 3 });
        Assert.That(run.Initial.Sharpness, Is.EqualTo(general.Sharpness([3, -1])).Within(1e-12));
        Assert.That(run.Final.Sharpness, Is.EqualTo(general.Sharpness([run.FinalX[0], run.FinalY[0]])).Within(1e-12));
    }

    [Test]
    public void General_run_takes_the_path_of_the_product_run()
    {
        Expr x = Variable.Of("x"), y = Variable.Of("y");
        var general = GeneralRun.Execute(new GeneralProblem
        {
            Objective = GeneralObjective.Compile(OracleTests.Outer("logcosh", x * y - 1), [x, y]),
            Step = OracleTests.Exact("0.3"),
            Start = [2, OracleTests.Exact("0.2")],
        });
        var product = ProductRun.Execute(Problem("logcosh", "1", "0.3", ["2"], ["0.2"]));
        Assert.That(general.Outcome, Is.EqualTo(Outcome.Converged));
        Assert.That(general.FinalX[0], Is.EqualTo(product.FinalX[0]).Within(1e-8));
        Assert.That(general.LimitSharpness, Is.EqualTo(product.LimitSharpness!.Value).Within(1e-8));
        Assert.That(general.MaxLoss.Loss, Is.EqualTo(product.MaxLoss.Loss).Within(1e-9));
    }
}
