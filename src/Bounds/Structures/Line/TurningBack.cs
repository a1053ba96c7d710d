using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Line;

/// <summary>Condition (NC): ψ(x)(ψ(x) + ψ(Tx)) > 0 wherever ψ(x) != 0, that is T²(x) stays on the side of x on which T(x) is.</summary>
internal static class TurningBack
{
    private const int Work = 40_000;

    /// <summary>Decides the condition on J.</summary>
    internal static Verdict Decide(LineMap map, Interval j, string variable, CancellationToken cancellation)
    {
        double witness = double.NaN;
        var ending = Subdivision.Over([j], part =>
        {
            if (Holds(map, part))
                return Fate.Settled;
            double x = part.Mid;
            if (!Breaks(map, Interval.Point(x)))
                return Fate.Open;
            witness = x;
            return Fate.Final;
        }, Cuts.InHalf, new Budget(Work, cancellation));
        return ending switch
        {
            Ending.Covered => new Proved(Method.Interval, $"on J = [{j.Lo:G8}, {j.Hi:G8}]"),
            Ending.Answered => new Refuted(Witness.At(variable, Rational.FromDouble(witness),
                $"f'({witness:G8}) and f'({witness:G8}) + f'(T({witness:G8})) have opposite signs"), Method.Interval),
            _ => new Unknown("not decided within the work allowed"),
        };
    }

    /// <summary>
    /// The condition on a part: where hψ' &lt; 2 on the hull of the part and its image, ψ(Tx) + ψ(x) = ψ(x)(2 - hμ) with μ between values of ψ' there;
    /// else where ψ and ψ + ψ∘T have one sign.
    /// </summary>
    private static bool Holds(LineMap map, Interval part)
    {
        if (map.Next(part) is not { } image)
            return false;
        var hull = Interval.Hull(part, image);
        if (map.Slope(hull) is not null && (map.Step * map.Curvature(hull)).Hi < 2)
            return true;
        return map.Slope(part) is { ContainsZero: false } slope && map.Slope(image) is { } next && (slope + next) is var sum
            && (slope.IsPositive ? sum.IsPositive : sum.IsNegative);
    }

    private static bool Breaks(LineMap map, Interval x) =>
        map.Next(x) is { } image && map.Slope(x) is { ContainsZero: false } slope && map.Slope(image) is { } next && (slope * (slope + next)).IsNegative;
}
