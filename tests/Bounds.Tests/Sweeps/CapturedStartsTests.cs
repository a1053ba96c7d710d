using System.Collections.Immutable;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Structures.Capture;
using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Methods;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;
using static BoundCheck.Bounds.Tests.Catalogue.Instances;

namespace BoundCheck.Bounds.Tests.Sweeps;

/// <summary>Cells of starts that capture certifies as a whole.</summary>
public sealed class CapturedStartsTests
{
    private static SweepPlan Plan(string text, Rational step, (Rational Lo, Rational Hi) x, (Rational Lo, Rational Hi) y, int count)
    {
        var point = new[] { "x", "y" }.ToImmutableSortedDictionary(n => n, _ => ImmutableArray.Create((Certified)0));
        var shape = new Problem { Objective = Analyze(text).Objective, Step = step, Point = point };
        return new SweepPlan(shape, [SweepAxis.Of("x", x.Lo, x.Hi, count), SweepAxis.Of("y", y.Lo, y.Hi, count)], stepIsAxis: false);
    }

    private static SweepPlan Cubic(Rational step, int count) => Plan("(x^2*y-1)^2/2", step, (new(1, 5), new(9, 5)), (new(-1, 2), new(3, 2)), count);

    private static CapturedStarts Certify(SweepPlan plan) => CaptureSweep.Certify(plan, Environment.ProcessorCount, out _, CancellationToken.None)!;

    [Test]
    public void Certified_cells_converge_when_run()
    {
        var plan = Cubic(new(3, 20), 65);
        var captured = Certify(plan);
        // At the depth of this grid, 2^6 cells a side, a box method without subdivision of the run certifies less than a half.
        Assert.That(captured.Share, Is.GreaterThan(0.3));
        Assert.That(captured.IsComplete);
        var runner = new SweepRunner(plan, plan.Objective.Structure.Regularity(CancellationToken.None), Environment.ProcessorCount, captured: captured);
        var summary = new SweepSummary(plan.Cells, runner.Theorems);
        var certifiers = new HashSet<string>();
        Assert.That(runner.Run([], null, band =>
        {
            summary.Add(band);
            certifiers.UnionWith(band.Certificates.Take(band.Count).Where(c => c.Converges).Select(c => runner.Theorems[c.Rule]));
        }, CancellationToken.None, CancellationToken.None));
        Assert.That(summary.Contradictions, Is.Zero);
        Assert.That((double)summary.Certified / summary.Cells, Is.EqualTo(captured.Share).Within(0.1), "about as many grid points as area");
        Assert.That(certifiers, Is.EqualTo(["K1"]));
    }

    [Test]
    public void The_answer_does_not_depend_on_the_number_of_threads()
    {
        var plan = Cubic(new(1, 10), 33);
        var (one, two) = (CaptureSweep.Certify(plan, 1, out _, CancellationToken.None)!, CaptureSweep.Certify(plan, 2, out _, CancellationToken.None)!);
        Assert.That((two.Share, two.Cells), Is.EqualTo((one.Share, one.Cells)));
    }

    [Test]
    public void Every_start_of_a_strongly_convex_bowl_is_certified_at_once()
    {
        var captured = Certify(Plan("x^2+2*y^2+x*y", new(1, 3), (-2, 2), (-2, 2), 9));
        Assert.That(captured.Share, Is.GreaterThan(0.999));
    }

    [Test]
    public void No_start_is_certified_above_the_edge() =>
        Assert.That(Certify(Cubic(new(9, 20), 17)).Cells, Is.Zero, "h times the least sharpness of a minimiser, 4.7622, is above 2");

    [Test]
    public void Cells_certified_under_a_method_converge_when_run()
    {
        foreach (DescentMethod method in new DescentMethod[]
        {
            new WeightDecay(new(1, 10)), new VaryingDescent { NormBound = 1 },
            new VaryingDescent { Schedule = new("min(h0, h0*(k+1)/10)", [Parser.Parse("min(h0, h0*(k+1)/10)").TryGet(out var f, out _) ? f : Constant.Zero]) },
        })
        {
            foreach (string text in new[] { "(x^2*y-1)^2/2", "(x*y-1)^2/2" })
            {
                var plain = Plan(text, new(1, 5), (new(1, 5), new(9, 5)), (new(1, 10), new(3, 2)), 33);
                var plan = new SweepPlan(plain.Shape with { Method = method }, plain.Axes, stepIsAxis: false);
                var captured = Certify(plan);
                // Along the minimisers decay alone contracts, too slowly for cells as wide as these; of F(x·y) W1b certifies them.
                if (method is not WeightDecay)
                    Assert.That(captured.Share, Is.GreaterThan(0.05), $"{text}, {method.Description}");
                var runner = new SweepRunner(plan, plan.Objective.Structure.Regularity(CancellationToken.None), Environment.ProcessorCount, captured: captured);
                var summary = new SweepSummary(plan.Cells, runner.Theorems);
                Assert.That(runner.Run([], null, summary.Add, CancellationToken.None, CancellationToken.None));
                Assert.That(summary.Contradictions, Is.Zero);
                if (method is not WeightDecay || plan.Objective.Structure is ProductStructure)
                    Assert.That(summary.Certified, Is.Positive, $"{text}, {method.Description}");
            }
        }
    }

    /// <summary>The shares of a prototype in C++ at the same depth are the bar.</summary>
    [TestCase(1, 0.9411)]
    [TestCase(3, 0.8759)]
    [TestCase(5, 0.5509)]
    [Explicit("about a minute each")]
    public void The_certified_share_of_a_cubic_is_at_least_the_known_one(int twentieths, double share) =>
        Assert.That(Certify(Cubic(new(twentieths, 20), 513)).Share, Is.AtLeast(share));
}
