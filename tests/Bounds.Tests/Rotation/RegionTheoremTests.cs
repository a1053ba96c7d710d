using System.Collections.Immutable;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Tests.Catalogue;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;
using static BoundCheck.Bounds.Tests.Catalogue.Instances;

namespace BoundCheck.Bounds.Tests.Rotation;

/// <summary>T9 and T10 as theorems: a hypothesis that fails is named, nothing is concluded without it, and what is concluded holds of gradient
/// descent.</summary>
public sealed class RegionTheoremTests
{
    private static Study Check(string text, string step, string x, string y, Func<Setting, RegionRequest> region)
    {
        var (objective, report) = Analyze(text);
        var point = ImmutableSortedDictionary<string, ImmutableArray<Numbers.Certified>>.Empty.Add("x", [Number(x)]).Add("y", [Number(y)]);
        var start = objective.Structure.Reduce(objective, point).State;
        var setting = new Setting(objective, report, Number(step), start);
        var certificate = RegionCertification.Certify(setting, region(setting), 1, null, CancellationToken.None);
        return Studies.Study.Check(new Problem { Objective = objective, Step = setting.Step, Point = point, State = start },
            report, CancellationToken.None, certificate);
    }

    private static RegionRequest Box(string edge, string a, string s) =>
        new() { MostEdge = Number(edge), LeastA = Number(a), MostProduct = Number(s), Tolerances = [new(1, 10)] };

    [TestCase("T10", "x^2+y^2", "0.1", "1", "1", "product")]
    [TestCase("T10", "abs(x*y-1)", "0.1", "1", "1", "smooth")]
    [TestCase("T10", "cos(x*y)", "0.1", "1", "1", "sign")]
    [TestCase("T10", "(x*y-1)^2/2", "0.3", "4.3", "1", "cells")]
    [TestCase("T10", "log(1+(x*y-1)^4)", "0.1", "1", "1", "curvature")]
    [TestCase("T10", "log(cosh(x*y-4))", "0.3", "1", "1", "centre")]
    [TestCase("T10", "log(cosh(x*y-1))", "1.2", "1", "1", "step")]
    [TestCase("T10", "huber(x*y-1, 1/50)", "0.3", "1", "1", "zones")]
    [TestCase("T10", "log(cosh(x*y-1))", "0.5", "3", "-2", "start")]
    [TestCase("T9", "x^2+y^2", "0.1", "1", "1", "product")]
    [TestCase("T9", "abs(x*y-1)", "0.1", "1", "1", "smooth")]
    [TestCase("T9", "cos(x*y)", "0.1", "1", "1", "sign")]
    [TestCase("T9", "(x*y-1)^2/2", "0.1", "1", "1", "bounded-derivative")]
    [TestCase("T9", "log(1+(x*y-1)^4)", "0.1", "1", "1", "curvature")]
    [TestCase("T9", "log(cosh(x*y-1))", "1.2", "1", "1", "step")]
    [TestCase("T9", "log(cosh(x*y-1))", "0.5", "1", "-1", "start")]
    [TestCase("T9", "log(cosh(x*y))", "0.5", "1", "1", "start")]
    public void Without_a_hypothesis_nothing_is_concluded(string theorem, string text, string step, string x, string y, string hypothesis)
    {
        var result = Of(Check(text, step, x, y, s => Box("5/2", "1", "2")), theorem);
        Assert.That(result.Applies, Is.Not.InstanceOf<Proved>());
        Assert.That(result.Conclusions, Is.Empty);
        Assert.That(result.Implications, Is.Empty);
        Assert.That(result.Hypotheses.Single(h => h.Statement.Id == hypothesis).Verdict, Is.Not.InstanceOf<Proved>());
    }

    [Test]
    public void Without_a_region_both_theorems_ask_for_one()
    {
        var study = Study("log(cosh(x*y-1))", "0.3", ("x", "5"), ("y", "0.05"));
        foreach (string id in new[] { "T9", "T10" })
            Assert.That(Of(study, id).Hypotheses.Select(h => h.Verdict).OfType<Unknown>().Select(u => u.Reason), Has.Some.Contains("--region"));
    }

