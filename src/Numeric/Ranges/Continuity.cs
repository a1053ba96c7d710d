using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>Certifies that a function is defined and continuous on a bounded interval.</summary>
internal static class Continuity
{
    /// <summary>True only when the interval is covered by boxes on each of which the function is certainly defined and continuous.</summary>
    internal static bool Holds(UnivariateFunction f, Interval interval, Budget work)
    {
        var open = new Stack<Interval>([interval]);
        while (open.TryPop(out var box))
        {
            if (!work.Spend())
                return false;
            // Continuity on two closed boxes that share an end is continuity on their union.
            if (f.Evaluate(box).State == Definedness.Continuous)
                continue;
            double m = Boxes.SplitPoint(box);
            if (double.IsNaN(m) || box.Width < 1e-9 * Math.Max(1, box.Mag))
                return false;
            open.Push(Interval.Of(m, box.Hi));
            open.Push(Interval.Of(box.Lo, m));
        }
        return true;
    }
}
