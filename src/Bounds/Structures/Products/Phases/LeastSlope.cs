using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products.Phases;

/// <summary>A lower bound of |F'(c + u)| over a range of u on one side of 0, by branch and bound (F' need not be monotone).</summary>
internal static class LeastSlope
{
    /// <summary>The bound is at most so much below the least value seen.</summary>
    private const double Gap = 0.01;

    /// <summary>A certified lower bound of |F'(c + u)| for u in the range; 0 where none above it is found.</summary>
    /// <param name="model">The problem.</param>
    /// <param name="range">u > 0 on all of it, or u &lt; 0.</param>
    /// <param name="boxes">The largest number of boxes.</param>
    /// <param name="cancellation">Stops with <see cref="OperationCanceledException"/>.</param>
    internal static double Over(PhaseModel model, Interval range, int boxes, CancellationToken cancellation)
    {
        if (!range.IsBounded || range.IsEmpty || range.ContainsZero)
            return 0;
        double seen = double.PositiveInfinity;
        // Ranges run over decades: the geometric mean halves them on their own scale.
        var search = Subdivision<Interval>.BestFirst(Cuts.Geometric, u =>
        {
            seen = Math.Min(seen, At(model, Interval.Point(u.Mid)).Hi);
            return new(u, -At(model, u).Lo);
        }, new Budget(boxes, cancellation));
        search.Add(range);
        search.Run(_ => -search.Largest >= (1 - Gap) * seen ? Fate.Final : Fate.Open);
        return Math.Max(0, -search.Largest);
    }

    // |F'| = r|u|, and by the mean value theorem from the middle of the box.
    private static Interval At(PhaseModel model, Interval u)
    {
        var r = model.Ratio.Evaluate(u);
        if (!r.IsDefined || !r.Value.IsBounded)
            return Interval.Nonnegative;
        var value = r.Value * u;
        Span<Interval> slope = new Interval[2], middle = new Interval[1];
        if (!u.IsPoint && model.Slope.Taylor(model.Centre + u, slope) == Definedness.Continuous && slope[1].IsBounded)
        {
            var at = Interval.Point(u.Mid);
            if (model.Slope.Taylor(model.Centre + at, middle) >= Definedness.Defined)
                value = Interval.Intersect(value, middle[0] + slope[1] * (u - at));
        }
        return Interval.Abs(value);
    }
}
