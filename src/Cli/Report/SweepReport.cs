using System.Globalization;
using System.Text;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Cli.Sweep;
using BoundCheck.Numeric.Batches;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Cli.Report;

/// <summary>The report of sweep: the answer, the objective, the map with the certified boundary over the measured outcomes, the counts.</summary>
internal static class SweepReport
{
    /// <summary>The document.</summary>
    /// <param name="plan">What was swept.</param>
    /// <param name="table">The answers.</param>
    /// <param name="regularity">The analysis of the objective.</param>
    /// <param name="attractor">Values of s by sample and step, where the step is the only axis; else null.</param>
    /// <param name="colouring">What the colours of the map say.</param>
    /// <param name="json">The summary, embedded for download.</param>
    internal static string Render(SweepPlan plan, SweepTable table, RegularityReport regularity, double[][]? attractor, CellColouring colouring, byte[] json) =>
        HtmlPage.Render("sweep " + Input.ProblemReader.Shorten(plan.Objective.Text), json, html =>
        {
            html.Element("p", Answer(table), "answer " + (table.Failures.Count > 0 ? "refuted" : table.Certified > 0 ? "proved" : "unknown"));
            html.Element("h2", "Map");
            if (Bifurcation(plan, table, regularity, attractor) is { } view)
                html.Append(view.Figure("One point above the step is convergence, two are an orbit of period two, a smear is chaos; where it is shaded "
                    + "every run diverges. Left of the dashed line convergence is certified."));
            html.Append(SweepPlot.Create(plan, table, colouring).Figure(SweepPlot.Caption(table, colouring)));
            Counts(html, table);
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
    internal static string Answer(SweepTable table)
    {
        string certified = string.Create(CultureInfo.InvariantCulture,
            $"{table.Certified} of {table.Finished}{(table.Finished < table.Cells ? $" finished cells (of {table.Cells})" : " cells")} are certified to "
                + $"converge, {table.Count(Outcome.Converged)} do");
        if (table.Failures.Count > 0)
            return $"{certified}; {table.Failures.Count} CERTIFIED CELLS DO NOT CONVERGE.";
        string?[] shares =
        [
            double.IsNaN(table.Coverage) ? null : string.Create(CultureInfo.InvariantCulture, $"{100 * table.Coverage:F2} % of what converges"),
            table.CertifiedToFail == 0 || double.IsNaN(table.FailureCoverage) ? null
                : string.Create(CultureInfo.InvariantCulture, $"{100 * table.FailureCoverage:F2} % of what fails"),
        ];
        string coverage = shares.OfType<string>().ToList() is { Count: > 0 } known ? $": the theorems cover {string.Join(" and ", known)}" : "";
        string slow = table.Slow.Count > 0 ? $"; {table.Slow.Count} certified cells were still on their way when their steps ended" : "";
        return certified + coverage + ", and no certified cell fails" + slow + ".";
    }

    /// <summary>The plots of the report.</summary>
    internal static IEnumerable<SvgPlot> Plots(SweepPlan plan, SweepTable table, RegularityReport regularity, double[][]? attractor, CellColouring colouring) =>
        Bifurcation(plan, table, regularity, attractor) is { } view
            ? [SweepPlot.Create(plan, table, colouring), view]
            : [SweepPlot.Create(plan, table, colouring)];

    /// <summary>The bifurcation view; null where the step is not the only axis.</summary>
    internal static SvgPlot? Bifurcation(SweepPlan plan, SweepTable table, RegularityReport regularity, double[][]? attractor)
    {
        if (attractor is null || plan.StepAxis is not { } axis)
            return null;
        // The certified steps from the first one on without a gap: the last of them is the threshold.
        int gap = Array.FindIndex(table.Certificates, c => !c.Converges), last = (gap < 0 ? table.Certificates.Length : gap) - 1;
        int failing = Array.FindIndex(table.Outcomes, 0, table.Finished, o => o is Outcome.Diverged or Outcome.Periodic or Outcome.Bounded);
        double centre = regularity.Centre?.ToInterval().Mid ?? double.NaN;
        return BifurcationPlot.Draw(plan.Objective.Structure.Shown, axis.Values, attractor, double.NaN, last < 0
            ? null
            : axis.Values[last], failing < 0 ? null : axis.Values[failing], centre);
    }

    private static void Counts(StringBuilder html, SweepTable table)
    {
        html.Table(["measured outcome", "cells", "of them certified"], rows =>
        {
            foreach (var outcome in Enum.GetValues<Outcome>().Where(o => table.Count(o) > 0))
            {
                int certified = Enumerable.Range(0, table.Finished).Count(i => table.Outcomes[i] == outcome && table.Certificates[i].Converges);
                rows.Row(outcome.ToString().ToLowerInvariant(), Html.Number((double)table.Count(outcome)), Html.Number((double)certified));
            }
        });
        if (table.Exceptional > 0)
            html.Element("p", $"{table.Exceptional} certified cells lie on the null set that the theorems leave out (an A_k = 0, or exactly on an "
                + "unstable minimiser).", "soft");
        var seen = Enum.GetValues<SweepPhenomena>().Where(p => p != SweepPhenomena.None)
            .Select(p => (p, Cells: table.Phenomena.Count(q => q.HasFlag(p)))).Where(p => p.Cells > 0).ToList();
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
