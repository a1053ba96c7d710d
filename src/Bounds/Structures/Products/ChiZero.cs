using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>w*(γ), the only zero in (0, 1) of Χ(w) = ln(1 + γw + w²) + γ ln(1 - w).</summary>
/// <remarks>Χ rises from 0 up to w = 1 - γ and then falls to -infinity (theory T1.C5), so Χ > 0 left of w* and Χ &lt; 0 right of it.</remarks>
internal static class ChiZero
{
    /// <summary>An enclosure, by bisection with outward-rounded signs at both ends; null for γ not proved to be in (0, 1).</summary>
    internal static Certified? Of(Certified gamma)
    {
        if (gamma.Sign() != 1 || Certified.Less(gamma, 1) != true)
            return null;
        var g = gamma.ToInterval();
        double lo = (Interval.One - g).Lo, hi = 1;
        while (!(Chi(lo, g).Lo > 0))
        {
            // Next to γ = 1 the top of Χ is within rounding of 0; any smaller w > 0 serves as a lower end.
            lo /= 2;
            if (lo < 1e-300)
                return null;
        }
        for (int i = 0; i < 200; i++)
        {
            double mid = lo + (hi - lo) / 2;
            if (!(lo < mid && mid < hi))
                break;
            var value = Chi(mid, g);
            if (value.Lo > 0)
                lo = mid;
            else if (value.Hi < 0)
                hi = mid;
            else
                break;
        }
        return Certified.Between(Rational.FromDouble(lo), Rational.FromDouble(hi));
    }

    private static Interval Chi(double w, Interval gamma)
    {
        var x = Interval.Point(w);
        return Interval.Log1p(gamma * x + Interval.Sqr(x)) + gamma * Interval.Log1p(-x);
    }
}
