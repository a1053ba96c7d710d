using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>Certifies that a function is defined and continuous on a bounded interval.</summary>
internal static class Continuity
{
    /// <summary>True only when the interval is covered by boxes on each of which the function is certainly defined and continuous.</summary>
    internal static bool Holds(UnivariateFunction f, Interval interval, Budget work) => Subdivision.Covers(
        [interval],
        // Continuity on two closed boxes that share an end is continuity on their union.
        box => f.Evaluate(box).State == Definedness.Continuous ? Fate.Settled : Fate.Open,
        box => box.Width < 1e-9 * Math.Max(1, box.Mag) ? null : Cuts.ByScale(box),
        work);
}
