using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Line;

/// <summary>A point x with T³(x) &lt;= x &lt; T(x) &lt; T²(x), or all reversed.</summary>
internal static class LiYorke
{
    private const int Orbit = 500;
    private const int Grid = 4000;

    /// <summary>The start, points of its orbit and of a grid are tried in this order; null when none is certified.</summary>
    internal static Interval? Point(LineMap map, Interval j, CancellationToken cancellation)
    {
        var candidates = new[] { map.Start }.Concat(map.Orbit(Orbit).Where(j.Contains).Select(Interval.Point))
            .Concat(Enumerable.Range(1, Grid).Select(i => Interval.Point(j.Lo + i * (j.Hi - j.Lo) / (Grid + 1))).Where(p => j.Contains(p)));
        foreach (var x in candidates)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Holds(map, x))
                return x;
        }
        return null;
    }

    private static bool Holds(LineMap map, Interval x) =>
        map.Next(x) is { } one && map.Next(one) is { } two && map.Next(two) is { } three
        && (x.IsBelow(one) && one.IsBelow(two) && three.IsNotAbove(x) || one.IsBelow(x) && two.IsBelow(one) && x.IsNotAbove(three));
}
