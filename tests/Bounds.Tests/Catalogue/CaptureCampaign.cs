using System.Collections.Immutable;
using BoundCheck.Bounds.Structures.Capture;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;
using static BoundCheck.Bounds.Tests.Catalogue.Instances;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>K1 at the boundary of its hypotheses: random points with the largest step that is certified there, run in doubles.</summary>
public sealed class CaptureCampaign
{
    private static readonly string[] s_squares = ["(x^2*y-1)^2/2", "(x*y*z-1)^2/2", "(x*tanh(y)+z-1)^2/2+(x-2*y*z)^2/3", "(x*exp(y)-1)^2/2+(y*z-1/2)^2"];
    private static readonly string[] s_bowls = ["log(cosh(x*y-1))+x^2/5+y^2/5", "exp(x+y)-2*x-y+x^2*y^2/4", "sqrt(1+x^2)+sqrt(1+(x-y)^2)+y^2/3"];

    private sealed record Subject(GeneralObjective Plain, CaptureTest Test, int N);

    private static Subject Of(string text)
    {
        var f = Analyze(text).Objective.Expression;
        var variables = f.Variables();
        return new(GeneralObjective.Compile(f, variables), CaptureTest.Of(f, variables, out _)!, variables.Length);
    }

    /// <summary>The largest certified step at a point, to a thousandth; null where none is certified.</summary>
    private static (double Step, Caught Found)? Largest(Subject subject, double[] z)
    {
        Interval[] at = [.. z.Select(Interval.Point)];
        double low = 1e-3, high = 4;
        if (subject.Test.From(at, Interval.Point(low)) is not { } found)
            return null;
        while (high > low * 1.001)
        {
            double middle = Math.Sqrt(low * high);
            if (subject.Test.From(at, Interval.Point(middle)) is { } caught)
                (low, found) = (middle, caught);
            else
                high = middle;
        }
        return (low, found);
    }

    /// <summary>The orbit from a point, and how far its end is.</summary>
    private static List<double[]> Orbit(Subject subject, double[] z, double step, int steps)
    {
        var orbit = new List<double[]> { z };
        var gradient = new double[z.Length];
        for (int k = 0; k < steps; k++)
        {
            subject.Plain.Evaluate(orbit[^1], gradient);
            orbit.Add([.. orbit[^1].Select((x, i) => x - step * gradient[i])]);
        }
        return orbit;
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());

    private static double[] Point(Random random, Subject subject)
    {
        // On the way of a slow descent from a random start: near enough to a minimiser to be caught, at all distances.
        double[] z = [.. Enumerable.Range(0, subject.N).Select(_ => 0.2 + 1.6 * random.NextDouble())];
        return Orbit(subject, z, 0.02, random.Next(20, 400))[^1];
    }

    private static (int Certified, int Broken) Run(string[] objectives, int count, int seed)
    {
        var random = new Random(seed);
        Subject[] subjects = [.. objectives.Select(Of)];
        int certified = 0, broken = 0;
        for (int i = 0; i < count; i++)
        {
            var subject = subjects[i % subjects.Length];
            var z = Point(random, subject);
            if (Largest(subject, z) is not var (step, found))
                continue;
            certified++;
            var orbit = Orbit(subject, z, step, 4000);
            double rate = found.Rate, bound = found.Distance;
            // Slow orbits have not come to their end: what is left is no more than the bound itself.
            double left = found.Distance * Math.Pow(rate, orbit.Count - 1) + 1e-9;
            bool holds = orbit[^1].All(double.IsFinite);
            for (int k = 0; k < orbit.Count && holds; k += k < 50 ? 1 : 97)
                holds = Distance(orbit[k], orbit[^1]) <= bound * Math.Pow(rate, k) * (1 + 1e-9) + left;
            double sharpness = subject.Plain.Sharpness(orbit[^1]), slack = 1e-6 + 100 * left;
            holds = holds && sharpness >= found.Sharpness.Lo - slack && sharpness <= found.Sharpness.Hi + slack;
            broken += holds ? 0 : 1;
        }
        return (certified, broken);
    }

    [TestCase(120)]
    [TestCase(12_000, Explicit = true)]
    public void Least_squares_at_the_largest_certified_step_converge_as_certified(int count)
    {
        var (certified, broken) = Run(s_squares, count, 1);
        TestContext.Out.WriteLine($"{certified} certified, {broken} broken");
        Assert.That(certified, Is.GreaterThan(count / 3));
        Assert.That(broken, Is.Zero);
    }

    [TestCase(120)]
    [TestCase(12_000, Explicit = true)]
    public void Isolated_minimisers_at_the_largest_certified_step_attract_as_certified(int count)
    {
        var (certified, broken) = Run(s_bowls, count, 2);
        TestContext.Out.WriteLine($"{certified} certified, {broken} broken");
        Assert.That(certified, Is.GreaterThan(count / 3));
        Assert.That(broken, Is.Zero);
    }

    [Test]
    public void The_bounds_at_the_point_alone_are_not_enough()
    {
        // What J and L are at the point alone says that the run ends within sqrt(2f/μ)/(1 - hL/2); it does not.
        double x = 0.2, y = 2.73, step = 0.4, r = x * x * y - 1, mu = 4 * x * x * y * y + x * x * x * x;
        double a = 2 * r * y + 4 * x * x * y * y, b = 2 * r * x + 2 * x * x * x * y, c = x * x * x * x;
        double root = Math.Sqrt((a - c) * (a - c) / 4 + b * b), l = Math.Max((a + c) / 2 + root, root - (a + c) / 2);
        Assert.That(step * l, Is.LessThan(2));
        var subject = Of("(x^2*y-1)^2/2");
        double needed = Math.Abs(r) / Math.Sqrt(mu) / (1 - step * l / 2);
        Assert.That(Orbit(subject, [x, y], step, 50).Max(z => Distance(z, [x, y])), Is.GreaterThan(2 * needed));
        Assert.That(subject.Test.From([Interval.Point(x), Interval.Point(y)], Interval.Point(step)), Is.Null);
    }

    [Test]
    public void Above_two_over_L_a_run_leaves_the_ball()
    {
        var subject = Of("(x*y*z-1)^2/2");
        double[] z = [1.0001, 1, 1];
        Assert.That(Distance(Orbit(subject, z, 0.64, 300)[^1], z), Is.LessThan(0.01), "3h < 2");
        Assert.That(Distance(Orbit(subject, z, 0.7, 300)[^1], z), Is.GreaterThan(0.05), "3h > 2");
    }
}
