using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using static BoundCheck.Bounds.Tests.Catalogue.Instances;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>Conclusions of T1 to T4 on ten thousand random instances each that satisfy the hypotheses: vectors of dimension 1 and 3, scales over decades, both
/// signs of c.</summary>
/// <remarks>The runs step the vectors in doubles and do not share the reduction, the derivative or the bounds with the program.</remarks>
public sealed class LargeStepPropertyTests
{
    private const int Count = 10_000;
    private const double Slack = 1 + 1e-9;

    private static void Check(bool holds, Setting s, string what)
    {
        if (!holds)
            Assert.Fail($"{what}: {s.Objective.Text}, h = {s.Step.ToInterval().Lo:R}, x = {string.Join(" ", s.Start!.X)}, y = {string.Join(" ", s.Start!.Y)}");
    }

    private static double Oriented(Family f, double u) => f.Centre < 0 ? -u : u;

    private static double At(TheoremResult r, string name, int k) =>
        ((ImmutableArray<BoundAt>)r.Conclusions.Single(c => c.Name == name).Value).Single(b => b.Argument.Exact == k).Bound!.ToInterval().Hi;

    /// <summary>Settings whose theorem applies, with their result; fails when the draws run dry.</summary>
    private static IEnumerable<(Family Family, Setting Setting, TheoremResult Result, Descent Run, double H)> Applying(
        Theorem theorem, Family[] families, int seed, Func<Random, Family, double> step, Func<Random, Family, double, double> scale)
    {
        var random = new Random(seed);
        int found = 0;
        for (int draw = 0; draw < 12 * Count && found < Count; draw++)
        {
            var family = families[draw % families.Length];
            double h = step(random, family);
            var (x, y) = Instances.Start(random, scale(random, family, h));
            var setting = Setting(family, h, x, y);
            var result = theorem.Check(setting, CancellationToken.None);
            if (!result.Applies.IsProved)
                continue;
            found++;
            yield return (family, setting, result, new Descent(family, h, x, y), h);
        }
        Assert.That(found, Is.EqualTo(Count), "instances with all hypotheses proved");
    }

    private static double Gamma(Random random, Family f) =>
        f.Centre == 0 ? 2 * random.NextDouble() : 0.98 * random.NextDouble() / (f.Beta * Math.Abs(f.Centre));

