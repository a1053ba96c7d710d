using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Cli.Output;

namespace BoundCheck.Cli.Report;

/// <summary>The plots of a report as SVG files of their own, for papers and pages.</summary>
internal static class PlotFiles
{
    /// <summary>Writes one file a plot, named after it, into a folder that is made if need be.</summary>
    /// <exception cref="Input.InputException">The place cannot be written.</exception>
    internal static int Write(string folder, IEnumerable<SvgPlot> plots)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Input.InputException($"{folder}: cannot be made: {e.Message}", e);
        }
        int written = 0;
        foreach (var plot in plots)
        {
            if (plot.Standalone() is not { } svg)
                continue;
            AtomicFile.Write(Path.Combine(folder, plot.Id + ".svg"), svg);
            written++;
        }
        return written;
    }

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
