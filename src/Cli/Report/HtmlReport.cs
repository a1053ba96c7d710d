using System.Collections.Immutable;
using System.Text;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Studies.Runs;

namespace BoundCheck.Cli.Report;

/// <summary>The reports of analyze, check and run. The order: answer, the run with its plots, objective, regularity, theorems, predictions (against
/// measurements), tightness, data.</summary>
internal static class HtmlReport
{
    /// <summary>The report of run.</summary>
    /// <param name="run">What to report.</param>
    /// <param name="json">The JSON of the same run, embedded for download.</param>
    internal static string Render(RunReport run, byte[] json) =>
        HtmlPage.Render(Title("run", run.Study.Problem.Objective), json, html => Study(html, run.Study, run));

    /// <summary>The report of check.</summary>
    internal static string Render(Study study, byte[] json) => HtmlPage.Render(Title("check", study.Problem.Objective), json, html => Study(html, study, null));

    /// <summary>Everything of one study: with its run, or the predictions alone.</summary>
    internal static void Study(StringBuilder html, Study study, RunReport? run)
    {
        StudySections.Answer(html, study);
        if (run is null)
        {
            About(html, study);
            StudySections.Prediction(html, study.Prediction);
            return;
        }
        // What happened comes first, in pictures; why it had to stands below.
        var series = new RunSeries(run);
        RunSections.Measurement(html, run);
        RunSections.Plots(html, series);
        About(html, study);
        RunSections.Comparison(html, run);
        RunSections.Tightness(html, series);
    }

    /// <summary>The report of analyze.</summary>
    internal static string Render(Objective objective, RegularityReport regularity, ImmutableArray<RegionAtStep> regions,
        CurvatureReport curvature, byte[] json, (Objective Objective, RegularityReport Regularity, ImmutableArray<RegionAtStep> Regions)? second = null) =>
            HtmlPage.Render(Title("analyze", objective), json, html =>
    {
        StudySections.Answer(html, Answers.Of(objective, regularity, regions), regularity.Good.IsProved || regularity.Sector.Verdict.IsProved ? "proved"
            : "unknown");
        StudySections.Objective(html, objective);
        if (objective.Structure.Outer is not null)
            StudySections.Regularity(html, objective, regularity);
        CurvatureSection.Append(html, curvature);
        if (second is var (other, otherRegularity, otherRegions))
            Second(html, other, otherRegularity, otherRegions);
    });

    /// <summary>The objective of --compare, with its own plots.</summary>
    private static void Second(StringBuilder html, Objective objective, RegularityReport regularity, ImmutableArray<RegionAtStep> regions)
    {
        html.Element("h2", "Compared with");
        html.Element("p", Answers.Of(objective, regularity, regions));
        var part = new StringBuilder();
        StudySections.Objective(part, objective);
        if (objective.Structure.Outer is not null)
            StudySections.Regularity(part, objective, regularity);
        // The plots have the names of the first objective's; an id stands once in a page.
        html.Append(part.Replace(" id=\"", " id=\"second-").Replace("<h2>", "<h3>").Replace("</h2>", "</h3>"));
    }

    private static string Title(string command, Objective objective) => $"{command} {Input.ProblemReader.Shorten(objective.Text)}";

    private static void About(StringBuilder html, Study study)
    {
        StudySections.Objective(html, study.Problem.Objective, study.Problem);
        if (study.Problem.Objective.Structure.Outer is not null)
            StudySections.Regularity(html, study.Problem.Objective, study.Regularity);
        StudySections.Theorems(html, study);
    }
}
