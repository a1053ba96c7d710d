using System.Text;
using BoundCheck.Bounds;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Runs;

namespace BoundCheck.Cli.Report;

/// <summary>The report: one self-contained HTML file without network access.</summary>
internal static class HtmlReport
{
    /// <summary>The report of run.</summary>
    /// <param name="run">What to report.</param>
    /// <param name="json">The JSON of the same run, embedded for download.</param>
    internal static string Render(RunReport run, byte[] json) =>
        Document(run.Study, json, html =>
        {
            RunSections.Measurement(html, run);
            RunSections.Plots(html, run);
            RunSections.Tightness(html, run);
        });

    /// <summary>The report of check.</summary>
    internal static string Render(Study study, byte[] json) => Document(study, json, _ => { });

    /// <summary>The report of analyze.</summary>
    internal static string Render(Objective objective, RegularityReport regularity, byte[] json) => Wrap(objective.Text, json, html =>
    {
        StudySections.Objective(html, objective);
        if (objective.IsProduct)
            StudySections.Regularity(html, regularity);
    });

    private static string Document(Study study, byte[] json, Action<StringBuilder> measured) => Wrap(study.Problem.Objective.Text, json, html =>
    {
        html.Element("p", StudySections.Answer(study), "answer");
        StudySections.Objective(html, study.Problem.Objective);
        html.Append("<p>Step h = ").Append(Html.Number(study.Problem.Step)).Append("; start ").Append(Html.Escape(Start(study))).Append(".</p>");
        if (study.Problem.Objective.IsProduct)
            StudySections.Regularity(html, study.Regularity);
        StudySections.Theorems(html, study);
        StudySections.Prediction(html, study.Prediction);
        measured(html);
    });

    private static string Wrap(string title, byte[] json, Action<StringBuilder> body)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>BoundCheck: ")
            .Append(Html.Escape(title)).Append("</title><link rel=\"icon\" href=\"data:,\"><style>").Append(Page.Style).Append("</style></head><body>");
        html.Element("h1", "BoundCheck report");
        body(html);
        html.Append("<h2>Data</h2><p><a download=\"boundcheck.json\" href=\"data:application/json;base64,").Append(Convert.ToBase64String(json)).Append("\">Download the JSON</a></p>");
        html.Append("<p class=\"soft\">Verdicts: + proved by exact arithmetic, Z3's unsat, or outward-rounded intervals; - refuted at a re-checked point; ? not decided, with the reason. Runs are measured in doubles, not certified.</p>");
        return html.Append("</body></html>\n").ToString();
    }

    private static string Start(Study study) => string.Join(", ", study.Problem.Point.Select(p =>
        p.Value.Length == 1 ? $"{p.Key} = {Bounds.Catalogue.Inequality.Rough(p.Value[0])}" : $"{p.Key} = [{string.Join(", ", p.Value.Take(8).Select(v => Bounds.Catalogue.Inequality.Rough(v)))}{(p.Value.Length > 8 ? ", ..." : "")}]"));
}
