using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Theory;

namespace BoundCheck.Cli.Report;

/// <summary>Every rate bound of the tightness table beside the measured quantity, as curves over the number of steps.</summary>
internal static class RatePlots
{
    internal static IEnumerable<(SvgPlot Plot, string Caption)> All(RunSeries run)
    {
        var named = new List<string>();
        foreach (var group in run.Run.Rates.GroupBy(r => (r.Theorem, r.Quantity)))
        {
            var rows = group.Where(r => r.Bound is > 0 || r.Measured > 0).OrderBy(r => r.K).ToList();
            if (rows.Count < 2 || !rows.Exists(r => r.Bound is > 0))
                continue;
            var (theorem, quantity) = group.Key;
            string id = "rate-" + string.Concat(theorem.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
            int before = named.Count(n => n == id);
            named.Add(id);
            var plot = new SvgPlot
            {
                Id = before == 0 ? id : $"{id}-{before + 1}",
                Title = $"{theorem}: {quantity}", XLabel = "steps K", YLabel = "bound and measured value", LogX = true, LogY = true,
            };
            plot.Add(new("bound", "bound", [.. rows.Select(r => ((double)r.K, r.Bound ?? double.NaN))]));
            plot.Add(new("bound", "s2", [.. rows.Select(r => ((double)r.K, r.Bound ?? double.NaN))], Markers: true) { InLegend = false, Hover = false });
            plot.Add(new("measured", "s1", Measured(run, rows[0]) ?? [.. rows.Select(r => ((double)r.K, r.Measured))]));
            plot.Add(new("measured", "s1", [.. rows.Select(r => ((double)r.K, r.Measured))], Markers: true) { InLegend = false, Hover = false });
            double worst = rows.Max(r => r.Ratio ?? 0);
            yield return (plot, worst > 0
                ? string.Create(System.Globalization.CultureInfo.InvariantCulture,
                    $"the measured value stays below the bound; the largest ratio of the two at the marked steps is {worst:G3}.")
                : "the measured value stays below the bound.");
        }
    }

    /// <summary>The measured quantity at every traced step, for the running minima that a trace determines.</summary>
    private static List<(double X, double Y)>? Measured(RunSeries run, RateRow row)
    {
        // The minimum over k < K stands at K = k + 1; the last traced state is not before any K of the run.
        return row.Traced is { IsRunningMinimum: true, At: { } value } && run.Trace.Count > 2 ? [.. run.RunningMinimum(value, 1).SkipLast(1)] : null;
    }
}
