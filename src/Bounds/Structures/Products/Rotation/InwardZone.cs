using System.Collections.Immutable;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>
/// For c = 0: |υ| &lt;= Reach and e &lt;= Ceiling, where every step takes from |υ|, however small e is. Certified.
/// </summary>
/// <remarks>
/// With 2|υ| &lt;= P &lt;= 2|υ| + e: -(1-|w|)² &lt;= q &lt;= ρe - (1-|w|)², so ρe &lt;= 2(1-|w|)² gives |υ'| &lt;= (1-|w|)²|υ|, hence
/// 1/|υ'| >= 1/|υ| + 2ρ; as e does not rise the set is kept. Then Συ² &lt;= y² + y/(2ρ_min), which bounds what d loses: lim d >= d(1-Q)² with Q = r²(y² +
/// y/(2ρ_min)). And ρe &lt;= 2 - |w| gives P - ρυ² >= e, so -q &lt;= 1 - ρe: a factor below 1 where e stays away from 0.
/// </remarks>
/// <param name="Reach">y.</param>
/// <param name="Ceiling">2(1-w)²/r with w = sup |ρυ| &lt; 1, rounded down.</param>
/// <param name="LeastRatio">ρ_min > 0, a lower bound of ρ on the interval.</param>
/// <param name="LargestRatio">r, an upper bound of ρ on the interval.</param>
/// <param name="LargestSlope">An upper bound of |ρυ| on the interval.</param>
/// <param name="Counts">For each tolerance: at most so many states with |υ| >= s0 ε follow, this one included, whatever e is.</param>
internal sealed record InwardZone(
    double Reach, double Ceiling, double LeastRatio, double LargestRatio, double LargestSlope, ImmutableArray<long> Counts)
{
    /// <summary>The zones that end at the given radii, which rise; those beyond the last certified one are left out.</summary>
    internal static ImmutableArray<InwardZone> Of(NormalisedModel map, IReadOnlyList<double> radii, ImmutableArray<CountTolerance> tolerances)
    {
        var zones = ImmutableArray.CreateBuilder<InwardZone>(radii.Count);
        var shells = new List<double>(radii.Count);
        double from = 0, least = double.PositiveInfinity, most = 0, slope = 0;
        foreach (double y in radii)
        {
            Interval shell = Interval.Of(from, y), right = map.Ratio(shell), left = map.Ratio(-shell);
            shells.Add(Math.Min(right.Lo, left.Lo));
            least = Math.Min(least, shells[^1]);
            most = Math.Max(most, Math.Max(right.Hi, left.Hi));
            slope = Math.Max(slope, Math.Max((right * shell).Mag, (left * shell).Mag));
            if (!(least > 0) || !(slope < 1))
                break;
            double ceiling = (Interval.Point(2) * Interval.Sqr(Interval.One - Interval.Point(slope)) / Interval.Point(most)).Lo;
            zones.Add(new(y, ceiling, least, most, slope, [.. tolerances.Select((t, i) => Count(zones, shells, i, y, least, t.SmallOffset))]));
            from = y;
        }
        return zones.ToImmutable();
    }

    // Straight down with the least ρ of all, or through the shell from half the radius up and then as from there.
    private static long Count(ImmutableArray<InwardZone>.Builder inner, List<double> shells, int tolerance, double y, double least, double v)
    {
        if (y < v)
            return 0;
        long count = RotationCounts.Inward(y, v, least);
        double ratio = double.PositiveInfinity;
        for (int j = inner.Count - 1; j >= 0; j--)
        {
            ratio = Math.Min(ratio, shells[j + 1]);
            if (inner[j].Reach <= y / 2)
                return Math.Min(count, RotationCounts.Inward(y, inner[j].Reach, ratio) + inner[j].Counts[tolerance]);
        }
        return count;
    }

    /// <summary>A lower bound of lim e from |υ| &lt;= Reach and d >= <paramref name="d"/>; 0 where nothing follows.</summary>
    internal double LeastLimit(double d)
    {
        Interval y = Interval.Point(Reach), loss = Interval.Sqr(Interval.Point(LargestRatio))
            * (Interval.Sqr(y) + y / (Interval.Point(2) * Interval.Point(LeastRatio)));
        return loss.Hi < 1 ? Math.Max(0, (Interval.Sqrt(Interval.Point(d)) * (Interval.One - loss)).Lo) : 0;
    }

    /// <summary>The counts from |υ| &lt;= Reach where e lies between its limit's lower bound and <paramref name="high"/>, at most the ceiling.</summary>
    internal ImmutableArray<long> CountsBetween(double limit, double high, ImmutableArray<CountTolerance> tolerances)
    {
        Interval r = Interval.Point(LargestRatio), below = Interval.One - Interval.Point(LeastRatio) * Interval.Point(limit),
            above = r * Interval.Point(high) - Interval.Sqr(Interval.One - Interval.Point(LargestSlope));
        double rate = Math.Max(Math.Max(below.Hi, above.Hi), double.Epsilon);
        return rate < 1 ? [.. tolerances.Select((t, i) => Math.Min(Counts[i], RotationCounts.Falling(Reach, t.SmallOffset, rate)))] : Counts;
    }
}
