using BoundCheck.Bounds.Numbers;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products.Varying;

/// <summary>
/// Steps h min(1, τ/|∇f|), |∇f| = |F'| sqrt p: |w| &lt;= min(hβ|u|, hτ/sqrt p) &lt;= min(p̂/2 + γ, κ/sqrt p̂) with p̂ = hβp and κ = hτ sqrt(hβ).
/// </summary>
/// <remarks>
/// |s| &lt;= p/2 gives hβ|u| &lt;= p̂/2 + γ. The first bound rises in p̂ and the second falls, so ω, their value where they meet, bounds |w| everywhere.
/// </remarks>
public static class NormClipping
{
    private const int Bisections = 60;

    /// <summary>κ = hτ sqrt(hβ).</summary>
    /// <param name="step">The largest step h.</param>
    /// <param name="beta">β.</param>
    /// <param name="bound">τ.</param>
    public static Certified Kappa(Certified step, Certified beta, Certified bound) => step * bound * Certified.Sqrt(step * beta);

    /// <summary>The κ below which ω &lt; sqrt(2): 2 sqrt(sqrt(2) - γ).</summary>
    /// <param name="gamma">γ in [0, 1).</param>
    public static Certified Largest(Certified gamma)
    {
        ArgumentNullException.ThrowIfNull(gamma);
        return 2 * Certified.Sqrt(Certified.Sqrt(2) - gamma);
    }

    /// <summary>The κ below which ω &lt; 1: sqrt(2(1-γ)).</summary>
    /// <param name="gamma">γ in [0, 1).</param>
    public static Certified LargestBelowOne(Certified gamma)
    {
        ArgumentNullException.ThrowIfNull(gamma);
        return Certified.Sqrt(2 * (1 - gamma));
    }

    /// <summary>ω = p̂/2 + γ with (p̂/2 + γ) sqrt p̂ = κ, from above; null where κ or γ has no finite enclosure.</summary>
    /// <param name="kappa">κ > 0.</param>
    /// <param name="gamma">γ >= 0.</param>
    public static Certified? Omega(Certified kappa, Certified gamma)
    {
        ArgumentNullException.ThrowIfNull(kappa);
        ArgumentNullException.ThrowIfNull(gamma);
        if (kappa.UpperBound is not { } k || gamma.UpperBound is not { } g || k.Sign <= 0 || g.Sign < 0)
            return null;
        // y = sqrt p̂: y³/2 + γy = κ has one root; it is below y = 1 + κ, as (1 + κ)³/2 > κ. A larger γ and κ give a larger ω.
        double known = k.ToDoubleNearest(), lo = 0, hi = 1 + known;
        if (!double.IsFinite(hi))
            return null;
        for (int i = 0; i < Bisections; i++)
        {
            double middle = lo + (hi - lo) / 2;
            if (!(lo < middle && middle < hi))
                break;
            var y = Rational.FromDouble(middle);
            if (y * (y * y / 2 + g) >= k)
                hi = middle;
            else
                lo = middle;
        }
        var root = Rational.FromDouble(hi);
        // At hi the rising bound is at least the root's; the falling one there is at most it.
        return root * (root * root / 2 + g) >= k ? root * root / 2 + g : null;
    }
}
