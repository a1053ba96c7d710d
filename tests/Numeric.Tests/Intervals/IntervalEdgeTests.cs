using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Intervals;

/// <summary>Exact points, infinities, zeros, subnormals and the empty set.</summary>
[TestFixture]
public sealed class IntervalEdgeTests
{
    private const double Inf = double.PositiveInfinity;
    private const double Max = double.MaxValue;
    private const double Eps = double.Epsilon;

    private static Interval I(double lo, double hi) => new(lo, hi);

    private static Interval P(double x) => Interval.Point(x);

    [Test]
    public void Exact_results_stay_points()
    {
        Assert.That(P(1) + P(2), Is.EqualTo(P(3)));
        Assert.That(P(0.5) * P(3), Is.EqualTo(P(1.5)));
        Assert.That(P(3) / P(4), Is.EqualTo(P(0.75)));
        Assert.That(Interval.Sqrt(P(9)), Is.EqualTo(P(3)));
        Assert.That(Interval.Fma(P(3), P(5), P(-14)), Is.EqualTo(P(1)));
        Assert.That(Interval.Pow(P(-3), 3), Is.EqualTo(P(-27)));
        Assert.That(Interval.Pow(P(8), new Rational(1, 3)), Is.EqualTo(P(2)));
        Assert.That(Interval.Exp(P(0)), Is.EqualTo(P(1)));
        Assert.That(Interval.Log(P(1)), Is.EqualTo(P(0)));
        Assert.That(Interval.Cosh(P(0)), Is.EqualTo(P(1)));
        Assert.That(Interval.Sigmoid(P(0)), Is.EqualTo(P(0.5)));
    }

    [Test]
    public void Inexact_results_are_the_two_neighbouring_doubles()
    {
        Interval tenth = P(1) / P(10);
        Assert.That(tenth.Hi, Is.EqualTo(Math.BitIncrement(tenth.Lo)));
        Assert.That(tenth, Is.EqualTo(Interval.FromRational(new Rational(1, 10))));
        Assert.That(tenth.Contains(new Rational(1, 10)));
        Assert.That(P(0.1).Contains(new Rational(1, 10)), Is.False);
    }

    [Test]
    public void Overflow_keeps_the_largest_double_inside()
    {
        Assert.That(P(Max) + P(Max), Is.EqualTo(I(Max, Inf)));
        Assert.That(P(-Max) + P(-Max), Is.EqualTo(I(-Inf, -Max)));
        Assert.That(P(1e200) * P(-1e200), Is.EqualTo(I(-Inf, -Max)));
        Assert.That(P(1e200) / P(1e-200), Is.EqualTo(I(Max, Inf)));
        Assert.That(Interval.Exp(P(1000)), Is.EqualTo(I(Max, Inf)));
    }

    [Test]
    public void Underflow_keeps_zero_or_the_least_subnormal_as_an_end()
    {
        Assert.That(P(1e-200) * P(1e-200), Is.EqualTo(I(0, Eps)));
        Assert.That(P(1e-200) * P(-1e-200), Is.EqualTo(I(-Eps, 0)));
        Assert.That(P(Eps) / P(2), Is.EqualTo(I(0, Eps)));
        Assert.That(P(Eps) * P(2), Is.EqualTo(P(2 * Eps)));
        Assert.That(Interval.Exp(P(-1000)), Is.EqualTo(I(0, Eps)));
    }

    [Test]
    public void Zero_times_unbounded_is_zero()
    {
        Assert.That(P(0) * Interval.Entire, Is.EqualTo(P(0)));
        Assert.That(I(0, 1) * I(0, Inf), Is.EqualTo(I(0, Inf)));
        Assert.That(I(0, 0) * I(-Inf, 5), Is.EqualTo(P(0)));
        Assert.That(I(-1, 2) * I(3, Inf), Is.EqualTo(Interval.Entire));
    }

    [Test]
    public void Quotients_leave_out_a_zero_divisor()
    {
        foreach (var x in (Interval[])[P(1), P(0), I(1, 2), I(-1, 2), Interval.Nonnegative])
            Assert.That(x / P(0), Is.EqualTo(Interval.Empty), $"{x}");
        Assert.That(P(1) / I(0, 2), Is.EqualTo(I(0.5, Inf)));
        Assert.That(P(1) / I(-2, 0), Is.EqualTo(I(-Inf, -0.5)));
        Assert.That(P(1) / I(-1, 1), Is.EqualTo(Interval.Entire));
        Assert.That(P(0) / I(-1, 1), Is.EqualTo(P(0)));
        Assert.That(I(0, 1) / I(0, 1), Is.EqualTo(I(0, Inf)));
        Assert.That(I(-1, 1) / I(0, 1), Is.EqualTo(Interval.Entire));
        Assert.That(I(1, 2) / I(4, Inf), Is.EqualTo(I(0, 0.5)));
        Assert.That(I(-Inf, -1) / I(1, Inf), Is.EqualTo(I(-Inf, 0)));
        Assert.That(I(1, Inf) / I(1, Inf), Is.EqualTo(I(0, Inf)));
        Assert.That(I(1, Inf) / I(-Inf, -1), Is.EqualTo(I(-Inf, 0)));
    }

