using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Tests.Intervals.Oracle;
using static BoundCheck.Numeric.Tests.Intervals.Oracle.MpfrNative;

namespace BoundCheck.Numeric.Tests.Intervals;

/// <summary>Every end of an arithmetic result on points is the correctly rounded double, over all exponents.</summary>
[TestFixture]
public sealed class CorrectRoundingTests
{
    /// <summary>Holds every sum of a product and a double exactly.</summary>
    private const int ExactDigits = 6600;

    private delegate int Binary(ref Number result, ref Number x, ref Number y, int rounding);

    [Test]
    public void Sum_is_correctly_rounded() => Check((x, y) => x + y, mpfr_add, ExactDigits);

    [Test]
    public void Difference_is_correctly_rounded() => Check((x, y) => x - y, mpfr_sub, ExactDigits);

    [Test]
    public void Product_is_correctly_rounded() => Check((x, y) => x * y, mpfr_mul, 120);

    [Test]
    public void Quotient_is_correctly_rounded() => Check((x, y) => x / y, mpfr_div, 200);

    [Test]
    public void Square_is_correctly_rounded() =>
        Check((x, _) => Interval.Sqr(x), (ref Number r, ref Number x, ref Number _, int mode) => mpfr_mul(ref r, ref x, ref x, mode), 120);

    [Test]
    public void Square_root_is_correctly_rounded() =>
        Check((x, _) => Interval.Sqrt(Interval.Abs(x)), AbsoluteRoot, 200);

    [Test]
    public void Fused_product_and_sum_is_correctly_rounded()
    {
        Random random = new(7);
        using MpfrValue x = new(64), y = new(64), z = new(64), exact = new(ExactDigits);
        for (int i = 0; i < Campaign.Points; i++)
        {
            double a = Draw(random), b = Draw(random);
            double c = random.Next(2) == 0 ? Draw(random) : -(a * b) * (1 + Math.ScaleB(random.Next(-4, 5), -random.Next(45, 56)));
            if (!double.IsFinite(c))
                continue;
            Interval f = Interval.Fma(Interval.Point(a), Interval.Point(b), Interval.Point(c));
            mpfr_fma(ref exact.Number, ref x.Set(a).Number, ref y.Set(b).Number, ref z.Set(c).Number, 0);
            double down = exact.ToDouble(MpfrValue.Down), up = exact.ToDouble(MpfrValue.Up);
            if (f.Lo != down || f.Hi != up)
                Assert.Fail($"fma({a:R}, {b:R}, {c:R}) = {f}, but [{down:R}, {up:R}].");
        }
    }

    private static int AbsoluteRoot(ref Number r, ref Number x, ref Number y, int mode)
    {
        if (mpfr_cmp_d(ref x, 0) >= 0)
            return mpfr_sqrt(ref r, ref x, mode);
        using MpfrValue negated = new(64);
        negated.Set(-1.0);
        mpfr_mul(ref negated.Number, ref negated.Number, ref x, 0);
        return mpfr_sqrt(ref r, ref negated.Number, mode);
    }

    private static void Check(Func<Interval, Interval, Interval> operation, Binary oracle, int digits)
    {
        Random random = new(11);
        using MpfrValue x = new(64), y = new(64), down = new(digits), up = new(digits);
        for (int i = 0; i < Campaign.Points; i++)
        {
            double a = Draw(random), b = random.Next(4) == 0 ? Related(random, a) : Draw(random);
            if (b == 0 || !double.IsFinite(b))
                continue;
            Interval result = operation(Interval.Point(a), Interval.Point(b));
            oracle(ref down.Number, ref x.Set(a).Number, ref y.Set(b).Number, MpfrValue.Down);
            oracle(ref up.Number, ref x.Number, ref y.Number, MpfrValue.Up);
            double lo = down.ToDouble(MpfrValue.Down), hi = up.ToDouble(MpfrValue.Up);
            if (result.Lo != lo || result.Hi != hi)
                Assert.Fail($"({a:R}, {b:R}): {result}, but [{lo:R}, {hi:R}].");
        }
    }

    /// <summary>A double close to a, or of an exponent that makes the product with a subnormal.</summary>
    private static double Related(Random random, double a) => random.Next(3) switch
    {
        0 => -a * (1 + Math.ScaleB(random.Next(-8, 9), -52)),
        1 => a == 0 ? 1 : Math.ScaleB(random.NextDouble() + 0.5, Math.Clamp(-1060 - Math.ILogB(a) + random.Next(80), -1074, 1023)),
        _ => Math.ScaleB(a, random.Next(-60, 61)),
    };

    private static double Draw(Random random)
    {
        while (true)
        {
            double x = random.Next(6) switch
            {
                0 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
                1 => BitConverter.Int64BitsToDouble(random.NextInt64(0, 1L << random.Next(1, 54))),
                2 => Math.ScaleB(random.Next(-1024, 1025), random.Next(-1074, 1012)),
                3 => (random.Next(2) == 0 ? 1 : -1) * (double.MaxValue - Math.ScaleB(random.Next(4), 971)),
                _ => (random.NextDouble() - 0.5) * Math.ScaleB(1, random.Next(-20, 20)),
            };
            if (double.IsFinite(x))
                return x;
        }
    }
}
