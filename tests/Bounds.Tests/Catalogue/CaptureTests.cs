using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Structures.Capture;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;
using static BoundCheck.Bounds.Tests.Catalogue.Instances;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>K1: known values, hypotheses dropped, and certificates held against plain orbits.</summary>
public sealed class CaptureTests
{
    private static Captured? Caught(Studies.Study study) => study.Prediction.Implications.OfType<Captured>().SingleOrDefault();

    private static Captured? Caught(string text, string step, params (string, string)[] start) => Caught(Study(text, step, start));

    private static Interval Edge(Captured caught, double step) => Interval.Point(step) * caught.Sharpness.ToInterval();

    [Test]
    public void A_product_of_three_is_certified_at_the_edge_of_stability()
    {
        var caught = Caught("(a*b*c-1)^2/2", "0.6", ("a", "1.6"), ("b", "0.9"), ("c", "0.2"))!;
        Assert.That(Interval.Of(1.97872, 1.98975).Contains(Edge(caught, 0.6)), $"{Edge(caught, 0.6)}");
        Assert.That(Edge(caught, 0.6).Mid, Is.EqualTo(1.98554).Within(1e-5));
        Assert.That(caught.Step, Is.AtMost(754));
    }

    [Test]
    public void The_same_start_below_the_edge_is_caught_soon()
    {
        var caught = Caught("(a*b*c-1)^2/2", "0.5", ("a", "1.6"), ("b", "0.9"), ("c", "0.2"))!;
        Assert.That(Interval.Of(1.86275, 1.92682).Contains(Edge(caught, 0.5)), $"{Edge(caught, 0.5)}");
        Assert.That(caught.Step, Is.AtMost(68));
    }

    [Test]
    public void The_limit_is_enclosed_and_is_a_minimiser()
    {
        var caught = Caught("(x^2*y-1)^2/2", "0.2", ("x", "1.8"), ("y", "0.1"))!;
        var at = caught.Limit.ToDictionary(l => l.Name, l => l.Value.ToInterval());
        Assert.That((Interval.Sqr(at["x"]) * at["y"]).Contains(Interval.One), "the enclosures hold a zero of the residual");
        Assert.That(at.Values.Max(v => v.Width), Is.LessThan(1e-9));
    }

    [Test]
    public void An_isolated_minimiser_without_squares_is_found_by_its_curvature()
    {
        var study = Study("log(cosh(x*y*z-1))+x^2/20+y^2/20+z^2/20", "0.2", ("x", "1.6"), ("y", "0.9"), ("z", "1"));
        Assert.That(Caught(study)!.Source.Conclusion, Is.EqualTo("C2"));
        Assert.That(study.Prediction.Convergence, Is.EqualTo(ConvergencePrediction.Certified));
        Assert.That(study.Prediction.Rate, Is.Null, "the slowest curvature decides the rate, not the sharpness");
    }

    [Test]
    public void A_network_with_data_is_least_squares() =>
        Assert.That(Caught("(a*tanh(b)+c*tanh(d)-1/2)^2/2+(a*tanh(2*b)+c*tanh(-d)-1)^2/2", "0.5",
            ("a", "0.9"), ("b", "1"), ("c", "0.2"), ("d", "0.4"))!.Source.Conclusion, Is.EqualTo("C1"));

    [TestCase("(x*y*z-1)^2/2", "0.7", "the edge is below the sharpness of every minimiser")]
    [TestCase("abs(x)+y^2+z^2", "0.1", "a kink at the minimiser")]
    [TestCase("(max(x,0)*y-1)^2/2+0*z", "3", "it diverges")]
    [TestCase("(x^2+y^2)^2+z^2", "0.1", "the rank of J falls at the minimiser")]
    [TestCase("log(cosh(x-y))+z^2", "0.1", "the Hessian is singular at the minimisers")]
    public void Nothing_is_certified_without_its_hypotheses(string text, string step, string why) =>
        Assert.That(Caught(text, step, ("x", "1"), ("y", "1"), ("z", "1/2")), Is.Null, why);

