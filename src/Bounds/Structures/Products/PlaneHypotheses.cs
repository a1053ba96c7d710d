using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>Hypotheses that several theorems about F(x·y) share, stated once.</summary>
internal static class PlaneHypotheses
{
    internal static readonly HypothesisStatement Product = new("product", "f(x, y) = F(x·y) with x, y in R^d, d >= 1");
    internal static readonly HypothesisStatement Smooth = new("smooth", "F is C^1 with locally Lipschitz F' (C^{1,1})");
    internal static readonly HypothesisStatement Sign = new("sign", "there is a centre c with u F'(c+u) > 0 for all u != 0");
    internal static readonly HypothesisStatement Sector = new("sector", "0 < F'(c+u)/u <= β for all u != 0");
    internal static readonly HypothesisStatement LocalSector = new("sector", "0 < F'(c+u)/u <= β for u != 0 with |c+u| <= (2+γ)/(hβ), γ = hβ|c|");
    internal static readonly HypothesisStatement BoundedDerivative = new("bounded-derivative", "|F'(s)| <= G for all s");

    /// <summary>hG &lt; sqrt2, decided as h²G² &lt; 2 so that it stays exact.</summary>
    internal static Verdict StepBelowRootTwo(Setting s)
    {
        if (s.Regularity.DerivativeBound is not { Verdict.IsProved: true, Value: { } g })
            return CommonHypotheses.NeedsConstant(s.Regularity.DerivativeBound.Verdict, "G");
        return Inequality.Less("h^2*G^2", (s.Step * g).Square(), "2", 2, ("h", s.Step), ("G", g));
    }

    /// <summary>hβ|c| &lt; 1.</summary>
    internal static Verdict GammaBelowOne(Setting s, Certified beta) =>
        s.Centre is { } c
            ? Inequality.Less("h*β*|c|", s.Step * beta * c, "1", 1, ("h", s.Step), ("β", beta), ("|c|", c))
            : new Unknown("there is no centre c");
}
