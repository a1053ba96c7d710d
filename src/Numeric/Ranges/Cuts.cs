using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Numeric.Ranges;

/// <summary>Where intervals and boxes are cut: the rules a <see cref="Symbolic.Subdivision{TPart}"/> chooses from.</summary>
/// <remarks>Each gives two parts that share an end and cover the whole, or null where the rule finds no double strictly inside.</remarks>
public static class Cuts
{
    /// <summary>At a given number.</summary>
    public static (Interval Low, Interval High)? At(Interval x, double place) =>
        place > x.Lo && place < x.Hi ? (Interval.Of(x.Lo, place), Interval.Of(place, x.Hi)) : null;

    /// <summary>In the middle.</summary>
    public static (Interval Low, Interval High)? InHalf(Interval x) => At(x, x.Mid);

    /// <summary>At 0 where it is inside, geometrically on long intervals, else in the middle.</summary>
    public static (Interval Low, Interval High)? ByScale(Interval x) => At(x, ScalePoint(x));

    /// <summary>At the geometric mean of an interval of one sign.</summary>
    public static (Interval Low, Interval High)? Geometric(Interval x) => At(x, Math.Sqrt(x.Lo / x.Hi) * x.Hi);

    /// <summary>A bounded interval at a share of its width, an unbounded one by powers of 4 towards infinity.</summary>
    public static (Interval Low, Interval High)? Outward(Interval x, double share = 0.5) => At(x, (x.Lo, x.Hi) switch
    {
        (double.NegativeInfinity, double.PositiveInfinity) => 0,
        (_, double.PositiveInfinity) => x.Lo < 1 ? Math.Max(2, x.Lo + 2) : 4 * x.Lo,
        (double.NegativeInfinity, _) => x.Hi > -1 ? Math.Min(-2, x.Hi - 2) : 4 * x.Hi,
        _ => x.Lo * (1 - share) + x.Hi * share,
    });

    /// <summary>A box across its widest side, in the middle.</summary>
    public static (Interval[] Low, Interval[] High)? Widest(Interval[] box)
    {
        ArgumentNullException.ThrowIfNull(box);
        int axis = 0;
        for (int i = 1; i < box.Length; i++)
        {
            if (box[i].Width > box[axis].Width)
                axis = i;
        }
        return Across(box, axis, InHalf(box[axis]));
    }

    /// <summary>A box across its relatively widest side, down to the rounding of doubles, and up to 1e12 towards infinity.</summary>
    public static (Interval[] Low, Interval[] High)? Relative(Interval[] box) => Relative(box, 1e-14, 1e12);

    /// <summary>A box across its relatively widest side, in the middle or by powers of 4 towards infinity.</summary>
    /// <param name="box">The box.</param>
    /// <param name="least">Sides of a width up to this, relative to their size where that is above 1, are not cut.</param>
    /// <param name="far">Sides that are unbounded beyond this are not cut.</param>
    public static (Interval[] Low, Interval[] High)? Relative(Interval[] box, double least, double far)
    {
        ArgumentNullException.ThrowIfNull(box);
        int axis = -1;
        double widest = least;
        for (int i = 0; i < box.Length; i++)
        {
            double size = box[i].IsBounded ? box[i].Width / Math.Max(1, box[i].Mag) : Near(box[i]) > far ? 0 : double.PositiveInfinity;
            if (size > widest)
                (axis, widest) = (i, size);
        }
        return axis < 0 ? null : Across(box, axis, Outward(box[axis]));
    }

    /// <summary>A box in two across one side.</summary>
    /// <param name="box">The box.</param>
    /// <param name="axis">The side.</param>
    /// <param name="parts">The parts of the side.</param>
    public static (Interval[] Low, Interval[] High)? Across(Interval[] box, int axis, (Interval Low, Interval High)? parts)
    {
        ArgumentNullException.ThrowIfNull(box);
        if (parts is not var (below, above))
            return null;
        var (low, high) = ((Interval[])box.Clone(), (Interval[])box.Clone());
        (low[axis], high[axis]) = (below, above);
        return (low, high);
    }

    // The finite end of an unbounded side, 0 of the whole line.
    private static double Near(Interval x) => double.IsInfinity(x.Lo) && double.IsInfinity(x.Hi) ? 0 : Math.Min(Math.Abs(x.Lo), Math.Abs(x.Hi));

    /// <summary>The point of <see cref="ByScale"/>; NaN when there is none.</summary>
    internal static double ScalePoint(Interval box)
    {
        if (box.Lo < 0 && box.Hi > 0)
            return 0;
        double a = Math.Min(Math.Abs(box.Lo), Math.Abs(box.Hi)), b = box.Mag;
        double m = b > 4 && b > 16 * a ? (box.Lo < 0 ? -1 : 1) * Math.Max(1, Math.Sqrt(Math.Max(a, 0.25)) * Math.Sqrt(b)) : box.Mid;
        return m > box.Lo && m < box.Hi ? m : box.Mid > box.Lo && box.Mid < box.Hi ? box.Mid : double.NaN;
    }
}
