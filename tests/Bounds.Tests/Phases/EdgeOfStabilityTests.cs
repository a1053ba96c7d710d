using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Structures.Products.Phases;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Tests.Catalogue;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Tests.Phases;

/// <summary>T8 and T7 against gradient descent on the vectors.</summary>
public sealed class EdgeOfStabilityTests
{
    private static readonly Family s_logCosh = Instances.All[3];
    private static readonly Family s_cauchy = Instances.All[7];
    private static readonly Family s_pseudoHuber = new("sqrt(1+(x*y)^2)", 0, s => s / Math.Sqrt(1 + s * s));

    [Test]
    public void The_condition_persists_and_the_limit_is_at_least_two_minus_nu_on_ten_thousand_instances()
    {
        var random = new Random(8);
        int instances = 0;
        foreach (var family in new[] { s_logCosh, s_cauchy, s_pseudoHuber })
        {
            foreach (double h in new[] { 0.05, 0.2, 0.25, 0.3, 0.35 })
            {
                var (constants, verdict) = EdgeCertificate.Find(PhaseInstances.Model(family, h), CancellationToken.None);
                Assert.That(verdict.IsProved, $"{family} h = {h}: {verdict}");
                double nu = constants!.Nu.ToInterval().Hi, lambda = constants.Lambda.ToInterval().Mid;
                for (int i = 0; i < 670; i++, instances++)
                {
                    double e = 2 - nu + (0.25 + nu) * Math.Pow(random.NextDouble(), 2);
                    double most = Math.Sqrt((e - 2 + nu) / lambda) / h,
                        u = most * (random.Next(2) == 0 ? 1 : -1) * (random.Next(2) == 0 ? random.NextDouble() : Math.Pow(10, -6 * random.NextDouble()));
                    Follow(random, family, h, nu, lambda, u, e / h * (e / h));
                }
            }
        }
        Assert.That(instances, Is.GreaterThanOrEqualTo(10_000));
    }

    private static void Follow(Random random, Family family, double h, double nu, double lambda, double u, double d)
    {
        var (x, y) = PhaseInstances.Vectors(random, 0, u, d);
        var run = new Descent(family, h, x, y);
        double edge = 0;
        for (int k = 0; k < 150; k++)
        {
            run.Step();
            edge = h * Math.Sqrt(run.D);
            double low = 2 - nu + lambda * h * h * run.U * run.U;
            if (edge < low - 1e-9 || edge > 2.25 + 1e-9)
                Assert.Fail($"{family}, h = {h:R}, u = {u:R}, D = {d:R}: hφ = {edge:R} below {low:R} at step {k + 1}");
        }
    }

    [Test]
    public void The_limit_of_the_cauchy_loss_is_certified_before_running()
    {
        var study = Instances.Study("log(1+(x*y)^2)/2", "0.2", ("x", "3.3541"), ("y", "0.0003"));
        var t8 = Instances.Of(study, "T8");
        Assert.That(t8.Applies.IsProved, string.Join("; ", t8.Hypotheses.Select(h => h.Verdict)));
        Assert.Multiple(() =>
        {
            Assert.That(Instances.Hi(t8, "hPhiLimitAtLeast"), Is.EqualTo(1.979994).Within(1e-7));
            Assert.That(study.Prediction.Phenomena.EdgeOfStability.Certified.IsProved);
            Assert.That(t8.Implications.OfType<SharpnessFloor>().Single().Least.ToInterval().Lo * 0.2, Is.EqualTo(1.979994).Within(1e-7));
            // Following the start may say more.
            Assert.That(study.Prediction.LimitSharpnessAtLeast!.ToInterval().Lo * 0.2, Is.GreaterThan(1.979994 - 1e-7));
        });
    }

    [TestCase("log(cosh(x*y-1))", "0.2", "centre-zero", true)]
    [TestCase("(x*y)^2/2", "0.2", "decay", true)]
    [TestCase("log(cosh(x*y))", "1.2", "decay", true)]
    [TestCase("log(cosh(x*y)) + (x*y)^3/1000", "0.2", "decay", false)]
    [TestCase("abs(x*y)", "0.2", "smooth", true)]
    public void Dropping_a_hypothesis_on_F_leaves_T8_unproved(string objective, string step, string hypothesis, bool refuted)
    {
        // hφ_0 = 2.1 at the minimiser.
        string x = (Math.Sqrt(2.1 / double.Parse(step, System.Globalization.CultureInfo.InvariantCulture)))
            .ToString("F6", System.Globalization.CultureInfo.InvariantCulture);
        var t8 = Instances.Of(Instances.Study(objective, step, ("x", x), ("y", "0.0001")), "T8");
        var verdict = t8.Hypotheses.Single(h => h.Statement.Id == hypothesis).Verdict;
        Assert.Multiple(() =>
        {
            Assert.That(t8.Applies.IsProved, Is.False);
            Assert.That(refuted ? verdict.IsRefuted : verdict.IsUnknown, $"{verdict}");
        });
    }

