using BoundCheck.Numeric.Precision;

namespace BoundCheck.Numeric.Intervals.PointValues;

/// <summary>sinh, cosh, tanh and asinh in double-double. Derivation: docs/trust.md, "Compositions".</summary>
internal static class HyperbolicKernels
{
    /// <summary>sinh: proven 2^-75.4.</summary>
    public const double SinhError = 2.117582368135751e-22; // 2^-72

    /// <summary>cosh: proven 2^-86.9.</summary>
    public const double CoshError = 1.0339757656912846e-25; // 2^-83

    /// <summary>tanh: proven 2^-75.4.</summary>
    public const double TanhError = SinhError;

    /// <summary>asinh: proven 2^-80.0.</summary>
    public const double AsinhError = 6.617444900424222e-24; // 2^-77

    /// <summary>sinh(a) = (t + t/(1 + t))/2 with t = expm1(a), terms of one sign, 2^-300 &lt;= a &lt;= 700.</summary>
    public static DoubleDouble Sinh(double a)
    {
        DoubleDouble t = ExpKernels.Expm1(a);
        return (t + (t / (t + 1.0))).Scaled(0.5);
    }

    /// <summary>sinh.</summary>
    internal readonly struct SinhKernel : IPointKernel
    {
        /// <inheritdoc/>
        public static Interval Evaluate(double x)
        {
            double a = Math.Abs(x);
            // x < sinh(x) < x + x^3/5 for 0 < x < 1.
            if (a < TrigKernels.Tiny)
                return PointKernel.Outside(x);
            if (a > ExpKernels.Range)
                return Interval.Empty;
            DoubleDouble value = Sinh(a);
            return PointKernel.Tight(x > 0 ? value : -value, SinhError);
        }

        /// <inheritdoc/>
        public static BigInterval EvaluateSlowly(BigInterval x) => BigInterval.Sinh(x);
    }

    /// <summary>cosh.</summary>
    internal readonly struct CoshKernel : IPointKernel
    {
        /// <inheritdoc/>
        public static Interval Evaluate(double x)
        {
            double a = Math.Abs(x);
            // 1 < cosh(x) < 1 + x^2 and x^2 < 2^-54.
            if (a < TrigKernels.Tiny)
                return PointKernel.Outside(1);
            if (a > ExpKernels.Range)
                return Interval.Empty;
            DoubleDouble t = ExpKernels.Exp(new DoubleDouble(a, 0));
            return PointKernel.Tight((t + (new DoubleDouble(1, 0) / t)).Scaled(0.5), CoshError);
        }

        /// <inheritdoc/>
        public static BigInterval EvaluateSlowly(BigInterval x) => BigInterval.Cosh(x);
    }

    /// <summary>tanh.</summary>
    internal readonly struct TanhKernel : IPointKernel
    {
        /// <inheritdoc/>
        public static Interval Evaluate(double x)
        {
            double a = Math.Abs(x);
            // x - x^3/3 < tanh(x) < x for x > 0.
            if (a < TrigKernels.Tiny)
                return PointKernel.Inside(x);
            // 1 - tanh(a) < 2 exp(-2a) < 2^-54 from 20 on.
            if (a >= 20)
                return PointKernel.Inside(x > 0 ? 1 : -1);
            DoubleDouble t = ExpKernels.Expm1(2 * a);
            DoubleDouble value = t / (t + 2.0);
            return PointKernel.Tight(x > 0 ? value : -value, TanhError);
        }

        /// <inheritdoc/>
        public static BigInterval EvaluateSlowly(BigInterval x) => BigInterval.Tanh(x);
    }

    /// <summary>asinh.</summary>
    internal readonly struct AsinhKernel : IPointKernel
    {
        /// <inheritdoc/>
        public static Interval Evaluate(double x)
        {
            double a = Math.Abs(x);
            // x - x^3/6 < asinh(x) < x for x > 0.
            if (a < TrigKernels.Tiny)
                return PointKernel.Inside(x);
            DoubleDouble value;
            if (a < 1099511627776) // 2^40
            {
                // log1p(a + a^2/(1 + sqrt(1 + a^2)))
                DoubleDouble square = DoubleDouble.Product(a, a);
                value = LogKernels.Log1p((square / (DoubleDouble.Sqrt(square + 1.0) + 1.0)) + a);
            }
            else
            {
                // asinh(a) = log(2a) + d with 0 < d < 1/(4 a^2) <= 2^-82, relative to at least 28: below 2^-86.
                value = LogKernels.Log(new DoubleDouble(a, 0)) + LogTables.Log2;
            }
            return PointKernel.Tight(x > 0 ? value : -value, AsinhError);
        }

        /// <inheritdoc/>
        public static BigInterval EvaluateSlowly(BigInterval x) => BigInterval.Asinh(x);
    }
}
