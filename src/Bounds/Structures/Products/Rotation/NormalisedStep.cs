using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Methods;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>υ' = -qυ, the step of the normalised map, in whatever numbers.</summary>
/// <param name="Slope">w = ρυ = hF'.</param>
/// <param name="Factor">q = ρ(P - wσ) - 1.</param>
internal readonly record struct NormalisedFactor<T>(T Slope, T Factor)
    where T : IRing<T>
{
    /// <summary>The factor at σ = γ + υ with P = <paramref name="root"/>.</summary>
    internal static NormalisedFactor<T> From(T upsilon, T sigma, T rho, T root)
    {
        T w = rho * upsilon;
        return new(w, rho * (root - w * sigma) - T.OneLike(w));
    }

    /// <summary>d'.</summary>
    internal T Imbalance(T d) => new ProductStep<T>(Slope).Imbalance(d);
}

/// <summary>One step of the normalised map over a box of υ and an interval of d >= 0, enclosed.</summary>
/// <param name="Slope">w = ρυ = hF'.</param>
/// <param name="Root">P = sqrt(d + 4σ²).</param>
/// <param name="Factor">q = ρ(P - wσ) - 1: υ' = -qυ.</param>
/// <param name="Upsilon">υ'.</param>
/// <param name="Keep">d'/d = (1 - w²)².</param>
/// <param name="D">d'.</param>
internal readonly record struct NormalisedStep(Interval Slope, Interval Root, Interval Factor, Interval Upsilon, Interval Keep, Interval D)
{
    private static readonly Interval s_four = Interval.Point(4), s_sixteen = Interval.Point(16);

    /// <summary>The step from (υ, d) where ρ lies in <paramref name="rho"/>.</summary>
    internal static NormalisedStep From(Interval gamma, Interval upsilon, Interval rho, Interval d)
    {
        Interval sigma = gamma + upsilon, p = Interval.Sqrt(d + s_four * Interval.Sqr(sigma));
        var step = NormalisedFactor<Interval>.From(upsilon, sigma, rho, p);
        var (w, q) = step;
        // υ' = υ - w(P - wσ) = -qυ: near υ = 0 the product is the tighter form, far from it often the sum.
        var next = Interval.Intersect(-(q * upsilon), upsilon + Interval.Sqr(w) * sigma - w * p);
        return new NormalisedStep(w, p, q, next, Interval.Sqr(new ProductStep<Interval>(w).Turn), step.Imbalance(d));
    }

    /// <summary>
    /// q as a 2-jet in υ: P = e + (4γ/e)υ + ((4 - 16γ²/e²)/(P + e + 4γυ/e))υ² and q = ρ(P - ρυσ) - 1, whose constant is e - 1 because ρ(0) = 1.
    /// </summary>
    /// <param name="gamma">γ.</param>
    /// <param name="rho">ρ on the box of υ.</param>
    /// <param name="e">e = sqrt(d + 4γ²) > 0.</param>
    internal Jet FactorJet(Interval gamma, RatioJet rho, Interval e)
    {
        Interval u = rho.Upsilon, turn = s_four * gamma / e;
        var root = new Jet(e, turn, (s_four - s_sixteen * Interval.Sqr(gamma) / Interval.Sqr(e)) / (Root + e + turn * u));
        var move = Jet.Multiply(rho.Jet, new Jet(Interval.Zero, gamma, Interval.One), u);
        return Jet.Multiply(rho.Jet, root - move, u) with { Constant = e - Interval.One };
    }

    /// <summary>d = e² - 4γ², cut off at 0.</summary>
    internal static Interval Imbalance(Interval gamma, Interval e) =>
        Interval.Intersect(Interval.Sqr(e) - s_four * Interval.Sqr(gamma), Interval.Nonnegative);

    /// <summary>e = sqrt(d + 4γ²).</summary>
    internal static Interval Edge(Interval gamma, Interval d) => Interval.Sqrt(d + s_four * Interval.Sqr(gamma));
}
