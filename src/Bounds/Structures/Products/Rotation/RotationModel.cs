using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>
/// What the rotation near the edge of stability needs of a problem: with κ(e) = ρ1/(e - 1) + γ(4 - e)/(e²(e - 1)) the weight V = |υ| e^{κ(e)υ}
/// turns one step into V' = V(e - 1 + O(υ²)), the first-order terms of both sides of the minimiser being equal.
/// </summary>
internal sealed class RotationModel
{
    private static readonly Interval s_two = Interval.Point(2), s_three = Interval.Point(3), s_four = Interval.Point(4);

    private RotationModel(NormalisedModel map)
    {
        Map = map;
        Interval edge = s_two, tiny = Interval.Of(-1e-9, 1e-9);
        var box = RotationBox.Over(this, map.Jet(tiny), edge, 0);
        Damping = Math.Max(0, -box.Curvature.Mid);
        Turn = (s_two * (Interval.One - Interval.Sqr(map.Gamma))).Lo;
    }

    /// <summary>The map.</summary>
    internal NormalisedModel Map { get; }

    /// <summary>About -lim (V'/V - 1)/V² at e = 2: how fast the amplitude is damped at the edge. A guide, not an enclosure.</summary>
    internal double Damping { get; }

    /// <summary>About 2(1 - γ²), the rate at which the sharpness falls: e - e' = Turn V² + ... at the edge. A guide for k1.</summary>
    internal double Turn { get; }

    /// <summary>The model; null unless ρ has a bounded second remainder near υ = 0 (F'' is smooth enough at c) and γ &lt; 1.</summary>
    internal static RotationModel? Of(NormalisedModel map) =>
        map.FirstAtCentre.IsBounded && map.Jet(Interval.Of(-1e-9, 1e-9)).Second.IsBounded && map.Gamma.Hi < 1 ? new(map) : null;

    /// <summary>κ(e) for e > 1.</summary>
    internal Interval Kappa(Interval e)
    {
        var less = e - Interval.One;
        return Map.FirstAtCentre / less + Map.Gamma * (s_four - e) / (Interval.Sqr(e) * less);
    }

    /// <summary>κ'(e) = -ρ1/(e-1)² - 4γ(3e-2)/(e³(e-1)²) + γ(2e-1)/(e²(e-1)²) for e > 1.</summary>
    internal Interval KappaSlope(Interval e)
    {
        Interval square = Interval.Sqr(e - Interval.One), e2 = Interval.Sqr(e);
        var centre = -s_four * (s_three * e - s_two) / (e2 * e) + (s_two * e - Interval.One) / e2;
        return (Map.Gamma * centre - Map.FirstAtCentre) / square;
    }

    /// <summary>An upper bound of |κ| on an interval of e above 1.</summary>
    internal double LargestKappa(double lo, double hi)
    {
        const int Parts = 32;
        double largest = 0, from = lo;
        for (int i = 1; i <= Parts; i++)
        {
            double to = i == Parts ? hi : lo + (hi - lo) * i / Parts;
            largest = Math.Max(largest, Kappa(Interval.Of(from, to)).Mag);
            from = to;
        }
        return largest;
    }
}
