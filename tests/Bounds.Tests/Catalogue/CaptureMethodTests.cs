using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Structures.Capture;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Methods;
using BoundCheck.Symbolic;
using static BoundCheck.Bounds.Tests.Catalogue.Instances;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>K1 under schedules, norm clipping and weight decay: certificates held against runs by the definition of the methods.</summary>
public sealed class CaptureMethodTests
{
    private static StepSchedule Schedule(string text) => new(text, [.. text.Split(';').Select(t => Parser.Parse(t).TryGet(out var f, out _) ? f : throw new ArgumentException(t))]);

    private static Studies.Study Study(string text, string step, DescentMethod method, params (string Name, string Value)[] start)
    {
        var (objective, report) = Analyze(text);
        var point = start.ToImmutableSortedDictionary(s => s.Name, s => ImmutableArray.CreateRange(s.Value.Split(' ').Select(Number)), StringComparer.Ordinal);
        var problem = new Problem { Objective = objective, Step = Number(step), Method = method, Point = point };
        return Studies.Study.Check(problem, report, CancellationToken.None);
    }

    private static Captured? Caught(Studies.Study study) => study.Prediction.Implications.OfType<Captured>().SingleOrDefault();

    /// <summary>Runs of a product of three by the definition of each method.</summary>
    [TestCase(12, 1)]
    [TestCase(10_000, 2, Explicit = true, Reason = "a campaign of minutes")]
    public void A_run_is_within_the_certified_distance_of_its_limit_from_the_capture_on(int runs, int seed)
    {
        var random = new Random(seed);
        int caughtRuns = 0;
        for (int i = 0; i < runs; i++)
        {
            double h = random.Next(5, 40) / 100.0;
            double[] start = [random.Next(4, 20) / 10.0, random.Next(4, 20) / 10.0, random.Next(1, 12) / 10.0];
            DescentMethod method = (i % 4) switch
            {
                0 => new VaryingDescent { Schedule = Schedule(random.Next(3) switch { 0 => "min(h0,h0*(k+1)/10)", 1 => "h0/(1+k/50)", _ => "h0;h0/3;h0/2" }) },
                1 => new VaryingDescent { NormBound = new Rational(random.Next(1, 20), 10) },
                2 => new VaryingDescent { Schedule = Schedule("h0*(2+cos(k))/3"), NormBound = new Rational(random.Next(1, 20), 10) },
                _ => new WeightDecay(new Rational(random.Next(1, 10), 100)),
            };
            if (Caught(Study("(x*y*z-1)^2/2", $"{h}", method, ("x", $"{start[0]}"), ("y", $"{start[1]}"), ("z", $"{start[2]}"))) is not { } caught)
                continue;
            caughtRuns++;
            AssertHolds(caught, start, h, method);
        }
        TestContext.Out.WriteLine($"{caughtRuns} of {runs} caught");
        Assert.That(caughtRuns, Is.GreaterThan(runs / 2));
    }

    private static void AssertHolds(Captured caught, double[] start, double h, DescentMethod method)
    {
        double[] z = [.. start], limit = [.. caught.Limit.Select(l => l.Value.ToInterval().Mid)];
        double bound = caught.Distance.ToInterval().Hi, rate = caught.Rate.ToInterval().Hi, lambda = method.Ridge.ToDoubleNearest();
        for (long k = 0; k < caught.Step + 500; k++)
        {
            if (k >= caught.Step)
            {
                double distance = Math.Sqrt(z.Zip(limit, (a, b) => (a - b) * (a - b)).Sum());
                Assert.That(distance, Is.AtMost(bound + 1e-7), $"step {k} of {string.Join(' ', start)} at {h}, {method.Description}");
                bound *= rate;
            }
            double r = z[0] * z[1] * z[2] - 1;
            double[] g = [r * z[1] * z[2] + lambda * z[0], r * z[0] * z[2] + lambda * z[1], r * z[0] * z[1] + lambda * z[2]];
            double norm = Math.Sqrt(g.Sum(v => v * v)), step = h;
            if (method is VaryingDescent { Schedule: { } schedule })
                step = schedule.At(k, h);
            if (method is VaryingDescent { NormBound: { } tau } && norm > tau.ToDoubleNearest())
                step *= tau.ToDoubleNearest() / norm;
            z = [.. z.Zip(g, (x, s) => x - step * s)];
        }
    }

    [Test]
    public void A_run_that_bounces_for_long_before_clipping_ends_is_caught()
    {
        // About 600 steps at the edge of clipping, sharpness 1237 at first: the enclosure grows as the clipped step stretches, not as the curvature does.
        var caught = Caught(Study("(a*b*c-1)^2/2", "0.1", new VaryingDescent { NormBound = 1 }, ("a", "5"), ("b", "4"), ("c", "3")))!;
        Assert.That(caught.Sharpness.ToInterval().Mid, Is.EqualTo(18.930222).Within(1e-5));
        Assert.That(caught.Rate.ToInterval().Hi, Is.LessThan(1));
    }

