using System.Runtime.CompilerServices;
using BoundCheck.Numeric.Precision;

namespace BoundCheck.Numeric.Intervals.PointValues;

/// <summary>sin, cos, tan and atan in double-double. Derivation: docs/trust.md, "sin, cos, tan" and "atan".</summary>
internal static class TrigKernels
{
    /// <summary>sin and cos: proven 2^-78.2.</summary>
    public const double SinCosError = 1.3234889800848443e-23; // 2^-76

    /// <summary>tan: proven 2^-78.0.</summary>
    public const double TanError = 2.6469779601696886e-23; // 2^-75

    /// <summary>atan: proven 2^-81.2.</summary>
    public const double AtanError = 1.6543612251060553e-24; // 2^-79

    /// <summary>Largest argument of the fast reduction: k = x 64/pi then has at most 25 digits.</summary>
    private const double Range = 1 << 20;

    /// <summary>|x| below which the first correction of sin, tan, sinh, tanh, asinh or atan is less than the gap between doubles.</summary>
    public const double Tiny = 7.450580596923828e-09; // 2^-27

    /// <summary>sin and cos of x, |x| &lt;= 2^20; false when the reduced argument is too small for the reduction's absolute error.</summary>
    public static bool SinCos(double x, out DoubleDouble sin, out DoubleDouble cos)
    {
        sin = cos = default;
        if (!(Math.Abs(x) <= Range))
            return false;
        double k = Math.Round(x * TrigTables.InverseStep);
        // k has at most 25 digits, Step1..Step3 have 28: the three products are exact.
        DoubleDouble r = DoubleDouble.Sum(x, -k * TrigTables.Step1) + (-k * TrigTables.Step2);
        r = r + (-k * TrigTables.Step3) + (-k * TrigTables.Step4);
        if (k != 0 && Math.Abs(r.High) < 3.637978807091713e-12) // 2^-38
            return false;
        int n = (int)k;
        int i = n & 31;
        DoubleDouble square = r * r;
        DoubleDouble sr = SmallSin(r, square);
        (DoubleDouble s, DoubleDouble c) = (sr, SmallCos(square));
        if (i != 0)
        {
            DoubleDouble a = Sine(i), b = Sine(32 - i);
            (s, c) = ((a * c) + (b * sr), (b * c) - (a * sr));
        }
        (sin, cos) = ((n >> 5) & 3) switch
        {
            0 => (s, c),
            1 => (c, -s),
            2 => (-s, -c),
            _ => (-c, s),
        };
        return true;
    }

    /// <summary>sin(r) = r + r r^2 (-1/6 + r^2 q), q = 1/120 - r^2/5040 + r^4/9! - r^6/11! in double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble SmallSin(DoubleDouble r, DoubleDouble square)
    {
        double h = square.High;
        double q = Math.FusedMultiplyAdd(h, Math.FusedMultiplyAdd(h, Math.FusedMultiplyAdd(h, -1.0 / 39916800, 1.0 / 362880), -1.0 / 5040), 1.0 / 120);
        return r + (r * square * (TrigTables.MinusSixth + (h * q)));
    }

    /// <summary>cos(r) = 1 - r^2/2 + r^4 (1/24 + r^2 q), q = -1/720 + r^2/8! - r^4/10! + r^6/12! in double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble SmallCos(DoubleDouble square)
    {
        double h = square.High;
        double q = Math.FusedMultiplyAdd(h, Math.FusedMultiplyAdd(h, Math.FusedMultiplyAdd(h, 1.0 / 479001600, -1.0 / 3628800), 1.0 / 40320), -1.0 / 720);
        return (square.Scaled(-0.5) + (square * square * (TrigTables.TwentyFourth + (h * q)))) + 1.0;
    }

    private static DoubleDouble Sine(int i) => new(TrigTables.Sine[2 * i], TrigTables.Sine[(2 * i) + 1]);

