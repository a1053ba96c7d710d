using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Methods;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Catalogue;

/// <summary>H1 and S1 against functions whose constants are known.</summary>
public sealed class HeavyBallTests
{
    /// <summary>f, its gradient, L and a PL constant (0 for none) in the plane; f* = 0.</summary>
    private sealed record Known(Func<double, double, double> Value, Func<double, double, (double, double)> Gradient, Rational L, Rational Mu);

    private static readonly Known[] s_known =
    [
        new((x, y) => (x * x + y * y / 4) / 2, (x, y) => (x, y / 4), 1, new(1, 4)),
        // Not convex: f''(x) = 2 + 6cos(2x); f'² >= 2f/32 (Karimi, Nutini, Schmidt 2016, section 2).
        new((x, _) => x * x + 3 * Math.Sin(x) * Math.Sin(x), (x, _) => (2 * x + 3 * Math.Sin(2 * x), 0), 8, new(1, 32)),
        new((x, y) => Huber(x - y) + y * y / 2, (x, y) => (Slope(x - y), y - Slope(x - y)), 3, 0),
        new((x, _) => 1 - Math.Exp(-x * x / 2), (x, _) => (x * Math.Exp(-x * x / 2), 0), 1, 0),
    ];

    private static double Huber(double t) => Math.Abs(t) <= 1 ? t * t / 2 : Math.Abs(t) - 0.5;

    private static double Slope(double t) => Math.Clamp(t, -1, 1);

    [Test]
    public void The_loss_with_the_velocity_falls_as_certified_in_every_step_from_any_velocity()
    {
        var random = new Random(15);
        int steps = 0;
        double nearest = 0;
        while (steps < 4000)
        {
            var f = s_known[random.Next(s_known.Length)];
            Rational m = new(random.Next(1, 96), 100), h = new Rational(random.Next(1, 1000), 1000) * 2 * (1 - m) / f.L;
            var weight = f.Mu.Sign > 0 && random.Next(2) == 0 ? HeavyBallRates.SmallFactor(f.L, f.Mu, h, m) : HeavyBallRates.LargeDecrease(f.L, h, m);
            if (HeavyBallRates.Decrease(f.L, h, m, weight) is not { } decrease)
                continue;
            double c = weight.ToDoubleNearest(), step = h.ToDoubleNearest(), momentum = m.ToDoubleNearest();
            double x = 6 * random.NextDouble() - 3, y = 6 * random.NextDouble() - 3, u = 4 * random.NextDouble() - 2, v = 4 * random.NextDouble() - 2;
            var (gx, gy) = f.Gradient(x, y);
            double du = momentum * u - step * gx, dv = momentum * v - step * gy;
            double before = f.Value(x, y) + c * (u * u + v * v), after = f.Value(x + du, y + dv) + c * (du * du + dv * dv);
            double bound = before - decrease.ToInterval().Lo * (gx * gx + gy * gy);
            Assert.That(after, Is.LessThanOrEqualTo(bound + 1e-12 * (1 + before)), $"C1, h = {h}, m = {m}");
            if (f.Mu.Sign > 0 && HeavyBallRates.Factor(f.L, f.Mu, h, m, weight) is { } factor)
            {
                Assert.That(after, Is.LessThanOrEqualTo(factor.ToInterval().Hi * before + 1e-12 * (1 + before)), $"C2, h = {h}, m = {m}");
                nearest = Math.Max(nearest, after / (factor.ToInterval().Hi * before));
            }
            steps++;
        }
        TestContext.Out.WriteLine($"largest measured factor over the certified one: {nearest:F4}");
        Assert.That(nearest, Is.GreaterThan(0.9), "steps near the bound were met");
    }

    [Test]
    public void The_least_loss_of_a_convex_function_is_below_the_bound_of_C3()
    {
        var random = new Random(16);
        for (int i = 0; i < 300; i++)
        {
            var f = s_known[random.Next(2) * 2];
            Rational m = new(random.Next(1, 96), 100), h = new Rational(random.Next(1, 1000), 1000) * 2 * (1 - m) / f.L;
            double x = 6 * random.NextDouble() - 3, y = 6 * random.NextDouble() - 3, u = 0, v = 0, least = f.Value(x, y), distance = x * x + y * y, first = least;
            int steps = random.Next(1, 60);
            for (int k = 0; k < steps; k++)
            {
                var (gx, gy) = f.Gradient(x, y);
                (u, v) = (m.ToDoubleNearest() * u - h.ToDoubleNearest() * gx, m.ToDoubleNearest() * v - h.ToDoubleNearest() * gy);
                (x, y) = (x + u, y + v);
                least = Math.Min(least, f.Value(x, y));
            }
            var bound = HeavyBallRates.Convex(f.L, h, m, Rational.FromDouble(distance), Rational.FromDouble(first), steps);
            Assert.That(least, Is.LessThanOrEqualTo(bound.ToInterval().Hi * (1 + 1e-9)), $"h = {h}, m = {m}, K = {steps}");
        }
    }

