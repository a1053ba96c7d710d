using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;
using BoundCheck.Cli.Report;

namespace BoundCheck.Cli.Figures;

/// <summary>Plots as files for a paper: NAME.svg, .pdf or .png, with the data in NAME.csv and a pgfplots figure of them in NAME.tex; what a map shows is
/// NAME-cells.png there.</summary>
internal static class FigureFiles
{
    /// <summary>Writes the wanted figures.</summary>
    /// <returns>The names of the figures written.</returns>
    /// <exception cref="InputException">A name is unknown, or the place cannot be written.</exception>
    internal static IReadOnlyList<string> Write(FigureRequest request, IEnumerable<SvgPlot> plots)
    {
        var figures = plots.Select(p => (Plot: p, Figure: Figure.Of(p, request.Size))).Where(f => f.Figure is not null).ToList();
        if (request.Panels.FirstOrDefault(name => !figures.Exists(f => f.Plot.Id == name)) is { } unknown)
            throw new InputException($"--panels: there is no figure '{ProblemReader.Shorten(unknown)}'; there are "
                + $"{string.Join(", ", figures.Select(f => f.Plot.Id))}");
        var wanted = figures.Where(f => request.Panels.IsEmpty || request.Panels.Contains(f.Plot.Id)).ToList();
        foreach (var (plot, figure) in wanted)
        {
            string place = Path.Combine(request.Folder, plot.Id);
            if (FigureData.Csv(plot) is { } data)
                AtomicFile.Write(place + ".csv", data);
            if (plot.Image is { } image)
                AtomicFile.Write(place + PgfPlots.CellsSuffix, stream => stream.Write(image.Png));
            AtomicFile.Write(place + ".tex", PgfPlots.Of(plot, request.Size));
            switch (request.Format)
            {
                case "svg":
                    AtomicFile.Write(place + ".svg", figure!.Svg());
                    break;
                case "pdf":
                    AtomicFile.Write(place + ".pdf", stream => stream.Write(figure!.Pdf()));
                    break;
                case "png":
                    AtomicFile.Write(place + ".png", stream => stream.Write(figure!.Png()));
                    break;
            }
        }
        return [.. wanted.Select(f => f.Plot.Id)];
    }
}
