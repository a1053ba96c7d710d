using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Line;

/// <summary>Zeros of ψ in an interval.</summary>
internal static class OnlyZero
{
    private const int Work = 20_000;

    /// <summary>An interval that holds the only zero of ψ in J, with ψ' > 0 on it: a minimiser; null when that is not shown.</summary>
    /// <remarks>T maps J into itself, so ψ has a zero in it.</remarks>
    internal static Interval? In(LineMap map, Interval j, CancellationToken cancellation)
    {
        var near = Interval.Empty;
        bool covered = Subdivision.Covers([j], part =>
        {
            if (map.Slope(part) is { ContainsZero: false })
                return Fate.Settled;
            if (!map.Curvature(part).IsPositive)
                return Fate.Open;
            near = Interval.Hull(near, part);
            return Fate.Settled;
        }, Cuts.InHalf, new Budget(Work, cancellation));
        return covered && !near.IsEmpty && map.Slope(near) is not null && map.Curvature(near).IsPositive ? near : null;
    }
}
