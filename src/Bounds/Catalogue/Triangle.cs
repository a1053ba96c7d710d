using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Catalogue;

/// <summary>The invariant triangle A/(2+γ) + B/(2-γ) &lt; 4/(hβ) of T1, equivalently W &lt; 4 with W = hβp - (hβ)² c u.</summary>
internal static class Triangle
{
    /// <summary>γ = hβ|c|.</summary>
    internal static Certified Gamma(Setting s, Certified beta) => s.Step * beta * s.Centre!;

    /// <summary>W_0 = hβp_0 - (hβ)² c u_0, oriented so that c >= 0.</summary>
    internal static Certified W(Setting s, Certified beta)
    {
        var hb = s.Step * beta;
        return hb * s.P - hb.Square() * s.Centre! * s.U;
    }

    /// <summary>W_0 &lt; 4.</summary>
    internal static Verdict StartInside(Setting s, Certified beta)
    {
        if (s.Start is null)
            return CommonHypotheses.NeedsStart(s);
        if (s.Centre is null)
            return new Unknown("there is no centre c");
        return Inequality.Less("W_0", W(s, beta), "4", 4, ("h", s.Step), ("A_0", s.A), ("B_0", s.B), ("β", beta), ("|c|", s.Centre));
    }
}
