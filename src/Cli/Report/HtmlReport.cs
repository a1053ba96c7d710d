using System.Collections.Immutable;
using System.Text;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Studies.Runs;

namespace BoundCheck.Cli.Report;

/// <summary>The reports of analyze, check and run. The order: answer, objective, regularity, theorems, predictions (against measurements), tightness,
/// data.</summary>
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
        Head(html, study);
        if (run is null)
        {
            StudySections.Prediction(html, study.Prediction);
            return;
        }
        var series = new RunSeries(run);
        RunSections.Measurement(html, run);
        RunSections.Plots(html, series);
        RunSections.Tightness(html, series);
    }

    /// <summary>The report of analyze.</summary>
    internal static string Render(Objective objective, RegularityReport regularity, ImmutableArray<RegionAtStep> regions,
        CurvatureReport curvature, byte[] json) => HtmlPage.Render(Title("analyze", objective), json, html =>
    {
        html.Element("p", Answers.Of(objective, regularity, regions),
            "answer " + (regularity.Good.IsProved || regularity.Sector.Verdict.IsProved ? "proved" : "unknown"));
        StudySections.Objective(html, objective);
        if (objective.Structure.Outer is not null)
            StudySections.Regularity(html, objective, regularity);
        CurvatureSection.Append(html, curvature);
    });

    private static string Title(string command, Objective objective) => $"{command} {Input.ProblemReader.Shorten(objective.Text)}";

    private static void Head(StringBuilder html, Study study)
    {
        StudySections.Answer(html, study);
        StudySections.Objective(html, study.Problem.Objective, study.Problem);
        if (study.Problem.Objective.Structure.Outer is not null)
            StudySections.Regularity(html, study.Problem.Objective, study.Regularity);
        StudySections.Theorems(html, study);
    }
}
