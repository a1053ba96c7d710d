using System.Collections.Immutable;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Line;

/// <summary>An attracting cycle of T: p points, pairwise apart, each in its interval.</summary>
/// <param name="Points">Intervals, one for each point, in the order of the cycle.</param>
/// <param name="Multiplier">An enclosure of the product of T' over the cycle, inside (-1, 1).</param>
/// <param name="First">A narrow interval that holds the first point.</param>
internal sealed record Cycle(ImmutableArray<Interval> Points, Interval Multiplier, Interval First)
{
    private const int LongestRun = 5000;
    private const int Transient = 20_000;
    private const int LongestPeriod = 64;

    /// <summary>The cycle that the plain orbit of the start ends in; null with the reason when there is none or it is not certified.</summary>
    /// <remarks>Interval Newton on T^p(x) - x: when N = m - g(m)/g'(X) lies in X there is exactly one zero in X, and it is in N.</remarks>
    internal static (Cycle? Found, string Reason) Of(LineMap map)
    {
        var orbit = map.Orbit(Transient);
        if (orbit.Count <= Transient)
            return (null, "the plain orbit rests or leaves the range of doubles");
        double last = orbit[^1], scale = Math.Max(1, Math.Abs(last));
        int period = Enumerable.Range(2, LongestPeriod - 1).FirstOrDefault(p => Math.Abs(orbit[^(1 + p)] - last) <= 1e-9 * scale);
        if (period == 0 || Math.Abs(orbit[^2] - last) <= 1e-6 * scale)
            return (null, "the plain orbit ends in no cycle of 2 to 64 points");
        // The widest interval that passes: it catches most.
        Cycle? widest = null;
        for (double e = 1e-13 * scale; e < (widest is null ? 1e-4 : 1) * scale; e *= 8)
        {
            if (Newton(map, Interval.Of(last - e, last + e), period) is { } cycle)
                widest = cycle with { First = Interval.Intersect(cycle.First, widest?.First ?? cycle.First) };
            else if (widest is not null)
                break;
        }
        return (widest, widest is null ? $"interval Newton does not certify the cycle of {period} points" : "");
    }

    /// <summary>The first step at which the enclosed run is certainly as near to the first point as an end of its interval; null where that is not
    /// shown.</summary>
    /// <remarks>|T^p(x) - z| &lt;= ρ|x - z| with ρ &lt; 1 as far as the interval reaches on both sides of the point z: from there the run goes to the
    /// cycle.</remarks>
    internal long? Catches(LineMap map, CancellationToken cancellation)
    {
        Interval set = Points[0], low = Interval.Point(set.Lo), high = Interval.Point(set.Hi);
        double radius = Math.Min((Interval.Point(First.Lo) - low).Lo, (high - Interval.Point(First.Hi)).Lo);
        double least = (Interval.Point(First.Hi) - Interval.Point(radius)).Hi, most = (Interval.Point(First.Lo) + Interval.Point(radius)).Lo;
        var x = map.Start;
        for (long k = 0; k <= LongestRun; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (x.Lo >= least && x.Hi <= most)
                return k;
            if (map.Next(x) is not { IsBounded: true } next)
                return null;
            x = next;
        }
        return null;
    }

    private static Cycle? Newton(LineMap map, Interval x, int period)
    {
        var middle = Interval.Point(x.Mid);
        if (Round(map, x, period) is not var (points, multiplier) || Round(map, middle, period) is not var (path, _))
            return null;
        var slope = multiplier - Interval.One;
        if (slope.ContainsZero || map.Next(path[^1]) is not { } end)
            return null;
        var newton = middle - (end - middle) / slope;
        bool apart = Enumerable.Range(0, period).All(i => Enumerable.Range(0, i).All(j => points[i].IsBelow(points[j]) || points[j].IsBelow(points[i])));
        return x.Contains(newton) && apart && multiplier.Lo > -1 && multiplier.Hi < 1 ? new Cycle(points, multiplier, newton) : null;
    }

    /// <summary>x, T(x), ..., T^(p-1)(x) and the product of T' over them.</summary>
    private static (ImmutableArray<Interval> Points, Interval Multiplier)? Round(LineMap map, Interval x, int period)
    {
        var points = ImmutableArray.CreateBuilder<Interval>();
        var multiplier = Interval.One;
        for (int i = 0; i < period; i++)
        {
            points.Add(x);
            multiplier *= map.Factor(map.Curvature(x));
            if (!multiplier.IsBounded || map.Next(x) is not { IsBounded: true } next)
                return null;
            x = next;
        }
        return (points.ToImmutable(), multiplier);
    }
}
