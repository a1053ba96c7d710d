using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Tests.Catalogue;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using static BoundCheck.Bounds.Tests.Catalogue.Instances;

namespace BoundCheck.Bounds.Tests.Phases;

/// <summary>T13 as a theorem: before a run and along it.</summary>
public sealed class EdgeOfStabilityAnywhereTests
{
    [TestCase("x^2+y^2", "2.6", "0.385", "product")]
    [TestCase("abs(x*y-1)", "2.6", "0.385", "smooth")]
    [TestCase("log(1+exp(-(x*y)))", "2.6", "0.385", "centre")]
    [TestCase("(x*y-1)^2/2", "2.6", "0.385", "invariant-set")]
    [TestCase("log(cosh(x*y-1))", "5", "0.05", "start")]
    public void Without_a_hypothesis_nothing_is_concluded(string text, string x, string y, string hypothesis)
    {
        var result = Of(Study(text, "0.3", ("x", x), ("y", y)), "T13");
        Assert.That(result.Applies, Is.Not.InstanceOf<Proved>());
        Assert.That((result.Conclusions.Length, result.Implications.Length), Is.EqualTo((0, 0)));
        Assert.That(result.Hypotheses.Single(h => h.Statement.Id == hypothesis).Verdict, Is.Not.InstanceOf<Proved>());
    }

    [Test]
    public void A_start_near_the_minimiser_is_certified_edge_of_stability_and_ends_there()
    {
        var study = Study("log(cosh(x*y-1))", "0.3", ("x", "2.6"), ("y", "0.385"));
        double floor = 0.3 * study.Prediction.Implications.OfType<SharpnessFloor>().Single(f => f.Source.Theorem == "T13").Least.ToInterval().Lo;
        var run = new Descent(All[4], 0.3, [2.6], [0.385]);
        for (int k = 0; k < 5000; k++)
            run.Step();
        Assert.That(0.3 * run.P, Is.InRange(floor, 2));
        Assert.That(floor, Is.GreaterThan(1.87));
    }

    [Test]
    public void A_start_whose_own_sharpness_is_below_the_edge_is_not_called_edge_of_stability()
    {
        // hφ(D_0) = 2.2 with u_0 = 1/2, where h times the largest eigenvalue is 1.872: D_0 = (2.2/0.3)² - 4 = 448/9, s_0 = 3/2, p_0 = sqrt(D_0 + 9) = 23/3.
        var study = Study("log(cosh(x*y-1))", "0.3", ("x", "(sqrt(23/3+3)+sqrt(23/3-3))/2"), ("y", "(sqrt(23/3+3)-sqrt(23/3-3))/2"));
        var first = study.Prediction.Implications.OfType<FirstStep>().Single();
        Assert.That(0.3 * first.Sharpness!.ToInterval().Mid, Is.EqualTo(1.872).Within(1e-3));
        Assert.That(study.Prediction.Phenomena.EdgeOfStability.Certified, Is.Not.InstanceOf<Proved>());
    }

    [Test]
    public void A_run_finds_the_first_step_from_which_the_set_holds()
    {
        var study = Study("log(cosh(x*y-1))", "0.1", ("x", "4.6"), ("y", "0.2"));
        var run = Runner.Measure(study, CancellationToken.None);
        Assert.That(run.Complete!.Edge, Is.Not.Null);
        var edge = run.Complete.Edge!;
        Assert.That(edge.Source.Theorem, Is.EqualTo("T13"));
        Assert.That(0.1 * run.Measurement.LimitSharpness!.Value, Is.InRange(edge.EdgeAtLeast.ToInterval().Lo, 2));
        Assert.That(edge.EdgeAtLeast.ToInterval().Lo, Is.GreaterThan(1.98));
    }
}
