using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products.Decay;

/// <summary>What the theorems about weight decay share.</summary>
internal static class DecayHypotheses
{
    internal static readonly HypothesisStatement Sector =
        new("sector", "0 < F'(c+u)/u <= β for u != 0 with |c+u| <= S = (2+γ)/(ĥβ), ĥ = h/θ, θ = 1 - hλ, γ = ĥβ|c|");

    internal static readonly HypothesisStatement Decay = new("decay", "hλ < 1");
    internal static readonly HypothesisStatement Gamma = new("step", "γ = ĥβ|c| < 1");
    internal static readonly HypothesisStatement Start = new("start", "A_0/(2+γ) + B_0/(2-γ) < 4/(ĥβ)");
    internal static readonly HypothesisStatement Centre = new("centre", "c != 0");

    /// <summary>The hypotheses of W1 with the sector constant, or at least the one given.</summary>
    internal static (ImmutableArray<HypothesisResult> Hypotheses, Certified? Beta) Triangle(
        Setting setting, DecaySetting decay, CancellationToken cancellation, Certified? atLeast = null)
    {
        var (sector, beta) = SectorOf(decay, cancellation);
        if (beta is not null && atLeast is not null)
            beta = Certified.Max(beta, atLeast);
        var missing = CommonHypotheses.NeedsConstant(sector, "β");
        return (
        [
            CommonHypotheses.Timed(PlaneHypotheses.Product, () => setting.ProductForm),
            CommonHypotheses.Timed(PlaneHypotheses.Smooth, () => setting.Regularity.Smooth),
            CommonHypotheses.Timed(Sector, () => sector),
            CommonHypotheses.Timed(Decay, () => decay.StepVerdict),
            CommonHypotheses.Timed(Gamma, () => beta is null || decay.Plain is not { } at ? missing : PlaneHypotheses.GammaBelowOne(at, beta)),
            CommonHypotheses.Timed(Start, () => beta is null || decay.Plain is not { } at ? missing : Products.Triangle.StartInside(at, beta)),
        ], beta);
    }

    /// <summary>β.</summary>
    internal static (Verdict Verdict, Certified? Beta) SectorOf(DecaySetting decay, CancellationToken cancellation)
    {
        if (decay.Plain is not { } at)
            return (decay.StepVerdict, null);
        var sector = LocalSector.Choose(at, cancellation).Sector;
        return (sector.Verdict, sector.Verdict.IsProved ? sector.Value : null);
    }

    /// <summary>A rational at or above S = (2+γ)/(ĥβ); null where there is none.</summary>
    internal static Rational? Reach(DecaySetting decay, Certified beta) => decay.Plain is { Centre: { } c } at ? (2 / (at.Step * beta) + c).UpperBound : null;
}
