using BoundCheck.Bounds.Studies.Networks;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using BoundCheck.Bounds.Theory;
using BoundCheck.Cli.Networks;
using BoundCheck.Numeric.Networks;

namespace BoundCheck.Cli.Report;

/// <summary>The report of network: the comparison of configurations, a plot of sharpness for each, regularity beside behaviour.</summary>
internal static class NetworkReport
{
    private const int ShownSeeds = 5;

    internal static string Render(ImmutableArray<NetworkResult> results, byte[] json) =>
        HtmlPage.Render(results.Length == 1 ? results[0].Experiment.Name : $"{results.Length} networks", json, html =>
        {
            html.Element("p", NetworkText.Answer(results), "answer");
            html.Element("p", Setting(results));
            html.Element("h2", "Phenomena against regularity");
            html.Element("p", "Loss and activation are analysed with proofs; the network is only measured. dor is the degree of growth, G the largest "
                + "slope; good regularity is a slope that is locally Lipschitz and bounded; the degree along the first layer is that of loss after "
                + "activation, 0 with batch normalisation.");
            Phenomena(html, results);
            html.Element("h2", "Does regularity tell what happens?");
            html.Element("p", NetworkStory.Tell(results));
            html.Element("h2", "Sharpness against the edge 2/h");
            html.Element("p", "The sharpness is the algebraically largest Hessian eigenvalue over 2/h: 1 is the edge of stability. One curve a seed.", "soft");
            html.Append("<div class=\"small\">");
            for (int i = 0; i < results.Length; i++)
                html.Append(Sharpness(results[i], i).Figure(Caption(results[i])));
            html.Append("</div>");
            if (results.Length > 1)
                Together(html, results);
            else
                html.Append(Loss(results[0]).Figure("A rise above the start and a later fall below it, with less sharpness at the end, is a catapult."));
            Expectations(html, results);
            LocalSmoothness(html, results);
            Seeds(html, results);
        });

    private static string Setting(ImmutableArray<NetworkResult> results)
    {
        var p = results[0].Experiment.First;
        bool same = results.All(r => r.Experiment.First.Data.Digest == p.Data.Digest && r.Experiment.Shape.Width == p.Shape.Width);
        return (same ? string.Create(CultureInfo.InvariantCulture,
            $"Two layers, {p.Shape.Inputs} inputs, {p.Shape.Width} hidden units, {p.Shape.Outputs} outputs, {p.Data.Samples} samples of {p.Data.Name}. ")
                : "Two layers each; sizes and data are in the JSON. ")
            + "Full-batch gradient descent on the loss summed over the outputs and averaged over the samples, with the step h = m · 2/λ₀ for the "
            + "sharpness λ₀ at the start, or as given.";
    }

    private static void Phenomena(StringBuilder html, ImmutableArray<NetworkResult> results)
    {
        html.Table(["configuration", "loss", "activation", "degree", "edge of stability", "sharpening", "balancing", "catapult", "diverged"], rows =>
        {
            foreach (var r in results)
            {
                rows.Row(Html.Escape(r.Experiment.Name), Html.Escape(Brief(r.Regularity.Loss)),
                    Html.Escape(Brief(r.Regularity.Activation)), Html.Escape(NetworkStory.ShowDegree(r)),
                    NetworkText.Share(r, p => p.EdgeOfStability), NetworkText.Share(r, p => p.ProgressiveSharpening),
                        NetworkText.Share(r, p => p.Balancing), NetworkText.Share(r, p => p.Catapult),
                    $"{r.Count(m => m.Tail is null)}/{r.Runs.Length}");
            }
        });
        html.Element("p", "Over the seeds, from the least to the largest: the sharpness of the last tenth of the steps over 2/h, the largest loss over "
            + "the first, the larger over the smaller layer norm at the end, and the accuracy.", "soft");
        html.Table(["configuration", "sharpness over 2/h", "loss rise", "norm ratio", "accuracy"], rows =>
        {
            foreach (var r in results)
                rows.Row(Html.Escape(r.Experiment.Name), Range(r, m => m.Tail ?? double.NaN),
                    Range(r, m => m.LossRise), Range(r, m => m.Final.Ratio), Range(r, m => m.Final.Accuracy));
        });
    }

