using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Methods;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>One step of the normalised map over a box of υ and an interval of d >= 0, enclosed.</summary>
/// <param name="Slope">w = ρυ = hF'.</param>
/// <param name="Root">P = sqrt(d + 4σ²).</param>
/// <param name="Factor">q = ρ(P - wσ) - 1: υ' = -qυ.</param>
/// <param name="Upsilon">υ'.</param>
/// <param name="Keep">d'/d = (1 - w²)².</param>
/// <param name="D">d'.</param>
internal readonly record struct NormalisedStep(Interval Slope, Interval Root, Interval Factor, Interval Upsilon, Interval Keep, Interval D)
{
    private static readonly Interval s_four = Interval.Point(4);

    /// <summary>The step from (υ, d) where ρ lies in <paramref name="rho"/>.</summary>
    internal static NormalisedStep From(Interval gamma, Interval upsilon, Interval rho, Interval d)
    {
        Interval w = rho * upsilon, sigma = gamma + upsilon, p = Interval.Sqrt(d + s_four * Interval.Sqr(sigma));
        var q = rho * (p - w * sigma) - Interval.One;
        var step = new ProductStep<Interval>(w);
        // υ' = υ - w(P - wσ) = -qυ: near υ = 0 the product is the tighter form, far from it often the sum.
        var next = Interval.Intersect(-(q * upsilon), upsilon + Interval.Sqr(w) * sigma - w * p);
        return new NormalisedStep(w, p, q, next, Interval.Sqr(step.Turn), step.Imbalance(d));
    }

    /// <summary>d = e² - 4γ², cut off at 0.</summary>
    internal static Interval Imbalance(Interval gamma, Interval e) =>
        Interval.Intersect(Interval.Sqr(e) - s_four * Interval.Sqr(gamma), Interval.Nonnegative);

    /// <summary>e = sqrt(d + 4γ²).</summary>
    internal static Interval Edge(Interval gamma, Interval d) => Interval.Sqrt(d + s_four * Interval.Sqr(gamma));
}