    [Test]
    public void Negative_zero_is_zero()
    {
        Assert.That(new Interval(-0.0, -0.0), Is.EqualTo(P(0)));
        Assert.That(double.IsNegative(new Interval(-0.0, 1).Lo), Is.False);
        Assert.That(P(1) / new Interval(-0.0, 1), Is.EqualTo(I(1, Inf)));
        Assert.That(double.IsNegative((-P(0)).Lo), Is.False);
    }

    [Test]
    public void Ends_are_validated()
    {
        Assert.Throws<ArgumentException>(() => _ = new Interval(2, 1));
        Assert.Throws<ArgumentException>(() => _ = new Interval(double.NaN, 1));
        Assert.Throws<ArgumentException>(() => _ = new Interval(1, double.NaN));
        Assert.Throws<ArgumentException>(() => _ = new Interval(Inf, Inf));
        Assert.Throws<ArgumentException>(() => _ = new Interval(-Inf, -Inf));
        Assert.Throws<ArgumentException>(() => _ = Interval.Point(double.NaN));
    }

    [Test]
    public void Empty_set_is_absorbing()
    {
        Interval e = Interval.Empty, x = I(1, 2);
        Interval[] results =
        [
            e + x, x + e, e - x, x - e, e * x, x * e, e / x, x / e, -e, Interval.Fma(e, x, x), Interval.Sqr(e), Interval.Sqrt(e), Interval.Abs(e),
            Interval.Sign(e), Interval.Min(e, x), Interval.Max(x, e), Interval.Pow(e, 3),
                Interval.Pow(e, 0), Interval.Pow(e, -2), Interval.Pow(e, Rational.Half),
            Interval.Exp(e), Interval.Expm1(e), Interval.Log(e), Interval.Log1p(e), Interval.Sin(e), Interval.Cos(e), Interval.Tan(e), Interval.Sinh(e),
            Interval.Cosh(e), Interval.Tanh(e), Interval.Asinh(e), Interval.Atan(e),
                Interval.Erf(e), Interval.Sigmoid(e), Interval.Softplus(e), Interval.LogCosh(e),
            Interval.Intersect(e, x), Interval.Hull(e, e),
        ];
        Assert.That(results, Is.All.EqualTo(e));
        Assert.That(Interval.Hull(e, x), Is.EqualTo(x));
        Assert.That(x.Contains(e));
        Assert.That(e.Contains(x), Is.False);
        Assert.That(new[] { e.IsPositive, e.IsNegative, e.IsNonnegative, e.IsNonpositive, e.IsBelow(x), x.IsBelow(e), e.IsPoint, e.ContainsZero },
            Is.All.False);
        Assert.That(e.Width, Is.NaN);
    }

    [Test]
    public void Functions_over_a_partly_undefined_domain_range_over_the_defined_part()
    {
        Assert.That(Interval.Log(I(-1, 1)), Is.EqualTo(I(-Inf, 0)));
        Assert.That(Interval.Log(I(-2, 0)), Is.EqualTo(Interval.Empty));
        Assert.That(Interval.Log1p(I(-3, 0)), Is.EqualTo(I(-Inf, 0)));
        Assert.That(Interval.Log1p(I(-3, -1)), Is.EqualTo(Interval.Empty));
        Assert.That(Interval.Sqrt(I(-4, 4)), Is.EqualTo(I(0, 2)));
        Assert.That(Interval.Sqrt(I(-4, 0)), Is.EqualTo(P(0)));
        Assert.That(Interval.Sqrt(I(-4, -1)), Is.EqualTo(Interval.Empty));
        Assert.That(Interval.Pow(I(-1, 4), Rational.Half), Is.EqualTo(I(0, 2)));
        Assert.That(Interval.Pow(I(-1, 4), -Rational.Half), Is.EqualTo(I(0.5, Inf)));
        Assert.That(Interval.Pow(I(-8, -1), new Rational(1, 3)), Is.EqualTo(Interval.Empty));
        Assert.That(Interval.Pow(I(-8, 0), new Rational(1, 3)), Is.EqualTo(P(0)));
        Assert.That(Interval.Pow(I(-8, 0), new Rational(-1, 3)), Is.EqualTo(Interval.Empty));
    }

