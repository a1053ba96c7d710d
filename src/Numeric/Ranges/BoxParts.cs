using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Numeric.Ranges;

/// <summary>How boxes are split: the relatively widest side, in the middle, or by powers of 4 towards infinity.</summary>
internal static class BoxParts
{
    /// <summary>Ends beyond this are not split off towards infinity.</summary>
    private const double Far = 1e12;

    /// <summary>The two halves, or null when no side is wider than the rounding of doubles allows.</summary>
    internal static (Interval[] Low, Interval[] High)? Split(Interval[] box, double least = 1e-14)
    {
        int axis = -1;
        double widest = 0;
        for (int i = 0; i < box.Length; i++)
        {
            double size = box[i].IsBounded ? box[i].Width / Math.Max(1, box[i].Mag) : double.PositiveInfinity;
            if (!box[i].IsBounded && Near(box[i]) > Far)
                continue;
            if (size > widest && size > least)
                (axis, widest) = (i, size);
        }
        if (axis < 0)
            return null;
        var x = box[axis];
        double at = double.IsInfinity(x.Lo) && double.IsInfinity(x.Hi) ? 0
            : double.IsInfinity(x.Hi) ? (x.Lo < 1 ? Math.Max(2, x.Lo + 2) : 4 * x.Lo)
            : double.IsInfinity(x.Lo) ? (x.Hi > -1 ? Math.Min(-2, x.Hi - 2) : 4 * x.Hi)
            : x.Lo / 2 + x.Hi / 2;
        if (!(at > x.Lo && at < x.Hi))
            return null;
        var (low, high) = ((Interval[])box.Clone(), (Interval[])box.Clone());
        low[axis] = Interval.Of(x.Lo, at);
        high[axis] = Interval.Of(at, x.Hi);
        return (low, high);
    }

    private static double Near(Interval x) => Math.Min(Math.Abs(x.Lo), Math.Abs(x.Hi));

    /// <summary>A finite point of the box.</summary>
    internal static Interval[] Middle(Interval[] box) => [.. box.Select(x => Interval.Point(
        x.IsBounded ? x.Mid : double.IsFinite(x.Lo) ? x.Lo : double.IsFinite(x.Hi) ? x.Hi : 0))];
}
