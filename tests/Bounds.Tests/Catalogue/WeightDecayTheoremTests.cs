using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Methods;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>W1, W1b, W1c, W1d: weight decay.</summary>
public sealed class WeightDecayTheoremTests
{
    private static readonly WeightDecay s_tenth = new(new Rational(1, 10));

    private static Setting At(Family family, WeightDecay method, string h, double x, double y)
    {
        var setting = MethodInstances.Setting(family, method, 1, [x], [y]);
        return new Setting(setting.Objective, setting.Regularity, Instances.Number(h), setting.State) { Method = method };
    }

    [Test]
    public void The_squared_loss_ends_at_nine_tenths_with_sharpness_1_8()
    {
        var setting = At(Instances.All[1], s_tenth, "4/5", 1.6, 0.3);
        var result = MethodInstances.Check("W1b", setting);
        Assert.That(MethodInstances.Converges(result), Is.Not.Null, string.Join("; ", result.Hypotheses.Select(h => h.Verdict)));
        Assert.That(Instances.Hi(result, "limitProduct"), Is.EqualTo(0.9).Within(1e-12));
        Assert.That(Instances.Hi(result, "limitSharpness"), Is.EqualTo(1.8).Within(1e-12));
        // The triangle: 2.75303 < 4.6.
        double gamma = Instances.Hi(MethodInstances.Check("W1", setting), "gamma");
        Assert.That(3.61 / (2 + gamma) + 1.69 / (2 - gamma), Is.EqualTo(2.75303).Within(1e-5));
        Assert.That(4 / Instances.Hi(MethodInstances.Check("W1", setting), "scaledStep"), Is.EqualTo(4.6).Within(1e-12));
    }

    [Test]
    public void The_cauchy_loss_ends_where_its_slope_is_the_decay()
    {
        var result = MethodInstances.Check("W1b", At(Instances.All[8], s_tenth, "4/5", 1.6, 0.3));
        Assert.That(MethodInstances.Converges(result), Is.Not.Null, string.Join("; ", result.Hypotheses.Select(h => h.Verdict)));
        Assert.That(Instances.Hi(result, "limitProduct"), Is.EqualTo(0.898979485566).Within(1e-11));
    }

    [Test]
    public void Decay_at_the_slope_collapses_the_weights()
    {
        // F'(0) = -1: at λ = 1 and above the weights vanish, exactly at the border too.
        foreach (var lambda in new[] { (Rational)1, new Rational(11, 10) })
        {
            var result = MethodInstances.Check("W1c", At(Instances.All[1], new WeightDecay(lambda), "1/4", 1, 0.3));
            Assert.That(MethodInstances.Converges(result), Is.Not.Null, string.Join("; ", result.Hypotheses.Select(h => h.Verdict)));
        }
        Assert.That(MethodInstances.Check("W1c", At(Instances.All[1], s_tenth, "1/4", 1, 0.3)).Applies, Is.InstanceOf<Refuted>());
    }

    [TestCase(100)]
    [TestCase(10_000, Explicit = true, Reason = "a campaign of minutes")]
    public void What_is_certified_under_weight_decay_happens(int instances)
    {
        var random = new Random(21);
        var certified = new Dictionary<string, int>();
        var kinds = Instances.All.Concat(MethodInstances.Sums).ToArray();
        for (int i = 0; i < instances; i++)
        {
            var family = kinds[random.Next(kinds.Length)];
            double near = 1 - Math.Pow(10, -5 * random.NextDouble()), c = Math.Abs(family.Centre), theta = 0.02 + 0.97 * random.NextDouble();
            // γ = hβ|c|/θ near 1, or the step near the bound of W1d.
            double h = c > 0 && random.Next(2) == 0 ? near * theta / (family.Beta * c) : near * Math.Sqrt(1 + theta * theta) / (family.G ?? family.Beta);
            var method = new WeightDecay(Rational.FromDouble((1 - theta) / h));
            double hb = h / theta * family.Beta, gamma = hb * c;
            var (x, y) = random.Next(3) > 0 && gamma < 1
                ? MethodInstances.OnTriangle(random, hb, gamma, family.Centre < 0, 1 - Math.Pow(10, -8 * random.NextDouble()))
                : Instances.Start(random, 10 / Math.Sqrt(hb));
            var setting = MethodInstances.Setting(family, method, h, x, y);
            var results = new[] { "W1", "W1b", "W1c", "W1d" }.Select(id => MethodInstances.Check(id, setting)).Where(r => r.Applies.IsProved).ToList();
            foreach (var result in results)
                certified[result.Theorem.Id] = certified.GetValueOrDefault(result.Theorem.Id) + 1;
            if (results.Count > 0)
                Follow(family, method, h, x, y, results);
        }
        TestContext.Out.WriteLine(string.Join(", ", certified.Select(c => $"{c.Key}: {c.Value}")));
        Assert.That(certified.Keys, Is.EquivalentTo(new[] { "W1", "W1b", "W1c", "W1d" }));
    }

