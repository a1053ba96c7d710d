using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>Numbers of steps, rounded up where a bound is not an integer for certain.</summary>
internal static class RotationCounts
{
    /// <summary>From V &lt;= v, falling by <paramref name="rate"/> at each step: floor(ln(v/least)/ln(1/rate)) + 1 states have V >= least, none if v &lt;
    /// least.</summary>
    internal static long Falling(double v, double least, double rate) =>
        v < least ? 0 : Floor(Interval.Log(Interval.Point(v) / Interval.Point(least)), -Interval.Log(Interval.Point(rate))) + 1;

    /// <summary>ceil(ln(v/to)/ln(1/rate)) steps bring V from v down to <paramref name="to"/>.</summary>
    internal static long Until(double v, double to, double rate) =>
        v <= to ? 0 : (long)Math.Ceiling((Interval.Log(Interval.Point(v) / Interval.Point(to)) / -Interval.Log(Interval.Point(rate))).Hi);

    /// <summary>While V grows by <paramref name="growth"/> > 1 and stays at most v: floor(ln⁺(v/least)/ln growth) + 1 states have V >= least.</summary>
    internal static long Rising(double v, double least, double growth) =>
        v < least ? 0 : Floor(Interval.Log(Interval.Point(v) / Interval.Point(least)), Interval.Log(Interval.Point(growth))) + 1;

    /// <summary>While 1/|υ| grows by at least 2ρ at each step from |υ| &lt;= y: floor((1/least - 1/y)/(2ρ)) + 1 states have |υ| >= least, none if y &lt;
    /// least.</summary>
    internal static long Inward(double y, double least, double ratio) => y < least ? 0
        : Floor(Interval.One / Interval.Point(least) - Interval.One / Interval.Point(y), Interval.Point(2) * Interval.Point(ratio)) + 1;

    /// <summary>floor(angle/arctan(√k1 min(v, V_a))): the states of one turn with V >= v.</summary>
    internal static long Turning(Interval angle, EdgeZone zone, double v) => Floor(angle, zone.Angle(v));

    private static long Floor(Interval numerator, Interval denominator)
    {
        double most = (numerator / denominator).Hi;
        return most < 0 ? 0 : most < 1e15 ? (long)Math.Floor(most) : long.MaxValue / 4;
    }
}
