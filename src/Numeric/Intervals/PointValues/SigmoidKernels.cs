using BoundCheck.Numeric.Precision;

namespace BoundCheck.Numeric.Intervals.PointValues;

/// <summary>sigmoid, softplus and log cosh in double-double. Derivation: docs/trust.md, "Compositions".</summary>
internal static class SigmoidKernels
{
    /// <summary>sigmoid: proven 2^-86.9.</summary>
    public const double SigmoidError = 2.0679515313825692e-25; // 2^-82

    /// <summary>softplus: proven 2^-80.0.</summary>
    public const double SoftplusError = 6.617444900424222e-24; // 2^-77

    /// <summary>log cosh below 1: proven 2^-74.3.</summary>
    public const double SmallLogCoshError = 8.470329472543003e-22; // 2^-70

    /// <summary>log cosh from 1 on: proven 2^-81.</summary>
    public const double LargeLogCoshError = 1.3234889800848443e-23; // 2^-76

    /// <summary>sigmoid.</summary>
    internal readonly struct SigmoidKernel : IPointKernel
    {
        /// <inheritdoc/>
        public static Interval Evaluate(double x)
        {
            double a = Math.Abs(x);
            // 1/2 < sigmoid(x) < 1/2 + x/4 for x > 0, and the mirror image below; 2^-52/4 is at most the gap beside 1/2.
            if (a < 2.220446049250313e-16)
                return x > 0 ? PointKernel.Outside(0.5) : PointKernel.Inside(0.5);
            // 1 - sigmoid(x) < exp(-x) < 2^-53 from 37 on.
            if (x >= 37)
                return PointKernel.Inside(1);
            if (a > ExpKernels.Range)
                return Interval.Empty;
            DoubleDouble t = ExpKernels.Exp(new DoubleDouble(-a, 0));
            return PointKernel.Tight((x > 0 ? new DoubleDouble(1, 0) : t) / (t + 1.0), SigmoidError);
        }

        /// <inheritdoc/>
        public static BigInterval EvaluateSlowly(BigInterval x) => BigInterval.Sigmoid(x);
    }

    /// <summary>softplus.</summary>
    internal readonly struct SoftplusKernel : IPointKernel
    {
        /// <inheritdoc/>
        public static Interval Evaluate(double x)
        {
            // x < softplus(x) < x + exp(-x), less than a double away from 40 on.
            if (x >= 40)
                return PointKernel.Outside(x);
            if (x < -600)
                return Interval.Empty;
            DoubleDouble log = LogKernels.Log1p(ExpKernels.Exp(new DoubleDouble(-Math.Abs(x), 0)));
            return PointKernel.Tight(x > 0 ? log + x : log, SoftplusError);
        }

        /// <inheritdoc/>
        public static BigInterval EvaluateSlowly(BigInterval x) => BigInterval.Softplus(x);
    }

    /// <summary>log cosh.</summary>
    internal readonly struct LogCoshKernel : IPointKernel
    {
        /// <inheritdoc/>
        public static Interval Evaluate(double x)
        {
            double a = Math.Abs(x);
            if (a < 1)
            {
                if (a < 1e-80)
                    return Interval.Empty;
                // log1p(2 sinh(a/2)^2); for small arguments the kernel log1p needs no addition to 1.
                DoubleDouble sinh = HyperbolicKernels.Sinh(0.5 * a);
                return PointKernel.Tight(LogKernels.Log1p((sinh * sinh).Scaled(2)), SmallLogCoshError);
            }
            // a - log 2 < log cosh(a) < a from 1 on; from 2^60 on the distance is less than a double.
            if (a > 1.152921504606847e18)
                return PointKernel.Inside(a);
            // For a > 300 the last term is below 2^-800, within the error bound.
            DoubleDouble value = new DoubleDouble(a, 0) - LogTables.Log2;
            if (a <= 300)
                value += LogKernels.Log1p(ExpKernels.Exp(new DoubleDouble(-2 * a, 0)));
            return PointKernel.Tight(value, LargeLogCoshError);
        }

        /// <inheritdoc/>
        public static BigInterval EvaluateSlowly(BigInterval x) => BigInterval.LogCosh(x);
    }
}
