using System.Collections.Immutable;
using BoundCheck.Bounds.Catalogue;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Prediction;

/// <summary>Turns the theorems that apply into predictions.</summary>
public static class Predictor
{
    /// <summary>The predictions for a setting whose theorems were checked.</summary>
    public static PredictionReport Predict(Setting setting, ImmutableArray<TheoremResult> theorems)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var applying = theorems.Where(t => t.Applies.IsProved).Select(t => t.Theorem.Id).ToHashSet();
        var (convergence, note) = Convergence(setting, theorems, applying);
        var step = theorems.Where(t => t.StepCertified is not null)
            .Aggregate((TheoremResult?)null, (best, t) => best is null || Certified.Less(best.StepCertified!, t.StepCertified!) == true ? t : best);
        var cap = LimitSharpness(setting, convergence);
        var enclosed = Number(theorems, "T6", "phiLimit");
        if (enclosed is not null)
            cap = cap is null ? UpperEnd(enclosed) : Certified.Min(cap, UpperEnd(enclosed));
        Verdict catapult = Catapult(setting, convergence, cap), balancing = Balancing(setting, applying);
        return new PredictionReport
        {
            Convergence = convergence,
            ConvergenceNote = note,
            StepCertified = step?.StepCertified,
            StepThreshold = step?.Theorem.Id,
            Catapult = catapult,
            Balancing = balancing,
            LimitSharpnessAtMost = cap,
            LimitSharpnessAtLeast = enclosed is null ? Number(theorems, "T8", "phiLimitAtLeast") : LowerEnd(enclosed),
            LimitEdgeRatioByLaw = theorems.FirstOrDefault(t => t.Theorem.IsLaw)?.Conclusions.FirstOrDefault(c => c.Name == "hPhiLimitByLaw")?.Value as double?,
            Phenomena = PhenomenaPredictor.Predict(setting, theorems, balancing, catapult),
            IterationsTo = [.. theorems.SelectMany(t => t.Iterations)],
        };
    }

    private static Certified? Number(ImmutableArray<TheoremResult> theorems, string theorem, string name) =>
        theorems.FirstOrDefault(t => t.Theorem.Id == theorem && t.Applies.IsProved)?.Conclusions.FirstOrDefault(c => c.Name == name)?.Value as Certified;

    private static Certified UpperEnd(Certified value) => value.UpperBound is { } hi ? hi : value;

    private static Certified LowerEnd(Certified value) => value.LowerBound is { } lo ? lo : value;

    private static (ConvergencePrediction, string) Convergence(Setting s, ImmutableArray<TheoremResult> theorems, HashSet<string> applying)
    {
        if (applying.Contains("T3"))
            return (ConvergencePrediction.Certified, "T3: s_k -> c from this start");
        if (applying.Contains("T1") || applying.Contains("T4"))
        {
            string id = applying.Contains("T4") ? "T4" : "T1";
            if (s.CentreIsZero == true)
                return (ConvergencePrediction.Certified, id + ": s_k -> c from this start");
            if (ExactSteps.Annihilation(s) is { } k)
                return (ConvergencePrediction.Excluded, $"A_{k} = 0 (B_{k} = 0 for c < 0), the exception of {id}: from then on s stays on the other side of 0 and never nears c");
            if (s.Regularity.DerivativeBound is { Verdict.IsProved: true, Value: { } g } && Certified.Less(s.Step * g, 1) == true)
                return (ConvergencePrediction.Certified, id + ": s_k -> c from this start (hG < 1 excludes A_k = 0)");
            if (Local(applying) is { } local)
                return (ConvergencePrediction.Certified, local);
            if (!s.Regularity.FlatSlopes.AvoidOne(s.Step.ToInterval()))
                return (ConvergencePrediction.Open, $"{id}: s_k -> c unless some h F'(s_k) = 1 exactly (A_k = 0); that F' is not ±1/h on an interval, which would make this more than a null set of starts, is not proved");
            return (ConvergencePrediction.Certified, id + ": s_k -> c unless some h F'(s_k) = 1 exactly (A_k = 0), which a null set of starts does; a run says when it happens");
        }
        if (Local(applying) is { } near)
            return (ConvergencePrediction.Certified, near);
        // The converse of T4 holds for almost every start; u_0 = 0 is already at a minimiser, and some starts step onto one exactly.
        if (s.Start is not null && s.ProductForm.IsProved && s.Regularity is { Square.IsProved: true, SquareScale: { } a, Centre: not null }
            && s.MovesAtFirst && Certified.Less(4, Triangle.W(s, s.Regularity.SquareScale!)) == true && a.Sign() == 1)
            return (ConvergencePrediction.Excluded, "T4: W_0 > 4, from where almost no start converges");
        return (ConvergencePrediction.Open, "no theorem with all hypotheses proved gives convergence");
    }

    /// <summary>Convergence from near the centre, without exceptions.</summary>
    private static string? Local(HashSet<string> applying) =>
        applying.Contains("T8") ? "T8: s_k -> 0 at the edge of stability"
        : applying.Contains("T5") || applying.Contains("T6") ? (applying.Contains("T5") ? "T5" : "T6") + ": u_k falls by a certified factor from the start on" : null;

    /// <summary>
    /// If s_k -> c with no u_k = 0, then |u_{k+1}/u_k| = |1 - h r_k p_k + h² r_k² u_k s_k| -> |1 - hφ_∞| &lt;= 1, so the limit sharpness
    /// φ_∞ = F''(c) p_∞ is at most 2/h (T1.C6; the argument needs only convergence).
    /// </summary>
    private static Certified? LimitSharpness(Setting s, ConvergencePrediction convergence)
    {
        if (convergence != ConvergencePrediction.Certified || s.Regularity.CurvatureAtCentre is not { } curvature || curvature.Sign() != 1)
            return null;
        // u_k = 0 exactly: the run stays there, on a minimiser of any sharpness.
        if (s.Landing is { } landing)
            return UpperEnd(curvature * landing.P);
        return s.U.Sign() is 1 or -1 ? 2 / s.Step : null;
    }

    private static Verdict Balancing(Setting s, HashSet<string> applying)
    {
        if (s.Start is null || !s.Objective.IsProduct)
            return new Unknown("balancing is defined for the product form with a start");
        if (s.D.Sign() == 0)
            return new Refuted(Witness.At("D_0", 0, "D_0 = 0: the start is balanced and stays so"), Method.Symbolic);
        if (!applying.Contains("T2"))
            return new Unknown("T2 does not apply");
        // D_1 = D_0(1 - h²F'(s_0)²)² < D_0 when 0 < h²F'(s_0)² < 2, and D never increases afterwards.
        return s.U.Sign() is 1 or -1
            ? new Proved(Method.Interval, "T2.C1 with F'(s_0) != 0")
            : s.U.Sign() == 0 ? new Refuted(Witness.At("u_0", 0, "the start is a critical point: D stays D_0"), Method.Symbolic) : new Unknown("u_0 is not decided to differ from 0");
    }

    /// <summary>Certified when convergence is, f_1 > f_0, and the initial sharpness exceeds the cap on the limit sharpness.</summary>
    private static Verdict Catapult(Setting s, ConvergencePrediction convergence, Certified? cap)
    {
        if (convergence != ConvergencePrediction.Certified || cap is null || s.Start is null
            || s.Objective is not { Outer: { } outer, Slope: { } first, Curvature: { } second, Argument: var argument })
            return new Unknown("no certified convergence to compare with");
        var f = new CertifiedFunction(outer, argument);
        var c = s.Start.S;
        if (new CertifiedFunction(first.Value, argument).At(c) is not { } g || f.At(c) is not { } f0)
            return new Unknown("F is not evaluated at the start");
        var w = s.Step * g;
        // R1: s' = s(1 + w²) - w p.
        var next = c * (1 + w.Square()) - w * s.Start.P;
        if (f.At(next) is not { } f1 || Certified.Less(f0, f1) != true)
            return new Unknown("the first step does not raise the loss; a later rise is not predicted");
        if (new CertifiedFunction(second.Value, argument).At(c) is not { } curvature)
            return new Unknown("F'' does not exist at the start");
        var initial = Sharpness(curvature, g, c, s.Start.P);
        return Certified.Less(cap, initial) == true
            ? new Proved(Method.Interval, $"f_1 > f_0, s_k -> c (no A_k = 0, no u_k = 0), and the initial sharpness {Inequality.Rough(initial)} exceeds 2/h")
            : new Unknown("the loss rises, but the initial sharpness does not exceed the cap 2/h on the limit");
    }

    /// <summary>R2: λ+ = [F''p + sqrt(F''²p² + 8F'F''s + 4F'²)]/2, a lower bound of the sharpness for every dimension (exact for d = 1).</summary>
    public static Certified Sharpness(Certified curvature, Certified slope, Certified s, Certified p)
    {
        var kp = curvature * p;
        return (kp + Certified.Sqrt(Certified.Max(0, kp.Square() + 8 * slope * curvature * s + 4 * slope.Square()))) * Rational.Half;
    }
}
