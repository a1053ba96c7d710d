using BoundCheck.Bounds;
using BoundCheck.Bounds.Catalogue;
using BoundCheck.Bounds.Prediction;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;

namespace BoundCheck.Cli.Report;

/// <summary>The answer in one sentence, the same words in the report and on the terminal.</summary>
internal static class Answers
{
    internal static string Of(Study study)
    {
        var p = study.Prediction;
        string step = p.StepCertified is { } h ? $" for every step below {Inequality.Rough(h, 8)} ({p.StepThreshold})" : "";
        string cap = p.LimitSharpnessAtMost is { } s ? $"; at this step the limit is at most {Inequality.Rough(s, 8)} sharp" : "";
        return p.Convergence switch
        {
            ConvergencePrediction.Certified => $"Certified: gradient descent converges from this start{step}{Exception(study)}{cap}.",
            ConvergencePrediction.Excluded => $"Excluded: {p.ConvergenceNote}." + (p.StepCertified is { } t ? $" Steps below {Inequality.Rough(t, 8)} are certified{Exception(study)}." : ""),
            _ => $"Open: {p.ConvergenceNote}." + (p.StepCertified is null ? "" : $" From this start convergence is certified{step}{Exception(study)}."),
        };
    }

    /// <summary>T1 and T4 with c != 0 leave out the runs that meet h F'(s_k) = 1 exactly; T3 leaves out none.</summary>
    private static string Exception(Study study) =>
        study.Prediction is { StepCertified: not null, StepThreshold: "T1" or "T4" } && study.Setting.CentreIsZero != true ? ", unless some h F'(s_k) is exactly 1" : "";

    internal static string Of(Objective objective, RegularityReport r)
    {
        if (!objective.IsProduct)
            return $"No product form: {objective.GeneralReason}.";
        string sector = r.Sector.Verdict.IsProved ? "a sector bound" : "", slope = r.Good.IsProved ? "good regularity" : "";
        var has = new[] { sector, slope }.Where(t => t.Length > 0).ToList();
        return has.Count switch
        {
            2 => "F has good regularity and a sector bound: with a step small against both constants gradient descent converges from every start, however sharp (T3).",
            1 when slope.Length > 0 => "F has good regularity but no proved sector bound: balancing is certified (T2), convergence is not.",
            1 => "F has a sector bound but no good regularity: for each step a bounded set of starts is certified (T1), and large ones are not.",
            _ => "Neither good regularity nor a sector bound is proved: no large-step theorem applies to every start.",
        };
    }
}