    [Test]
    public void A_kink_away_from_the_run_does_no_harm_and_one_at_the_limit_does()
    {
        Assert.That(Caught("(max(x,0)*y-1)^2/2", "0.3", ("x", "1"), ("y", "2")), Is.Not.Null);
        Assert.That(Caught("(max(x-1,0)+y-1)^2/2+(y-1)^2/2", "0.3", ("x", "1"), ("y", "2")), Is.Null,
            "the limit lies on the kink or beyond it, where J is singular");
    }

    [Test]
    public void More_residuals_than_variables_leave_the_isolated_minimiser()
    {
        var caught = Caught("(x*y-1)^2/2+(x-2)^2/2+(y-1)^2/2", "0.2", ("x", "1"), ("y", "2"))!;
        Assert.That(caught.Source.Conclusion, Is.EqualTo("C2"));
    }

    [Test]
    public void Squares_are_found_whatever_their_weights_and_constants()
    {
        static int Count(string text) => SquaredResiduals.In(Analyze(text).Objective.Structure.Written)?.Length ?? 0;
        Assert.That(Count("3*((x*y*z-1)^2+2*(x-y)^4)/7+5"), Is.EqualTo(2));
        Assert.That(Count("x^2*y^2*z^2"), Is.EqualTo(1));
        Assert.That(Count("(x*y*z-1)^2/2+(x-y)^2+(x*y*z-1)^2/3"), Is.EqualTo(2), "a square typed twice is one residual");
        Assert.That(Count("(x*y*z-1)^2-(x-y)^2"), Is.Zero);
        Assert.That(Count("(x*y*z-1)^2+x"), Is.Zero);
    }

    [TestCase(1)]
    public void Certificates_hold_for_random_runs(int seed)
    {
        var random = new Random(seed);
        int caughtRuns = 0;
        for (int i = 0; i < 30; i++)
        {
            double step = random.Next(20, 80) / 100.0;
            double[] start = [random.Next(4, 20) / 10.0, random.Next(4, 20) / 10.0, random.Next(1, 12) / 10.0];
            if (Caught("(x*y*z-1)^2/2", $"{step}", ("x", $"{start[0]}"), ("y", $"{start[1]}"), ("z", $"{start[2]}")) is not { } caught)
                continue;
            caughtRuns++;
            AssertHolds(caught, start, step);
        }
        Assert.That(caughtRuns, Is.GreaterThan(8));
    }

    /// <summary>The plain orbit is within rate^j distance of the limit, but for rounding, and ends at the certified sharpness.</summary>
    private static void AssertHolds(Captured caught, double[] start, double step)
    {
        double[] z = [.. start], limit = [.. caught.Limit.Select(l => l.Value.ToInterval().Mid)];
        double bound = caught.Distance.ToInterval().Hi, rate = caught.Rate.ToInterval().Hi;
        for (long k = 0; k < caught.Step + 2000; k++)
        {
            if (k >= caught.Step)
            {
                double distance = Math.Sqrt(z.Zip(limit, (a, b) => (a - b) * (a - b)).Sum());
                Assert.That(distance, Is.AtMost(bound + 1e-7), $"step {k} of {string.Join(' ', start)} at {step}");
                bound *= rate;
            }
            double r = z[0] * z[1] * z[2] - 1;
            z = [z[0] - step * r * z[1] * z[2], z[1] - step * r * z[0] * z[2], z[2] - step * r * z[0] * z[1]];
        }
        double sharpness = Math.Pow(z[0] * z[1], 2) + Math.Pow(z[0] * z[2], 2) + Math.Pow(z[1] * z[2], 2);
        Assert.That(sharpness, Is.EqualTo(caught.Sharpness.ToInterval().Mid).Within(1e-5 + caught.Sharpness.ToInterval().Width));
    }

    [Test]
    public void Beyond_the_range_of_doubles_nothing_is_certified_and_nothing_breaks()
    {
        Assert.That(Caught("(x*exp(y)-1)^2/2+(y*z-1/2)^2", "2", ("x", "1"), ("y", "300"), ("z", "1")), Is.Null);
        Assert.That(Caught("(x*y*z-1)^2/2+(x-y)^2", "1", ("x", "1e160"), ("y", "1e120"), ("z", "-1e150")), Is.Null);
        Assert.That(Caught("exp(x+y)+exp(-x)+y^2", "1", ("x", "600"), ("y", "100")), Is.Null);
    }
}
