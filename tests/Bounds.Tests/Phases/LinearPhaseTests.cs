using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Structures.Products.Phases;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Tests.Catalogue;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Trajectories.Enclosed;

namespace BoundCheck.Bounds.Tests.Phases;

/// <summary>T5 and T6 against gradient descent on the vectors.</summary>
public sealed class LinearPhaseTests
{
    private const int Sets = 200;
    private const int StartsPerSet = 50;

    [Test]
    public void V_falls_by_the_certified_factor_and_D_ends_in_the_enclosure_on_ten_thousand_instances()
    {
        var random = new Random(11);
        int instances = 0, bands = 0, tuned = 0;
        for (int attempt = 0, sets = 0; sets < Sets; attempt++)
        {
            Assert.That(attempt, Is.LessThan(20 * Sets), "too few sets are certified");
            var family = Instances.All[attempt % Instances.All.Length];
            // hφ(D) below 2 and u over four decades: most states are in a linear phase.
            double h = Math.Pow(10, -2 + 2.2 * random.NextDouble()), curvature = family.Text.StartsWith('3') ? 3 : 1, c = family.Centre;
            double phi = (0.1 + 1.88 * random.NextDouble()) / h / curvature, d = phi * phi - 4 * c * c;
            double u = (random.Next(2) == 0 ? 1 : -1) * Math.Pow(10, -4 + 4 * random.NextDouble());
            if (!(d > 0))
                continue;
            var model = PhaseInstances.Model(family, h);
            if (ContractionSearch.Around(model, PhaseInstances.Exactly(u),
                PhaseInstances.Exactly(d), attempt % 3 == 0, CancellationToken.None).Set is not { } set)
                continue;
            sets++;
            bands += set.IsBand ? 1 : 0;
            tuned += set.Kappa != 0 ? 1 : 0;
            for (int i = 0; i < StartsPerSet; i++, instances++)
                Follow(random, family, h, set, i == 0 ? (u, d) : Inside(random, set));
        }
        Assert.Multiple(() =>
        {
            Assert.That(instances, Is.EqualTo(Sets * StartsPerSet));
            Assert.That(bands, Is.GreaterThan(Sets / 4));
            Assert.That(tuned, Is.GreaterThan(Sets / 20));
        });
    }

    /// <summary>Any state of a set without a band; of a band one whose loss q (at most that of the certified state) keeps D inside.</summary>
    private static (double U, double D) Inside(Random random, ContractionSet set)
    {
        double v = set.V.ToInterval().Lo, q = set.Loss?.ToInterval().Hi ?? 1;
        double low = set.IsBand ? Math.Min(set.DHigh, set.DLow / ((1 - q) * (1 - q)) * (1 + 1e-12)) : 0;
        double d = low + (set.DHigh - low) * random.NextDouble();
        while (true)
        {
            double u = random.Next(8) == 0 ? set.Right * random.NextDouble() * 1e-3 : -set.Left + (set.Left + set.Right) * random.NextDouble();
            if (u != 0 && Math.Abs(u) * Math.Exp(set.Kappa * u) <= v)
                return (u, d);
        }
    }

    private static void Follow(Random random, Family family, double h, ContractionSet set, (double U, double D) state)
    {
        var (x, y) = PhaseInstances.Vectors(random, family.Centre, state.U, state.D);
        var run = new Descent(family, h, x, y);
        double V(double u) => Math.Abs(u) * Math.Exp(set.Kappa * u);
        double first = V(run.U), bound = first, d0 = run.D;
        // Below this the rounding of s = x·y is the size of u.
        double noise = 1e-13 * (run.P + 1);
        for (int k = 0; k < 40; k++)
        {
            run.Step();
            bound *= set.Rho;
            if (V(run.U) > bound * (1 + 1e-9) + noise * (k + 1) || run.U < -set.Left - noise || run.U > set.Right + noise)
                Assert.Fail($"{family}, h = {h:R}, u = {state.U:R}, D = {state.D:R}: V = {V(run.U):R} > {bound:R} at step {k + 1}; {set}");
        }
        double q = set.Loss?.ToInterval().Hi ?? double.PositiveInfinity;
        if (q < 1 && run.D < d0 * (1 - q) * (1 - q) * (1 - 1e-9) - 1e-12 || run.D > d0 * (1 + 1e-9))
            Assert.Fail($"{family}, h = {h:R}, u = {state.U:R}, D = {state.D:R}: D ends at {run.D:R}, q = {q:R}; {set}");
    }

