using BoundCheck.Numeric.Intervals.PointValues;
using BoundCheck.Numeric.Precision;

namespace BoundCheck.Numeric.Intervals;

/// <content>
/// Elementary functions: point kernels at the ends where the function is monotone, extremum logic elsewhere. Each end is the nearest double
/// outward of the exact value, in all but the cases closer to a double than 2^-200 relatively.
/// </content>
public readonly partial struct Interval
{
    /// <inheritdoc/>
    public static Interval Exp(Interval x) => Increasing<ExpKernels.ExpKernel>(x, 1, 0, double.PositiveInfinity);

    /// <inheritdoc/>
    public static Interval Expm1(Interval x) => Increasing<ExpKernels.Expm1Kernel>(x, 0, -1, double.PositiveInfinity);

    /// <inheritdoc/>
    public static Interval Log(Interval x) =>
        x.IsEmpty || x.Hi <= 0
            ? Empty
            : Increasing<LogKernels.LogKernel>(x.Lo > 0 ? x : Trusted(double.NegativeInfinity, x.Hi), double.NaN, double.NegativeInfinity,
                double.PositiveInfinity);

    /// <inheritdoc/>
    public static Interval Log1p(Interval x) =>
        x.IsEmpty || x.Hi <= -1
            ? Empty
            : Increasing<LogKernels.Log1pKernel>(x.Lo > -1 ? x : Trusted(double.NegativeInfinity, x.Hi), 0, double.NegativeInfinity, double.PositiveInfinity);

    /// <inheritdoc/>
    public static Interval Sinh(Interval x) => Increasing<HyperbolicKernels.SinhKernel>(x, 0, double.NegativeInfinity, double.PositiveInfinity);

    /// <inheritdoc/>
    public static Interval Cosh(Interval x) => Increasing<HyperbolicKernels.CoshKernel>(Abs(x), 1, 1, double.PositiveInfinity);

    /// <inheritdoc/>
    public static Interval Tanh(Interval x) => Increasing<HyperbolicKernels.TanhKernel>(x, 0, -1, 1);

    /// <inheritdoc/>
    public static Interval Asinh(Interval x) => Increasing<HyperbolicKernels.AsinhKernel>(x, 0, double.NegativeInfinity, double.PositiveInfinity);

    /// <inheritdoc/>
    public static Interval Atan(Interval x) => Increasing<TrigKernels.AtanKernel>(x, 0, -0.5 * Pi.Hi, 0.5 * Pi.Hi);

    /// <inheritdoc/>
    public static Interval Erf(Interval x) => Increasing<ErfKernels.ErfKernel>(x, 0, -1, 1);

    /// <inheritdoc/>
    public static Interval Sigmoid(Interval x) => Increasing<SigmoidKernels.SigmoidKernel>(x, 0.5, 0, 1);

    /// <inheritdoc/>
    public static Interval Softplus(Interval x) => Increasing<SigmoidKernels.SoftplusKernel>(x, double.NaN, 0, double.PositiveInfinity);

    /// <inheritdoc/>
    public static Interval LogCosh(Interval x) => Increasing<SigmoidKernels.LogCoshKernel>(Abs(x), 0, 0, double.PositiveInfinity);

    /// <summary>
    /// The range of an increasing function from its kernel, its exact value at 0 (NaN: the kernel takes 0) and its infimum and supremum,
    /// rounded outward where they are not doubles.
    /// </summary>
    private static Interval Increasing<TKernel>(Interval x, double atZero, double infimum, double supremum)
        where TKernel : struct, IPointKernel
    {
        if (x.IsEmpty)
            return Empty;
        double lo = infimum, hi = supremum;
        if (x.IsPoint)
        {
            Interval value = AtPoint<TKernel>(x.Lo, atZero);
            (lo, hi) = (value.Lo, value.Hi);
        }
        else
        {
            if (x.Lo > double.NegativeInfinity)
                lo = AtPoint<TKernel>(x.Lo, atZero).Lo;
            if (x.Hi < double.PositiveInfinity)
                hi = AtPoint<TKernel>(x.Hi, atZero).Hi;
        }
        return Trusted(Math.Max(lo, infimum), Math.Min(hi, supremum));
    }

    private static Interval AtPoint<TKernel>(double x, double atZero)
        where TKernel : struct, IPointKernel =>
        x == 0 && !double.IsNaN(atZero) ? Trusted(atZero, atZero) : PointKernel.At<TKernel>(x);
}
