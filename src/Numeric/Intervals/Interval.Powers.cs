using BoundCheck.Numeric.Intervals.PointValues;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Intervals;

/// <content>Integer and rational powers.</content>
public readonly partial struct Interval
{
    /// <inheritdoc/>
    public static Interval Pow(Interval x, int n)
    {
        if (x.IsEmpty)
            return Empty;
        switch (n)
        {
            case 0:
                return One;
            case 1:
                return x;
            case 2:
                return Sqr(x);
            case -1:
                return One / x;
        }
        bool even = (n & 1) == 0;
        if (even)
            x = Abs(x);
        if (n < 0)
            return NegativePower(x, n);
        return Trusted(x.Lo >= 0 ? PowEnd(x.Lo, n).Lo : -PowEnd(-x.Lo, n).Hi, x.Hi >= 0 ? PowEnd(x.Hi, n).Hi : -PowEnd(-x.Hi, n).Lo);
    }

    /// <summary>x^n for n &lt; 0, decreasing on either side of 0; for an even n, x >= 0 on entry.</summary>
    private static Interval NegativePower(Interval x, int n)
    {
        if (x.Lo == 0 && x.Hi == 0)
            return Empty;
        if (x.Hi <= 0)
            return -NegativePower(-x, n);
        return x.Lo < 0 ? Entire : Trusted(PowEnd(x.Hi, n).Lo, PowEnd(x.Lo, n).Hi);
    }

    /// <inheritdoc/>
    public static Interval Pow(Interval x, Rational r)
    {
        if (r.IsInteger)
        {
            return r.Numerator >= int.MinValue && r.Numerator <= int.MaxValue
                ? Pow(x, (int)r.Numerator)
                : BigInterval.Pow(BigInterval.FromInterval(x, WorkingDigits), r).ToInterval();
        }
        if (r == Rational.Half)
            return Sqrt(x);
        bool reciprocal = r.Sign < 0;
        if (x.IsEmpty || x.Hi < 0 || (reciprocal && x.Hi == 0))
            return Empty;
        double least = Math.Max(x.Lo, 0);
        DoubleDouble? exponent = PowKernels.Exponent(r);
        Interval atLeast = PowEnd(least, r, exponent);
        Interval atMost = x.Hi == least ? atLeast : PowEnd(x.Hi, r, exponent);
        // Increasing on [0, inf) for r > 0, decreasing on (0, inf) for r < 0.
        return reciprocal ? Trusted(atMost.Lo, atLeast.Hi) : Trusted(atLeast.Lo, atMost.Hi);
    }

    /// <summary>x^n for one end x >= 0, n not 0; the limits 0 and infinity at 0 and infinity.</summary>
    private static Interval PowEnd(double x, int n)
    {
        if (x == 0 || double.IsInfinity(x))
        {
            double limit = x == 0 == n < 0 ? double.PositiveInfinity : 0;
            return new(limit, limit, trusted: true);
        }
        Interval fast = PowKernels.Evaluate(x, n);
        return fast.IsEmpty
            ? BigInterval.Pow(BigInterval.Point(BigFloat.FromDouble(x), WorkingDigits), n).ToInterval()
            : fast;
    }

    /// <summary>x^r for one end x >= 0; the limits 0 and infinity at 0 and infinity.</summary>
    private static Interval PowEnd(double x, Rational r, DoubleDouble? exponent)
    {
        if (x == 0 || double.IsInfinity(x))
        {
            double limit = x == 0 == r.Sign < 0 ? double.PositiveInfinity : 0;
            return new(limit, limit, trusted: true);
        }
        Interval fast = exponent is { } y ? PowKernels.Evaluate(x, y) : Empty;
        return fast.IsEmpty
            ? BigInterval.Pow(BigInterval.Point(BigFloat.FromDouble(x), WorkingDigits), r).ToInterval()
            : fast;
    }
}
