using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Tests.Intervals.Oracle;
using BoundCheck.Symbolic;
using static BoundCheck.Numeric.Tests.Intervals.Oracle.MpfrNative;

namespace BoundCheck.Numeric.Tests.Intervals;

/// <summary>Integer and rational powers against MPFR.</summary>
[TestFixture]
public sealed class PowerContainmentTests
{
    private const int OracleDigits = 260;

    [Test]
    public void Integer_power_of_a_point_contains_the_value_and_is_tight()
    {
        Random random = new(5);
        using MpfrValue x = new(64), y = new(64), down = new(OracleDigits), up = new(OracleDigits);
        long worst = 0;
        for (int i = 0; i < Campaign.Points; i++)
        {
            int n = random.Next(4) == 0 ? random.Next(-2000, 2001) : random.Next(-12, 13);
            double a = Draw(random, random.Next(2) == 0 ? 10 : 700.0 / Math.Max(1, Math.Abs(n)));
            if (n < 0 && a == 0)
                continue;
            Interval power = Interval.Pow(Interval.Point(a), n);
            mpfr_pow(ref down.Number, ref x.Set(a).Number, ref y.Set((double)n).Number, MpfrValue.Down);
            mpfr_pow(ref up.Number, ref x.Number, ref y.Number, MpfrValue.Up);
            worst = Math.Max(worst, Check(power, down, up, $"{a:R}^{n}"));
        }
        TestContext.Out.WriteLine($"Integer powers: at most {worst} ulp beyond the tightest.");
        Assert.That(worst, Is.LessThanOrEqualTo(2));
    }

    [Test]
    public void Rational_power_of_a_point_contains_the_value_and_is_tight()
    {
        Random random = new(6);
        using MpfrValue x = new(64), p = new(64), q = new(64), e = new(4000), down = new(OracleDigits), up = new(OracleDigits);
        using MpfrValue high = new(4000);
        long worst = 0;
        for (int i = 0; i < Campaign.Points; i++)
        {
            Rational r = new(random.Next(-30, 31), random.Next(2, 12));
            if (r.IsInteger)
                continue;
            double a = Math.Abs(Draw(random, 40));
            if (a == 0)
                continue;
            if (random.Next(4) == 0)
                a = Math.Pow(Math.Round(Math.Clamp(a, 1, 30)), (double)r.Denominator);
            Interval power = Interval.Pow(Interval.Point(a), r);
            // The exponent at 4000 digits and the power at 4000: exact to far below 260 digits, rounded outward by hand.
            mpfr_div(ref e.Number, ref p.Set((double)r.Numerator).Number, ref q.Set((double)r.Denominator).Number, 0);
            mpfr_pow(ref high.Number, ref x.Set(a).Number, ref e.Number, 0);
            mpfr_set(ref down.Number, ref high.Number, 0);
            mpfr_set(ref up.Number, ref high.Number, 0);
            worst = Math.Max(worst, Check(power, down, up, $"{a:R}^({r})"));
        }
        TestContext.Out.WriteLine($"Rational powers: at most {worst} ulp beyond the tightest.");
        Assert.That(worst, Is.LessThanOrEqualTo(2));
    }

    [Test]
    public void Powers_over_intervals_contain_powers_of_members()
    {
        Random random = new(8);
        for (int i = 0; i < Campaign.Points; i++)
        {
            double a = Draw(random, 5), b = Draw(random, 5), t = random.NextDouble();
            Interval x = new(Math.Min(a, b), Math.Max(a, b));
            double inside = Math.Clamp(a + (t * (b - a)), x.Lo, x.Hi);
            int n = random.Next(-7, 8);
            if (n >= 0 || inside != 0)
                Assert.That(Interval.Pow(x, n).Contains(Interval.Pow(Interval.Point(inside), n)), $"{x}^{n} at {inside:R}");
            Rational r = new(random.Next(-9, 10), random.Next(1, 6));
            Assert.That(Interval.Pow(x, r).Contains(Interval.Pow(Interval.Point(inside), r)), $"{x}^({r}) at {inside:R}");
        }
    }

    private static long Check(Interval power, MpfrValue down, MpfrValue up, string what)
    {
        if (!(down.CompareTo(power.Lo) >= 0 && up.CompareTo(power.Hi) <= 0) || power.IsEmpty)
            Assert.Fail($"{what} is not in {power}; nearest double {down.ToDouble(0):R}.");
        return Campaign.Steps(power.Lo, down.ToDouble(MpfrValue.Down)) + Campaign.Steps(up.ToDouble(MpfrValue.Up), power.Hi);
    }

    private static double Draw(Random random, double scale)
    {
        double sign = random.Next(2) == 0 ? 1 : -1;
        return random.Next(4) switch
        {
            0 => Math.ScaleB(random.Next(-256, 257), random.Next(-8, 3)),
            1 => sign * Math.ScaleB(1 + random.NextDouble(), (int)(scale * ((2 * random.NextDouble()) - 1))),
            _ => sign * scale * random.NextDouble(),
        };
    }
}
