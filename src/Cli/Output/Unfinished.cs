using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Cli.Output;

/// <summary>The names of what an answer leaves unknown for want of time.</summary>
internal static class Unfinished
{
    internal static bool IsTime(Verdict verdict) => verdict is Unknown u && u.Reason == Unknown.Time.Reason;

    internal static IEnumerable<string> Of(RegularityReport report) => report.Evidence.Where(e => IsTime(e.Verdict)).Select(e => e.Claim)
        .Concat(report.LocalSmoothness.Where(l => l.Bound is null && l.Reason == Unknown.Time.Reason).Select(l => $"L({l.Radius.Exact})"));

    internal static IEnumerable<string> Of(IEnumerable<RegionAtStep> regions) =>
        regions.Where(r => r.Theorems.Any(t => t.Starts is UndecidedStarts u && u.Text == Unknown.Time.Reason)).Select(r => "the certified starts at h = "
            + $"{r.Step.Exact}");

    internal static IEnumerable<string> Of(RegionCertificate region) => region.Hypotheses.Where(h => IsTime(h.Verdict)).Select(h => h.Statement.Id);

    internal static IEnumerable<string> Of(Study study) => study.Theorems.Where(t => t.Hypotheses.Any(h => IsTime(h.Verdict))).Select(t => t.Theorem.Id);
}
