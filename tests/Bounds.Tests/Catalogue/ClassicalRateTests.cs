using BoundCheck.Bounds.Classical;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Catalogue;

public sealed class ClassicalRateTests
{
    [Test]
    public void Tight_rates_at_the_parameters_of_their_papers()
    {
        Rational third = new(1, 3), fifth = new(1, 5), tenth = new(1, 10);
        Assert.Multiple(() =>
        {
            Assert.That(ClassicalRates.Convex(3, third, 4).Exact, Is.EqualTo(new Rational(1, 6)));
            Assert.That(ClassicalRates.SharpPlFactor(1, fifth, 1).Exact, Is.EqualTo(new Rational(8, 11)));
            Assert.That(ClassicalRates.Distance(1, tenth, 1).Exact, Is.EqualTo(new Rational(81, 100)));
            Assert.That(ClassicalRates.PlFactor(1, fifth, 1).Exact, Is.EqualTo(new Rational(4, 5)));
            Assert.That(ClassicalRates.Gradient(1, 1, 5).Exact, Is.EqualTo(new Rational(2, 5)));
        });
    }

    /// <summary>Sums of a convex quadratic and Huber functions with known L and μ, the worst cases of these classes among them.</summary>
    [Test]
    public void Rates_hold_on_ten_thousand_random_convex_functions()
    {
        var random = new Random(7);
        var worst = new double[4];
        for (int run = 0; run < 10_000; run++)
        {
            int n = 1 + run % 3, steps = 1 + random.Next(12);
            // f = Σ a_i x_i²/2 + b_i huber(x_i, δ_i): L = max(a + b), μ = min a.
            double[] a = [.. Enumerable.Range(0, n).Select(_ => random.Next(3) == 0 ? 0 : random.NextDouble())], b = [.. Enumerable.Range(0, n).Select(_ => random.NextDouble())],
                delta = [.. Enumerable.Range(0, n).Select(_ => Math.Pow(10, 2 * random.NextDouble() - 2))], x = [.. Enumerable.Range(0, n).Select(_ => 4 * random.NextDouble() - 2)];
            double l = a.Zip(b, (p, q) => p + q).Max(), mu = a.Min(), h = (random.Next(2) == 0 ? 1 : 1.99 * random.NextDouble()) / l;
            double f0 = F(x), d0 = x.Sum(v => v * v), least = double.PositiveInfinity;
            for (int k = 0; k < steps; k++)
            {
                var g = x.Select((v, i) => a[i] * v + b[i] * Math.Clamp(v, -delta[i], delta[i])).ToArray();
                least = Math.Min(least, g.Sum(v => v * v));
                x = [.. x.Select((v, i) => v - h * g[i])];
            }
            Rational hr = Rational.FromDouble(h), lr = Rational.FromDouble(l), mr = Rational.FromDouble(mu);
            Check(0, least, f0 * Hi(ClassicalRates.Gradient(lr, hr, steps)));
            if (h * l <= 1)
                Check(2, F(x), d0 * Hi(ClassicalRates.Convex(lr, hr, steps)));
            Check(3, x.Sum(v => v * v), d0 * Hi(ClassicalRates.Power(ClassicalRates.Distance(lr, mr, hr), steps)));
            if (mu > 0)
            {
                Check(1, F(x), f0 * Hi(ClassicalRates.Power(ClassicalRates.PlFactor(lr, mr, hr), steps)));
                if (h * l is >= 1 and <= 1.7320508)
                    Check(1, F(x), f0 * Hi(ClassicalRates.Power(ClassicalRates.SharpPlFactor(lr, mr, hr), steps)));
            }

            double F(double[] z) => z.Select((v, i) => a[i] * v * v / 2 + b[i] * (Math.Abs(v) <= delta[i] ? v * v / 2 : delta[i] * (Math.Abs(v) - delta[i] / 2))).Sum();

            void Check(int theorem, double value, double bound)
            {
                if (value > bound * (1 + 1e-9) + 1e-300)
                    Assert.Fail($"T0{"abcd"[theorem]}: {value} > {bound} at L = {l}, mu = {mu}, h = {h}, K = {steps}");
                worst[theorem] = Math.Max(worst[theorem], bound > 0 ? value / bound : 0);
            }
        }
        TestContext.Out.WriteLine($"largest value over bound: {string.Join(", ", worst.Select(w => w.ToString("G4")))}");
        // c and d are attained in the class, up to sampling; a test in which nothing comes near its bound would test little.
        Assert.That(worst[2..], Is.All.GreaterThan(0.5));
    }

    private static double Hi(Numbers.Certified value) => value.ToInterval().Hi;
}
