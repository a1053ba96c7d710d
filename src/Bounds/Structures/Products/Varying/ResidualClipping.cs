using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products.Varying;

/// <summary>
/// F' clipped to [-G, G] is the derivative of another loss, with sector bound β_G = sup min(|F'(c+u)|, G)/|u|, finite whenever F' = O(u) at c.
/// </summary>
/// <remarks>For |u| &lt;= R the ratio is at most sup r there, r = F'(c+u)/u > 0, beyond it at most G/R: the best R is where the two meet.</remarks>
internal static class ResidualClipping
{
    private const int Doublings = 30;
    private const int Bisections = 16;
    private const int Work = 2000;

    /// <summary>An upper bound of β_G; null when none is proved.</summary>
    /// <param name="setting">The problem.</param>
    /// <param name="bound">G.</param>
    /// <param name="cancellation">Ends with <see cref="OperationCanceledException"/>.</param>
    internal static Certified? Beta(Setting setting, Rational bound, CancellationToken cancellation)
    {
        var sector = setting.Regularity.Sector;
        Certified? best = sector.Verdict.IsProved ? sector.Value : null;
        if (setting.Regularity.Local is not { Ratio: var ratio } || !setting.Regularity.Sign.IsProved)
            return best;
        var options = new RangeOptions(Tolerance: 1e-6, WorkLimit: Work, Cancellation: cancellation);
        // With a global β the two meet beyond G/β, and not below β when the ratio is β already there.
        double lo = best is null ? 0 : ((Certified)bound / best).ToInterval().Lo, hi = lo > 0 ? 2 * lo : 1;
        if (best is not null && !(lo > 0 && double.IsFinite(hi) && Near(lo) is { } first && Certified.Less((Certified)first, best) == true))
            return best;
        for (int i = 0; i < Doublings && Near(hi) is { } near && near < bound / Rational.FromDouble(hi); i++)
            (lo, hi) = (hi, 2 * hi);
        for (int i = 0; i < Bisections; i++)
        {
            double middle = (lo + hi) / 2;
            if (!(lo < middle && middle < hi))
                break;
            if (Near(middle) is { } near && near < bound / Rational.FromDouble(middle))
                lo = middle;
            else
                hi = middle;
        }
        foreach (double radius in new[] { lo, hi })
        {
            if (radius > 0 && Near(radius) is { } near && Rational.Max(near, bound / Rational.FromDouble(radius)) is var value)
                best = best is null ? value : Certified.Min(best, value);
        }
        return best;

        // sup r over 0 < |u| <= R, from above.
        Rational? Near(double radius)
        {
            Expr end = Constant.Of(Rational.FromDouble(radius));
            double most = 0;
            foreach (var domain in new[] { Domain.Of(0, end, true, false), Domain.Of(-end, 0, false, true) })
            {
                var extremum = Extrema.Supremum(ratio, domain, options);
                if (extremum.IsInfinite || !double.IsFinite(extremum.Value.Hi))
                    return null;
                most = Math.Max(most, extremum.Value.Hi);
            }
            return Rational.FromDouble(most);
        }
    }
}