    [Test]
    public void Steps_that_tend_to_0_are_caught_once_they_are_small_enough_and_without_a_rate()
    {
        var method = new VaryingDescent { Schedule = Schedule("h0/(1+k/20)") };
        var caught = Caught(Study("(a*b*c-1)^2/2", "0.9", method, ("a", "1.6"), ("b", "0.9"), ("c", "0.2")))!;
        Assert.That(caught.Sharpness.ToInterval().Lo * 0.9, Is.GreaterThan(2), "h_0 itself is too large for the minimiser");
        Assert.That(caught.Rate.Exact, Is.EqualTo((Rational)1));
    }

    [TestCase("h0/(k+1)^2", Description = "a finite sum: the run may stop short of a minimiser")]
    [TestCase("h0/5;h0", Description = "the larger step is too large for every minimiser, though both in turn are not")]
    public void Steps_without_what_the_theorem_needs_are_not_certified(string schedule) => Assert.That(
        Caught(Study("(a*b*c-1)^2/2", "1/2", new VaryingDescent { Schedule = Schedule(schedule) }, ("a", "1.6"), ("b", "0.9"), ("c", "0.2"))), Is.Null);

    [Test]
    public void Weight_decay_in_any_dimension_is_caught_in_the_plane_of_A_and_B()
    {
        var study = Study("(dot(x,y)-1)^2/2", "0.8", new WeightDecay(new Rational(1, 10)), ("x", "1.6 0.4 -0.1"), ("y", "0.3 0 0.7"));
        var caught = Caught(study)!;
        Assert.That(caught.Limit.Single().Value.ToInterval().Contains(0.9), "s where F'(s) = -λ");
        Assert.That(caught.Sharpness.ToInterval().Contains(1.8) && caught.Sharpness.ToInterval().Width < 1e-6, $"{caught.Sharpness}");
    }

    [Test]
    public void Momentum_and_sharpness_aware_steps_are_not_steps_along_the_gradient()
    {
        foreach (DescentMethod method in new DescentMethod[] { new Momentum(new(1, 2), false), new SharpnessAware(new(1, 10)), new VaryingDescent { ResidualBound = 1 } })
            Assert.That(Study("(x*y-1)^2/2", "0.1", method, ("x", "1"), ("y", "0.5")).Theorems.Select(t => t.Theorem.Id), Has.No.Member("K1"));
        var clipped = Study("(x*y*z-1)^2/2", "0.3", new VaryingDescent { NormBound = 1 }, ("x", "5"), ("y", "4"), ("z", "3"));
        Assert.That(clipped.Prediction.Convergence, Is.EqualTo(ConvergencePrediction.Certified));
    }

    [Test]
    public void The_derivatives_of_a_clipped_gradient_hold_its_difference_quotients()
    {
        var random = new Random(5);
        for (int trial = 0; trial < 5_000; trial++)
        {
            int n = random.Next(1, 4);
            double tau = Math.Pow(10, 2 * random.NextDouble() - 1), spread = Math.Pow(10, 2 * random.NextDouble() - 2);
            double[] middle = [.. Enumerable.Range(0, n).Select(_ => 3 * (random.NextDouble() - 0.5))];
            var box = middle.Select(m => Interval.Of(m - spread, m + spread)).ToArray();
            var clipping = new Clipping(box, Interval.Point(tau));
            double[] a = Inside(), b = [.. Inside().Zip(a, (x, y) => y + 1e-3 * (x - y))], pa = Projected(a), pb = Projected(b);
            for (int i = 0; i < n; i++)
                Assert.That(clipping.Applied()[i].Lo - 1e-14 <= pa[i] && pa[i] <= clipping.Applied()[i].Hi + 1e-14, "Π(g)");
            var identity = new Interval[n, n];
            for (int i = 0; i < n; i++)
                identity[i, i] = Interval.One;
            var slopes = clipping.Slopes(identity);
            for (int i = 0; i < n; i++)
            {
                var rise = Enumerable.Range(0, n).Aggregate(Interval.Zero, (sum, j) => sum + slopes[i, j] * (Interval.Point(b[j]) - Interval.Point(a[j])));
                Assert.That(rise.Lo - 1e-13 <= pb[i] - pa[i] && pb[i] - pa[i] <= rise.Hi + 1e-13, $"Π' at {trial}");
            }

            double[] Inside() => [.. middle.Select(m => m + spread * (2 * random.NextDouble() - 1))];

            double[] Projected(double[] g) => Math.Sqrt(g.Sum(v => v * v)) is var norm && norm > tau ? [.. g.Select(v => v * tau / norm)] : g;
        }
    }
}
