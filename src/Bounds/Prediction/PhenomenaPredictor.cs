using System.Collections.Immutable;
using BoundCheck.Bounds.Catalogue;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Phases;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Prediction;

/// <summary>Predicts the phenomena: certified by theorems and the certified first step, or expected by T7's law.</summary>
internal static class PhenomenaPredictor
{
    /// <summary>τ: a limit sharpness in [(1-τ)2/h, 2/h] is at the edge; the same as a run detects.</summary>
    private static readonly Rational s_width = new(1, 10);

    internal static PhenomenaPrediction Predict(Setting setting, ImmutableArray<TheoremResult> theorems, Verdict balancing, Verdict catapult)
    {
        var first = FirstStep.Of(setting);
        var law = theorems.Any(t => t.Theorem is EdgeLaw && t.Applies.IsProved) ? FlipCoefficient.Of(setting) : null;
        return new PhenomenaPrediction(
            ProgressiveSharpening(setting, first),
            EdgeOfStability(setting, theorems, first, law),
            new PhenomenonPrediction(balancing, balancing.IsProved ? "T2.C1" : null),
            new PhenomenonPrediction(catapult, catapult.IsProved ? "T1.C6" : null));
    }

    private static PhenomenonPrediction ProgressiveSharpening(Setting s, FirstStep? first)
    {
        if (first?.Sharpness is not { } initial)
            return new PhenomenonPrediction(new Unknown("the sharpness at the start is not evaluated"));
        var edge = 2 / s.Step;
        bool? below = Certified.Less(initial, edge);
        if (below == false)
            return new PhenomenonPrediction(new Refuted(new Witness([], $"the sharpness starts at {Inequality.Rough(initial, 8)} >= 2/h = {Inequality.Rough(edge, 8)}"), Method.Interval));
        Verdict certified = below == true && first.NextSharpness is { } next && Certified.Less(edge, next) == true
            ? new Proved(Method.Interval, $"sharpness {Inequality.Rough(initial)} < 2/h < {Inequality.Rough(next)} after one step")
            : new Unknown("the sharpness after the first step is not certified above 2/h; a later rise is not predicted");
        string? theorem = certified.IsProved ? "R2" : null;
        // Gradient flow keeps D and ends with the sharpness φ(D_0).
        if (PhaseModel.Of(s)?.EdgeRatio(s.D) is not { } ratio || Certified.Less(ratio, 2) is not { } calm)
            return new PhenomenonPrediction(certified, theorem);
        return new PhenomenonPrediction(certified, theorem, !calm, $"gradient flow from the start ends with hφ(D_0) = {Inequality.Rough(ratio)}");
    }

    private static PhenomenonPrediction EdgeOfStability(Setting s, ImmutableArray<TheoremResult> theorems, FirstStep? first, FlipCoefficient? law)
    {
        var certified = Certify(s, theorems, first);
        string? theorem = certified.IsProved ? "T8" : null;
        if (law?.Excess is not { } excess || excess.Sign() is not { } side)
            return new PhenomenonPrediction(certified, theorem);
        string mu = $"μ_0 = hφ(D_0) - 2 = {Inequality.Rough(excess)}";
        if (side <= 0)
            return new PhenomenonPrediction(certified, theorem, false, $"T7: {mu} <= 0 for a start near the minimiser");
        if (law.Leaves)
            return new PhenomenonPrediction(certified, theorem, false, $"T7: E < 0 and {mu} > |Δ|: the run leaves the neighbourhood");
        if (law.LawfulEdgeRatio() is not { } ratio)
            return new PhenomenonPrediction(certified, theorem);
        bool near = ratio >= 2 * (1 - s_width).ToDoubleNearest();
        return new PhenomenonPrediction(certified, theorem, near, $"T7: {mu}, hφ_∞ about {ratio:G8}{(law.E.Sign() > 0 ? " (E > 0)" : "")}");
    }

    /// <summary>T8 gives convergence with hφ_∞ in [2 - ν, 2]; detection also asks that the sharpness was above 2/h and the loss rose after.</summary>
    private static Verdict Certify(Setting s, ImmutableArray<TheoremResult> theorems, FirstStep? first)
    {
        var t8 = theorems.FirstOrDefault(t => t.Theorem is Catalogue.EdgeOfStability);
        if (t8 is null || !t8.Applies.IsProved)
            return new Unknown("T8 does not apply at the start");
        if (t8.Conclusions.FirstOrDefault(c => c.Name == "nu")?.Value is not Certified nu || Certified.LessOrEqual(nu, 2 * s_width) != true)
            return new Unknown("T8's bound 2 - ν is below the band that counts as the edge");
        if (first is not { Sharpness: { } sharpness, Loss: { } f0, NextLoss: { } f1 } || Certified.Less(2 / s.Step, sharpness) != true)
            return new Unknown("T8 applies, but the sharpness does not start above 2/h");
        return Certified.Less(f0, f1) == true
            ? new Proved(Method.Interval, $"T8: hφ_∞ in [{Inequality.Rough(2 - nu, 10)}, 2] from a sharpness above 2/h, and f_1 > f_0")
            : new Unknown("T8 applies, but the loss is not certified to rise in the first step");
    }
}
