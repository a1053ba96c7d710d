using System.Runtime.CompilerServices;
using BoundCheck.Numeric.Precision;

namespace BoundCheck.Numeric.Intervals.PointValues;

/// <summary>exp and expm1 in double-double. Derivation: docs/trust.md, "exp".</summary>
internal static class ExpKernels
{
    /// <summary>exp of an exact argument: proven 2^-87.0.</summary>
    public const double ExpError = 5.169878828456423e-26; // 2^-84

    /// <summary>expm1 of an exact argument: proven 2^-75.5.</summary>
    public const double Expm1Error = 1.0587911840678754e-22; // 2^-73

    /// <summary>|x| up to which exp(x) is normal and no intermediate leaves the normal range.</summary>
    public const double Range = 700;

    /// <summary>
    /// exp(x) = 2^Exponent (T + T p) with T = 2^(i/32 + j/1024), p = exp(r) - 1, |r| &lt;= log(2)/2048 (1 + 2^-20). The argument is a double-double with |x|
    /// &lt;= 710.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (DoubleDouble Table, DoubleDouble Tail, int Exponent) Decompose(DoubleDouble x)
    {
        double k = Math.Round(x.High * ExpTables.InverseStep);
        // k has at most 21 digits, Step1 and Step2 have 32: both products are exact.
        DoubleDouble r = DoubleDouble.Sum(x.High, -k * ExpTables.Step1) + (-k * ExpTables.Step2);
        r += (-k * ExpTables.Step3) + x.Low;
        int n = (int)k;
        int i = (n >> 5) & 31, j = n & 31;
        DoubleDouble table = new DoubleDouble(ExpTables.Coarse[2 * i], ExpTables.Coarse[(2 * i) + 1])
            * new DoubleDouble(ExpTables.Fine[2 * j], ExpTables.Fine[(2 * j) + 1]);
        return (table, SmallExpm1(r), n >> 10);
    }

    /// <summary>exp(x) as a double-double, |x| &lt;= 700.</summary>
    public static DoubleDouble Exp(DoubleDouble x)
    {
        (DoubleDouble table, DoubleDouble tail, int exponent) = Decompose(x);
        return (table + (table * tail)).Scaled(PowerOfTwo(exponent));
    }

    /// <summary>exp(x) - 1 as a double-double, 2^-300 &lt;= |x| &lt;= 700.</summary>
    public static DoubleDouble Expm1(double x)
    {
        // k = 0 exactly when |x * InverseStep| <= 1/2; then T = 1 and the tail itself is the value.
        if (Math.Abs(x * ExpTables.InverseStep) <= 0.5)
            return SmallExpm1(new DoubleDouble(x, 0));
        return Exp(new DoubleDouble(x, 0)) + -1.0;
    }

    /// <summary>2^n for a normal result.</summary>
    public static double PowerOfTwo(int n) => BitConverter.Int64BitsToDouble((long)(n + 1023) << 52);

    /// <summary>exp(r) - 1 = r + r^2/2 + r^3 (1/6 + r/24 + r^2/120 + r^3/720), the cubic and later terms in double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble SmallExpm1(DoubleDouble r)
    {
        double h = r.High;
        double q = Math.FusedMultiplyAdd(h, Math.FusedMultiplyAdd(h, Math.FusedMultiplyAdd(h, 1.0 / 720, 1.0 / 120), 1.0 / 24), 1.0 / 6);
        DoubleDouble half = (r * r).Scaled(0.5);
        return r + (half + (h * h * h * q));
    }

    /// <summary>exp.</summary>
    internal readonly struct ExpKernel : IPointKernel
    {
        /// <inheritdoc/>
        public static Interval Evaluate(double x)
        {
            if (Math.Abs(x) > Range)
                return Interval.Empty;
            // |exp(x) - 1| <= 1.01 |x| < 2^-54, half the gap below 1.
            if (Math.Abs(x) < 5e-17)
                return x > 0 ? PointKernel.Outside(1) : PointKernel.Inside(1);
            (DoubleDouble table, DoubleDouble tail, int exponent) = Decompose(new DoubleDouble(x, 0));
            Interval unscaled = PointKernel.Tight(table + (table * tail), ExpError);
            double scale = PowerOfTwo(exponent);
            // Scaling a normal result by a power of two is exact, and -0.9 <= log2(result) - exponent <= 1.1.
            return unscaled.IsEmpty ? unscaled : Interval.Trusted(unscaled.Lo * scale, unscaled.Hi * scale);
        }

        /// <inheritdoc/>
        public static BigInterval EvaluateSlowly(BigInterval x) => BigInterval.Exp(x);
    }

    /// <summary>expm1.</summary>
    internal readonly struct Expm1Kernel : IPointKernel
    {
        /// <inheritdoc/>
        public static Interval Evaluate(double x)
        {
            double a = Math.Abs(x);
            // x < expm1(x) < x + x^2 for |x| < 2^-54, less than a double away.
            if (a < 5e-17)
                return x > 0 ? PointKernel.Outside(x) : PointKernel.Inside(x);
            if (a > Range)
                return Interval.Empty;
            // exp(x) < 2^-54 below -38.
            return x < -38 ? Interval.Trusted(-1, Math.BitIncrement(-1.0)) : PointKernel.Tight(Expm1(x), Expm1Error);
        }

        /// <inheritdoc/>
        public static BigInterval EvaluateSlowly(BigInterval x) => BigInterval.Expm1(x);
    }
}
