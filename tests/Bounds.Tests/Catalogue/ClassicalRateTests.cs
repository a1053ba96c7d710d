using System.Globalization;
using BoundCheck.Bounds.Structures.General;
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
            Assert.That(ClassicalRates.Convex(3, third, 4).Exact, Is.EqualTo(new Rational(1, 9)));
            Assert.That(ClassicalRates.SharpPlFactor(1, fifth, 1)!.Exact, Is.EqualTo(new Rational(8, 11)));
            Assert.That(ClassicalRates.Distance(1, tenth, 1).Exact, Is.EqualTo(new Rational(81, 100)));
            Assert.That(ClassicalRates.PlFactor(1, fifth, 1).Exact, Is.EqualTo(new Rational(4, 5)));
            Assert.That(ClassicalRates.Gradient(1, 1, 5).Exact, Is.EqualTo(new Rational(2, 5)));
        });
    }

    /// <summary>The published factor, and the factor of V beyond sqrt3/L, beside what AutoLyap's search for Lyapunov functions certifies.</summary>
    [Test]
    public void Pl_factors_at_ninety_nine_steps_are_the_published_ones_and_never_below_what_AutoLyap_certifies()
    {
        Rational half = Rational.Half;
        int beyond = 0;
        foreach (var (step, certified, published) in AutoLyap())
        {
            double ours = Hi(ClassicalRates.SharpPlFactor(1, half, step)!), long_ = Hi(ClassicalRates.PlLongFactor(1, half, step));
            Assert.That(ours, Is.EqualTo(published).Within(1e-9), $"h = {step}");
            Assert.That(ours, Is.GreaterThanOrEqualTo(certified), $"h = {step}");
            if (step * step > 3)
            {
                beyond++;
                // Between the two columns, and as small as anything that is certified there, to the digits of its search.
                Assert.That(long_, Is.InRange(certified, certified + 1e-7), $"h = {step}");
                Assert.That(long_, Is.LessThan(ours), $"h = {step}");
            }
        }
        Assert.That(beyond, Is.EqualTo(14));
    }

    private static IEnumerable<(Rational Step, double Certified, double Published)> AutoLyap()
    {
        using var reader = new StreamReader(typeof(ClassicalRateTests).Assembly.GetManifestResourceStream("autolyap-pl.csv")!);
        foreach (string line in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => char.IsAsciiDigit(l[0])))
        {
            var cells = line.Split(',');
            yield return (Rational.FromDouble(double.Parse(cells[0], CultureInfo.InvariantCulture)),
                double.Parse(cells[1], CultureInfo.InvariantCulture), double.Parse(cells[2], CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Smooth functions whose slope is a chain of segments of slopes between -L and L: not convex, with kinks of the gradient.</summary>
    [Test]
    public void Nonconvex_rates_hold_on_random_chains_of_quadratics()
    {
        var random = new Random(11);
        double worstGradient = 0, worstPl = 0;
        for (int run = 0; run < 20_000; run++)
        {
            double l = 1, h = 0.05 + 1.94 * random.NextDouble(), z = h * l;
            int steps = 1 + random.Next(6);
            var (value, slope, x0, lowest) = Chain(random, l);
            double x = x0, f0 = value(x0) - lowest, g0 = slope(x0), least = g0 * g0, pl = f0 > 0 ? g0 * g0 / (2 * f0) : double.PositiveInfinity, f = f0;
            for (int k = 1; k <= steps; k++)
            {
                x -= h * slope(x);
                f = value(x) - lowest;
                double g = slope(x);
                least = Math.Min(least, g * g);
                // PL is asked of the iterates alone.
                if (f > 1e-12)
                    pl = Math.Min(pl, g * g / (2 * f));
            }
            Rational hr = Rational.FromDouble(h);
            double bound = Hi(ClassicalRates.SharpGradient(1, hr, steps, Rational.FromDouble(f0), Rational.FromDouble(g0 * g0), Rational.Half)!);
            Assert.That(least, Is.LessThanOrEqualTo(bound * (1 + 1e-9) + 1e-12), $"T0a: h = {h}, K = {steps}, run {run}");
            worstGradient = Math.Max(worstGradient, bound > 1e-9 ? least / bound : 0);
            if (!(pl is > 1e-6 and <= 1) || f0 < 1e-9)
                continue;
            var mu = Rational.FromDouble(pl);
            double factor = f0 * Hi(ClassicalRates.Power(ClassicalRates.SharpPlFactor(1, mu, hr)!, steps));
            Assert.That(f, Is.LessThanOrEqualTo(factor * (1 + 1e-9) + 1e-12), $"T0b: h = {h}, mu = {pl}, K = {steps}, run {run}");
            worstPl = Math.Max(worstPl, factor > 1e-9 ? f / factor : 0);
            if (z * z > 3)
            {
                double along = (f0 + h * (z * z - 3) / 4 * g0 * g0) * Hi(ClassicalRates.Power(ClassicalRates.PlLongFactor(1, mu, hr), steps));
                Assert.That(f, Is.LessThanOrEqualTo(along * (1 + 1e-9) + 1e-12), $"T0b, V: h = {h}, mu = {pl}, K = {steps}, run {run}");
            }
        }
        TestContext.Out.WriteLine($"largest value over bound: T0a {worstGradient:G4}, T0b {worstPl:G4}");
        Assert.That(worstGradient, Is.GreaterThan(0.8));
        Assert.That(worstPl, Is.GreaterThan(0.8));
    }

    /// <summary>f with f' piecewise linear through random knots, slopes of f' in [-l, l], f' rising beyond them, and its least value.</summary>
    private static (Func<double, double> Value, Func<double, double> Slope, double Start, double Lowest) Chain(Random random, double l)
    {
        int n = 2 + random.Next(8);
        double[] at = new double[n], g = new double[n], f = new double[n], curve = new double[n];
        at[0] = -1;
        g[0] = 0.5 - random.NextDouble();
        for (int i = 0; i < n; i++)
        {
            curve[i] = i == n - 1 ? l : (random.Next(3) == 0 ? 2 * random.NextDouble() - 1 : random.Next(2) == 0 ? 1 : -1) * l;
            if (i > 0)
            {
                double d = 0.05 + random.NextDouble();
                at[i] = at[i - 1] + d;
                g[i] = g[i - 1] + curve[i - 1] * d;
                f[i] = f[i - 1] + g[i - 1] * d + curve[i - 1] * d * d / 2;
            }
        }
        (int Piece, double D) Find(double x)
        {
            int i = Array.FindLastIndex(at, p => p <= x);
            return i < 0 ? (-1, x - at[0]) : (i, x - at[i]);
        }
        // Left of the first knot f' has slope l, so f grows there.
        double Slope(double x) => Find(x) is var (i, d) && i < 0 ? g[0] + l * d : g[i] + curve[i] * d;
        double Value(double x) => Find(x) is var (i, d) && i < 0 ? f[0] + g[0] * d + l * d * d / 2 : f[i] + g[i] * d + curve[i] * d * d / 2;
        // The least value is at a zero of f' on a rising piece.
        double lowest = f.Min();
        for (int i = -1; i < n; i++)
        {
            double k = i < 0 ? l : curve[i], zero = (i < 0 ? at[0] : at[i]) - (i < 0 ? g[0] : g[i]) / k;
            if (k > 0 && Find(zero).Piece == i)
                lowest = Math.Min(lowest, Value(zero));
        }
        return (Value, Slope, at[0] + (at[^1] - at[0]) * random.NextDouble(), lowest);
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
            double[] a = [.. Enumerable.Range(0, n).Select(_ => random.Next(3) == 0 ? 0 : random.NextDouble())],
                b = [.. Enumerable.Range(0, n).Select(_ => random.NextDouble())],
                delta = [.. Enumerable.Range(0, n).Select(_ => Math.Pow(10, 2 * random.NextDouble() - 2))],
                    x = [.. Enumerable.Range(0, n).Select(_ => 4 * random.NextDouble() - 2)];
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
            double last = x.Select((v, i) => a[i] * v + b[i] * Math.Clamp(v, -delta[i], delta[i]))
                .Sum(g => g * g), convex = Hi(ClassicalRates.Convex(lr, hr, steps));
            Check(2, F(x), l / 2 * d0 * convex);
            Check(2, last, 2 * l * f0 * convex);
            Check(3, x.Sum(v => v * v), d0 * Hi(ClassicalRates.Power(ClassicalRates.Distance(lr, mr, hr), steps)));
            if (mu > 0)
            {
                double strong = Hi(ClassicalRates.Convex(lr, mr, hr, steps));
                Check(2, F(x), l / 2 * d0 * strong);
                Check(2, last, 2 * l * f0 * strong);
                Check(1, F(x), f0 * Hi(ClassicalRates.Power(ClassicalRates.PlFactor(lr, mr, hr), steps)));
                Check(1, F(x), f0 * Hi(ClassicalRates.Power(ClassicalRates.SharpPlFactor(lr, mr, hr)!, steps)));
            }

            double F(double[] z) => z.Select((v, i) => a[i] * v * v / 2
                + b[i] * (Math.Abs(v) <= delta[i] ? v * v / 2 : delta[i] * (Math.Abs(v) - delta[i] / 2)))
                .Sum();

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
