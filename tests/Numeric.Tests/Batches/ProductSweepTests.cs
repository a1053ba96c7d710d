using System.Numerics;
using BoundCheck.Numeric.Batches;
using BoundCheck.Numeric.Tests.Trajectories;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Batches;

public sealed class ProductSweepTests
{
    private const int Side = 61;

    private static (double[] A, double[] B, double[] X, double[] Y) Grid()
    {
        var x = new double[Side * Side];
        var y = new double[Side * Side];
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = -3 + 0.1 * (i % Side);
            y[i] = -3 + 0.1 * (i / Side);
        }
        return ([.. x.Zip(y, (p, q) => (p + q) * (p + q))], [.. x.Zip(y, (p, q) => (p - q) * (p - q))], x, y);
    }

    private static ProductSweep Sweep(
        string loss, int threads = 2, int bits = 512, long steps = 2000, LossShape shape = LossShape.Even, double curvatureBound = 1, int dimension = 1) =>
        new(ProductRunTests.Problem(loss, "1", "1", ["1"], ["1"]).Outer, 1, dimension)
        {
            Threads = threads, VectorBits = bits, Steps = steps, Shape = shape, CurvatureBound = curvatureBound,
        };

    [TestCase("squared", 0.4)]
    [TestCase("squared", 1.1)]
    [TestCase("logcosh", 0.4)]
    public void Cells_end_as_single_runs_do(string loss, double h)
    {
        var (a, b, x, y) = Grid();
        var cells = Sweep(loss).Run(a, b, [h]);
        int differing = 0;
        for (int i = 0; i < a.Length; i += 7)
        {
            var run = ProductRun.Execute(ProductRunTests.Problem(loss, "1", "1", ["1"], ["1"]) with
            {
                Step = Rational.FromDouble(h), X = [Rational.FromDouble(x[i])], Y = [Rational.FromDouble(y[i])], Steps = 2000,
            });
            if (run.Outcome != cells.Outcomes[i])
            {
                // The starts on the boundary of the basin are the only ones where rounding may decide.
                differing++;
                continue;
            }
            if (run.Outcome == Outcome.Periodic)
                Assert.That(cells.Periods[i], Is.EqualTo(run.Period), $"{x[i]}, {y[i]}");
            if (run.Outcome == Outcome.Converged)
            {
                Assert.That(cells.LimitSharpness[i], Is.EqualTo(run.LimitSharpness!.Value).Within(1e-6), $"{x[i]}, {y[i]}");
                Assert.That(cells.Phenomena[i].HasFlag(SweepPhenomena.Catapult), Is.EqualTo(run.Phenomena.Catapult.Detected), $"{x[i]}, {y[i]}");
                Assert.That(cells.Phenomena[i].HasFlag(SweepPhenomena.ProgressiveSharpening),
                    Is.EqualTo(run.Phenomena.ProgressiveSharpening.Detected), $"{x[i]}, {y[i]}");
                Assert.That(cells.Phenomena[i].HasFlag(SweepPhenomena.EdgeOfStability), Is.EqualTo(run.Phenomena.EdgeOfStability.Detected), $"{x[i]}, {y[i]}");
                Assert.That(cells.Phenomena[i].HasFlag(SweepPhenomena.Balancing), Is.EqualTo(run.Phenomena.Balancing.Detected), $"{x[i]}, {y[i]}");
                Assert.That(cells.MaxLoss[i], Is.EqualTo(run.MaxLoss.Loss).Within(1e-9).Percent, $"{x[i]}, {y[i]}");
                Assert.That(cells.Steps[i], Is.EqualTo(run.Steps), $"{x[i]}, {y[i]}");
            }
        }
        Assert.That(differing, Is.LessThanOrEqualTo(2));
    }

    [Test]
    public void Results_are_the_same_on_one_and_two_threads_and_at_every_width()
    {
        var (a, b, _, _) = Grid();
        var reference = Sweep("logcosh", 1).Run(a, b, [0.9]);
        foreach (var (threads, bits) in ((int, int)[])[(2, 512), (1, 256), (2, 128), (1, 64)])
        {
            var cells = Sweep("logcosh", threads, bits).Run(a, b, [0.9]);
            Assert.That(cells.Outcomes, Is.EqualTo(reference.Outcomes));
            Assert.That(cells.Steps, Is.EqualTo(reference.Steps));
            Assert.That(cells.Phenomena, Is.EqualTo(reference.Phenomena));
            for (int j = 0; j < 2; j++)
            {
                Assert.That(cells.FinalStates[j].Select(BitConverter.DoubleToInt64Bits),
                    Is.EqualTo(reference.FinalStates[j].Select(BitConverter.DoubleToInt64Bits)), $"{threads} threads, {bits} bits");
            }
        }
    }

    [TestCase("logcosh", 0.4, 1)]
    [TestCase("logcosh", 0.9, 2)]
    [TestCase("squared", 0.4, 1)]
    [TestCase("squared", 1.1, 2)]
    public void Shortcuts_of_tracking_change_no_answer(string loss, double h, int dimension)
    {
        var (a, b, _, _) = Grid();
        var plain = Sweep(loss, shape: LossShape.Unknown, dimension: dimension).Run(a, b, [h]);
        Assert.That(plain.Phenomena.Distinct().Count(), Is.GreaterThan(3), "the grid shows several phenomena");
        foreach (var (shape, bound) in ((LossShape, double)[])[(LossShape.Unimodal, double.PositiveInfinity),
            (LossShape.Unimodal, 1), (LossShape.Even, double.PositiveInfinity), (LossShape.Even, 1)])
        {
            var cells = Sweep(loss, shape: shape, curvatureBound: bound, dimension: dimension).Run(a, b, [h]);
            Assert.That(cells.Outcomes, Is.EqualTo(plain.Outcomes));
            Assert.That(cells.Steps, Is.EqualTo(plain.Steps));
            int differing = 0;
            for (int i = 0; i < a.Length; i++)
            {
                // Losses that agree to rounding may compare either way where |u| itself differs by rounding only.
                differing += cells.Phenomena[i] == plain.Phenomena[i] ? 0 : 1;
                if (plain.Outcomes[i] == Outcome.Converged)
                    Assert.That(cells.MaxLoss[i], Is.EqualTo(plain.MaxLoss[i]).Within(1e-12).Percent, $"{i}");
            }
            Assert.That(differing, Is.LessThanOrEqualTo(1), $"{shape}, {bound}");
        }
    }

    [Test]
    public void Overwriting_an_earlier_answer_gives_what_a_fresh_one_does()
    {
        var (a, b, _, _) = Grid();
        var sweep = Sweep("logcosh");
        var fresh = Sweep("logcosh").Run(a, b, [0.9]);
        var again = sweep.Run(a, b, [0.9], sweep.Run(b, a, [0.3]));
        Assert.That(again.Outcomes, Is.EqualTo(fresh.Outcomes));
        Assert.That(again.Periods, Is.EqualTo(fresh.Periods));
        Assert.That(again.Phenomena, Is.EqualTo(fresh.Phenomena));
        Assert.That(again.MaxLoss, Is.EqualTo(fresh.MaxLoss));
        Assert.That(again.LimitSharpness, Is.EqualTo(fresh.LimitSharpness));
    }

    [Test]
    public void Parts_of_a_grid_give_what_the_whole_gives()
    {
        var (a, b, _, _) = Grid();
        var whole = Sweep("squared").Run(a, b, [0.4]);
        var part = Sweep("squared").Run(a[1000..1500], b[1000..1500], [0.4]);
        Assert.That(part.Outcomes, Is.EqualTo(whole.Outcomes[1000..1500]));
        Assert.That(part.FinalStates[0], Is.EqualTo(whole.FinalStates[0][1000..1500]));
    }

    [Test]
    public void Squared_loss_converges_exactly_where_its_theorem_says()
    {
        // T4, c = 1: almost every start with hp - h²u < 4 converges, almost none beyond.
        const double h = 0.4;
        var (a, b, x, y) = Grid();
        var cells = Sweep("squared", steps: 20_000).Run(a, b, [h]);
        for (int i = 0; i < a.Length; i++)
        {
            double w = h * (x[i] * x[i] + y[i] * y[i]) - h * h * (x[i] * y[i] - 1);
            // Left out, as a null set of starts: the boundary, the antidiagonal (A_0 = 0), A_1 = 0, and starts exactly on the minimiser.
            if (Math.Abs(w - 4) < 1e-9 || Math.Abs(h * (x[i] * y[i] - 1) - 1) < 1e-12 || Math.Abs(x[i] + y[i]) < 1e-9 || Math.Abs(x[i] * y[i] - 1) < 1e-12)
                continue;
            Assert.That(cells.Outcomes[i] == Outcome.Converged, Is.EqualTo(w < 4), $"{x[i]}, {y[i]}: {cells.Outcomes[i]}");
        }
    }

    [Test]
    public void Steps_may_differ_by_cell()
    {
        double[] h = [0.5, 0.9, 1.1, 1.25, 1.3, 3];
        double[] a = [.. h.Select(_ => 1.9 * 1.9)], b = [.. h.Select(_ => 0.25)];
        var cells = Sweep("squared", steps: 10_000).Run(a, b, h);
        Assert.That(cells.Outcomes, Is.EqualTo(new[]
        {
            Outcome.Converged, Outcome.Converged, Outcome.Periodic, Outcome.Periodic, Outcome.Periodic, Outcome.Diverged,
        }));
        Assert.That(cells.Periods, Is.EqualTo(new byte[] { 0, 0, 2, 4, 16, 0 }));
    }

    [Test]
    public void Periods_are_those_of_runs_in_sixty_digits()
    {
        (int Numerator, int Denominator)[] steps = [(11, 10), (5, 4), (13, 10)];
        double[] h = [.. steps.Select(q => (double)q.Numerator / q.Denominator)];
        var cells = Sweep("squared", steps: 20_000).Run([.. h.Select(_ => 1.9 * 1.9)], [.. h.Select(_ => 0.25)], h);
        for (int i = 0; i < steps.Length; i++)
            Assert.That(cells.Periods[i], Is.EqualTo(PeriodInSixtyDigits(steps[i].Numerator, steps[i].Denominator)), $"h = {h[i]}");
    }

    // The map s = α² - β², α' = α(1 - h(s - 1)), β' = β(1 + h(s - 1)) in fixed point with 220 bits after the point, from α = 0.95, β = 0.25.
    private static int PeriodInSixtyDigits(int numerator, int denominator)
    {
        const int bits = 220;
        BigInteger one = BigInteger.One << bits, alpha = one * 19 / 20, beta = one / 4, close = one / BigInteger.Pow(10, 25);
        var orbit = new List<BigInteger>();
        for (int k = 0; k < 20_000 + 128; k++)
        {
            var s = (alpha * alpha - beta * beta) >> bits;
            if (k >= 20_000)
                orbit.Add(s);
            var w = (s - one) * numerator / denominator;
            (alpha, beta) = ((alpha * (one - w)) >> bits, (beta * (one + w)) >> bits);
        }
        return Enumerable.Range(1, 64).First(m => Enumerable.Range(0, 64).All(k => BigInteger.Abs(orbit[k + m] - orbit[k]) <= close));
    }

    [Test]
    public void Steps_near_the_end_of_the_doublings_are_periodic_and_later_ones_not()
    {
        // On D = 0, α' = (1 + h)α - hα³: its doublings end at 1 + h = 2.3023 (the cubic map a x - x³), so there is no chaos below h = 1.3.
        double[] h = [1.15, 1.26, 1.295, 1.35, 1.5];
        var cells = Sweep("squared", steps: 20_000).Run([.. h.Select(_ => 1.9 * 1.9)], [.. h.Select(_ => 0.25)], h);
        Assert.That(cells.Periods, Is.EqualTo(new byte[] { 2, 4, 8, 0, 0 }));
        Assert.That(cells.Outcomes[3..], Is.All.EqualTo(Outcome.Bounded));
    }

    [Test]
    public void Attractor_shows_the_points_of_a_periodic_orbit()
    {
        // Extremes of the orbits from 60-digit runs.
        var samples = Sweep("squared").Attractor([1.9 * 1.9, 1.9 * 1.9], [0.25, 0.25], [1.1, 1.3], 20_000, 64);
        Assert.That(samples.Min(s => s[0]), Is.EqualTo(0.66349435284396142).Within(1e-9));
        Assert.That(samples.Max(s => s[0]), Is.EqualTo(1.2455965562469477).Within(1e-9));
        Assert.That(samples.Min(s => s[1]), Is.EqualTo(0.34321309543937557).Within(1e-9));
        Assert.That(samples.Max(s => s[1]), Is.EqualTo(1.3865150720122582).Within(1e-9));
    }

    [Test]
    public void Cancellation_stops_a_sweep()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var (a, b, _, _) = Grid();
        Assert.That(() => Sweep("squared").Run(a, b, [0.4], null, null, source.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Overflow_of_the_slope_is_looked_at_again()
    {
        // No rule rewrites this one, so the kernel meets exp(1600)/exp(1600); the truth is log cosh.
        Expr s = Variable.Of("s"), u = s - 1;
        var spelled = Log.Instance.Of(Exp.Instance.Of(u) + Exp.Instance.Of(-u) + (1 + u.Pow(2)) * Exp.Instance.Of(-u.Pow(2) - 800));
        double[] x = [30, 40, -30, 2], y = [29, 39, 31, 1];
        double[] a = [.. x.Zip(y, (p, q) => (p + q) * (p + q))], b = [.. x.Zip(y, (p, q) => (p - q) * (p - q))];
        var cells = new ProductSweep(OuterFunction.Compile(spelled, s, 1), 1).Run(a, b, [0.1]);
        var plain = new ProductSweep(OuterFunction.Compile(Log.Instance.Of(Cosh.Instance.Of(u)), s, 1), 1).Run(a, b, [0.1]);
        Assert.That(cells.Outcomes, Is.EqualTo(plain.Outcomes));
        Assert.That(cells.Steps, Is.EqualTo(plain.Steps));
        Assert.That(cells.Outcomes, Is.All.EqualTo(Outcome.Converged));
    }

    [Test]
    public void General_sweep_agrees_with_the_product_sweep()
    {
        Expr x = Variable.Of("x"), y = Variable.Of("y");
        var (a, b, xs, ys) = Grid();
        var product = Sweep("logcosh").Run(a, b, [0.4]);
        var general = new GeneralSweep(GeneralObjective.Compile(Log.Instance.Of(Cosh.Instance.Of(x * y - 1)), [x, y])) { Steps = 2000 }.Run([xs, ys], [0.4]);
        for (int i = 0; i < a.Length; i++)
        {
            // The saddle has |∇f| = 0: the general form, which knows no centre, calls it converged.
            if (product.Outcomes[i] == Outcome.Converged)
                Assert.That(general.Outcomes[i], Is.EqualTo(Outcome.Converged), $"{xs[i]}, {ys[i]}");
        }
    }
}
