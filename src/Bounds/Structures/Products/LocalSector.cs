using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>The sector bound that T1 needs only on |s| &lt;= (2+γ)/(hβ).</summary>
internal static class LocalSector
{
    private const int Bisections = 12;

    /// <summary>The global bound if there is one, else the smallest β found with a proven bound on its own interval.</summary>
    /// <remarks>
    /// On |s| &lt;= R with bound b, every β >= b with (2 + hβ|c|)/(hβ) &lt;= R, that is β >= 2/(h(R - |c|)), serves. The first grows with R,
    /// the second falls, so the best R is where they meet; it is approached by bisection over R on a ratio scale.
    /// </remarks>
    internal static (RegularityConstant Sector, string? Where) Choose(Setting setting, CancellationToken cancellation)
    {
        var global = setting.Regularity.Sector;
        if (global.Verdict.IsProved || setting.Regularity.SectorOn is not { } sectorOn || setting.Centre?.UpperBound is not { } c
            || setting.Step.LowerBound is not { } h || h.Sign <= 0)
            return (global, null);
        // Double R (from just above |c|) until the interval's own bound exceeds what R asks for, then bisect.
        Rational lo = 0, hi = 0, reach = Rational.Max(c, 1) * new Rational(1, 64);
        (Rational Radius, Rational Beta)? best = null;
        for (int i = 0; i < 24; i++, reach *= 2)
        {
            if (Bound(c + reach) is not { } b)
                break;
            Keep(c + reach, b);
            lo = hi;
            hi = reach;
            if (b >= Needed(reach))
                break;
        }
        for (int i = 0; i < Bisections && best is not null && lo < hi; i++)
        {
            var mid = Rational.FromDouble(((lo + hi) / 2).ToDoubleNearest());
            if (Bound(c + mid) is not { } b)
                break;
            Keep(c + mid, b);
            if (b >= Needed(mid))
                hi = mid;
            else
                lo = mid;
        }
        if (best is not { } found)
            return (global, null);
        return (new RegularityConstant(found.Beta, new Proved(Method.Interval, "branch and bound")), $" on |s| <= {found.Radius.ToDoubleNearest():G6}");

        Rational? Bound(Rational radius) =>
            sectorOn(radius, cancellation) is { Verdict.IsProved: true, Value.UpperBound: { } u } ? u : null;

        Rational Needed(Rational r) => 2 / (h * r);

        void Keep(Rational radius, Rational b)
        {
            var beta = Rational.Max(b, Needed(radius - c));
            if (best is null || beta < best.Value.Beta)
                best = (radius, beta);
        }
    }
}
