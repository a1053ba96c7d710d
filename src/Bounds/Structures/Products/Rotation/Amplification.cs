using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>V'/V of one step for V = |υ| e^{κυ} with a fixed κ, over a slice of υ at one e.</summary>
/// <param name="Signed">q e^{κ(υ' - υ)} = q e^{-κυ(1 + q)}: its size is V'/V.</param>
/// <param name="Factor">q: υ' = -qυ.</param>
/// <remarks>
/// For fixed υ, q rises with e. As a function of q the size has the derivative ±(1 - κυq)e^{...} with the sign of q: while |κυ'| &lt; 1 it rises with |q|,
/// so over an interval of e its largest value is at an end, and its least, where q > 0, at the lower end.
/// </remarks>
internal readonly record struct Amplification(Interval Signed, Interval Factor)
{
    private static readonly Interval s_half = Interval.Point(0.5);

    /// <summary>Encloses both by the plain formula and by 2-jets near υ = 0, where the terms of first order nearly cancel for κ near κ(e).</summary>
    internal static Amplification At(NormalisedModel map, RatioJet rho, Interval e, Interval kappa)
    {
        Interval gamma = map.Gamma, u = rho.Upsilon;
        var step = NormalisedStep.From(gamma, u, rho.Value, NormalisedStep.Imbalance(gamma, e));
        var factor = step.Factor;
        var plain = factor * Interval.Exp(-(kappa * u * (Interval.One + factor)));
        if (!rho.Second.IsBounded || !e.IsPositive)
            return new(plain, factor);
        var q = step.FactorJet(gamma, rho, e);
        if (!q.Second.IsBounded)
            return new(plain, factor);
        factor = Interval.Intersect(factor, q.At(u));
        // z = -κυ(1 + q), e^z = 1 + z + z² e^ζ/2.
        Interval y = kappa * (Interval.One + factor), z = -(y * u);
        var exp = new Jet(Interval.One, -(kappa * e), Interval.Sqr(y) * Interval.Exp(Interval.Hull(z, Interval.Zero)) * s_half - kappa * (q.First
            + q.Second * u));
        return new(Interval.Intersect(plain, Jet.Multiply(q, exp, u).At(u)), factor);
    }
}