    [Test]
    public void Conclusions_of_T1_hold()
    {
        int rises = 0, counts = 0, rated = 0;
        foreach (var (family, setting, result, run, h) in Applying(SectorClass.Instance, Instances.All, 11, Gamma, (r, f, h) => 30 / Math.Sqrt(h * f.Beta)))
        {
            double beta = Hi(result, "beta"), c = Math.Abs(family.Centre), gamma = h * beta * c, w0 = setting.Start is null ? 0 : W(run);
            double f0 = Math.Abs(run.U), sum = 0, least = double.PositiveInfinity, leastW = double.PositiveInfinity, b0 = Far(run);
            var counted = result.Iterations;
            var large = new int[counted.Length];
            for (int k = 0; k < 400; k++)
            {
                double w = Oriented(family, run.W), quantity = h * h * beta * run.S * run.G;
                Check(W(run) < 4 * Slack && h * beta * run.P < 2 * (2 + gamma) * Slack, setting, $"C1 at step {k}");
                if (k is 10 or 100 && family.Centre == 0)
                {
                    Check(least <= At(result, "rate", k) * Slack + 1e-300, setting, $"C3 a priori at {k}");
                    Check(least <= Math.Pow((4 - h * beta * run.P) / (4 - w0), 1.0 / k) - 1 + 1e-12, setting, $"C3 with p_K at {k}");
                }
                if (k is 10 or 100 && family.Centre != 0 && Far(run) > 1e-8 * run.P)
                    Check(sum <= Math.Log((4 - W(run)) / (4 - w0)) + gamma / 2 * Math.Log(b0 / Far(run)) + 1e-9 * (1 + Math.Abs(sum)) + 1e-7,
                        setting, $"C4 at {k}: sum {sum:R}, 4-W_K {4 - W(run):R}, 4-W_0 {4 - w0:R}, B_0 {b0:R}, B_K {Far(run):R}");
                var loss = new Lazy<double>(() => run.Loss);
                for (int i = 0; i < large.Length; i++)
                    large[i] += (Size(counted[i], run, h, loss) ?? quantity) >= counted[i].Epsilon.ToInterval().Hi * Slack ? 1 : 0;
                if (k is 10 or 100 && result.Conclusions.FirstOrDefault(x => x.Name == "gradientRate")?.Value is ImmutableArray<BoundAt> table
                    && table.Single(b => b.Argument.Exact == k).Bound is { } rate)
                {
                    rated++;
                    Check(leastW <= rate.ToInterval().Hi * Slack, setting, $"C5's rate at {k}");
                }
                least = Math.Min(least, quantity);
                leastW = Math.Min(leastW, Math.Abs(w));
                sum += Math.Log(1 + gamma * w + w * w) - gamma * Math.Log(Math.Abs(1 + w));
                run.Step();
                if (k == 0 && result.Conclusions.Any(x => x.Name == "lossRises"))
                {
                    rises++;
                    Check(Math.Abs(run.U) > f0, setting, "C7");
                }
            }
            for (int i = 0; i < large.Length; i++)
            {
                counts++;
                Check(counted[i].Bound is not { } bound || large[i] <= bound.ToInterval().Hi,
                    setting, $"{counted[i].Theorem} at {counted[i].Epsilon}: {large[i]} steps");
            }
            if (result.Conclusions.FirstOrDefault(x => x.Name == "pLimitAtMost")?.Value is Certified cap && Math.Abs(run.U) < 1e-9 && f0 > 1e-6)
                Check(run.P <= cap.ToInterval().Hi * (1 + 1e-6), setting, "C6");

            double W(Descent d) => h * beta * d.P - h * h * beta * beta * c * Oriented(family, d.U);
            double Far(Descent d) => family.Centre < 0 ? d.A : d.B;
        }
        Assert.That((rises, counts), Is.GreaterThan((100, 1000)), "C7 and the counts of C3, C5, C5' were exercised");
        Assert.That(rated, Is.GreaterThan(50), "the rate of C5 was exercised");
    }

    [Test]
    public void Starts_in_the_triangle_converge()
    {
        // T1.C2 and T4.C1; convergence may be as slow as 1/sqrt(k), and a start near the saddle waits long: h|F'| is small at last.
        foreach (var (_, setting, _, run, h) in Applying(SectorClass.Instance, [.. Instances.All.Take(5)], 12, Gamma, (r, f, h) => 30 / Math.Sqrt(h * f.Beta))
            .Take(1500))
        {
            double near = double.PositiveInfinity;
            for (int k = 0; k < 6000 && near > 0.02; k++)
            {
                run.Step();
                near = Math.Abs(h * run.U) + Math.Abs(run.W);
            }
            Check(near <= 0.02 || Math.Abs(run.S) < 1e-3, setting, $"C2: h|u| + h|F'| stays above {near}");
        }
    }