    // Degree, slope bound and the verdict of good regularity in a few letters; the JSON has every verdict with its reason.
    private static string Brief(Bounds.Regularity.RegularityReport r)
    {
        string degree = r.Degree.IsInfinite ? "inf" : r.Degree.Value?.ToString() ?? "?";
        return $"dor {degree}, {(r.DerivativeBound.Verdict.IsProved ? "G finite" : r.DerivativeBound.Verdict.IsRefuted ? "no G" : "G ?")}, "
            + $"{(r.Good.IsProved ? "good" : r.Good.IsRefuted ? "not good" : "good?")}";
    }

    private static string Range(NetworkResult r, Func<NetworkMeasurement, double> quantity) => Html.Escape(NetworkText.Show(r.Range(quantity)));

    private static SvgPlot Sharpness(NetworkResult result, int number)
    {
        // Sharp starts stand on a log scale beside the edge.
        var plot = new SvgPlot { Id = $"sharpness-{number + 1}", Title = result.Experiment.Name,
            XLabel = "step k + 1", YLabel = "sharpness over 2/h", LogX = true, LogY = true, LeastY = 1e-3 };
        int seed = 0;
        foreach (var run in result.Runs.Take(ShownSeeds))
            plot.Add(new($"seed {run.Seed}", $"s{++seed} thin",
                [.. run.Trace.Select(t => ((double)t.Step + 1, t.Sharpness > 0 && t.Sharpness < 1e12 ? t.Sharpness / run.Edge : double.NaN))]) { InLegend =
                    false });
        plot.Add(PlotSeries.Level("2/h, the edge of stability", "limit", 1, 1, result.Experiment.First.Steps + 1) with { InLegend = false });
        return plot;
    }

    /// <summary>The first seed of every configuration in one plot: loss over the first loss, and sharpness over 2/h.</summary>
    private static void Together(StringBuilder html, ImmutableArray<NetworkResult> results)
    {
        html.Element("h2", "Together");
        html.Element("p", "The first seed of each configuration.", "soft");
        SvgPlot loss = new() { Id = "loss-together", Title = "Loss over the first loss", XLabel = "step k + 1", YLabel = "L_k/L_0", LogX = true, LogY = true },
            sharpness = new() { Id = "sharpness-together", Title = "Sharpness over 2/h", XLabel = "step k + 1", YLabel = "sharpness over 2/h", LogX = true,
                LogY = true, LeastY = 1e-3 };
        int style = 0;
        foreach (var (result, run) in results.Where(r => !r.Runs.IsEmpty).Select(r => (r, r.Runs[0])))
        {
            string ink = $"s{style++ % ShownSeeds + 1} thin";
            loss.Add(new(result.Experiment.Name, ink, [.. run.Losses.Select((l, k) => (k + 1.0, l < 1e12 ? l / run.Losses[0] : double.NaN))]));
            sharpness.Add(new(result.Experiment.Name, ink,
                [.. run.Trace.Select(t => ((double)t.Step + 1, t.Sharpness > 0 && t.Sharpness < 1e12 ? t.Sharpness / run.Edge : double.NaN))]));
        }
        sharpness.Add(PlotSeries.Level("2/h, the edge of stability", "limit", 1, 1, results.Max(r => r.Experiment.First.Steps) + 1));
        html.Append(loss.Figure("A rise above 1 and a later fall below it is a catapult."));
        html.Append(sharpness.Figure("1 is the edge of stability."));
    }

