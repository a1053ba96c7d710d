using BoundCheck.Numeric.Intervals.PointValues;
using BoundCheck.Numeric.Precision;
using BoundCheck.Numeric.Tests.Intervals.Oracle;
using static BoundCheck.Numeric.Tests.Intervals.Oracle.MpfrNative;

namespace BoundCheck.Numeric.Tests.Intervals;

/// <summary>The largest error seen in a double-double kernel stays below the bound proved for it (docs/trust.md).</summary>
[TestFixture]
public sealed class KernelErrorTests
{
    private const int OracleDigits = 240;

    /// <summary>A kernel, the bound proved, and the range of arguments it is for.</summary>
    internal sealed record Kernel(string Name, Func<double, DoubleDouble> Value, Unary Oracle, double ProvenBits, Func<Random, double> Draw)
    {
        public override string ToString() => Name;
    }

    private static IEnumerable<Kernel> Kernels()
    {
        yield return new("exp", x => ExpKernels.Exp(new(x, 0)), mpfr_exp, 87.0, r => Spread(r, 600));
        yield return new("expm1", ExpKernels.Expm1, mpfr_expm1, 75.5, r => Spread(r, 30));
        yield return new("log", x => LogKernels.Log(new(x, 0)), mpfr_log, 80.1, r => Math.Abs(r.Next(3) == 0 ? 1 + Spread(r, 0.5) : Spread(r, 1e6)));
        yield return new("log1p", x => LogKernels.Log1p(new(x, 0)), mpfr_log1p, 80.1, r => Math.Max(Spread(r, 5), -0.49));
        yield return new("sin", x => TrigKernels.SinCos(x, out DoubleDouble s, out _) ? s : default, mpfr_sin, 78.2, Angle);
        yield return new("cos", x => TrigKernels.SinCos(x, out _, out DoubleDouble c) ? c : default, mpfr_cos, 78.2, Angle);
        yield return new("tan", x => TrigKernels.SinCos(x, out DoubleDouble s, out DoubleDouble c) ? s / c : default, mpfr_tan, 78.0, Angle);
        yield return new("atan", x => TrigKernels.AtanUnit(new(x, 0)), mpfr_atan, 81.2, r => Math.Abs(Spread(r, 1)));
        yield return new("sinh", HyperbolicKernels.Sinh, mpfr_sinh, 75.4, r => Math.Abs(Spread(r, 20)));
        yield return new("erf", ErfKernels.Erf, mpfr_erf, 73.3, r => Math.Abs(Spread(r, 5.9)));
    }

    [TestCaseSource(nameof(Kernels))]
    public void Measured_error_is_below_the_proven_bound(object item)
    {
        Kernel kernel = (Kernel)item;
        Random random = new(99);
        using MpfrValue x = new(64), exact = new(OracleDigits);
        BigFloat worst = BigFloat.Zero;
        double at = 0;
        for (int i = 0; i < Campaign.Points / 2; i++)
        {
            double point = kernel.Draw(random);
            DoubleDouble value = kernel.Value(point);
            if (value.High == 0)
                continue;
            kernel.Oracle(ref exact.Number, ref x.Set(point).Number, 0);
            BigFloat truth = exact.ToBigFloat();
            BigFloat sum = BigFloat.AddExact(BigFloat.FromDouble(value.High), BigFloat.FromDouble(value.Low));
            BigFloat error = BigFloat.Divide(BigFloat.Abs(BigFloat.AddExact(sum, -truth)), BigFloat.Abs(truth), 53, Direction.Up);
            if (error > worst)
                (worst, at) = (error, point);
        }
        double bits = -Math.Log2(worst.ToDouble(Direction.Up));
        TestContext.Out.WriteLine($"{kernel.Name}: largest relative error seen 2^-{bits:F1} at {at:R}, proved 2^-{kernel.ProvenBits}.");
        Assert.That(bits, Is.GreaterThan(kernel.ProvenBits));
    }

    private static double Angle(Random random) =>
        random.Next(3) == 0 ? (random.Next(-20000, 20001) * (Math.PI / 64)) + Spread(random, 1e-3) : Spread(random, random.Next(2) == 0 ? 2 : 1e6);

    /// <summary>Uniform up to the scale, or with an exponent down to 2^-26.</summary>
    private static double Spread(Random random, double scale)
    {
        double x = scale * ((2 * random.NextDouble()) - 1);
        return random.Next(2) == 0 ? x : x * Math.ScaleB(1, -random.Next(27));
    }
}
