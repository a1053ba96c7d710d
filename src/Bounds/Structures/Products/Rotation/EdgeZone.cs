using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>
/// E: the states with Low &lt;= e &lt;= High, |κ(e)υ| &lt; 1, V &lt;= Level and e - 2 + Bend V² &lt;= Top, on which (Rot) holds with
/// η = min(1, TurnLevel/V). From such a state the next
/// is in E, or has e' &lt; Low and lies in the settling zone it was certified with. So the angle θ = arctan(N/(√k1 V)) falls by arctan(η√k1 V) at each step.
/// Certified.
/// </summary>
/// <param name="Low">eL &lt; 2.</param>
/// <param name="High">eU > 2.</param>
/// <param name="Level">V1.</param>
/// <param name="Turn">k1.</param>
/// <param name="TurnLevel">V_a.</param>
/// <param name="Correction">ã of N = e - 2 - ã V².</param>
/// <param name="LargestKappa">An upper bound of |κ| over the zone and over the e' it reaches.</param>
/// <param name="InnerReach">|υ| at most this is in E whatever e is in the band.</param>
/// <param name="OuterReach">Every state of the zone has |υ| at most this.</param>
/// <param name="LargestRatio">An upper bound of ρ on the zone.</param>
/// <param name="Bend">b >= 0; 0 where damping alone keeps V below the level.</param>
/// <param name="Top">The level of e - 2 + b V²; e - 2 never exceeds it.</param>
/// <param name="Monotone">M &lt;= N was certified wherever N &lt;= 0, and w² &lt;= 2: T9.C2 holds.</param>
internal sealed record EdgeZone(
    double Low, double High, double Level, double Turn, double TurnLevel, double Correction, double LargestKappa, double InnerReach, double OuterReach,
    double LargestRatio, double Bend, double Top, bool Monotone)
{
    private Interval Root => Interval.Sqrt(Interval.Point(Turn));

    /// <summary>True when every state of the box with e in an interval of the band and V in <paramref name="v"/> is in E.</summary>
    internal bool Holds(Interval upsilon, Interval e, Interval v) => upsilon.Mag <= InnerReach
        || (Bend > 0 && v.Hi <= Level && (Interval.Point(LargestKappa) * upsilon).Mag < 1
            && (e - Interval.Point(2) + Interval.Point(Bend) * Interval.Sqr(v)).Hi <= Top);

    /// <summary>arctan(√k1 min(v, V_a)).</summary>
    internal Interval Angle(double v) => Interval.Atan(Root * Interval.Point(Math.Min(v, TurnLevel)));

    /// <summary>An upper bound of θ where N is at most <paramref name="n"/> and V lies in <paramref name="v"/>.</summary>
    internal double LargestAngle(double n, Interval v)
    {
        if (n > 0)
            return v.Lo > 0 ? Interval.Atan(Interval.Point(n) / (Root * Interval.Point(v.Lo))).Hi : Interval.Pi.Hi / 2;
        return v.Hi > 0 ? Interval.Atan(Interval.Point(n) / (Root * Interval.Point(v.Hi))).Hi : -Interval.Pi.Lo / 2;
    }

    /// <summary>T9.C2: a lower bound of e_∞ from the states with N &lt;= 0, e in the interval, V &lt;= <paramref name="v"/> and θ &lt;=
    /// <paramref name="angle"/>; 0 where nothing follows.</summary>
    /// <remarks>
    /// ΣV² &lt;= V²(θ + π/2)/arctan(√k1 min(V, V_a)), which rises with V; υ² &lt;= V² e^{2Kx} with x e^{-Kx} = V; e - e' &lt;= Zυ² with Z &lt;= r_E²(e² -
    /// 4γ²)/eL as long as the bound stays above eL.
    /// </remarks>
    internal double LeastLimit(Interval gamma, Interval e, double v, double angle)
    {
        if (!Monotone || NearInterval.Ends(-LargestKappa, v)?.Outer is not { } x)
            return v == 0 ? e.Lo : 0;
        Interval turned = Interval.Point(angle) + Interval.Pi * Interval.Point(0.5), top = Interval.Point(e.Hi);
        var sum = Interval.Sqr(Interval.Point(v)) * turned / Angle(v);
        var drop = Interval.Sqr(Interval.Point(LargestRatio)) * NormalisedStep.Imbalance(gamma, top) / Interval.Point(Low);
        var spread = Interval.Exp(Interval.Point(2) * Interval.Point(LargestKappa) * Interval.Point(x));
        double floor = (Interval.Point(e.Lo) - drop * spread * sum).Lo;
        return floor >= Low ? floor : 0;
    }
}
