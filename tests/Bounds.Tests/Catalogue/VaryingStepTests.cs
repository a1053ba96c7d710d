using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Structures.Products.Varying;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Methods;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>U1, U1b, U1c: schedules, clipping and stochastic steps with one centre.</summary>
public sealed class VaryingStepTests
{
    [TestCase("0", 2.37841423, 1.41421356)]
    [TestCase("3/10", 2.11112630, 1.18321596)]
    [TestCase("1/2", 1.91229032, 1)]
    [TestCase("9/10", 1.43417372, 0.44721360)]
    public void The_largest_kappa_of_norm_clipping(string gamma, double largest, double belowOne)
    {
        var g = Instances.Number(gamma);
        Certified most = NormClipping.Largest(g), small = NormClipping.LargestBelowOne(g);
        Assert.That(most.ToInterval().Mid, Is.EqualTo(largest).Within(1e-8));
        Assert.That(small.ToInterval().Mid, Is.EqualTo(belowOne).Within(1e-8));
        // ω is what it says at both.
        Assert.That(NormClipping.Omega(most, g)!.ToInterval().Mid, Is.EqualTo(Math.Sqrt(2)).Within(1e-12));
        Assert.That(NormClipping.Omega(small, g)!.ToInterval().Mid, Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void Residual_clipping_gives_the_quartic_a_sector()
    {
        // u⁴/4 clipped at G: β_G = G^(2/3).
        var (objective, report) = Instances.Analyze("(x*y)^4/4");
        var setting = new Setting(objective, report, new Rational(1, 100), null);
        Assert.That(ResidualClipping.Beta(setting, 8, default)!.ToInterval().Hi, Is.InRange(4, 4.01));
        Assert.That(ResidualClipping.Beta(setting, new Rational(1, 8), default)!.ToInterval().Hi, Is.InRange(0.25, 0.251));
    }

    [Test]
    public void Norm_clipping_makes_the_squared_loss_converge_from_every_start()
    {
        var family = Instances.All[1];
        var clipped = new VaryingDescent { NormBound = 2 };
        var setting = MethodInstances.Setting(family, clipped, 0.5, [40], [0.3]);
        var result = MethodInstances.Check("U1c", setting);
        Assert.That(MethodInstances.Converges(result), Is.Not.Null);
        Assert.That(MethodInstances.Check("U1", setting).Applies, Is.InstanceOf<Refuted>(), "far outside the triangle");
        var run = new MethodDescent(family, clipped, 0.5, [40], [0.3]);
        for (int k = 0; k < 20_000; k++)
            run.Step();
        Assert.That(Math.Abs(run.U), Is.LessThan(1e-9));
        // Without clipping the same start is lost: hypothesis bounded-steps.
        Assert.That(MethodInstances.Check("U1c", MethodInstances.Setting(family, MethodInstances.Steps(new Rational(1, 2)), 0.5, [40], [0.3])).Applies.IsProved, Is.False);
        var plain = new MethodDescent(family, GradientDescent.Instance, 0.5, [40], [0.3]);
        for (int k = 0; k < 30; k++)
            plain.Step();
        Assert.That(plain.P, Is.GreaterThan(1e6).Or.NaN);
    }

    [TestCase(40)]
    [TestCase(10_000, Explicit = true, Reason = "a campaign of minutes")]
    public void What_is_certified_for_steps_that_vary_happens(int instances)
    {
        var random = new Random(20);
        var certified = new Dictionary<string, int>();
        for (int i = 0; i < instances; i++)
        {
            int sum = random.Next(8) - 6;
            var family = sum >= 0 ? MethodInstances.Sums[sum] : Instances.All[random.Next(Instances.All.Length)];
            var (method, h) = Draw(random, family, sum);
            double beta = sum >= 0 ? family.Beta : family.Beta, hb = h * beta, gamma = hb * Math.Abs(family.Centre);
            var (x, y) = random.Next(2) == 0 && gamma < 1
                ? MethodInstances.OnTriangle(random, hb, gamma, family.Centre < 0, 1 - Math.Pow(10, -8 * random.NextDouble()))
                : Instances.Start(random, 30 / Math.Sqrt(hb));
            var setting = MethodInstances.Setting(family, method, h, x, y);
            var results = new[] { "U1", "U1b", "U1c" }.Select(id => MethodInstances.Check(id, setting)).Where(r => r.Applies.IsProved).ToList();
            if (results.Count == 0)
                continue;
            foreach (var result in results)
                certified[result.Theorem.Id] = certified.GetValueOrDefault(result.Theorem.Id) + 1;
            Follow(family, method, h, x, y, results, sum >= 0 ? MethodInstances.Terms[sum] : null);
        }
        TestContext.Out.WriteLine(string.Join(", ", certified.Select(c => $"{c.Key}: {c.Value}")));
        Assert.That(certified.Keys, Is.EquivalentTo(new[] { "U1", "U1b", "U1c" }));
    }

    // Near the borders: γ near 1, h̄G near √2 or 1, κ near its largest.
    private static (VaryingDescent Method, double H) Draw(Random random, Family family, int sum)
    {
        double near = 1 - Math.Pow(10, -5 * random.NextDouble()), c = Math.Abs(family.Centre);
        double h = c > 0 && random.Next(2) == 0 ? near / (family.Beta * c) : near * (random.Next(2) == 0 ? 1 : Math.Sqrt(2)) / (family.G ?? family.Beta);
        if (c > 0)
            h = Math.Min(h, 0.999 / (family.Beta * c));
        var step = Rational.FromDouble(h);
        if (sum >= 0)
            return (new VaryingDescent { Samples = new SampleOrder(MethodInstances.Terms[sum].Length, random.Next(2) == 0 ? null : random.Next()) }, h);
        switch (random.Next(40) switch { 0 => 1, 1 => 3, var other => 2 * (other % 2) })
        {
            case 0:
                var shares = Enumerable.Range(0, random.Next(1, 5)).Select(i => i == 0 ? 1 : new Rational(random.Next(1, 1000), 1000));
                return (MethodInstances.Steps([.. shares.Select(s => s * step)]), h);
            case 1:
                return (new VaryingDescent { ResidualBound = Rational.FromDouble(near * Math.Sqrt(2) / h) }, h);
            case 2:
                double hb = h * family.Beta, kappa = near * 2 * Math.Sqrt(Math.Sqrt(2) - hb * c);
                return (new VaryingDescent { NormBound = Rational.FromDouble(kappa / (h * Math.Sqrt(hb))) }, h);
            default:
                return (new VaryingDescent { Schedule = new("", [StepSchedule.Base * (new Rational(1, 5) + new Rational(4, 5) / (1 + StepSchedule.Number / 50))]) }, h);
        }
    }

    private static void Follow(Family family, VaryingDescent method, double h, double[] x, double[] y, List<TheoremResult> results, Func<double, double>[]? terms)
    {
        const int Steps = 3000;
        var run = new MethodDescent(family, method, h, x, y, terms);
        string what = $"{family}, {method.Description}, h = {h:R}, x = [{string.Join(", ", x)}], y = [{string.Join(", ", y)}]";
        double pMax = results.Where(r => r.Theorem.Id == "U1").Select(r => Instances.Hi(r, "pMax")).DefaultIfEmpty(double.PositiveInfinity).Min();
        double omega = results.Where(r => r.Theorem.Id == "U1b").Select(r => Instances.Hi(r, "omega")).DefaultIfEmpty(double.PositiveInfinity).Min();
        var counts = results.SelectMany(r => r.Implications).OfType<CountBound>().Where(c => c.Quantity.Short == "w")
            .SelectMany(c => c.Values.Where(v => v.Bound is not null).Select(v => (E: v.Epsilon.ToDoubleNearest(), Most: v.Bound!.ToInterval().Hi, c.Source))).ToList();
        int[] large = new int[counts.Count];
        double d = run.D;
        for (int k = 0; k < Steps; k++)
        {
            double w = Math.Abs(run.W);
            if (!(run.P <= pMax * (1 + 1e-9)) || !(w <= omega * (1 + 1e-9)))
                Assert.Fail($"step {k}: p = {run.P:R} of {pMax:R}, |w| = {w:R} of {omega:R}: {what}");
            for (int j = 0; j < large.Length; j++)
                large[j] += w >= counts[j].E * 1.001 ? 1 : 0;
            run.Step();
            if (omega < 2 && run.D > d * (1 + 1e-9) + 1e-13 * run.P * run.P)
                Assert.Fail($"step {k}: D rises from {d:R} to {run.D:R}: {what}");
            d = run.D;
        }
        for (int j = 0; j < large.Length; j++)
            Assert.That(large[j], Is.LessThanOrEqualTo(counts[j].Most), $"{counts[j].Source} at {counts[j].E}: {what}");
        if (results.Exists(r => MethodInstances.Converges(r) is not null))
            Assert.That(double.IsFinite(run.P) && run.P < 1e12 * (1 + x.Concat(y).Sum(v => v * v)), $"certified to converge: {what}");
    }

    [Test]
    public void Each_hypothesis_is_needed()
    {
        var squared = Instances.All[1];
        // Step: γ = 1.2. The minimisers are all unstable.
        Assert.That(Lost(squared, MethodInstances.Steps(new Rational(6, 5), new Rational(6, 5)), 1.2, [1.1], [0.9], "step"), Is.True);
        // Start: just outside the triangle, which is exact for the squared loss.
        var (x, y) = MethodInstances.OnTriangle(new Random(1), 0.5, 0.5, false, 1.2);
        Assert.That(Lost(squared, MethodInstances.Steps(new Rational(1, 2), new Rational(1, 2)), 0.5, x, y, "start"), Is.True);
        // Steps that sum up: w_k -> 0, and s_k stops short of c; nothing of s_k is claimed.
        var summable = new VaryingDescent { Schedule = new("", [new Rational(1, 5) / (1 + StepSchedule.Number).Pow(3)]) };
        var setting = MethodInstances.Setting(squared, summable, 0.2, [1], [0.5]);
        var result = MethodInstances.Check("U1", setting);
        Assert.That(result.Applies.IsProved && MethodInstances.Converges(result) is null);
        Assert.That(MethodInstances.Check("U1c", setting).Hypotheses.Single(h => h.Statement.Id == "least-step").Verdict.IsProved, Is.False);
        var run = new MethodDescent(squared, summable, 0.2, [1], [0.5]);
        for (int k = 0; k < 3000; k++)
            run.Step();
        Assert.That(Math.Abs(run.U), Is.GreaterThan(0.05));
        // Two centres: the terms pull apart for ever.
        var two = new Family("(x*y-1)^2/2 + (x*y-2)^2/2", 1.5, s => 2 * s - 3);
        var order = new VaryingDescent { Samples = new SampleOrder(2, null) };
        var apart = MethodInstances.Check("U1", MethodInstances.Setting(two, order, 0.2, [1], [0.5]));
        Assert.That(apart.Hypotheses.Single(h => h.Statement.Id == "sector").Verdict.IsProved, Is.False);
        var swinging = new MethodDescent(two, order, 0.2, [1], [0.5], [s => s - 1, s => s - 2]);
        for (int k = 0; k < 3001; k++)
            swinging.Step();
        Assert.That(Math.Abs(swinging.U), Is.GreaterThan(0.05));
        // Bounded steps: h̄G = 1.6 lets the imbalance grow.
        var bounded = Instances.All[3];
        var long16 = MethodInstances.Steps(new Rational(8, 5), new Rational(8, 5));
        Assert.That(MethodInstances.Check("U1b", MethodInstances.Setting(bounded, long16, 1.6, [5], [4])).Applies, Is.InstanceOf<Refuted>());
        var growing = new MethodDescent(bounded, long16, 1.6, [5], [4]);
        double d = growing.D;
        growing.Step();
        Assert.That(growing.D, Is.GreaterThan(d));
        // κ above its largest: the imbalance grows under norm clipping too.
        var clipped = new VaryingDescent { NormBound = 4 };
        Assert.That(MethodInstances.Check("U1b", MethodInstances.Setting(Instances.All[0], clipped, 1, [1.6], [1.5])).Applies.IsProved, Is.False);
        var leaping = new MethodDescent(Instances.All[0], clipped, 1, [1.6], [1.5]);
        double before = leaping.D;
        leaping.Step();
        Assert.That(leaping.D, Is.GreaterThan(before));
    }

    private static bool Lost(Family family, VaryingDescent method, double h, double[] x, double[] y, string hypothesis)
    {
        var result = MethodInstances.Check("U1", MethodInstances.Setting(family, method, h, x, y));
        Assert.That(result.Hypotheses.Where(r => !r.Verdict.IsProved).Select(r => r.Statement.Id), Does.Contain(hypothesis));
        var run = new MethodDescent(family, method, h, x, y);
        for (int k = 0; k < 2000; k++)
            run.Step();
        return !(Math.Abs(run.U) < 1e-3);
    }

    [TestCase("h0/(1+k/100)", "1/2", null)]
    [TestCase("h0*(1/2 + 1/(1+k))", "3/4", "1/4")]
    [TestCase("min(h0, h0*(k+1)/10)", "1/2", "1/20")]
    [TestCase("piecewise(k < 10, h0*(k+1)/10, h0)", "11/20", "1/20")]
    [TestCase("h0*(2+cos(k))/3", "1/2", "1/6")]
    public void The_steps_of_a_formula_are_bounded_over_all_k(string formula, string largest, string? least)
    {
        Assert.That(Parser.Parse(formula, new ParseOptions()).TryGet(out var e, out _));
        var bounds = StepBounds.Of(new StepSchedule(formula, [e!]), Rational.Half);
        Assert.That(bounds.ArePositive);
        Assert.That(bounds.Largest!.ToInterval().Hi, Is.EqualTo(Instances.Number(largest).ToInterval().Hi).Within(1e-8));
        if (least is null)
            Assert.That(bounds.Least, Is.Null);
        else
            Assert.That(bounds.Least!.ToInterval().Lo, Is.EqualTo(Instances.Number(least).ToInterval().Lo).Within(1e-8));
    }
}
