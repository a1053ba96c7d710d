using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using BoundCheck.Bounds.Studies;
using BoundCheck.Bounds.Studies.Comparisons;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Cli.Report;

/// <summary>The report of several studies: side by side, their curves in one plot, and each by itself below.</summary>
internal static class ComparisonReport
{
    private const int Styles = 5;

    /// <summary>The report.</summary>
    /// <param name="comparison">The runs; empty when nothing was run.</param>
    /// <param name="studies">Every study, run or not.</param>
    /// <param name="json">The JSON of the same, embedded for download.</param>
    internal static string Render(RunComparison comparison, ImmutableArray<(string Name, Study Study)> studies, byte[] json) =>
        HtmlPage.Render($"{studies.Length} studies", json, html =>
        {
            if (comparison.Runs.Length > 0)
                Together(html, comparison);
            foreach (var ((name, study), i) in studies.Select((s, i) => (s, i)))
            {
                var part = new StringBuilder();
                HtmlReport.Study(part, study, comparison.Runs.FirstOrDefault(r => ReferenceEquals(r.Run.Study, study))?.Run);
                html.Append("<details class=\"study\"").Append(comparison.Runs.Length == 0 ? " open" : "")
                    .Append("><summary>").Append(Html.Escape(name)).Append("</summary>")
                    // Every study has the same plots, but an id stands once in a page.
                    .Append(part.Replace(" id=\"", string.Create(CultureInfo.InvariantCulture, $" id=\"study-{i + 1}-"))).Append("</details>");
            }
        });

    private static void Together(StringBuilder html, RunComparison comparison)
    {
        html.Append("<p class=\"answer\">").Append(Html.Formula(ComparisonRows.Answer(comparison))).Append("</p>");
        html.Element("h2", "Curves");
        foreach (var (plot, caption) in Plots(comparison))
            html.Append(plot.Figure(caption));
        html.Element("h2", "Side by side");
        html.Table(["", .. comparison.Runs.Select(r => r.Name)], rows =>
        {
            foreach (var row in ComparisonRows.Of(comparison))
                rows.Row([Html.Escape(row.Name), .. row.Cells.Select(Html.Formula)]);
        });
        html.Element("h3", "Convergence and regularity");
        html.Table(["run", "why"], rows =>
        {
            foreach (var (run, why) in ComparisonRows.Because(comparison))
                rows.Row(Html.Formula(run), Html.Formula(why));
        });
        html.Element("h2", "Which run shows which phenomenon, and why");
        foreach (var story in comparison.Phenomena)
        {
            html.Element("h3", story.Summary);
            html.Table(["run", "seen", "why"], rows =>
            {
                foreach (var c in story.Cases)
                    rows.Row(Html.Formula(c.Run), c.Detected ? "+ detected" : "- not detected", Html.Formula(c.Why));
            });
        }
    }

    private static IEnumerable<(SvgPlot, string)> Plots(RunComparison comparison)
    {
        yield return (Overlay("compared-loss", "Loss", "f above its minimum", comparison, r => new RunSeries(r.Run).Excess),
            "every run against the time h·k, so that different steps can be compared.");
        var sharpness = Overlay("compared-sharpness", "Sharpness over 1/h", "h × sharpness", comparison, r => p => r.Step * p.Sharpness);
        double last = comparison.Runs.Max(r => r.Step * (r.Run.Measurement.Steps + 1));
        sharpness.Add(PlotSeries.Level("2, the edge of stability", "limit", 2, comparison.Runs.Min(r => r.Step), last));
        yield return (sharpness, "above the dotted line a minimiser repels.");
        yield return (Overlay("compared-imbalance", "Imbalance", "D over D at the start", comparison, r => p => p.D / r.Run.Measurement.Initial.D),
            "less imbalance means a flatter minimiser; runs without a product form have none.");
    }

    private static SvgPlot Overlay(string id, string title, string label, RunComparison comparison, Func<ComparedRun, Func<RunPoint, double>> quantity)
    {
        var plot = new SvgPlot { Id = id, Title = title, XLabel = "time h·(k + 1)", YLabel = label, LogX = true, LogY = true };
        bool everyRunDiverges = comparison.Runs.All(Diverges);
        foreach (var (run, i) in comparison.Runs.Select((r, i) => (r, i)))
        {
            var value = quantity(run);
            // A run that grows beyond all bounds leaves the frame of the others, or it would press them into one line.
            plot.Add(new(run.Name + (Diverges(run) ? " (diverges)" : ""), $"s{1 + i % Styles}{(i < Styles ? "" : " thin")}",
                [.. run.Run.Measurement.Trace.Select(p => (run.Step * (p.Step + 1), value(p)))]) { Framing = everyRunDiverges || !Diverges(run) });
        }
        return plot;
    }

    private static bool Diverges(ComparedRun run) => run.Run.Measurement.Outcome == Outcome.Diverged;
}
