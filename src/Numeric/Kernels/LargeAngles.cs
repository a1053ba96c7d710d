using System.Numerics;

namespace BoundCheck.Numeric.Kernels;

/// <summary>Sine and cosine of huge arguments by exact reduction with pi to 2048 bits (M. Payne, R. Hanek 1983).</summary>
internal static class LargeAngles
{
    private const int Precision = 2048;
    private static readonly Lazy<BigInteger> s_pi = new(ComputePi);

    /// <summary>sin(x + quarters pi/2), for a finite x of any size; NaN otherwise.</summary>
    internal static double Sine(double x, int quarters)
    {
        if (!double.IsFinite(x))
            return double.NaN;
        // x = m 2^e exactly, so x mod pi/2 is an exact integer remainder in units of 2^-Precision, but for the error of pi.
        long bits = BitConverter.DoubleToInt64Bits(Math.Abs(x));
        int exponent = (int)(bits >> 52) - 1075;
        BigInteger m = (bits & ((1L << 52) - 1)) | (1L << 52);
        var scaled = exponent + Precision >= 0 ? m << (exponent + Precision) : m >> -(exponent + Precision);
        // The quotient has up to 1024 bits, so about 1000 of pi's 2048 bits are left for the remainder.
        var quotient = BigInteger.DivRem(scaled, s_pi.Value >> 1, out var remainder);
        if (remainder > s_pi.Value >> 2)
        {
            quotient += 1;
            remainder -= s_pi.Value >> 1;
        }
        double r = (double)(remainder >> (Precision - 160)) * Math.ScaleB(1, -160);
        double sign = x < 0 ? -1 : 1;
        int quadrant = (int)(quotient & 3);
        // sin(-y + q pi/2) = sin of the mirrored angle: reduce y, then apply the sign of x to angle and quadrant.
        if (sign < 0)
        {
            r = -r;
            quadrant = -quadrant & 3;
        }
        quadrant = (quadrant + quarters) & 3;
        double z = r * r;
        double sine = r, cosine = 1, term = 1;
        double sineTail = 0, cosineTail = 0, sineTerm = r;
        for (int i = 1; i <= 10; i++)
        {
            term *= -z / ((2 * i - 1) * (2 * i));
            cosineTail += term;
            sineTerm *= -z / ((2 * i) * (2 * i + 1));
            sineTail += sineTerm;
        }
        double value = (quadrant & 1) == 0 ? sine + sineTail : cosine + cosineTail;
        return (quadrant & 2) == 0 ? value : -value;
    }

    // pi 2^Precision by Machin's formula pi = 16 atan(1/5) - 4 atan(1/239), with 64 guard bits.
    private static BigInteger ComputePi()
    {
        const int bits = Precision + 64;
        return (16 * InverseTangent(5) - 4 * InverseTangent(239)) >> 64;

        static BigInteger InverseTangent(int n)
        {
            var power = (BigInteger.One << bits) / n;
            BigInteger sum = power, square = n * n;
            for (int i = 3; !power.IsZero; i += 2)
            {
                power /= -square;
                sum += power / i;
            }
            return sum;
        }
    }
}
