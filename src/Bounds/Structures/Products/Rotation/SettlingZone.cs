using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>
/// S: the states with Low &lt;= e &lt;= High and υ in a near interval, on which V falls by the factor Rate at each step (T5 in υ) and w² &lt;= 2. Certified.
/// </summary>
/// <param name="Low">e_S; 2γ when <paramref name="WholeBand"/>.</param>
/// <param name="High">The upper end of e.</param>
/// <param name="Rate">An upper bound ρ_S &lt; 1 of V'/V.</param>
/// <param name="Near">The interval of υ, with its κ and V_S.</param>
/// <param name="LargestRatio">r_S, an upper bound of ρ on it.</param>
/// <param name="WholeBand">True for e_S = 2γ: the zone holds for every D below its upper end, and its states never leave it.</param>
/// <param name="Gamma">An enclosure of γ.</param>
internal sealed record SettlingZone(double Low, double High, double Rate, NearInterval Near, double LargestRatio, bool WholeBand, Interval Gamma)
{
    /// <summary>e_S² - 4γ², rounded up: d must stay above it, unless the whole band is held.</summary>
    internal double Band => NormalisedStep.Imbalance(Gamma, Interval.Point(Low)).Hi;

    /// <summary>Q = r_S² V² e^{2|κ|max(α, μ)}/(1 - ρ_S²), rounded up: the sum of w² over the rest of the run is at most that.</summary>
    internal double Loss(double v)
    {
        Interval spread = Interval.Exp(Interval.Point(2 * Math.Abs(Near.Kappa)) * Interval.Point(Near.Reach)),
            rate = Interval.One - Interval.Sqr(Interval.Point(Rate));
        return (Interval.Sqr(Interval.Point(LargestRatio) * Interval.Point(v)) * spread / rate).Hi;
    }

    /// <summary>True when d stays in the band from a state with V &lt;= v and d >= dLow: d(1 - Q)² >= e_S² - 4γ².</summary>
    internal bool Keeps(double v, double dLow) =>
        WholeBand || (Kept(v, dLow) is { } kept && kept >= Band);

    /// <summary>A lower bound of lim d from V &lt;= v, d >= dLow; null where Q >= 1.</summary>
    internal double? Kept(double v, double dLow)
    {
        double loss = Loss(v);
        return loss < 1 ? (Interval.Point(dLow) * Interval.Sqr(Interval.One - Interval.Point(loss))).Lo : null;
    }

    /// <summary>A lower bound of e_∞ from V &lt;= v and d >= dLow in the zone; null where nothing follows.</summary>
    internal double? Floor(double v, double dLow) =>
        Keeps(v, dLow) && Kept(v, dLow) is { } kept ? NormalisedStep.Edge(Gamma, Interval.Point(Math.Max(0, kept))).Lo : null;

    /// <summary>At most so many states with V >= least follow (this one included) from V &lt;= v.</summary>
    internal long Count(double v, double least) => RotationCounts.Falling(v, least, Rate);
}