    private static void Follow(Family family, WeightDecay method, double h, double[] x, double[] y, List<TheoremResult> results)
    {
        const int Steps = 4000;
        string what = $"{family}, λ = {method.Lambda.ToDoubleNearest():R}, h = {h:R}, x = [{string.Join(", ", x)}], y = [{string.Join(", ", y)}]";
        var run = new MethodDescent(family, method, h, x, y);
        TheoremResult? Of(string id) => results.Find(r => r.Theorem.Id == id);
        double theta = 1 - h * method.Lambda.ToDoubleNearest(), d = run.D, kept = 1;
        double? decay = Of("W1d") is { } w1d ? Instances.Hi(w1d, "factor") : null;
        var triangle = Of("W1");
        double most = triangle is null ? double.PositiveInfinity : 2 * (2 + Instances.Hi(triangle, "gamma")) / (Instances.Hi(triangle, "scaledStep") * Instances.Hi(triangle, "beta"));
        double? over = triangle?.Conclusions.FirstOrDefault(c => c.Name is "BOverDecay" or "AOverDecay")?.Value is Certified bound ? bound.ToInterval().Hi : null;
        for (int k = 0; k < Steps; k++, kept *= theta * theta)
        {
            double far = family.Centre < 0 ? run.A : run.B;
            if (!(run.P <= most * (1 + 1e-9)) || over is { } limit && far > limit * kept * (1 + 1e-6) + 1e-14 * run.P)
                Assert.Fail($"step {k}: p = {run.P:R} of {most:R}, the smaller square {far:R}: {what}");
            run.Step();
            if (decay is { } m && run.D > d * m * (1 + 1e-9) + 1e-13 * run.P * run.P + 1e-290)
                Assert.Fail($"step {k}: D falls from {d:R} to {run.D:R} only: {what}");
            d = run.D;
        }
        // What is left after so many steps tells the limit where the decay is fast.
        if (Of("W1c") is not null && theta < 0.9)
            Assert.That(run.P, Is.LessThan(0.05), what);
        if (Of("W1b") is { } ends && MethodInstances.Converges(ends) is not null && theta < 0.95)
            Assert.That(run.S, Is.EqualTo(Instances.Hi(ends, "limitProduct")).Within(0.05), what);
    }

    [Test]
    public void Each_hypothesis_is_needed()
    {
        var squared = Instances.All[1];
        // γ >= 1: F''c̃ times h is 2hc̃ = 2.16 > 2, the limit is unstable.
        Needs("W1b", squared, s_tenth, 1.2, [1.0], [0.9], "step", run => Math.Abs(run.S - 0.9) > 1e-3);
        // Outside the triangle.
        var (x, y) = MethodInstances.OnTriangle(new Random(1), 0.8 / 0.92, 0.8 / 0.92, false, 1.5);
        Needs("W1b", squared, s_tenth, 0.8, x, y, "start", run => !(Math.Abs(run.S - 0.9) < 1e-3));
        // F'(0) >= -λ: collapse instead.
        Needs("W1b", squared, new WeightDecay(new Rational(11, 10)), 0.25, [1], [0.3], "slope-at-zero", run => run.P < 1e-6);
        // A_0 = 0: x = -y stays so.
        Needs("W1b", squared, s_tenth, 0.8, [0.5], [-0.5], "alive", run => run.P < 1e-6);
        // c = 0: the weights vanish.
        Needs("W1b", Instances.All[0], s_tenth, 0.8, [0.5], [0.3], "centre", run => run.P < 1e-6);
        // F'(0) < -λ: no collapse.
        Needs("W1c", squared, s_tenth, 0.8, [1], [0.3], "slope-at-zero", run => run.P > 0.1);
        // h²G² >= 1 + θ²: the imbalance grows at first.
        var tanh = Instances.All[3];
        Assert.That(MethodInstances.Check("W1d", MethodInstances.Setting(tanh, s_tenth, 1.5, [5], [4])).Applies, Is.InstanceOf<Refuted>());
        var growing = new MethodDescent(tanh, s_tenth, 1.5, [5], [4]);
        double d = growing.D;
        growing.Step();
        Assert.That(growing.D, Is.GreaterThan(d));
        // hλ >= 1 is refused.
        Assert.That(MethodInstances.Check("W1", MethodInstances.Setting(squared, new WeightDecay(4), 0.25, [1], [0.3])).Applies, Is.InstanceOf<Refuted>());
    }

    private static void Needs(string id, Family family, WeightDecay method, double h, double[] x, double[] y, string hypothesis, Predicate<MethodDescent> breaks)
    {
        var result = MethodInstances.Check(id, MethodInstances.Setting(family, method, h, x, y));
        Assert.That(result.Hypotheses.Where(r => !r.Verdict.IsProved).Select(r => r.Statement.Id), Does.Contain(hypothesis));
        var run = new MethodDescent(family, method, h, x, y);
        for (int k = 0; k < 4000; k++)
            run.Step();
        Assert.That(breaks(run), $"{id} without {hypothesis}: s = {run.S}, p = {run.P}");
    }
}
