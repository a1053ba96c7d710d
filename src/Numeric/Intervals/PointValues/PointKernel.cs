using System.Runtime.CompilerServices;
using BoundCheck.Numeric.Precision;

namespace BoundCheck.Numeric.Intervals.PointValues;

/// <summary>
/// An elementary function at one finite non-zero double, twice: a fast evaluation with a proven error bound, and a slow one of any precision.
/// </summary>
internal interface IPointKernel
{
    /// <summary>
    /// The two neighbouring doubles (or the one double) that enclose f(x) most tightly; the empty set when the fast evaluation cannot tell,
    /// because x is outside its range or f(x) is closer to a double than its error bound.
    /// </summary>
    static abstract Interval Evaluate(double x);

    /// <summary>An enclosure of f(x) to the precision carried by x.</summary>
    static abstract BigInterval EvaluateSlowly(BigInterval x);
}

/// <summary>From an approximation with an error bound to neighbouring doubles.</summary>
internal static class PointKernel
{
    /// <summary>Magnitudes below this are left to the slow evaluation: the error terms of double-double operations would underflow.</summary>
    private const double LeastMagnitude = 1e-270;

    /// <summary>f(x) by the fast evaluation, or by the slow one rounded outward.</summary>
    public static Interval At<TKernel>(double x)
        where TKernel : struct, IPointKernel
    {
        Interval fast = TKernel.Evaluate(x);
        return fast.IsEmpty ? Slow<TKernel>(x) : fast;
    }

    /// <summary>
    /// The neighbouring doubles around f, for a value v with |v - f| &lt;= e |f|, empty when they do not settle it.
    /// <paramref name="relativeError"/> must be at least 1.01 e and at least 2^-98: the surplus covers the rounding of Low -+ bound,
    /// at most 2^-105 |High|, and the difference between |High| and |f|.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Interval Tight(DoubleDouble v, double relativeError)
    {
        double magnitude = Math.Abs(v.High);
        if (!(magnitude >= LeastMagnitude && magnitude <= double.MaxValue))
            return Interval.Empty;
        double bound = magnitude * relativeError;
        double lo = Rounded.AddDown(v.High, v.Low - bound);
        double hi = Rounded.AddUp(v.High, v.Low + bound);
        return hi == Math.BitIncrement(lo) ? Interval.Trusted(lo, hi) : Interval.Empty;
    }

    /// <summary>The interval from x to the next double away from zero.</summary>
    public static Interval Outside(double x) => x > 0 ? Interval.Trusted(x, Math.BitIncrement(x)) : Interval.Trusted(Math.BitDecrement(x), x);

    /// <summary>The interval from the next double toward zero to x.</summary>
    public static Interval Inside(double x) => x > 0 ? Interval.Trusted(Math.BitDecrement(x), x) : Interval.Trusted(x, Math.BitIncrement(x));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Interval Slow<TKernel>(double x)
        where TKernel : struct, IPointKernel
    {
        // A few digits more than double-double carries; then enough to separate values as close to a double as 2^-160 relatively.
        Interval value = TKernel.EvaluateSlowly(BigInterval.Point(BigFloat.FromDouble(x), 120)).ToInterval();
        return value.IsPoint || value.Hi == Math.BitIncrement(value.Lo)
            ? value
            : TKernel.EvaluateSlowly(BigInterval.Point(BigFloat.FromDouble(x), 240)).ToInterval();
    }
}
