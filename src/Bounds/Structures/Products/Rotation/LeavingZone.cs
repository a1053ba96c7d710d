using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>U: the states with e >= Low and υ in a near interval. While an orbit stays in the interval V grows by the factor Growth at each step.
/// Certified.</summary>
internal sealed class LeavingZone
{
    private readonly NormalisedModel _map;
    private readonly RatioJet[] _slices;

    private LeavingZone(NormalisedModel map, RatioJet[] slices, NearInterval near, double low)
    {
        (_map, _slices, Near, Low) = (map, slices, near, low);
        foreach (var slice in slices)
        {
            LargestRatio = Math.Max(LargestRatio, slice.Value.Hi);
            LargestSlopeSquared = Math.Max(LargestSlopeSquared, Interval.Sqr(slice.Value * slice.Upsilon).Hi);
        }
    }

    /// <summary>eU.</summary>
    internal double Low { get; }

    /// <summary>The interval of υ, with its κ and V2.</summary>
    internal NearInterval Near { get; }

    /// <summary>1 + m1, a lower bound of V'/V for e >= Low wherever υ' is in the interval again.</summary>
    internal double Growth { get; private init; }

    /// <summary>r_U, an upper bound of ρ on the interval.</summary>
    internal double LargestRatio { get; }

    /// <summary>ω0, an upper bound of w² on the interval; below 1.</summary>
    internal double LargestSlopeSquared { get; }

    /// <summary>The zone V &lt;= level, e >= low; null unless it is certified to grow.</summary>
    internal static LeavingZone? Of(NormalisedModel map, RatioSlices slices, double kappa, double level, double low)
    {
        if (NearInterval.Of(kappa, level) is not { } near)
            return null;
        RatioJet[] inside = [.. slices.Left.TakeWhile(s => s.Upsilon.Hi >= -near.OuterLeft), .. slices.Right.TakeWhile(s => s.Upsilon.Lo <= near.OuterRight)];
        if (!(slices.Left[^1].Upsilon.Mag >= near.OuterLeft) || !(slices.Right[^1].Upsilon.Mag >= near.OuterRight))
            return null;
        var zone = new LeavingZone(map, inside, near, low);
        return zone.LargestSlopeSquared < 1 && zone.GrowthFrom(low) is { } growth && growth > 1 ? new(map, inside, near, low) { Growth = growth } : null;
    }

    /// <summary>A lower bound of V'/V for e >= <paramref name="low"/> wherever υ' stays in the interval; null where q > 0 is not certified.</summary>
    /// <remarks>q rises with e, so a slice that leaves at e = low leaves for every larger e; as long as it stays |κυ'| &lt; 1 holds and V'/V rises with
    /// q.</remarks>
    internal double? GrowthFrom(double low)
    {
        double least = double.PositiveInfinity;
        Interval e = Interval.Point(low), kappa = Interval.Point(Near.Kappa);
        foreach (var slice in _slices)
        {
            var at = Amplification.At(_map, slice, e, kappa);
            if (!at.Factor.IsPositive)
                return null;
            var landing = -(Interval.Point(at.Factor.Lo) * slice.Upsilon);
            bool leaves = slice.Upsilon.Lo >= 0 ? landing.Hi < -Near.OuterLeft : landing.Lo > Near.OuterRight;
            if (!leaves)
                least = Math.Min(least, at.Signed.Lo);
        }
        return least;
    }

    /// <summary>An interval around U's, as large as is certified, such that for e >= Low no state between them steps into U's interval.</summary>
    /// <remarks>
    /// At e = Low either υ' is outside U's interval, or V' > V >= V2 by the slice's V'/V > 1. A larger e makes q larger: were υ' inside U's interval then, V'/V
    /// would have risen with q all the way, and V' > V2.
    /// </remarks>
    internal NearInterval Guard(RatioSlices slices)
    {
        double level = Math.Min(Reached(slices.Right, 1), Reached(slices.Left, -1));
        return level > Near.Level && NearInterval.Of(Near.Kappa, level) is { } guard ? guard : Near;
    }

    private double Reached(RatioJet[] side, int sign)
    {
        Interval e = Interval.Point(Low), kappa = Interval.Point(Near.Kappa);
        double inner = sign > 0 ? Near.InnerRight : Near.InnerLeft, end = inner;
        foreach (var slice in side)
        {
            if (slice.Upsilon.Mag <= inner)
                continue;
            var at = Amplification.At(_map, slice, e, kappa);
            if (!at.Factor.IsPositive)
                break;
            var landing = Interval.Point(-at.Factor.Lo) * slice.Upsilon;
            bool leaves = sign > 0 ? landing.Hi < -Near.OuterLeft : landing.Lo > Near.OuterRight;
            if (!leaves && !(at.Signed.Lo > 1))
                break;
            end = slice.Upsilon.Mag;
        }
        end = Math.Min(end, 0.36 / Math.Max(1e-9, Math.Abs(Near.Kappa)));
        return (Interval.Point(end) * Interval.Exp(Interval.Point(sign * Near.Kappa) * Interval.Point(end))).Lo * (1 - 1e-13);
    }

    /// <summary>An upper bound of q on the interval for e &lt;= <paramref name="high"/> (q rises with e).</summary>
    internal double LargestFactor(double high)
    {
        double most = 0;
        foreach (var slice in _slices)
            most = Math.Max(most, Amplification.At(_map, slice, Interval.Point(high), Interval.Zero).Factor.Hi);
        return most;
    }

    /// <summary>A lower bound of e' on the zone: e' >= e(1 - w²) >= eU(1 - ω0).</summary>
    internal double LeastNextEdge => (Interval.Point(Low) * (Interval.One - Interval.Point(LargestSlopeSquared))).Lo;

    /// <summary>Δ: during a visit and its last step ln d falls by at most 2(-ln(1-ω0)/ω0) r_U² V2² e^{2|κ|max(α, μ)}/(1 - (1+m1)^-2), V growing by 1 +
    /// m1.</summary>
    internal double LogDrop(double growth)
    {
        Interval w = Interval.Point(LargestSlopeSquared), rate = w.IsPositive ? -Interval.Log(Interval.One - w) / w : Interval.One;
        Interval spread = Interval.Exp(Interval.Point(2 * Math.Abs(Near.Kappa)) * Interval.Point(Near.Reach));
        var sum = Interval.Sqr(Interval.Point(LargestRatio) * Interval.Point(Near.Level)) * spread
            / (Interval.One - Interval.One / Interval.Sqr(Interval.Point(growth)));
        return (Interval.Point(2) * rate * sum).Hi;
    }
}
