using System.Globalization;

namespace BoundCheck.Numeric.Tests.Intervals.Oracle;

/// <summary>
/// The number of sampled points a function and their distribution. 10^4 unless the environment variable BOUNDCHECK_CAMPAIGN says otherwise
/// (1000000 for the long campaign).
/// </summary>
internal static class Campaign
{
    public static int Points { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("BOUNDCHECK_CAMPAIGN"), NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : 10_000;

    /// <summary>A double in the domain: of typical size, of any exponent, near 0, short binary fractions, and near multiples of pi/4.</summary>
    public static double Sample(Random random, OracleFunction function)
    {
        while (true)
        {
            double x = Draw(random, function.Scale);
            if (x >= function.Domain && double.IsFinite(x))
                return x;
        }
    }

    private static double Draw(Random random, double scale)
    {
        double sign = random.Next(2) == 0 ? 1 : -1;
        switch (random.Next(8))
        {
            case 0:
                // Any finite exponent.
                return BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            case 1:
                return sign * Math.ScaleB(1 + random.NextDouble(), random.Next(-60, 11));
            case 2:
                return Math.ScaleB(random.Next(-4096, 4097), random.Next(-12, 3));
            case 3:
                // Near a multiple of pi/4, and for log near 1.
                return (random.Next(-40, 41) * (Math.PI / 4)) + (sign * Math.ScaleB(random.NextDouble(), random.Next(-60, 0)));
            case 4:
                return 1 + (sign * Math.ScaleB(random.NextDouble(), random.Next(-55, 0)));
            default:
                return sign * scale * random.NextDouble() * (random.Next(3) == 0 ? 30 : 1);
        }
    }

    /// <summary>How many doubles b is after a.</summary>
    public static long Steps(double a, double b) => Order(b) - Order(a);

    private static long Order(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        return bits >= 0 ? bits : long.MinValue - bits;
    }
}