    /// <summary>atan(y) for a double-double 0 &lt; y &lt;= 1: atan(c) + atan((y - c)/(1 + y c)) with c the multiple of 1/64 nearest to y.</summary>
    public static DoubleDouble AtanUnit(DoubleDouble y)
    {
        double i = Math.Round(y.High * 64);
        if (i == 0)
            return SmallAtan(y);
        double c = i / 64;
        DoubleDouble t = (y + -c) / ((y * c) + 1.0);
        return new DoubleDouble(TrigTables.Arctangent[2 * (int)i], TrigTables.Arctangent[(2 * (int)i) + 1]) + SmallAtan(t);
    }

    /// <summary>atan(t) = t + t t^2 (-1/3 + t^2 q), q = 1/5 - t^2/7 + t^4/9 - t^6/11 + t^8/13 in double, |t| &lt;= 2^-7 (1 + 2^-40).</summary>
    private static DoubleDouble SmallAtan(DoubleDouble t)
    {
        DoubleDouble square = t * t;
        double h = square.High;
        double q = Math.FusedMultiplyAdd(h, 1.0 / 13, -1.0 / 11);
        q = Math.FusedMultiplyAdd(h, Math.FusedMultiplyAdd(h, Math.FusedMultiplyAdd(h, q, 1.0 / 9), -1.0 / 7), 1.0 / 5);
        return t + (t * square * (TrigTables.MinusThird + (h * q)));
    }

    /// <summary>sin.</summary>
    internal readonly struct SinKernel : IPointKernel
    {
        /// <inheritdoc/>
        public static Interval Evaluate(double x)
        {
            // x - x^3/6 < sin(x) < x for x > 0.
            if (Math.Abs(x) < Tiny)
                return PointKernel.Inside(x);
            return SinCos(x, out DoubleDouble sin, out _) ? PointKernel.Tight(sin, SinCosError) : Interval.Empty;
        }

        /// <inheritdoc/>
        public static BigInterval EvaluateSlowly(BigInterval x) => BigInterval.Sin(x);
    }

    /// <summary>cos.</summary>
    internal readonly struct CosKernel : IPointKernel
    {
        /// <inheritdoc/>
        public static Interval Evaluate(double x)
        {
            // 1 - x^2/2 <= cos(x) < 1, and x^2/2 < 2^-54.
            if (Math.Abs(x) < Tiny)
                return PointKernel.Inside(1);
            return SinCos(x, out _, out DoubleDouble cos) ? PointKernel.Tight(cos, SinCosError) : Interval.Empty;
        }

        /// <inheritdoc/>
        public static BigInterval EvaluateSlowly(BigInterval x) => BigInterval.Cos(x);
    }

    /// <summary>tan.</summary>
    internal readonly struct TanKernel : IPointKernel
    {
        /// <inheritdoc/>
        public static Interval Evaluate(double x)
        {
            // x < tan(x) < x + x^3/2 for 0 < x < 1/2.
            if (Math.Abs(x) < Tiny)
                return PointKernel.Outside(x);
            return SinCos(x, out DoubleDouble sin, out DoubleDouble cos) ? PointKernel.Tight(sin / cos, TanError) : Interval.Empty;
        }

        /// <inheritdoc/>
        public static BigInterval EvaluateSlowly(BigInterval x) => BigInterval.Tan(x);
    }

    /// <summary>atan.</summary>
    internal readonly struct AtanKernel : IPointKernel
    {
        /// <inheritdoc/>
        public static Interval Evaluate(double x)
        {
            double a = Math.Abs(x);
            // x - x^3/3 < atan(x) < x for x > 0.
            if (a < Tiny)
                return PointKernel.Inside(x);
            // From 2^100 on 1/x is a correction below 2^-100, within the error bound.
            DoubleDouble value = a <= 1 ? AtanUnit(new DoubleDouble(a, 0))
                : a < 1.2676506002282294e30 ? TrigTables.HalfPi - AtanUnit(new DoubleDouble(1, 0) / new DoubleDouble(a, 0))
                : TrigTables.HalfPi;
            return PointKernel.Tight(x > 0 ? value : -value, AtanError);
        }

        /// <inheritdoc/>
        public static BigInterval EvaluateSlowly(BigInterval x) => BigInterval.Atan(x);
    }
}
