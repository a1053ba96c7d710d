using System.Globalization;
using System.Text;
using BoundCheck.Bounds.Catalogue;
using BoundCheck.Bounds.Runs;
using BoundCheck.Cli.Output;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Cli.Report;

/// <summary>The parts of the report that show a run.</summary>
internal static class RunSections
{
    internal static void Measurement(StringBuilder html, RunReport run)
    {
        var m = run.Measurement;
        html.Element("h2", "Measured");
        html.Append("<p>").Append(Html.Escape(m.Outcome.ToString())).Append(m.Period is { } p ? $" with period {p}" : "").Append(CultureInfo.InvariantCulture, $" after {m.Steps} steps.");
        if (m.Cause != OutcomeCause.None)
            html.Append(' ').Append(Html.Escape(TextOutput.Cause(m.Cause))).Append('.');
        html.Append("</p>");
        html.Table(["quantity", "start", "end"], rows =>
        {
            Pair(rows, "loss f", m.Initial.Loss, m.Final.Loss);
            Pair(rows, "sharpness", m.Initial.Sharpness, m.Final.Sharpness);
            Pair(rows, "h × sharpness (2 is the edge)", m.Initial.Sharpness * H(run), m.Final.Sharpness * H(run));
            Pair(rows, "p = |x|² + |y|²", m.Initial.P, m.Final.P);
            Pair(rows, "imbalance D", m.Initial.D, m.Final.D);
        });
        html.Table(["phenomenon", "predicted", "detected", "at step"], rows =>
        {
            var prediction = run.Study.Prediction;
            Phenomenon(rows, "progressive sharpening", "", m.Phenomena.ProgressiveSharpening);
            Phenomenon(rows, "edge of stability", "", m.Phenomena.EdgeOfStability);
            Phenomenon(rows, "balancing", Html.Verdict(prediction.Balancing), m.Phenomena.Balancing);
            Phenomenon(rows, "catapult", Html.Verdict(prediction.Catapult), m.Phenomena.Catapult);
        });
    }

    private static double H(RunReport run) => run.Study.Problem.Step.ToInterval().Mid;

    private static void Pair(StringBuilder rows, string name, double start, double end)
    {
        if (!double.IsNaN(start))
            rows.Row(Html.Escape(name), Value(start), Value(end));
    }

    private static void Phenomenon(StringBuilder rows, string name, string predicted, Phenomenon phenomenon) =>
        rows.Row(Html.Escape(name), predicted, phenomenon.Detected ? "yes" : "no", phenomenon.At?.ToString(CultureInfo.InvariantCulture) ?? "");

    private static string Value(double value) => $"<span class=\"num\">{value.ToString("G10", CultureInfo.InvariantCulture)}</span>";

    internal static void Plots(StringBuilder html, RunReport run)
    {
        html.Element("h2", "Plots");
        foreach (var (plot, caption) in RunPlots.All(run))
        {
            if (plot.Render() is { } svg)
                html.Append("<figure>").Append(svg).Append("<figcaption>").Append(Html.Escape(plot.Title)).Append(": ").Append(Html.Escape(caption)).Append("</figcaption></figure>");
        }
    }

    internal static void Tightness(StringBuilder html, RunReport run)
    {
        html.Element("h2", "Tightness");
        if (run.Rates.IsEmpty)
            html.Element("p", "No rate bound applies to this run.", "soft");
        else
            html.Table(["bound", "quantity", "K", "bound", "measured", "bound / measured"], rows =>
            {
                foreach (var r in run.Rates)
                    rows.Row(Html.Escape(r.Theorem), Html.Escape(r.Quantity), r.K.ToString(CultureInfo.InvariantCulture), r.Bound is { } b ? Value(b) : "void", Value(r.Measured), r.Ratio is { } q ? Value(q) : "");
            });
        if (run.Step is { } step)
        {
            html.Append("<p>Step: certified below ").Append(step.Certified is { } c ? Html.Number(c) : "no step").Append(", ")
                .Append(step.Measured is { } first ? $"first measured failure at {Value(first)}" : "no failure measured on the grid")
                .Append(step.Ratio is { } ratio ? $", ratio {Value(ratio)}" : "").Append(". Grid: ").Append(Html.Escape(step.Grid)).Append(".</p>");
        }
        if (!run.StepsTo.IsEmpty)
            html.Append("<p>Steps to |u| ≤ ε: ").Append(string.Join(", ", run.StepsTo.Where(s => s.Steps is not null).Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Epsilon:G1}: {s.Steps}")))).Append(".</p>");
    }
}