    [Test]
    public void The_sharp_start_of_log_cosh_has_a_count_and_an_edge_before_it_runs()
    {
        var study = Check("log(cosh(x*y-1))", "0.3", "5", "0.05", s => RegionRequest.Around(s) with { Tolerances = [new(333, 100_000)] });
        Assert.That(Of(study, "T10").Applies, Is.InstanceOf<Proved>());
        var run = new Descent(All[4], 0.3, [5], [0.05]);
        int large = 0;
        for (int k = 0; k < 5000; k++, run.Step())
            large += Math.Abs(run.U) >= 0.00333 ? 1 : 0;
        var counts = study.Prediction.StepsTo.Where(s => s.Quantity == Quantity.Offset && s.Epsilon == new Rational(333, 100_000)).ToList();
        Assert.That(large, Is.EqualTo(59));
        // Following the one start says it to a step; of those that follow none the table is the sharpest.
        Assert.That(counts[0].Source.Theorem, Is.EqualTo("T5c"));
        Assert.That(counts[0].Bound.ToInterval().Hi, Is.InRange(large, large + 1));
        Assert.That(counts[1].Source.Theorem, Is.EqualTo("T10"));
        Assert.That(counts[1].Bound.ToInterval().Hi, Is.GreaterThanOrEqualTo(large).And.LessThanOrEqualTo(150));
        double floor = 0.3 * study.Prediction.Floor!.Least.ToInterval().Lo;
        Assert.That(floor, Is.GreaterThanOrEqualTo(1.8552).And.LessThanOrEqualTo(0.3 * run.P));
        // T9's count is of order 1/ε and far below T3's.
        var rotation = study.Prediction.Implications.OfType<CountBound>().Single(c => c.Source.Theorem == "T9" && c.Quantity == Quantity.Offset);
        Assert.That(rotation.At(new Rational(333, 100_000))!.ToInterval().Hi, Is.InRange(large, 6735));
    }

    [TestCase(3, "1/2", "3", "2", 0)]
    [TestCase(7, "5/2", "-2", "1", 3)]
    public void At_the_centre_0_a_sharp_start_has_counts_also_where_A_may_vanish(int family, string step, string x, string y, double order)
    {
        ImmutableArray<Rational> tolerances = [new(1, 10), new(1, 1000), new(1, 1_000_000)];
        var study = Check(All[family].Text, step, x, y, s => RegionRequest.Around(s) with { Tolerances = tolerances });
        Assert.That(Of(study, "T10").Applies, Is.InstanceOf<Proved>());
        var counts = study.Prediction.Implications.OfType<CountBound>().Single(c => c.Source.Theorem == "T10" && c.Quantity == Quantity.Offset);
        double h = Number(step).ToInterval().Mid;
        double limit = 0;
        foreach (var tolerance in tolerances)
        {
            var run = new Descent(All[family], h, [Number(x).ToInterval().Mid], [Number(y).ToInterval().Mid]);
            int large = 0;
            for (int k = 0; k < 5000; k++, run.Step())
                large += Math.Abs(run.U) >= tolerance.ToDoubleNearest() ? 1 : 0;
            double most = Math.Max(10 * large + 20, order / tolerance.ToDoubleNearest());
            Assert.That(counts.At(tolerance)!.ToInterval().Hi, Is.InRange(large, most), $"{tolerance}");
            limit = run.P;
        }
        Assert.That(study.Prediction.Floor!.Least.ToInterval().Lo, Is.InRange(order > 0 ? 0 : double.Epsilon, limit * (1 + 1e-9)));
    }

    [Test]
    public void A_mirrored_problem_has_the_same_bounds()
    {
        var plus = Check("log(cosh(x*y-1))", "0.5", "1.5", "0.8", s => RegionRequest.Around(s) with { Tolerances = [new(1, 10)] });
        var minus = Check("log(cosh(x*y+1))", "0.5", "1.5", "-0.8", s => RegionRequest.Around(s) with { Tolerances = [new(1, 10)] });
        double Count(Study study) => study.Prediction.Implications.OfType<CountBound>()
            .Single(c => c.Source.Theorem == "T10" && c.Quantity == Quantity.Offset).At(new Rational(1, 10))!.ToInterval().Hi;
        Assert.That(Count(minus), Is.EqualTo(Count(plus)));
        Assert.That(minus.Prediction.Floor!.Least.ToInterval().Lo, Is.EqualTo(plus.Prediction.Floor!.Least.ToInterval().Lo).Within(1e-6));
    }
}
