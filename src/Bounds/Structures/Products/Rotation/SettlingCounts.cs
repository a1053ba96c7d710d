using System.Collections.Immutable;
using BoundCheck.Bounds.Theory;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>Counts in settling zones, chained: V falls with the rate of a large zone until a smaller one with a better rate takes over.</summary>
internal static class SettlingCounts
{
    /// <summary>
    /// At most so many states with V >= least follow from a state of <paramref name="zone"/> with V &lt;= v. A zone may take over when it has the same κ, holds
    /// for every e of the first (e never rises) and needs no higher band.
    /// </summary>
    internal static long Least(ImmutableArray<SettlingZone> zones, SettlingZone zone, double v, double least)
    {
        long count = zone.Count(v, least);
        foreach (var next in zones)
        {
            if (next.Rate < zone.Rate && next.High >= zone.High && next.Near.Kappa == zone.Near.Kappa && next.Near.Level < v && next.Near.Level > least
                && (next.WholeBand || (!zone.WholeBand && next.Low <= zone.Low)))
                count = Math.Min(count, RotationCounts.Until(v, next.Near.Level, zone.Rate) + next.Count(next.Near.Level, least));
        }
        return count;
    }
}