    [Test]
    public void Integer_powers_follow_the_parity()
    {
        Assert.That(Interval.Pow(I(-2, 3), 2), Is.EqualTo(I(0, 9)));
        Assert.That(Interval.Pow(I(-2, 3), 3), Is.EqualTo(I(-8, 27)));
        Assert.That(Interval.Pow(I(-3, -2), 4), Is.EqualTo(I(16, 81)));
        Assert.That(Interval.Pow(I(-2, 3), 0), Is.EqualTo(P(1)));
        Assert.That(Interval.Pow(Interval.Entire, 0), Is.EqualTo(P(1)));
        Assert.That(Interval.Pow(I(-2, 4), -1), Is.EqualTo(Interval.Entire));
        Assert.That(Interval.Pow(I(-2, 4), -3), Is.EqualTo(Interval.Entire));
        Assert.That(Interval.Pow(I(-2, 4), -2), Is.EqualTo(I(0.0625, Inf)));
        Assert.That(Interval.Pow(I(-2, 0), -3), Is.EqualTo(I(-Inf, -0.125)));
        Assert.That(Interval.Pow(P(0), -1), Is.EqualTo(Interval.Empty));
        Assert.That(Interval.Pow(I(-Inf, 2), 2), Is.EqualTo(I(0, Inf)));
        Assert.That(Interval.Pow(P(1), int.MinValue), Is.EqualTo(P(1)));
        Assert.That(Interval.Pow(I(-1, 1), new Rational(int.MaxValue, 1) + 2), Is.EqualTo(I(-1, 1)));
    }

    [Test]
    public void Unbounded_arguments_reach_the_limits()
    {
        Interval all = Interval.Entire;
        Assert.That(Interval.Exp(all), Is.EqualTo(I(0, Inf)));
        Assert.That(Interval.Expm1(all), Is.EqualTo(I(-1, Inf)));
        Assert.That(Interval.Log(all), Is.EqualTo(all));
        Assert.That(Interval.Sin(all), Is.EqualTo(I(-1, 1)));
        Assert.That(Interval.Cos(I(0, Inf)), Is.EqualTo(I(-1, 1)));
        Assert.That(Interval.Tan(all), Is.EqualTo(all));
        Assert.That(Interval.Cosh(all), Is.EqualTo(I(1, Inf)));
        Assert.That(Interval.Tanh(all), Is.EqualTo(I(-1, 1)));
        Assert.That(Interval.Erf(all), Is.EqualTo(I(-1, 1)));
        Assert.That(Interval.Sigmoid(all), Is.EqualTo(I(0, 1)));
        Assert.That(Interval.Softplus(all), Is.EqualTo(I(0, Inf)));
        Assert.That(Interval.LogCosh(all), Is.EqualTo(I(0, Inf)));
        Assert.That(Interval.Atan(all).Hi, Is.EqualTo(Interval.Pi.Hi / 2));
        Assert.That(Interval.Atan(all).Lo, Is.EqualTo(-Interval.Pi.Hi / 2));
    }

    [Test]
    public void Extrema_of_sine_and_cosine_are_found()
    {
        Assert.That(Interval.Sin(I(1, 2)).Hi, Is.EqualTo(1));
        Assert.That(Interval.Sin(I(4, 5)).Lo, Is.EqualTo(-1));
        Assert.That(Interval.Cos(I(-1, 1)).Hi, Is.EqualTo(1));
        Assert.That(Interval.Cos(I(3, 4)).Lo, Is.EqualTo(-1));
        Assert.That(Interval.Cos(I(0, 7)), Is.EqualTo(I(-1, 1)));
        Assert.That(Interval.Sin(I(-1e300, 1e300)), Is.EqualTo(I(-1, 1)));
        Assert.That(Interval.Cos(I(1e6, 1e6 + 1)).Width, Is.LessThan(1));
        Assert.That(Interval.Tan(I(1, 2)), Is.EqualTo(Interval.Entire));
        Assert.That(Interval.Tan(I(-1, 1)).IsBounded);
    }

    [Test]
    public void Width_mid_mag_and_mig_have_their_meaning()
    {
        Interval x = I(-3, 1);
        Assert.That((x.Width, x.Mid, x.Mag, x.Mig), Is.EqualTo((4.0, -1.0, 3.0, 0.0)));
        Assert.That(I(2, 3).Mig, Is.EqualTo(2));
        Assert.That(I(-Max, Max).Mid, Is.Zero);
        Assert.That(I(Max, Max).Mid, Is.EqualTo(Max));
        Assert.That(I(Eps, Eps).Mid, Is.EqualTo(Eps));
        Assert.That(I(0, Eps).Contains(I(0, Eps).Mid));
        Assert.That(Interval.Entire.Mid, Is.Zero);
        Assert.That(I(-Inf, -Max).Mid, Is.EqualTo(-Max));
        Assert.That(I(0, 1).Width, Is.EqualTo(1));
        Assert.That(I(-Eps, 1).Width, Is.GreaterThan(1));
    }

    [Test]
    public void Constants_are_the_tightest_enclosures()
    {
        Assert.That(Math.BitIncrement(Interval.Pi.Lo), Is.EqualTo(Interval.Pi.Hi));
        Assert.That(Math.BitIncrement(Interval.E.Lo), Is.EqualTo(Interval.E.Hi));
        Assert.That(BigInterval.Pi(200).ToInterval(), Is.EqualTo(Interval.Pi));
        Assert.That(BigInterval.E(200).ToInterval(), Is.EqualTo(Interval.E));
    }
}
