using System.Numerics;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Intervals.PointValues;

/// <summary>Integer and rational powers at a point in double-double. Derivation: docs/trust.md, "Powers".</summary>
internal static class PowKernels
{
    /// <summary>x^r = exp(r log x) with |r log x| &lt;= 600: proven 2^-70.7.</summary>
    public const double RationalError = 6.776263578034403e-21; // 2^-67

    private static volatile CachedExponent? s_last;

    /// <summary>
    /// The tightest enclosure of x^n for x > 0 and n not 0, empty when a power leaves [1e-240, 1e300] or the double-double cannot settle it.
    /// </summary>
    public static Interval Evaluate(double x, int n)
    {
        DoubleDouble result = new(1, 0), factor = new(x, 0);
        uint magnitude = (uint)Math.Abs((long)n);
        for (uint m = magnitude; ; m >>= 1)
        {
            if ((m & 1) == 1)
                result *= factor;
            if (m == 1)
                break;
            factor *= factor;
            // Powers move monotonically away from 1, so the last one is the extreme; an infinite or tiny factor is caught here.
            if (!(factor.High is > 1e-240 and < 1e300))
                return Interval.Empty;
        }
        if (!(result.High is > 1e-240 and < 1e240))
            return Interval.Empty;
        // Exact doubles: x^n has at most n times the significant digits of x, and negative powers of powers of two are exact.
        int digits = 53 - BitOperations.TrailingZeroCount((BitConverter.DoubleToInt64Bits(x) & 0xFFFFFFFFFFFFFL) | (1L << 52));
        if (n > 0 ? (long)digits * magnitude <= 53 : digits == 1)
            return n > 0 ? Interval.Trusted(result.High, result.High) : Interval.Trusted(1 / result.High, 1 / result.High);
        if (n < 0)
            result = new DoubleDouble(1, 0) / result;
        // x^|n| takes at most |n| - 1 roundings of 5u^2 each, counted with multiplicity, and the quotient one of 16u^2:
        // (1 + 5u^2)^(|n| - 1) (1 + 16u^2) - 1 < (6|n| + 16) u^2 <= max(|n|, 16) 2^-98.
        return PointKernel.Tight(result, Math.Max(magnitude, 16) * 3.1554436208840472e-30);
    }

    /// <summary>The tightest enclosure of x^r for a positive x, empty outside the range or when the double-double cannot settle it.</summary>
    public static Interval Evaluate(double x, DoubleDouble exponent)
    {
        if (!(x is >= 2.2250738585072014e-308 and <= double.MaxValue))
            return Interval.Empty;
        DoubleDouble product = LogKernels.Log(new DoubleDouble(x, 0)) * exponent;
        return Math.Abs(product.High) is <= 600 and >= 1e-200 ? PointKernel.Tight(ExpKernels.Exp(product), RationalError) : Interval.Empty;
    }

    /// <summary>The rational as a double-double, relative error at most 2^-104; null when a part leaves the range.</summary>
    public static DoubleDouble? Exponent(Rational r)
    {
        CachedExponent? cached = s_last;
        if (cached is not null && cached.Rational == r)
            return cached.Value;
        double high = DoubleRounding.Down(r.Numerator, r.Denominator);
        DoubleDouble? value = null;
        if (Math.Abs(high) is > 1e-100 and < 1e100)
        {
            Rational rest = r - Rational.FromDouble(high);
            value = DoubleDouble.OrderedSum(high, DoubleRounding.Down(rest.Numerator, rest.Denominator));
        }
        s_last = new CachedExponent(r, value);
        return value;
    }

    /// <summary>The last exponent converted: expressions are evaluated over many boxes with the same one.</summary>
    private sealed record CachedExponent(Rational Rational, DoubleDouble? Value);
}