    private static string Caption(NetworkResult r) =>
        $"{NetworkText.Share(r, p => p.EdgeOfStability)} at the edge, {r.Count(m => m.Tail is null)} diverged; degree {NetworkStory.ShowDegree(r)}.";

    private static SvgPlot Loss(NetworkResult result)
    {
        var plot = new SvgPlot { Id = "loss", Title = "Loss", XLabel = "step k + 1", YLabel = "loss", LogX = true, LogY = true };
        int seed = 0;
        foreach (var run in result.Runs.Take(ShownSeeds))
            plot.Add(new($"seed {run.Seed}", $"s{++seed} thin",
                [.. run.Losses.Select((loss, k) => (k + 1.0, loss < 1e12 ? loss : double.NaN))]));
        return plot;
    }

    private static void Expectations(StringBuilder html, ImmutableArray<NetworkResult> results)
    {
        if (NetworkText.Compared(results) is not { } compared)
            return;
        html.Element("h2", "Against earlier measurements");
        html.Element("p", compared + " The ranges were measured with five seeds of another generator.");
        html.Table(["configuration", "quantity", "expected", "measured", "agreement", "seeds inside"], rows =>
        {
            foreach (var r in results)
            {
                foreach (var (e, agreement) in r.Comparisons)
                    rows.Row(Html.Escape(r.Experiment.Name), e.Quantity, Html.Escape(e.ToString()), e.Outcome is null
                        ? Range(r, e.Of)
                        : "", NetworkText.Words(agreement), $"{r.Count(e.Holds)}/{r.Runs.Length}");
            }
        });
    }

    private static void LocalSmoothness(StringBuilder html, ImmutableArray<NetworkResult> results)
    {
        html.Element("h2", "Local smoothness along the path");
        html.Element("p", "L(R) is the certified largest sharpness of the model F(x·y), F the loss, over |x|² + |y|² ≤ R, for the least tabulated R that "
            + "covers |W1|² + |W2|² on the path; beside it the largest sharpness measured. The model has one sample and no activation: the two are to be "
            + "compared in trend only.", "soft");
        html.Table(["configuration", "largest |W1|² + |W2|²", "R", "L(R) of the model", "largest sharpness measured"], rows =>
        {
            foreach (var r in results.Where(r => !double.IsNaN(r.MaxP)))
            {
                var bound = r.Regularity.AlongPath(r.MaxP);
                rows.Row(Html.Escape(r.Experiment.Name), Number(r.MaxP), bound is null
                    ? "beyond the table"
                    : Html.Number(bound.Radius), Html.Number(bound?.Bound), Number(r.Range(m => m.MaxSharpness)?.Hi ?? double.NaN));
            }
        });
    }

    private static void Seeds(StringBuilder html, ImmutableArray<NetworkResult> results)
    {
        html.Append("<details><summary>Every seed</summary>");
        html.Table(["configuration", "seed", "outcome", "steps", "h", "λ₀", "sharpness over 2/h", "loss rise", "norm ratio", "accuracy", "final loss"], rows =>
        {
            foreach (var r in results)
            {
                foreach (var m in r.Runs)
                {
                    string cause = NetworkText.Cause(m.Cause);
                    rows.Row(Html.Escape(r.Experiment.Name), m.Seed.ToString(CultureInfo.InvariantCulture), m.Outcome.ToString()
                        .ToLowerInvariant() + (cause.Length > 0 ? ": " + Html.Escape(cause) : ""),
                        m.Steps.ToString(CultureInfo.InvariantCulture), Number(m.Step), Number(m.InitialSharpness), m.Tail is { } t
                            ? Number(t)
                            : "", Number(m.LossRise), Number(m.Final.Ratio), Number(m.Final.Accuracy), Number(m.Final.Loss));
                }
            }
        });
        html.Append("</details>");
    }

    private static string Number(double value) => $"<span class=\"num\">{value.ToString("G5", CultureInfo.InvariantCulture)}</span>";
}
