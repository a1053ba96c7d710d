using BoundCheck.Bounds.Numbers;

namespace BoundCheck.Cli.Report;

/// <summary>The loss and every bound on it.</summary>
internal static class LossPlots
{
    internal static (SvgPlot Plot, string Caption) Loss(RunSeries run, bool logSteps)
    {
        var plot = new SvgPlot
        {
            Id = logSteps ? "loss" : "loss-linear",
            Title = logSteps ? "Loss, both axes logarithmic" : "Loss, steps linear",
            XLabel = logSteps ? "step k + 1" : "step k",
            YLabel = run.FloorIsMinimum ? "f above its minimum" : "f above the least loss of the run",
            LogX = logSteps,
            LogY = true,
        };
        double shift = logSteps ? 1 : 0;
        plot.Add(new("f - f*", "s1", run.Of(run.Excess, shift)));
        var bounds = LossBounds.All(run).ToList();
        if (bounds.Count > 0 && run.Run.Measurement.FirstLossRise is not null)
            plot.Add(new("smallest f - f* so far", "s3", run.RunningMinimum(run.Excess, shift)));
        foreach (var (bound, i) in bounds.Select((b, i) => (b, i)))
            plot.Add(new(bound.Name, i == 0 ? "bound" : $"bound{Math.Min(i + 1, 3)}", [.. bound.Points.Select(p => (p.X + shift, p.Y))]));
        string shape = logSteps ? "A power of k is a straight line here. " : "A linear rate is a straight line here. ";
        string what = bounds.Count > 0
            ? "The dashed bounds are certified and lie above the smallest loss so far; the gap is the tightness."
            : run.Run.Measurement.FirstLossRise is null ? "No bound on the loss applies to this run." : "The loss rises before it falls, which no step below 2/sharpness does; no bound on the loss itself applies here.";
        return (plot, shape + what);
    }
}

/// <summary>A certified bound on the loss as a curve over the steps.</summary>
/// <param name="Name">The theorem and what it bounds.</param>
/// <param name="Points">Step and bound on f - f*.</param>
internal sealed record LossBound(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>The bounds on the loss that the applicable theorems give.</summary>
internal static class LossBounds
{
    internal static IEnumerable<LossBound> All(RunSeries run)
    {
        if (run.HasConclusion("T1", "lossRate") && run.Conclusion("T1", "beta") is { } beta)
        {
            // T1.C3 with p_K >= 0, star-convex: min_{k<K} f_k - f* <= ((4/(4 - hβp_0))^{1/K} - 1)/(h²β).
            var h = run.Run.Study.Setting.Step;
            var logarithm = Certified.Log(4 / (4 - h * beta * run.Run.Study.Setting.P));
            yield return new LossBound("T1.C3: bound on the smallest f - f* within K steps",
                [.. Steps(run).Select(k => ((double)k, ((Certified.Exp(logarithm / k) - 1) / (h.Square() * beta)).ToInterval().Hi))]);
        }
    }

    /// <summary>About 60 step counts from 1 to the end, on a ratio scale.</summary>
    internal static IEnumerable<int> Steps(RunSeries run)
    {
        int last = (int)Math.Min(int.MaxValue, Math.Max(1, run.Run.Measurement.Steps));
        for (double k = 1; k < last; k = Math.Max(k + 1, k * 1.2))
            yield return (int)k;
        yield return last;
    }
}
