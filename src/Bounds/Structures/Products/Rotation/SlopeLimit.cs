using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>How far the orbits of a region are followed: everywhere, as |F'| is bounded, or only while w = hF' stays in a range.</summary>
/// <remarks>
/// Where F' is unbounded an orbit has a count only if it keeps to w² &lt;= 2, so that d never rises, and for γ > 0 to |w - 1| >= <see cref="Gap"/>: then
/// a' = a(1 - w)² >= 4γ Gap² wherever w >= 0 (there a >= 4σ >= 4γ), and a rises where w &lt; 0. No more can be had: next to a start that meets w = 1
/// there are starts that never converge.
/// </remarks>
/// <param name="Largest">hG; null where only a range is followed.</param>
/// <param name="Left">About the υ &lt; 0 (its size) where w² = 2.</param>
/// <param name="Right">The same for υ > 0.</param>
internal sealed record SlopeLimit(Interval? Largest, double Left, double Right)
{
    /// <summary>States with |w - 1| below it are not followed.</summary>
    internal const double Gap = 0.05;

    private const double Farthest = 64;

    /// <summary>|F'| &lt;= G everywhere, with hG below 1 (γ = 0: √2).</summary>
    internal static SlopeLimit Everywhere(Interval largest) => new(largest, double.PositiveInfinity, double.PositiveInfinity);

    /// <summary>The range w² &lt;= 2 around υ = 0. Its ends are guesses: a column whose w is not certainly in the range is not followed.</summary>
    internal static SlopeLimit Within(NormalisedModel map) => new(null, End(map, -1), End(map, 1));

    /// <summary>True where w over a piece of a column is certainly in the range.</summary>
    internal bool Allows(Interval slope, bool centred) => Largest is not null
        || Interval.Sqr(slope).Hi <= 2 && (centred || slope.Hi <= 1 - Gap || slope.Lo >= 1 + Gap);

    /// <summary>A lower bound of a after a step from a state that is followed and has w >= 0.</summary>
    internal double LeastA(Interval gamma)
    {
        var left = Largest is { } g ? Interval.One - g : Interval.Point(Gap);
        return (Interval.Point(4) * gamma * Interval.Sqr(left)).Lo;
    }

    private static double End(NormalisedModel map, int sign)
    {
        double lo = 0, hi = Farthest;
        for (int i = 0; i < 40; i++)
        {
            double mid = lo + (hi - lo) / 2;
            Interval upsilon = Interval.Point(sign * mid);
            if (Interval.Sqr(map.Ratio(upsilon) * upsilon).Hi <= 2)
                lo = mid;
            else
                hi = mid;
        }
        return lo;
    }
}
