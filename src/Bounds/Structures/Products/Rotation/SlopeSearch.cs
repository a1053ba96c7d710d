using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>A lower bound of w = h|F'| away from the minimiser, by branch and bound: F' need not be monotone.</summary>
internal static class SlopeSearch
{
    private const int Boxes = 4000;

    /// <summary>A lower bound of |ρυ| for lo &lt;= |υ| on both sides within [least, most], least &lt; 0 &lt; most; +infinity where there is no such
    /// υ.</summary>
    internal static double Least(NormalisedModel map, double left, double right, double least, double most, CancellationToken cancellation) =>
        Math.Min(least < -left ? Side(map, Interval.Of(least, -left), cancellation) : double.PositiveInfinity, most > right
            ? Side(map, Interval.Of(right, most), cancellation)
            : double.PositiveInfinity);

    private static double Side(NormalisedModel map, Interval range, CancellationToken cancellation)
    {
        double attained = double.PositiveInfinity;
        // Halved in the logarithm: the small |υ| at one end are what matters.
        var search = Subdivision<Interval>.BestFirst(Cuts.Geometric, box =>
        {
            attained = Math.Min(attained, Slope(map, box.MidPoint).Hi);
            return new(box, -Slope(map, box).Lo);
        }, new Budget(Boxes, cancellation));
        search.Add(range);
        search.Run(_ => -search.Largest >= attained * (1 - 1e-3) ? Fate.Final : Fate.Open);
        return Math.Max(0, -search.Largest);
    }

    private static Interval Slope(NormalisedModel map, Interval upsilon) => Interval.Abs(map.Ratio(upsilon) * upsilon);
}