    [TestCase("3.4", "0.0003", TestName = "A_start_above_nine_quarters_refutes_T8s_start")]
    [TestCase("3.0", "0.0003", TestName = "A_start_below_the_edge_refutes_T8s_start")]
    [TestCase("3.3", "0.2", TestName = "A_start_away_from_the_minimiser_refutes_T8s_start")]
    public void Dropping_the_start_condition_refutes_T8(string x, string y) =>
        Assert.That(Instances.Of(Instances.Study("log(1+(x*y)^2)/2", "0.2", ("x", x), ("y", y)), "T8").Hypotheses.Single(h =>
            h.Statement.Id == "start").Verdict.IsRefuted);

    [Test]
    public void From_above_nine_quarters_squared_loss_breaks_the_bound()
    {
        // Without the decay (α = 0) the limit falls below the edge by as much as the start was above it.
        var run = new Descent(Instances.All[0], 0.2, [Math.Sqrt(2.2 / 0.2)], [1e-3]);
        for (int k = 0; k < 5000; k++)
            run.Step();
        Assert.That(0.2 * Math.Sqrt(run.D), Is.LessThan(1.85));
    }

    [Test]
    public void The_law_of_the_limit_sharpness_holds_to_a_few_percent_in_the_median()
    {
        var errors = new List<double>();
        foreach (var (family, h) in from f in new[] { Instances.All[3], Instances.All[4], Instances.All[6],
            Instances.All[7], Instances.All[8] } from h in new[] { 0.1, 0.15, 0.2 } select (f, h))
        {
            foreach (double mu in new[] { 0.01, 0.02, 0.04, 0.08 })
            {
                double c = family.Centre, phi = (2 + mu) / h, d = phi * phi - 4 * c * c;
                var (x, y) = PhaseInstances.Vectors(new Random(1), c, 1e-4, d);
                var law = FlipCoefficient.Of(Instances.Setting(family, h, x, y))!;
                var run = new Descent(family, h, x, y);
                for (int k = 0; k < 6000; k++)
                    run.Step();
                double limit = h * Math.Sqrt(run.D + 4 * c * c), delta = law.Delta!.ToInterval().Mid;
                errors.Add(Math.Abs(limit - law.LawfulEdgeRatio()!.Value) / delta);
            }
        }
        errors.Sort();
        Assert.Multiple(() =>
        {
            Assert.That(errors[errors.Count / 2], Is.LessThan(0.05));
            Assert.That(errors[^1], Is.LessThan(0.2));
        });
    }

    [Test]
    public void The_law_is_a_law_and_says_which_way_the_flip_goes()
    {
        var stable = Instances.Of(Instances.Study("log(cosh(x*y-1))", "0.3", ("x", "5"), ("y", "0.05")), "T7");
        var leaves = Instances.Of(Instances.Study("(x*y)^4/4+(x*y)^2/2", "0.3", ("x", "2.7"), ("y", "0.0001")), "T7");
        Assert.Multiple(() =>
        {
            Assert.That(stable.Theorem.IsLaw && !stable.Theorem.IsLargeStep);
            Assert.That(stable.Conclusions.Single(c => c.Name == "stableFlip").Value, Does.Contain("E > 0"));
            Assert.That((double)stable.Conclusions.Single(c => c.Name == "hPhiLimitByLaw").Value, Is.EqualTo(1.88007).Within(1e-4));
            Assert.That(leaves.Conclusions.Any(c => c.Name == "leaves"));
        });
    }

    [TestCase("huber(x*y, 1)*1 + abs(x*y)^3", "0.2", "derivatives")]
    [TestCase("(x*y-3)^2/2", "0.5", "step")]
    [TestCase("x^2+3*y^2", "0.2", "product")]
    [TestCase("exp(x*y)", "0.2", "centre")]
    public void Dropping_a_hypothesis_leaves_T7_unproved(string objective, string step, string hypothesis)
    {
        var t7 = Instances.Of(Instances.Study(objective, step, ("x", "3"), ("y", "0.1")), "T7");
        Assert.Multiple(() =>
        {
            Assert.That(t7.Applies.IsProved, Is.False);
            Assert.That(t7.Hypotheses.Single(h => h.Statement.Id == hypothesis).Verdict.IsProved, Is.False);
        });
    }
}
