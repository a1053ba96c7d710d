using BoundCheck.Bounds.Studies.Runs;

namespace BoundCheck.Cli.Report;

/// <summary>The plots of a run, to be written as figures.</summary>
internal static class RunFigures
{
    /// <summary>Every plot of a run's report.</summary>
    internal static IEnumerable<SvgPlot> Of(RunReport run)
    {
        var series = new RunSeries(run);
        var (objective, regularity) = (run.Study.Problem.Objective, run.Study.Regularity);
        var outer = objective.Structure.Outer is not null ? OuterPlots.All(objective, regularity).Concat(OuterPlots.Witnesses(objective, regularity)) : [];
        var view = BifurcationPlot.Create(series);
        return outer.Concat(RunPlots.All(series)).Concat(RatePlots.All(series)).Select(p => p.Plot).Concat(view is { } v ? [v.Plot] : []);
    }
}
