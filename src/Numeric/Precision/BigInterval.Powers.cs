using System.Numerics;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Precision;

/// <content>Integer and rational powers.</content>
public readonly partial struct BigInterval
{
    /// <summary>Numerator and denominator up to which x^(p/q) is an exact power and a correctly rounded root.</summary>
    private const int DirectRoot = 64;

    /// <inheritdoc/>
    public static BigInterval Pow(BigInterval x, int n)
    {
        if (x.IsEmpty)
            return Empty;
        if (n == 0)
            return Trusted(BigFloat.One, BigFloat.One, x.Precision);
        if (n > 0)
            return PowPositive(x, n, x.Precision);
        if (n == int.MinValue)
            return Sqr(Pow(x, n / 2));
        BigInterval inverse = One / PowPositive(x, -n, x.Precision + 8);
        return inverse.IsEmpty ? Empty : Rounded(inverse.Lo, inverse.Hi, x.Precision);
    }

    /// <inheritdoc/>
    public static BigInterval Pow(BigInterval x, Rational r)
    {
        if (r.Denominator.IsOne && r.Numerator >= int.MinValue && r.Numerator <= int.MaxValue)
            return Pow(x, (int)r.Numerator);
        if (r.Denominator.IsOne)
            return PowHugeInteger(x, r);
        bool reciprocal = r.Numerator.Sign < 0;
        if (x.IsEmpty || x.Hi.Sign < 0 || (reciprocal && x.Hi.IsZero))
            return Empty;
        int p = x.Precision;
        BigFloat least = BigFloat.Max(x.Lo, BigFloat.Zero);
        // Increasing on [0, inf) for r > 0, decreasing on (0, inf) for r < 0.
        BigInterval atLeast = least.IsZero ? Limit(reciprocal, p) : PowPoint(least, r, p);
        BigInterval atMost = x.Hi.IsZero ? Limit(reciprocal, p) : x.Hi.IsFinite ? PowPoint(x.Hi, r, p) : Limit(!reciprocal, p);
        return reciprocal ? Rounded(atMost.Lo, atLeast.Hi, p) : Rounded(atLeast.Lo, atMost.Hi, p);
    }

    /// <summary>An end of the range that a power approaches: 0, or unbounded (only the upper end is then used, except for a lower end of 0).</summary>
    private static BigInterval Limit(bool unbounded, int precision) =>
        Trusted(BigFloat.Zero, unbounded ? BigFloat.PositiveInfinity : BigFloat.Zero, precision);

    private static BigInterval PowPositive(in BigInterval x, int n, int precision)
    {
        bool even = (n & 1) == 0;
        BigInterval a = even ? Abs(x) : x;
        return Trusted(PowEnd(a.Lo, n, precision, Direction.Down), PowEnd(a.Hi, n, precision, Direction.Up), precision);
    }

    private static BigFloat PowEnd(BigFloat x, int n, int precision, Direction direction)
    {
        if (!x.IsFinite || x.IsZero)
            return x.IsNegativeInfinity && (n & 1) == 0 ? BigFloat.PositiveInfinity : x;
        if (x.Sign < 0)
        {
            // An odd power: x^n = -(|x|^n).
            return -PowEnd(-x, n, precision, direction == Direction.Down ? Direction.Up : Direction.Down);
        }
        if (x.Mantissa.IsOne)
        {
            // Past 2^43 the power is beyond the exponent limit on either side, where rounding answers by the direction.
            Int128 exponent = Int128.Clamp((Int128)x.Exponent * n, -(1L << 43), 1L << 43);
            return new BigFloat(BigInteger.One, (long)exponent).Round(precision, direction);
        }
        if ((long)x.Mantissa.GetBitLength() * n <= 1 << 14)
            return new BigFloat(BigInteger.Pow(x.Mantissa, n), x.Exponent * n).Round(precision, direction);
        // Binary powering of a positive number with every product rounded the same way; 40 more digits than asked
        // absorb the 2n roundings of n <= 2^31.
        int working = precision + 40;
        BigFloat result = BigFloat.One, factor = x;
        for (int m = n; ; m >>= 1)
        {
            if ((m & 1) == 1)
                result = BigFloat.Multiply(result, factor, working, direction);
            if (m == 1)
                return result.Round(precision, direction);
            factor = BigFloat.Multiply(factor, factor, working, direction);
        }
    }

    /// <summary>x^r for x > 0 and r not an integer.</summary>
    private static BigInterval PowPoint(BigFloat x, Rational r, int precision)
    {
        BigInteger magnitude = BigInteger.Abs(r.Numerator);
        if (magnitude <= DirectRoot && r.Denominator <= DirectRoot && (long)x.Mantissa.GetBitLength() <= 1 << 12)
        {
            int n = (int)magnitude, q = (int)r.Denominator;
            int working = r.Numerator.Sign > 0 ? precision : precision + 8;
            BigFloat power = new(BigInteger.Pow(x.Mantissa, n), x.Exponent * n);
            BigInterval root = Trusted(
                BigFloat.Root(power, q, working, Direction.Down), BigFloat.Root(power, q, working, Direction.Up), working);
            return r.Numerator.Sign > 0 ? root : One / root;
        }
        // exp(r log x): an error of log x is magnified by |r log x| <= 2^43 or the result leaves the range anyway.
        int digits = precision + 72;
        return Exp(FromRational(r, digits) * Log(Point(x, digits)));
    }

    /// <summary>An integer power outside the range of int: exp(n log |x|) with the sign of the parity.</summary>
    private static BigInterval PowHugeInteger(in BigInterval x, Rational n)
    {
        if (x.IsEmpty)
            return Empty;
        int digits = x.Precision + 72;
        BigInterval power = FromRational(n, digits);
        BigInterval positive = PowNonnegative(Intersect(x, Trusted(BigFloat.Zero, BigFloat.PositiveInfinity, digits)), power);
        BigInterval mirrored = PowNonnegative(Intersect(-x, Trusted(BigFloat.Zero, BigFloat.PositiveInfinity, digits)), power);
        BigInterval value = Hull(positive, n.Numerator.IsEven ? mirrored : -mirrored);
        return value.IsEmpty ? Empty : Rounded(value.Lo, value.Hi, x.Precision);
    }

    /// <summary>x^power for x >= 0 and a power that is not 0; 0 itself gives 0 (power > 0) or nothing (power &lt; 0).</summary>
    private static BigInterval PowNonnegative(in BigInterval x, in BigInterval power)
    {
        if (x.IsEmpty)
            return Empty;
        BigInterval value = Exp(power * Log(x));
        return x.Lo.IsZero && power.IsPositive ? Hull(value, Zero) : value;
    }
}
