using BoundCheck.Bounds.Theory;

namespace BoundCheck.Cli.Report;

/// <summary>The plots of a run in the order of the report, each with what to see in it.</summary>
internal static class RunPlots
{
    internal static IEnumerable<(SvgPlot Plot, string Caption)> All(RunSeries run)
    {
        bool plane = run.Run.Study.Problem.Objective.Structure.ComparesRuns;
        yield return Sharpness(run);
        if (plane)
            yield return PlanePlot.Create(run);
        yield return LossPlots.Loss(run, logSteps: true);
        yield return LossPlots.Loss(run, logSteps: false);
        if (Distance(run) is { } distance)
            yield return distance;
        if (plane)
            yield return Balancing(run);
    }

    private static (SvgPlot, string) Sharpness(RunSeries run)
    {
        var plot = new SvgPlot { Id = "sharpness", Title = "Sharpness", XLabel = "step k + 1", YLabel = "largest eigenvalue of the Hessian of f", LogX = true };
        double edge = 2 / run.H, last = run.Run.Measurement.Steps + 1;
        plot.Add(new("sharpness", "s1", run.Of(p => p.Sharpness)));
        if (!double.IsNaN(run.Trace[0].Phi))
            plot.Add(new("φ = F''(c)·√(D + 4c²): sharpness at the minimiser with the same imbalance", "s3", run.Of(p => p.Phi)));
        plot.Add(PlotSeries.Level("2/h, the edge of stability", "limit", edge, 1, last));
        if (run.Run.Complete?.Limit.Phi is { } phi)
            plot.Add(PlotSeries.Level($"{run.Run.Complete.Limit.Source?.Theorem}: the limit, certified to {run.Run.Complete.Limit.Width:0.#e0}",
                "bound2", phi.ToInterval().Mid, 1, last));
        double final = run.Run.Measurement.LimitSharpness ?? run.Trace[^1].Sharpness;
        string end = run.Run.Measurement.Phenomena.EdgeOfStability.Detected
            ? "The run ends just below the dotted line 2/h: the edge of stability."
            : final > edge ? "The run ends above the dotted line 2/h, where a minimiser repels."
            : "The dotted line 2/h is the largest sharpness at which a minimiser attracts.";
        string start = run.Trace[0].Sharpness > edge ? $" It starts {run.Trace[0].Sharpness / edge:F1} times sharper than 2/h." : "";
        return (plot, end + start);
    }

    private static (SvgPlot, string)? Distance(RunSeries run)
    {
        if (run.Run.Complete is not { EntryStep: { } entry } complete)
            return null;
        var plot = new SvgPlot { Id = "distance", Title = "Distance from the minimisers, bounded at every step",
            XLabel = "step k", YLabel = "|u| = |x·y - c|", LogY = true };
        plot.Add(new("measured", "s1", run.Of(p => Math.Abs(p.U), 0)));
        string theorem = complete.Entries[0].Source.Theorem;
        var bounds = new[] { 0 }.Concat(LossBounds.Steps(run)).Select(k => (X: (double)k, Bound: complete.OffsetAt(k)));
        plot.Add(new($"certified: enclosures of the exact path, then {theorem}", "bound",
            [.. bounds.Where(p => p.Bound is not null).Select(p => (p.X, p.Bound!.ToInterval().Hi))]));
        double top = run.Trace.Max(p => Math.Abs(p.U)), low = run.Trace.Where(p => p.U != 0).Select(p => Math.Abs(p.U)).DefaultIfEmpty(1e-10).Min();
        plot.Add(new($"{theorem} from step {entry}", "limit", [(entry, low), (entry, top)]));
        return (plot, "Left of the dotted line the exact path is enclosed, right of it a certified factor a step takes over: a bound for every step, for "
            + "ever.");
    }

    private static (SvgPlot, string) Balancing(RunSeries run)
    {
        var plot = new SvgPlot { Id = "balancing", Title = "Balancing", XLabel = "step k + 1", YLabel = "D and p", LogX = true, LogY = true };
        plot.Add(new("imbalance D = p² - 4s²", "s1", run.Of(p => p.D)));
        plot.Add(new("p = |x|² + |y|²", "s3", run.Of(p => p.P)));
        double share = run.Run.Measurement.BalancingShare;
        var never = run.Run.Study.Prediction.Implications.OfType<Balancing>().FirstOrDefault(b => b.Trend is ImbalanceTrend.Falls or ImbalanceTrend.NeverGrows);
        string lost = share > 0
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The run loses {100 * share:F2} % of its imbalance")
            : "The run keeps its imbalance";
        return (plot, lost + (never is null ? ". " : $"; {never.Source.Theorem} certifies that D never grows. ") + "Less imbalance means a flatter minimiser.");
    }
}
