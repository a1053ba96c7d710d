using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>A lower bound of w = h|F'| away from the minimiser, by branch and bound: F' need not be monotone.</summary>
internal static class SlopeSearch
{
    private const int Boxes = 4000;

    /// <summary>A lower bound of |ρυ| for lo &lt;= |υ| on both sides within [least, most], least &lt; 0 &lt; most; +infinity where there is no such υ.</summary>
    internal static double Least(NormalisedModel map, double left, double right, double least, double most, CancellationToken cancellation) =>
        Math.Min(least < -left ? Side(map, Interval.Of(least, -left), cancellation) : double.PositiveInfinity, most > right ? Side(map, Interval.Of(right, most), cancellation) : double.PositiveInfinity);

    private static double Side(NormalisedModel map, Interval range, CancellationToken cancellation)
    {
        var queue = new PriorityQueue<Interval, double>();
        double attained = double.PositiveInfinity;
        void Add(Interval box)
        {
            attained = Math.Min(attained, Slope(map, box.MidPoint).Hi);
            queue.Enqueue(box, Slope(map, box).Lo);
        }

        Add(range);
        for (int i = 0; i < Boxes && queue.TryPeek(out var box, out double bound) && bound < attained * (1 - 1e-3); i++)
        {
            cancellation.ThrowIfCancellationRequested();
            // Halved in the logarithm: the small |υ| at one end are what matters.
            double mid = Math.Sqrt(box.Lo / box.Hi) * box.Hi;
            if (!(mid > box.Lo && mid < box.Hi))
                break;
            queue.Dequeue();
            Add(Interval.Of(box.Lo, mid));
            Add(Interval.Of(mid, box.Hi));
        }
        queue.TryPeek(out _, out double lowest);
        return Math.Max(0, lowest);
    }

    private static Interval Slope(NormalisedModel map, Interval upsilon) => Interval.Abs(map.Ratio(upsilon) * upsilon);
}
