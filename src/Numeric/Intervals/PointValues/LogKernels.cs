using System.Runtime.CompilerServices;
using BoundCheck.Numeric.Precision;

namespace BoundCheck.Numeric.Intervals.PointValues;

/// <summary>log and log1p in double-double. Derivation: docs/trust.md, "log".</summary>
internal static class LogKernels
{
    /// <summary>log of an exact double-double: proven 2^-80.1.</summary>
    public const double LogError = 3.308722450212111e-24; // 2^-78

    /// <summary>log1p: proven 2^-80.1.</summary>
    public const double Log1pError = LogError;

    /// <summary>|r| up to which log1p(r) is one polynomial.</summary>
    private const double SmallLog = 0.00390625; // 2^-8

    /// <summary>log(y) for a normal y.High > 0 and any y.Low.</summary>
    public static DoubleDouble Log(DoubleDouble y)
    {
        long bits = BitConverter.DoubleToInt64Bits(y.High);
        int e = (int)(bits >> 52) - 1023;
        int i = (int)(bits >> 45) & 127;
        double m = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFFL) | (1023L << 52));
        double low = Math.ScaleB(y.Low, -e);
        if (i >= LogTables.FirstUpper)
            e++;
        double c = LogTables.Reciprocal[i];
        // m c is within 2^-7 of 1, so the difference is exact (Sterbenz) and r + low*c has a rounding error below 2^-105.
        DoubleDouble product = DoubleDouble.Product(m, c);
        DoubleDouble r = DoubleDouble.OrderedSum(product.High - 1, product.Low) + (low * c);
        DoubleDouble tail = SmallLog1p(r);
        if (e == 0 && (i == 0 || i == 127))
            return tail;
        DoubleDouble whole = (LogTables.Log2 * e) + new DoubleDouble(LogTables.NegatedLog[2 * i], LogTables.NegatedLog[(2 * i) + 1]);
        return whole + tail;
    }

    /// <summary>log(1 + r) for a double-double r >= -1/2 that is 0 or at least 2^-300 in magnitude.</summary>
    public static DoubleDouble Log1p(DoubleDouble r) => Math.Abs(r.High) <= SmallLog ? SmallLog1p(r) : Log(r + 1.0);

    /// <summary>
    /// log(1 + r) for |r| &lt;= 2^-7 (1 + 2^-40): r + r^2 (-1/2 + r (1/3 + r (-1/4 + r q(r)))), q = 1/5 - r/6 + ... + r^8/13 in double.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble SmallLog1p(DoubleDouble r)
    {
        double h = r.High;
        double q = 1.0 / 13;
        q = Math.FusedMultiplyAdd(h, q, -1.0 / 12);
        q = Math.FusedMultiplyAdd(h, q, 1.0 / 11);
        q = Math.FusedMultiplyAdd(h, q, -1.0 / 10);
        q = Math.FusedMultiplyAdd(h, q, 1.0 / 9);
        q = Math.FusedMultiplyAdd(h, q, -1.0 / 8);
        q = Math.FusedMultiplyAdd(h, q, 1.0 / 7);
        q = Math.FusedMultiplyAdd(h, q, -1.0 / 6);
        q = Math.FusedMultiplyAdd(h, q, 1.0 / 5);
        DoubleDouble fourth = DoubleDouble.OrderedSum(-0.25, h * q);
        DoubleDouble second = (r * ((r * fourth) + LogTables.Third)) + -0.5;
        return r + (r * r * second);
    }

    /// <summary>log.</summary>
    internal readonly struct LogKernel : IPointKernel
    {
        /// <inheritdoc/>
        public static Interval Evaluate(double x) =>
            x >= 2.2250738585072014e-308 ? PointKernel.Tight(Log(new DoubleDouble(x, 0)), LogError) : Interval.Empty;

        /// <inheritdoc/>
        public static BigInterval EvaluateSlowly(BigInterval x) => BigInterval.Log(x);
    }

    /// <summary>log1p.</summary>
    internal readonly struct Log1pKernel : IPointKernel
    {
        /// <inheritdoc/>
        public static Interval Evaluate(double x)
        {
            double a = Math.Abs(x);
            // x - x^2 < log1p(x) < x for |x| < 2^-54, less than a double away.
            if (a < 5e-17)
                return x > 0 ? PointKernel.Inside(x) : PointKernel.Outside(x);
            DoubleDouble value = a <= SmallLog ? SmallLog1p(new DoubleDouble(x, 0)) : Log(DoubleDouble.Sum(1, x));
            return PointKernel.Tight(value, Log1pError);
        }

        /// <inheritdoc/>
        public static BigInterval EvaluateSlowly(BigInterval x) => BigInterval.Log1p(x);
    }
}
