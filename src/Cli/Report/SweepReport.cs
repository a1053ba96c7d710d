using System.Globalization;
using System.Text;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Batches;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Cli.Report;

/// <summary>The report of sweep: the answer, the objective, the map with the certified boundary over the measured outcomes, the counts.</summary>
internal static class SweepReport
{
    /// <summary>The document.</summary>
    /// <param name="plan">What was swept.</param>
    /// <param name="summary">The answers.</param>
    /// <param name="regularity">The analysis of the objective.</param>
    /// <param name="plots">The plots: the map, and where the step is the only axis the bifurcation view.</param>
    /// <param name="caption">What the map shows.</param>
    /// <param name="json">The summary, embedded for download.</param>
    internal static string Render(
        SweepPlan plan, SweepSummary summary, RegularityReport regularity, IReadOnlyList<SvgPlot> plots, string caption, byte[] json) =>
        HtmlPage.Render("sweep " + Input.ProblemReader.Shorten(plan.Objective.Text), json, html =>
        {
            html.Element("p", Answer(summary), "answer " + (summary.Contradictions > 0 ? "refuted" : summary.Certified > 0 ? "proved" : "unknown"));
            html.Element("h2", "Map");
            if (plots is [_, var view])
                html.Append(view.Figure("One point above the step is convergence, two are an orbit of period two, a smear is chaos; where it is shaded "
                    + "every run diverges. Left of the dashed line convergence is certified."));
            html.Append(plots[0].Figure(caption));
            Counts(html, summary);
            StudySections.Objective(html, plan.Objective);
            html.Append("<p>Swept: ").Append(Html.Escape(string.Join(", ",
                plan.Axes.Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Name} from {a.Lo:G6} to {a.Hi:G6} ({a.Count} values)")))));
            if (!plan.Shape.Method.IsPlain)
                html.Append(", by ").Append(Html.Escape(plan.Shape.Method.Description));
            if (plan.Step is not null)
                html.Append(CultureInfo.InvariantCulture, $", with step h = {plan.StepOf(0):G6}");
            html.Append(CultureInfo.InvariantCulture, $"; at most {plan.Steps} steps a run.</p>");
            if (plan.Objective.Structure.Outer is not null)
                StudySections.Regularity(html, plan.Objective, regularity);
        });

    /// <summary>The answer in one sentence; also the first line on the terminal.</summary>
    internal static string Answer(SweepSummary summary)
    {
        string certified = string.Create(CultureInfo.InvariantCulture,
            $"{summary.Certified} of {summary.Finished}{(summary.Finished < summary.Cells ? $" finished cells (of {summary.Cells})" : " cells")} "
                + $"are certified to converge, {summary.Count(Outcome.Converged)} do");
        if (summary.Contradictions > 0)
            return $"{certified}; {summary.Contradictions} CERTIFIED CELLS DO NOT CONVERGE.";
        string?[] shares =
        [
            double.IsNaN(summary.Coverage) ? null : string.Create(CultureInfo.InvariantCulture, $"{100 * summary.Coverage:F2} % of what converges"),
            summary.CertifiedToFail == 0 || double.IsNaN(summary.FailureCoverage) ? null
                : string.Create(CultureInfo.InvariantCulture, $"{100 * summary.FailureCoverage:F2} % of what fails"),
        ];
        string coverage = shares.OfType<string>().ToList() is { Count: > 0 } known ? $": the theorems cover {string.Join(" and ", known)}" : "";
        string slow = summary.Slow > 0 ? $"; {summary.Slow} certified cells were still on their way when their steps ended" : "";
        return certified + coverage + ", and no certified cell fails" + slow + ".";
    }

    /// <summary>The bifurcation view; null where the step is not the only axis.</summary>
    internal static SvgPlot? Bifurcation(SweepPlan plan, SweepSummary summary, RegularityReport regularity, double[][]? attractor)
    {
        if (attractor is null || plan.StepAxis is not { } axis)
            return null;
        // The certified steps from the first one on without a gap: the last of them is the threshold.
        int last = (int)(summary.FirstUncertified ?? summary.Finished) - 1;
        double centre = regularity.Centre?.ToInterval().Mid ?? double.NaN;
        double? certified = last < 0 ? null : axis.Values[last], failing = summary.FirstFailing is { } first ? axis.Values[(int)first] : null;
        return BifurcationPlot.Draw(plan.Objective.Structure.Shown, axis.Values, attractor, double.NaN, certified, failing, centre);
    }

    private static void Counts(StringBuilder html, SweepSummary summary)
    {
        html.Table(["measured outcome", "cells", "of them certified"], rows =>
        {
            foreach (var outcome in Enum.GetValues<Outcome>().Where(o => summary.Count(o) > 0))
            {
                long certified = summary.Count(outcome, CellVerdict.Converges);
                rows.Row(outcome.ToString().ToLowerInvariant(), Html.Number((double)summary.Count(outcome)), Html.Number((double)certified));
            }
        });
        if (summary.Exceptional > 0)
            html.Element("p", $"{summary.Exceptional} certified cells lie on the null set that the theorems leave out (an A_k = 0, or exactly on an "
                + "unstable minimiser).", "soft");
        var seen = Enum.GetValues<SweepPhenomena>().Where(p => p != SweepPhenomena.None)
            .Select(p => (p, Cells: summary.Count(p))).Where(p => p.Cells > 0).ToList();
        if (seen.Count > 0)
        {
            html.Table(["phenomenon", "cells"], rows =>
            {
                foreach (var (phenomenon, cells) in seen)
                    rows.Row(Html.Escape(Words(phenomenon.ToString())), Html.Number((double)cells));
            });
        }
    }

    internal static string Words(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c)
        && i > 0 ? " " + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
}
