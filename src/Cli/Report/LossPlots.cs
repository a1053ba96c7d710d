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
            ? "Each bound is certified; the gap to the loss it bounds is its tightness."
            : run.Run.Measurement.FirstLossRise is null
            ? "No bound on the loss applies to this run."
            : "The loss rises before it falls, which no step below 2/sharpness does; no bound on the loss itself applies here.";
        return (plot, shape + what);
    }
}
