using BoundCheck.Numeric.Intervals.PointValues;
using BoundCheck.Numeric.Precision;

namespace BoundCheck.Numeric.Intervals;

/// <content>sin, cos and tan: monotone pieces between extrema or poles, which are counted outward so that none inside is missed.</content>
public readonly partial struct Interval
{
    /// <summary>Magnitude up to which extrema are counted in double arithmetic; beyond, in arbitrary precision.</summary>
    private const double CountingRange = 1 << 30;

    /// <summary>Digits of the arbitrary-precision evaluation beyond that range.</summary>
    private const int WorkingDigits = 120;

    /// <inheritdoc/>
    public static Interval Sin(Interval x) => Oscillation<TrigKernels.SinKernel>(x, 0, 0.5);

    /// <inheritdoc/>
    public static Interval Cos(Interval x) => Oscillation<TrigKernels.CosKernel>(x, 1, 0);

    /// <inheritdoc/>
    public static Interval Tan(Interval x)
    {
        if (x.IsEmpty || !x.IsBounded)
            return x.IsEmpty ? Empty : Entire;
        if (x.IsPoint)
            return AtPoint<TrigKernels.TanKernel>(x.Lo, 0);
        if (x.Mag > CountingRange)
            return BigInterval.Tan(BigInterval.FromInterval(x, WorkingDigits)).ToInterval();
        // Poles are where x/pi - 1/2 is an integer.
        Interval turns = (x / Pi) - Trusted(0.5, 0.5);
        return Math.Ceiling(turns.Lo) <= Math.Floor(turns.Hi)
            ? Entire
            : Trusted(AtPoint<TrigKernels.TanKernel>(x.Lo, 0).Lo, AtPoint<TrigKernels.TanKernel>(x.Hi, 0).Hi);
    }

    /// <summary>The range of sin (shift 1/2) or cos (shift 0): 1 at even and -1 at odd integers of x/pi - shift, monotone between.</summary>
    private static Interval Oscillation<TKernel>(Interval x, double atZero, double shift)
        where TKernel : struct, IPointKernel
    {
        if (x.IsPoint)
            return AtPoint<TKernel>(x.Lo, atZero);
        if (x.IsEmpty)
            return Empty;
        // Wider than a full turn (width is rounded up, so the comparison constant is above 2 pi).
        if (!x.IsBounded || x.Width > 6.2831853071795880)
            return Trusted(-1, 1);
        if (x.Mag > CountingRange)
            return TKernel.EvaluateSlowly(BigInterval.FromInterval(x, WorkingDigits)).ToInterval();
        Interval turns = (x / Pi) - Trusted(shift, shift);
        double first = Math.Ceiling(turns.Lo), last = Math.Floor(turns.Hi);
        bool any = first <= last, both = last > first, firstIsEven = Math.Floor(0.5 * first) == 0.5 * first;
        Interval atLo = AtPoint<TKernel>(x.Lo, atZero), atHi = AtPoint<TKernel>(x.Hi, atZero);
        double lo = both || (any && !firstIsEven) ? -1 : Math.Min(atLo.Lo, atHi.Lo);
        double hi = both || (any && firstIsEven) ? 1 : Math.Max(atLo.Hi, atHi.Hi);
        return Trusted(lo, hi);
    }
}
