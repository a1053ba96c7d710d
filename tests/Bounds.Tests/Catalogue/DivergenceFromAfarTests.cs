using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Studies;
using static BoundCheck.Bounds.Tests.Catalogue.Instances;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>T11 against gradient descent on the vectors.</summary>
public sealed class DivergenceFromAfarTests
{
    private static readonly Family[] s_families =
    [
        new("huber(x*y, 1)", 0, s => Math.Clamp(s, -1, 1)),
        All[9], All[3], All[4], All[6],
        new("(x*y-3)*atan(x*y-3)-log(1+(x*y-3)^2)/2", 3, s => Math.Atan(s - 3)),
    ];

    [Test]
    public void From_the_certified_starts_the_imbalance_grows_by_q_squared()
    {
        var random = new Random(11);
        int instances = 0;
        for (int i = 0; i < Campaign.Count(12); i++)
        {
            var family = s_families[i % s_families.Length];
            double g = family.G!.Value, h = (1.43 + random.NextDouble()) / g, lambda = Math.Log((h * g + 1) / (h * g - 1)), c = Math.Abs(family.Centre);
            double m0 = (i % 3 == 0 ? 30 : 3) * (1 + 3 * random.NextDouble()), root = 2 * (m0 + c) / Math.Sinh(lambda / 4);
            // Two thirds near the ends of the allowed ratios.
            double deviation = lambda / 2 * (i % 3 == 0
                ? 2 * random.NextDouble() - 1
                : random.Next(2) == 0 ? 1 - 0.2 * random.NextDouble() : -1 + 0.2 * random.NextDouble());
            double ratio = (random.Next(2) == 0 ? 1 : -1) * (lambda + deviation),
                plus = Math.Sqrt(root * Math.Exp(ratio / 2)), minus = Math.Sqrt(root * Math.Exp(-ratio / 2));
            var (x, y) = ((plus + minus) / 2, (plus - minus) / 2);
            var result = DivergenceFromAfar.Instance.Check(Setting(family, h, [x], [y]), CancellationToken.None);
            if (!result.Applies.IsProved)
                continue;
            instances++;
            double q = Hi(result, "growth") * (1 - 1e-12), least = Hi(result, "offsetAtLeast") * (1 - 1e-9);
            var run = new Descent(family, h, [x], [y]);
            for (int k = 0; k < 60 && run.D < 1e200; k++)
            {
                double before = run.D;
                run.Step();
                least *= q;
                if (run.D < q * q * before * (1 - 1e-9) || Math.Abs(run.U) < least * (1 - 1e-9))
                    Assert.Fail($"{family}, h = {h:R}, ({x:R}, {y:R}): D {before:R} -> {run.D:R}, u = {run.U:R} against {least:R} at step {k + 1}");
            }
        }
        Assert.That(instances, Is.GreaterThan(3));
    }

    // D_0 = 26.7, L_0 = λ: x ± y = D^(1/4) e^(±L/4).
    [TestCase("1.45", 26.7, 1.0, true, TestName = "The_check_value_diverges")]
    [TestCase("1.45", 26.7, 1.49, true, TestName = "Just_inside_the_allowed_ratios_divergence_is_certified")]
    [TestCase("1.45", 26.7, 1.51, false, TestName = "Just_outside_nothing_is_said")]
    [TestCase("1.45", 26.7, 0.51, true, TestName = "Just_inside_on_the_other_side_too")]
    [TestCase("1.45", 26.7, 0.49, false, TestName = "Just_outside_on_the_other_side_nothing_is_said")]
    [TestCase("1.45", 20.4, 1.0, false, TestName = "A_start_not_far_enough_out_gets_nothing")]
    [TestCase("1.45", 20.9, 1.0, true, TestName = "A_start_just_far_enough_out_diverges")]
    [TestCase("1.4143", 1000, 1.0, true, TestName = "Just_above_root_two_divergence_is_certified")]
    [TestCase("1.4142", 1000, 1.0, false, TestName = "Just_below_root_two_nothing_is_said")]
    public void The_boundaries_are_sharp_for_Huber_loss(string step, double d, double share, bool diverges)
    {
        double h = double.Parse(step, System.Globalization.CultureInfo.InvariantCulture), lambda = Math.Log((h + 1) / (h - 1)), root = Math.Sqrt(Math.Sqrt(d));
        double plus = root * Math.Exp(share * lambda / 4), minus = root * Math.Exp(-share * lambda / 4);
        var result = DivergenceFromAfar.Instance.Check(Setting(s_families[0], h, [(plus + minus) / 2], [(plus - minus) / 2]), CancellationToken.None);
        Assert.That(result.Applies.IsProved, Is.EqualTo(diverges), $"{result.Applies}");
    }

    [TestCase("log(1+(x*y)^2)/2", "3.5", "tail")]
    [TestCase("sqrt(1+(x*y)^2)+x*y/2", "1.2", "tail")]
    [TestCase("(x*y)^2/2", "1.5", "bounded-derivative")]
    [TestCase("huber(x*y, 1)", "1.4", "step")]
    [TestCase("abs(x*y)", "1.5", "smooth")]
    [TestCase("x^2+y^2", "1.5", "product")]
    [TestCase("x*y", "1.5", "sign")]
    public void Without_a_hypothesis_T11_does_not_apply(string objective, string step, string hypothesis)
    {
        var result = Of(Study(objective, step, ("x", "40"), ("y", "17")), "T11");
        Assert.That(result.Applies.IsProved, Is.False);
        Assert.That(result.Conclusions, Is.Empty);
        Assert.That(result.Hypotheses.Single(h => h.Statement.Id == hypothesis).Verdict.IsProved,
            Is.False, $"{result.Hypotheses.Single(h => h.Statement.Id == hypothesis)}");
    }

    [Test]
    public void Below_root_two_the_same_start_converges()
    {
        double lambda = Math.Log(2.41 / 0.41), root = Math.Sqrt(Math.Sqrt(1000)), plus = root * Math.Exp(lambda / 4), minus = root * Math.Exp(-lambda / 4);
        var run = new Descent(s_families[0], 1.41, [(plus + minus) / 2], [(plus - minus) / 2]);
        for (int k = 0; k < 20_000; k++)
            run.Step();
        Assert.That(Math.Abs(run.U), Is.LessThan(0.05));
    }
}