    [Test]
    public void Conclusions_of_T2_hold()
    {
        foreach (var (family, setting, result, run, h) in Applying(BoundedDerivative.Instance, [.. Instances.Bounded], 13, BelowRootTwo, (r, _, _) =>
            Math.Pow(10, 3 * r.NextDouble() - 1)))
        {
            double d0 = run.D, aMax = Hi(result, "AMax"), bMax = Hi(result, "BMax"), tau = double.PositiveInfinity, before = d0;
            double hg = h * family.G!.Value, target = d0 / 100, epsilon = 0.01 / h;
            int large = 0;
            for (int k = 1; k <= 300; k++)
            {
                double w2 = run.W * run.W;
                tau = Math.Min(tau, Math.Min(w2, 2 - w2));
                large += run.D >= target && Math.Abs(run.G) >= epsilon ? 1 : 0;
                run.Step();
                // |x + y|² loses what cancels in x + y: an absolute error of a few p² 2^-53 in D.
                Check(run.D <= before * Slack + 1e-14 * run.P * run.P, setting, $"C1 at step {k}");
                before = run.D;
                Check(run.A <= aMax * Slack && run.B <= bMax * Slack, setting, $"C2 at step {k}");
                if (k is 10 or 100 && run.D > 1e-10 * run.P * run.P && d0 > 0)
                    Check(tau <= 1 - Math.Pow(run.D / d0, 1.0 / (2 * k)) + 1e-9, setting, $"C3 at {k}");
            }
            double m = Math.Max(1 - 1e-4, hg * hg - 1);
            Check(large <= Math.Floor(Math.Log(100) / (-2 * Math.Log(m))) + 1, setting, "C4");
            Check(BoundedDerivative.LargeGradientCount(setting, setting.Regularity.DerivativeBound.Value!,
                Symbolic.Rational.FromDouble(epsilon), 100) is not { } count || large <= count.ToInterval().Hi, setting, "C4 as computed");
            for (int k = 0; k < 3000 && Math.Abs(run.W) > 0.05 && run.D > 1e-3 * d0; k++)
                run.Step();
            Check(Math.Abs(run.W) <= 0.05 || run.D <= 1e-3 * d0 || hg > 1.35, setting, "C5: neither the gradient nor the imbalance got small");
        }
    }

    // What a count is about; null for quantities that one theorem has alone. The loss has its minimum at the centre.
    private static double? Size(IterationBound count, Descent run, double h, Lazy<double> loss) =>
        count.Quantity == Quantity.Offset.Name ? Math.Abs(run.U)
        : count.Quantity == Quantity.Loss.Name ? loss.Value
        : count.Quantity == Quantity.Slope(h).Name ? Math.Abs(run.W) : null;

    private static double BelowRootTwo(Random random, Family f) =>
        Math.Sqrt(2) * (random.Next(4) == 0 ? 1 - 1e-3 * random.NextDouble() : random.NextDouble()) / f.G!.Value;

    [Test]
    public void Conclusions_of_T3_hold_however_sharp_the_start()
    {
        double sharpest = 0;
        foreach (var (family, setting, result, run, h) in Applying(GoodRegularity.Instance, [.. Instances.Bounded], 14,
                     (r, f) => BelowRootTwo(r, f) * (f.Centre == 0
                         ? 1
                         : Math.Min(0.98 / Math.Sqrt(2), f.G!.Value / (Math.Sqrt(2) * f.Beta * Math.Abs(f.Centre)) * 0.98)), (r, _, _) =>
                             Math.Pow(10, 2 * r.NextDouble() - 0.5)))
        {
            sharpest = Math.Max(sharpest, h * Math.Sqrt(run.D + 4 * family.Centre * family.Centre));
            var counted = result.Iterations;
            var large = new int[counted.Length];
            double near = double.PositiveInfinity;
            for (int k = 0; k < 3000; k++)
            {
                var loss = new Lazy<double>(() => run.Loss);
                for (int i = 0; i < large.Length; i++)
                    large[i] += Size(counted[i], run, h, loss) >= counted[i].Epsilon.ToInterval().Hi * Slack ? 1 : 0;
                near = Math.Min(near, Math.Abs(run.W));
                if (near < 1e-9)
                    break;
                run.Step();
            }
            for (int i = 0; i < large.Length; i++)
                Check(counted[i].Bound is { } bound && large[i] <= bound.ToInterval().Hi, setting, $"C2 at {counted[i].Epsilon}: {large[i]} steps");
            // Near hG = sqrt2 the imbalance shrinks by 4(sqrt2 - hG) a step only.
            Check(near < 0.1 || h * family.G > 1.35, setting, $"C1: h|F'| stays above {near}");
        }
        Assert.That(sharpest, Is.GreaterThan(20), "starts far beyond the edge of stability were drawn");
    }