    // Ghadimi, Feyzmahdavian, Johansson (2015), Theorem 4, for c = (1/h - L)/2: 1 - μh where m² <= (1 - Lh)(1 - μh).
    [TestCase("1/2", "1/4", "7/8")]
    [TestCase("1/2", "13/20", "7/8")]
    [TestCase("1/2", "17/25", "578/625")]
    public void For_their_weight_the_factor_is_that_of_Ghadimi_Feyzmahdavian_and_Johansson(string h, string m, string factor)
    {
        Rational step = Number(h), weight = (1 / step - 1) / 2;
        var q = HeavyBallRates.Factor(1, new Rational(1, 4), step, Number(m), weight)!;
        Assert.That(q.ToInterval().Mid, Is.EqualTo(Number(factor).ToDoubleNearest()).Within(1e-14));
        var found = HeavyBallRates.Factor(1, new Rational(1, 4), step, Number(m), HeavyBallRates.SmallFactor(1, new Rational(1, 4), step, Number(m)))!;
        Assert.That(Certified.LessOrEqual(found, q + new Rational(1, 1000000)), Is.True, "the weight that is found is no worse");
    }

    [Test]
    public void A_weight_exists_exactly_where_the_momentum_is_below_1_minus_hL_over_2([Values("1/10", "1/2", "9/10", "99/100")] string momentum)
    {
        var m = Number(momentum);
        Assert.That(HeavyBallRates.Decrease(1, 2 * (1 - m) - new Rational(1, 10000), m, HeavyBallRates.LargeDecrease(1, 2 * (1 - m) - new Rational(1, 10000), m)), Is.Not.Null);
        for (int i = 1; i < 400; i++)
            Assert.That(HeavyBallRates.Decrease(1, 2 * (1 - m), m, new Rational(i, 100)), Is.Null);
    }

    private static Rational Number(string text) => Parser.ParseConstant(text).TryGet(out var value, out _) && value!.IsRational(out var number)
        ? number : throw new ArgumentException(text);

    private static TheoremResult Check(string id, DescentMethod method, string text, string h, params (string, string)[] start)
    {
        var plain = Instances.Study(text, h, start).Problem;
        var problem = plain with { Method = method };
        return Theorem.All.Single(t => t.Id == id).Check(Setting.Of(problem, problem.Objective.Structure.Regularity(CancellationToken.None)), CancellationToken.None);
    }

    [TestCase("x^2+3*y^2", "1/10", "1/2", true)]
    [TestCase("x^2+3*y^2", "1/5", "1/2", false, Description = "h = 1/5 > 2(1 - m)/L = 1/6")]
    [TestCase("x^4+y^2", "1/40", "1/2", true, Description = "a sublevel set")]
    [TestCase("x^2+sin(3*x)/2+y^2", "1/40", "1/2", true, Description = "not convex")]
    [TestCase("x^3+y^2", "1/40", "1/2", false, Description = "not bounded below")]
    public void H1_applies_exactly_where_its_hypotheses_are_certified(string text, string h, string m, bool applies) =>
        Assert.That(Check("H1", new Momentum(Number(m), false), text, h, ("x", "3/2"), ("y", "-1")).Applies.IsProved, Is.EqualTo(applies));

    [TestCase("x^2+3*y^2", "1/6", true)]
    [TestCase("x^2+3*y^2", "1/5", false, Description = "h > 1/L")]
    [TestCase("huber(x,1)+y^2/3", "1", true)]
    [TestCase("x^4+y^2", "1/40", false, Description = "not smooth on R^n: silver steps leave bounded sets")]
    [TestCase("cos(x)+y^2", "1/10", false, Description = "not convex")]
    public void S1_applies_exactly_where_its_hypotheses_are_certified(string text, string h, bool applies) =>
        Assert.That(Check("S1", new VaryingDescent { Schedule = StepSchedule.Silver }, text, h, ("x", "3/2"), ("y", "-1")).Applies.IsProved, Is.EqualTo(applies));

    [Test]
    public void Silver_steps_end_below_the_bound_of_S1_on_random_convex_functions()
    {
        var random = new Random(17);
        for (int i = 0; i < 400; i++)
        {
            int j = random.Next(1, 8);
            // Σ a_i huber(b_i·x), curvature at most Σ a_i|b_i|², minimiser 0.
            var terms = Enumerable.Range(0, 3).Select(_ => (A: random.NextDouble(), B: 2 * random.NextDouble() - 1, C: 2 * random.NextDouble() - 1)).ToArray();
            double l = terms.Sum(t => t.A * (t.B * t.B + t.C * t.C)), x = 8 * random.NextDouble() - 4, y = 8 * random.NextDouble() - 4, distance = x * x + y * y;
            for (long k = 0; k < (1L << j) - 1; k++)
            {
                double h = StepSchedule.Silver.At(k, 1 / l), p = x, q = y;
                foreach (var (a, b, c) in terms)
                    (x, y) = (x - h * a * b * Slope(b * p + c * q), y - h * a * c * Slope(b * p + c * q));
            }
            double loss = terms.Sum(t => t.A * Huber(t.B * x + t.C * y));
            Assert.That(loss, Is.LessThanOrEqualTo(l * distance * ClassicalRates.Silver(j).ToInterval().Hi), $"j = {j}");
        }
    }
}
