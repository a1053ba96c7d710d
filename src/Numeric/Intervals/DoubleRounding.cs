using System.Numerics;

namespace BoundCheck.Numeric.Intervals;

/// <summary>Correct directed rounding of exact integers times powers of two, and of exact quotients, to double.</summary>
internal static class DoubleRounding
{
    /// <summary>Unit exponent of the subnormal doubles.</summary>
    private const long LeastUnit = -1074;

    /// <summary>Largest double not above numerator/denominator (denominator > 0); -infinity below -<see cref="double.MaxValue"/>.</summary>
    public static double Down(BigInteger numerator, BigInteger denominator) =>
        numerator.Sign >= 0 ? Magnitude(numerator, denominator, away: false) : -Magnitude(-numerator, denominator, away: true);

    /// <summary>Smallest double not below numerator/denominator (denominator > 0); +infinity above <see cref="double.MaxValue"/>.</summary>
    public static double Up(BigInteger numerator, BigInteger denominator) => -Down(-numerator, denominator);

    /// <summary>Largest double not above mantissa * 2^exponent.</summary>
    public static double ScaledDown(BigInteger mantissa, long exponent) =>
        mantissa.Sign >= 0 ? ScaledMagnitude(mantissa, exponent, false, away: false) : -ScaledMagnitude(-mantissa, exponent, false, away: true);

    /// <summary>Smallest double not below mantissa * 2^exponent.</summary>
    public static double ScaledUp(BigInteger mantissa, long exponent) => -ScaledDown(-mantissa, exponent);

    private static double Magnitude(BigInteger a, BigInteger d, bool away)
    {
        if (a.IsZero)
            return 0;
        // A quotient of at least 64 binary digits and whether it is exact decide the rounding to 53 or fewer.
        long shift = 64 - (a.GetBitLength() - d.GetBitLength());
        if (shift > int.MaxValue / 2)
            return away ? double.Epsilon : 0;
        BigInteger q = shift >= 0
            ? BigInteger.DivRem(a << (int)shift, d, out BigInteger r)
            : BigInteger.DivRem(a, d << (int)-shift, out r);
        return ScaledMagnitude(q, -shift, !r.IsZero, away);
    }

    /// <summary>
    /// (m + f) * 2^exponent for m > 0, rounded toward zero or away from it, where f is 0, or in (0, 1) when <paramref name="sticky"/>
    /// (then m has more than 53 digits).
    /// </summary>
    private static double ScaledMagnitude(BigInteger m, long exponent, bool sticky, bool away)
    {
        if (m.IsZero)
            return 0;
        long top = exponent + m.GetBitLength();
        if (top > 1024)
            return away ? double.PositiveInfinity : double.MaxValue;
        if (top < LeastUnit)
            return away ? double.Epsilon : 0;
        long unit = Math.Max(top - 53, LeastUnit);
        ulong kept;
        bool inexact = sticky;
        if (unit > exponent)
        {
            int drop = checked((int)(unit - exponent));
            BigInteger high = m >> drop;
            inexact |= high << drop != m;
            kept = (ulong)high;
        }
        else
        {
            kept = (ulong)(m << (int)(exponent - unit));
        }
        if (inexact && away)
            kept++;
        // kept <= 2^53 and unit >= -1074: exact, or +infinity on overflow, which is the rounding away from zero.
        return Math.ScaleB((double)kept, (int)unit);
    }
}