    [Test]
    public void Conclusions_of_T4_hold_inside_the_region_and_beyond()
    {
        Family[] squares = [.. Instances.All.Take(3)];
        double W(Family f, Descent d, double h) => h * f.Beta * d.P - h * h * f.Beta * f.Beta * Math.Abs(f.Centre) * Oriented(f, d.U);
        foreach (var (family, setting, _, run, h) in Applying(SquaredLoss.Instance, squares, 16, Gamma, (r, f, h) => 30 / Math.Sqrt(h * f.Beta)))
        {
            double near = double.PositiveInfinity;
            for (int k = 0; k < 6000 && near > 0.02; k++)
            {
                run.Step();
                Check(W(family, run, h) < 4 * Slack, setting, $"W stays below 4, step {k}");
                near = Math.Abs(h * run.U) + Math.Abs(run.W);
            }
            Check(near <= 0.02 || Math.Abs(run.S) < 1e-3, setting, $"h|u| + h|F'| stays above {near}");
        }
        // The other side of W = 4 is invariant too, so nothing there comes to rest below the edge of stability.
        var random = new Random(17);
        int beyond = 0;
        for (int draw = 0; draw < 4000; draw++)
        {
            var family = squares[draw % 3];
            double h = Gamma(random, family);
            var (x, y) = Instances.Start(random, 30 / Math.Sqrt(h * family.Beta));
            var run = new Descent(family, h, x, y);
            if (!(W(family, run, h) > 4.001))
                continue;
            beyond++;
            for (int k = 0; k < 300 && run.P < 1e100; k++)
            {
                run.Step();
                Check(!(W(family, run, h) < 4), Setting(family, h, x, y), $"W stays above 4, step {k}");
            }
        }
        Assert.That(beyond, Is.GreaterThan(500));
    }

    [Test]
    public void T4_is_exact_over_a_thousand_starts()
    {
        // The threshold of a start against the measured one, by bisection: within a thousandth wherever γ < 0.9 there.
        var random = new Random(15);
        Family[] squares = [.. Instances.All.Take(3)];
        double worst = 0;
        int compared = 0;
        for (int i = 0; i < 1000; i++)
        {
            var family = squares[i % 3];
            var (x, y) = Instances.Start(random, 3);
            var setting = Setting(family, 1e-3, x, y);
            double certified = setting.TriangleStep(setting.Regularity.SquareScale!)!.ToInterval().Lo;
            if (family.Beta * certified * Math.Abs(family.Centre) >= 0.9 || !double.IsFinite(certified))
                continue;
            double lo = 0.99 * certified, hi = 1.01 * certified;
            if (!Settles(family, lo, x, y) || Settles(family, hi, x, y))
                Assert.Fail($"the threshold of {family.Text} at {string.Join(" ", x)}; {string.Join(" ", y)} is not within a hundredth of {certified}");
            for (int b = 0; b < 5; b++)
            {
                double mid = (lo + hi) / 2;
                (lo, hi) = Settles(family, mid, x, y) ? (mid, hi) : (lo, mid);
            }
            compared++;
            worst = Math.Max(worst, Math.Max(certified / lo - 1, hi / certified - 1));
        }
        TestContext.Out.WriteLine($"{compared} starts, largest distance of the ratio from 1 (bracket of a bisection): {worst:G3}");
        Assert.That(compared, Is.GreaterThan(600));
        Assert.That(worst, Is.LessThan(1e-3));
    }

    /// <summary>Bounded over many steps: beyond the threshold almost every start leaves (the exact region's converse), inside W stays below 4.</summary>
    private static bool Settles(Family family, double h, double[] x, double[] y)
    {
        var run = new Descent(family, h, x, y);
        for (int k = 0; k < 60_000; k++)
        {
            run.Step();
            if (!(run.P < 1e6 / h))
                return false;
            if (Math.Abs(run.W) < 1e-3 && h * family.Beta * run.P < 2)
                return true;
        }
        return true;
    }
}