    [Test]
    public void The_certified_factor_is_at_least_every_sampled_value()
    {
        var random = new Random(5);
        for (int i = 0; i < 300; i++)
        {
            var family = Instances.All[i % Instances.All.Length];
            double h = 0.05 + 0.4 * random.NextDouble(), kappa = i % 2 == 0 ? 0 : random.NextDouble() - 0.5;
            double low = random.Next(3) == 0 ? 0 : 10 * random.NextDouble(),
                high = low + 10 * random.NextDouble(), a = random.NextDouble(), b = random.NextDouble();
            var model = PhaseInstances.Model(family, h);
            double rho = new ContractionFactor(model.Ratio, model.Centre, model.Step, kappa, low, high).Bound(-a, b, 400, CancellationToken.None).Rho;
            for (int j = 0; j < 40; j++)
            {
                double u = -a + (a + b) * random.NextDouble(), d = low + (high - low) * random.NextDouble(), s = family.Centre + u;
                double w = h * family.Slope(s), next = u + w * (w * s - Math.Sqrt(d + 4 * s * s));
                Assert.That(Math.Abs(next / u) * Math.Exp(kappa * (next - u)),
                    Is.LessThanOrEqualTo(rho * (1 + 1e-9) + 1e-9 / Math.Abs(u) * 1e-6), $"{family} h = {h} u = {u} D = {d} κ = {kappa}");
            }
        }
    }

    [Test]
    public void Without_the_band_the_factor_does_not_hold_at_centre_zero()
    {
        // F = s²/2, h = 1: certified near D = 1 the factor is 0.1003; from D = 0.01 u falls by about 0.9 a step only.
        var family = Instances.All[0];
        var model = PhaseInstances.Model(family, 1);
        var set = ContractionSearch.Around(model, PhaseInstances.Exactly(0.01), 1, true, CancellationToken.None).Set!;
        var (x, y) = PhaseInstances.Vectors(new Random(1), 0, 0.01, 0.01);
        var run = new Descent(family, 1, x, y);
        run.Step();
        Assert.Multiple(() =>
        {
            Assert.That(set.IsBand);
            Assert.That(set.Rho, Is.LessThan(0.2));
            Assert.That(Math.Abs(run.U) / 0.01, Is.GreaterThan(0.85));
        });
    }

    [TestCase("log(cosh(x*y))", "0.5", "2.2", "0.001", "contraction", TestName = "Above_the_edge_no_set_holds_the_start")]
    [TestCase("log(cosh(x*y))", "0.4", "1.5", "1.4", "contraction", TestName = "Far_from_the_centre_no_set_is_certified")]
    [TestCase("abs(x*y-1)", "0.1", "1.1", "1", "smooth", TestName = "A_jump_of_the_slope_at_the_centre_excludes_T5")]
    [TestCase("exp(x*y)", "0.1", "1.1", "1", "centre", TestName = "Without_a_centre_there_is_no_T5")]
    [TestCase("x^2+3*y^2", "0.1", "1.1", "1", "product", TestName = "Without_the_product_form_there_is_no_T5")]
    [TestCase("(x*y-1)^2/2", "0.2", "1", "1", "start", TestName = "A_critical_start_has_no_set_around_it")]
    public void Dropping_a_hypothesis_leaves_T5_and_T6_unproved(string objective, string step, string x, string y, string hypothesis)
    {
        var study = Instances.Study(objective, step, ("x", x), ("y", y));
        var (t5, t6) = (Instances.Of(study, "T5"), Instances.Of(study, "T6"));
        Assert.Multiple(() =>
        {
            Assert.That(t5.Applies.IsProved, Is.False);
            Assert.That(t6.Applies.IsProved, Is.False);
            Assert.That(t5.Hypotheses.Single(h => h.Statement.Id == hypothesis).Verdict.IsProved, Is.False);
            Assert.That(t5.Conclusions, Is.Empty);
        });
    }

    [Test]
    public void Above_the_edge_the_contraction_is_refuted_with_the_imbalance()
    {
        var t5 = Instances.Of(Instances.Study("log(cosh(x*y))", "0.5", ("x", "2.2"), ("y", "0.001")), "T5");
        Assert.That(t5.Hypotheses.Single(h => h.Statement.Id == "contraction").Verdict.IsRefuted);
    }

    [Test]
    public void A_start_in_the_linear_phase_gets_a_factor_an_enclosure_and_counts()
    {
        var study = Instances.Study("log(cosh(x*y-1))", "0.2", ("x", "1.3"), ("y", "0.9"));
        var (t5, t6) = (Instances.Of(study, "T5"), Instances.Of(study, "T6"));
        Assert.That(t5.Applies.IsProved && t6.Applies.IsProved);
        var range = ((Certified)t6.Conclusions.Single(c => c.Name == "hPhiLimit").Value).ToInterval();
        var family = Instances.All[4];
        var run = new Descent(family, 0.2, [1.3], [0.9]);
        double v = Math.Abs(run.U);
        for (int k = 0; k < 200; k++)
            run.Step();
        Assert.Multiple(() =>
        {
            Assert.That(0.2 * Math.Sqrt(run.D + 4), Is.InRange(range.Lo, range.Hi));
            Assert.That(Instances.Hi(t5, "rho"), Is.LessThan(1));
            Assert.That(Instances.Hi(t5, "largestD"), Is.GreaterThanOrEqualTo(Instances.Hi(t5, "DHigh")));
            Assert.That(study.Prediction.IterationsTo.Count(i => i.Theorem == "T5.C1" && i.Quantity == "|u|" && i.Bound is not null), Is.GreaterThanOrEqualTo(3));
        });
    }
}
