using System.Collections.Concurrent;
using System.Numerics;

namespace BoundCheck.Numeric.Precision;

/// <summary>pi and log 2 as fixed-point balls, computed once for each number of digits (rounded up to a multiple of 64).</summary>
internal static class FixedConstants
{
    private static readonly ConcurrentDictionary<int, FixedBall> PiCache = new();
    private static readonly ConcurrentDictionary<int, FixedBall> Log2Cache = new();

    /// <summary>pi = 16 atan(1/5) - 4 atan(1/239) (Machin 1706).</summary>
    public static FixedBall Pi(int digits) => Cut(
        PiCache.GetOrAdd(Cell(digits), static d => (Series(5, d, alternating: true) * 16) - (Series(239, d, alternating: true) * 4)), digits);

    /// <summary>log 2 = 18 artanh(1/26) - 2 artanh(1/4801) + 8 artanh(1/8749).</summary>
    public static FixedBall Log2(int digits) => Cut(
        Log2Cache.GetOrAdd(
            Cell(digits),
            static d => (Series(26, d, alternating: false) * 18) - (Series(4801, d, alternating: false) * 2) + (Series(8749, d, alternating: false) * 8)),
        digits);

    private static int Cell(int digits) => (digits + 63) / 64 * 64;

    private static FixedBall Cut(FixedBall ball, int digits)
    {
        int drop = ball.Digits - digits;
        return drop == 0 ? ball : ball.Halved(drop) with { Digits = digits };
    }

    /// <summary>atan(1/q) or artanh(1/q) = sum over k of (-+1)^k / ((2k+1) q^(2k+1)) for q >= 5.</summary>
    private static FixedBall Series(int q, int digits, bool alternating)
    {
        // The powers t_k = floor(t_(k-1) / q^2) are within 1 + 1/q^2 + ... < 2 units, so a term t_k/(2k+1) is within 3 units.
        // After the first power below one unit is cut to 0 the rest of the series is below 2/(1 - 1/q^2) < 3 units.
        BigInteger power = (BigInteger.One << digits) / q;
        BigInteger square = (BigInteger)q * q;
        BigInteger sum = BigInteger.Zero;
        int k = 0;
        while (!power.IsZero)
        {
            BigInteger term = power / ((2 * k) + 1);
            sum = alternating && (k & 1) == 1 ? sum - term : sum + term;
            power /= square;
            k++;
        }
        return new FixedBall(sum, (3 * k) + 3, digits);
    }
}
