using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Growth;

namespace BoundCheck.Bounds.Regularity;

/// <summary>The growth exponent inf{n : L(R) = O(R^n)} of the local smoothness.</summary>
/// <param name="Value">The exact exponent, where proved and finite.</param>
/// <param name="IsInfinite">Proved that no power bounds L(R).</param>
/// <param name="Verdict">Proved when the value (or infinity) is.</param>
/// <param name="Measured">lg L(1000) - lg L(100), a measured slope; null without both values.</param>
/// <remarks>
/// The sharpness is at most |F''|p + |F'| (R2), so L(R) = O(R^(1+q+ε)) for every ε > 0 when F'' = O(|s|^(q+ε)) and F is C^{1,1}. It is at least F''p/2 where
/// F'' > 0:
/// for R >= 2|c|, L(R) >= F''(c)R/2, and where F'' tends to +infinity with degree q, L(R) is not O(R^n) for n &lt; 1+q.
/// </remarks>
public sealed record SmoothnessGrowth(Rational? Value, bool IsInfinite, Verdict Verdict, double? Measured)
{
    internal static SmoothnessGrowth Of(RegularityReport report, ImmutableArray<LocalSmoothness> table, GrowthProfile? growth)
    {
        double? slope = Slope(table);
        if (growth is null)
            return new(null, false, Unknown.Time, slope);
        if (!report.Smooth.IsProved)
            return new(null, false, new Unknown("F is not proved to be C^1 with locally Lipschitz F'"), slope);
        OneSidedGrowth[] sides = [growth.SecondAtMinusInfinity, growth.SecondAtPlusInfinity];
        bool Rises(OneSidedGrowth side) => side.Limit is Limit.PlusInfinity;
        if (sides.Any(s => s.Degree is GrowthDegree.Infinite && Rises(s)))
            return new(null, true, new Proved(Method.Symbolic, "F'' exceeds every power on one side"), slope);
        if (!sides[0].Degree.IsRational(out var left) || !sides[1].Degree.IsRational(out var right))
            return new(null, false, new Unknown("the growth of F'' at infinity is not known"), slope);
        var q = Rational.Max(left, right);
        if (q.IsZero && report.CurvatureAtCentre?.Sign() == 1)
            return new(1, false, new Proved(Method.Symbolic, "F'' has degree 0 at both infinities, F''(c) > 0"), slope);
        if (q.Sign > 0 && (left == q && Rises(sides[0]) || right == q && Rises(sides[1])))
            return new(1 + q, false, new Proved(Method.Symbolic, $"F'' tends to infinity with degree {q}"), slope);
        return new(null, false, new Unknown("no lower bound of the sharpness of that degree is known"), slope);
    }

    private static double? Slope(ImmutableArray<LocalSmoothness> table)
    {
        Certified? At(int radius) => table.FirstOrDefault(l => l.Radius.Exact == radius)?.Bound;
        if (At(100) is not { } a || At(1000) is not { } b || a.Sign() != 1 || b.Sign() != 1)
            return null;
        double slope = (Certified.Log(b / a) / Certified.Log(10)).ToInterval().Mid;
        return double.IsFinite(slope) ? slope : null;
    }
}
