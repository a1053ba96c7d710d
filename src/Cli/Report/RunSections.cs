using System.Globalization;
using System.Text;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Cli.Output;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Cli.Report;

/// <summary>The parts of the report that show a run: predictions against measurements, the plots, tightness.</summary>
internal static class RunSections
{
    internal static void Measurement(StringBuilder html, RunReport run)
    {
        var m = run.Measurement;
        html.Element("h2", "The run");
        string did = m.Outcome switch
        {
            Outcome.Converged => "converged",
            Outcome.Diverged => "diverged",
            Outcome.Periodic => $"is periodic{(m.Period is { } p ? $" with period {p}" : "")}",
            Outcome.Bounded => "stays bounded",
            _ => "is unsettled",
        };
        html.Append("<p>It ").Append(did).Append(CultureInfo.InvariantCulture, $" after {m.Steps} steps");
        if (m.Cause != OutcomeCause.None)
            html.Append(": ").Append(Html.Escape(TextOutput.Cause(m.Cause)));
        if (m.DigitsLostAt is { } lost)
            html.Append("; ").Append(Html.Escape(TextOutput.DigitsLost(lost)));
        html.Append(".</p>");
    }

    /// <summary>What was predicted beside what was measured.</summary>
    internal static void Comparison(StringBuilder html, RunReport run)
    {
        var m = run.Measurement;
        html.Element("h2", "Predictions against measurements");
        html.Table(["quantity", "predicted", "measured", "why"], rows =>
        {
            foreach (var row in PredictedRows.Of(run))
                rows.Row(Html.Formula(row.Name), row.Predicted, row.Measured, Html.Formula(row.Why));
        });
        html.Table(["quantity", "at the start", "at the end"], rows =>
        {
            double h = run.Study.Problem.Step.ToInterval().Mid;
            Pair(rows, "loss f", m.Initial.Loss, m.Final.Loss);
            Pair(rows, "sharpness", m.Initial.Sharpness, m.Final.Sharpness);
            Pair(rows, "h × sharpness (2 is the edge)", m.Initial.Sharpness * h, m.Final.Sharpness * h);
            Pair(rows, "p = |x|² + |y|²", m.Initial.P, m.Final.P);
            Pair(rows, "imbalance D", m.Initial.D, m.Final.D);
        });
    }

    private static void Pair(TableRows rows, string name, double start, double end)
    {
        if (!double.IsNaN(start))
            rows.Row(Html.Escape(name), Html.Number(start), Html.Number(end));
    }

    internal static void Plots(StringBuilder html, RunSeries run)
    {
        foreach (var (plot, caption) in RunPlots.All(run))
            html.Append(plot.Figure(caption));
    }

    internal static void Tightness(StringBuilder html, RunSeries series)
    {
        var run = series.Run;
        html.Element("h2", "Tightness");
        if (run.Rates.IsEmpty)
            html.Element("p", "No rate bound applies to this run.", "soft");
        else
            html.Table(["bound", "quantity", "K", "bound", "measured", "bound / measured"], rows =>
            {
                foreach (var r in run.Rates)
                    rows.Row(Html.Escape(r.Theorem), Html.Formula(r.Quantity), r.K.ToString(CultureInfo.InvariantCulture), r.Bound is { } b
                        ? Html.Number(b)
                        : "void", Html.Number(r.Measured), r.Ratio is { } q ? Html.Number(q) : "");
            });
        foreach (var (plot, caption) in RatePlots.All(series))
            html.Append(plot.Figure(caption));
        if (run.Step is { } step)
        {
            html.Append("<p>Step: certified below ").Append(step.Certified is { } c ? Html.Number(c) : "no step").Append(", ")
                .Append(step.Measured is { } first ? $"first measured failure at {Html.Number(first)}" : "no failure measured on the grid")
                .Append(step.Ratio is { } ratio ? $", ratio {Html.Number(ratio)}" : "").Append(". Grid: ").Append(Html.Escape(step.Grid)).Append(".</p>");
        }
        if (BifurcationPlot.Create(series) is var (view, seen))
            html.Append(view.Figure(seen));
    }
}

/// <summary>A predicted quantity beside its measurement; the texts of the two are HTML.</summary>
internal sealed record PredictedRow(string Name, string Predicted, string Measured, string Why);

