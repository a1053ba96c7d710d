using System.Numerics;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Intervals.Kernels;

/// <summary>Integer and rational powers at a point in double-double. Derivation: docs/trust.md, "Powers".</summary>
internal static class PowKernels
{
    /// <summary>x^r = exp(r log x) with |r log x| &lt;= 600: proven 2^-69.</summary>
    public const double RationalError = 6.776263578034403e-21; // 2^-67

    /// <summary>
    /// The tightest enclosure of x^n for x > 0 and n >= 1, empty when a power leaves [2^-800, 2^1000] or the double-double cannot settle it.
    /// </summary>
    public static Interval Evaluate(double x, int n)
    {
        // An exact double: the significant digits of x^n are at most n times those of x.
        int digits = 53 - BitOperations.TrailingZeroCount((BitConverter.DoubleToInt64Bits(x) & 0xFFFFFFFFFFFFFL) | (1L << 52));
        DoubleDouble result = new(1, 0), factor = new(x, 0);
        for (int m = n; ; m >>= 1)
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
        if (!(result.High is > 1e-240 and < 1e300))
            return Interval.Empty;
        if ((long)digits * n <= 53)
            return Interval.Trusted(result.High, result.High);
        // A product of n factors takes at most n - 1 roundings of 5u^2 each, counted with multiplicity: (1 + 5u^2)^n - 1 < 6 n u^2 for n < 2^31.
        return PointKernel.Tight(result, Math.Max(n, 16) * 3.1554436208840472e-30); // n 2^-98
    }

    /// <summary>The tightest enclosure of x^r for a positive x, empty outside the range or when the double-double cannot settle it.</summary>
    public static Interval Evaluate(double x, DoubleDouble exponent)
    {
        if (!(x is >= 2.2250738585072014e-308 and <= double.MaxValue))
            return Interval.Empty;
        DoubleDouble product = LogKernels.Log(new DoubleDouble(x, 0)) * exponent;
        return Math.Abs(product.High) is <= 600 and >= 1e-200 ? PointKernel.Tight(ExpKernels.Exp(product), RationalError) : Interval.Empty;
    }

    /// <summary>The rational as a double-double, relative error at most 2^-104; false when a part leaves the range.</summary>
    public static bool TryExponent(Rational r, out DoubleDouble exponent)
    {
        double high = DoubleRounding.Down(r.Numerator, r.Denominator);
        exponent = default;
        if (!(Math.Abs(high) is > 1e-100 and < 1e100))
            return false;
        Rational rest = r - Rational.FromDouble(high);
        exponent = DoubleDouble.OrderedSum(high, DoubleRounding.Down(rest.Numerator, rest.Denominator));
        return true;
    }
}