/// <summary>What was predicted before the run beside what the run did.</summary>
internal static class PredictedRows
{
    internal static IEnumerable<PredictedRow> Of(RunReport run)
    {
        var (p, m) = (run.Study.Prediction, run.Measurement);
        double h = run.Study.Problem.Step.ToInterval().Mid;
        yield return new("convergence", p.Convergence.ToString().ToLowerInvariant(), m.Outcome.ToString().ToLowerInvariant(), p.ConvergenceNote);
        yield return new("step", p.StepCertified is { } s
            ? $"below {Html.Number(s)}"
            : "no certified step", run.Step?.Measured is { } f ? $"first failure at {Html.Number(f)}" : "", p.StepThreshold ?? "");
        if (m.LimitSharpness is { } limit)
            {
            string most = p.Cap is { } cap ? $"at most {Html.Number(cap.Most)}" : "no bound";
            yield return new("limit sharpness", most, $"{Html.Number(limit)}, that is h φ = {Html.Number(h * limit)}", p.Cap is null
                ? ""
                : $"{p.Cap.Reason}, {p.Cap.Source}");
        }
        if (run.Complete is { } complete)
        {
            string verdict = Html.Verdict(complete.Verdict);
            yield return complete.Entries is [var entered, ..] && complete.Entries[^1] is var last
                ? new("a bound at every step",
                    $"{verdict} {entered.Source.Theorem} from step {Html.Number((double)entered.Step)}, |u| falls by the factor {Html.Number(last.Set.Rho)}",
                        "",
                    $"enclosed path, then {entered.Source.Theorem}")
                : new("a bound at every step", verdict, "", Html.Detail(complete.Verdict));
            if (complete.Limit.EdgeRatio is { } ratio)
                yield return new("h φ in the limit", Html.Number(ratio), m.LimitSharpness is { } reached
                    ? Html.Number(h * reached)
                    : "", complete.Limit.Reason ?? complete.Limit.Source?.Theorem ?? "");
        }
        yield return Phenomenon("progressive sharpening", p.Phenomena.ProgressiveSharpening, m.Phenomena.ProgressiveSharpening);
        yield return Phenomenon("edge of stability", p.Phenomena.EdgeOfStability, m.Phenomena.EdgeOfStability);
        yield return Phenomenon("balancing", p.Phenomena.Balancing, m.Phenomena.Balancing);
        yield return Phenomenon("catapult", p.Phenomena.Catapult, m.Phenomena.Catapult);
        foreach (var count in p.Implications.OfType<CountBound>())
        {
            foreach (var i in count.Iterations.Where(i => i.Bound is not null))
                yield return new($"steps until {i.Quantity} < {Inequality.Rough(i.Epsilon)}",
                    "at most " + Html.Number(i.Bound), Steps(run, count.Quantity, i.Epsilon.ToInterval().Hi), i.Theorem);
        }
        foreach (var s2 in run.StepsTo.Where(t => t.Steps is not null))
            yield return new($"steps until |u| ≤ {Axis.Show(s2.Epsilon)}", "", Html.Number((double)s2.Steps!.Value), "");
    }

    private static PredictedRow Phenomenon(string name, PhenomenonPrediction predicted, Phenomenon seen)
    {
        string law = predicted.ByLaw is { } expects ? $" {(predicted.Certified.IsUnknown ? "" : "and ")}{(expects ? "expected" : "not expected")} by law" : "";
        string why = string.Join("; ", new[] { predicted.By?.ToString(), Html.Detail(predicted.Certified), predicted.LawReason }.Where(t =>
            !string.IsNullOrEmpty(t)));
        return new(name, Html.Verdict(predicted.Certified) + law, seen.Detected
            ? $"+ detected{(seen.At is { } at ? $" at step {at}" : "")}"
            : "- not detected", why);
    }

    /// <summary>The first traced step at which the bounded quantity is below epsilon, for the quantities a trace knows.</summary>
    private static string Steps(RunReport run, Quantity quantity, double epsilon)
    {
        if (quantity.At is not { } value)
            return "";
        foreach (var p in run.Measurement.Trace)
        {
            if (value(p) < epsilon)
                return Html.Number((double)p.Step);
        }
        return "not reached";
    }
}
