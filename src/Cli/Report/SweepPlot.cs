using System.Globalization;
using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Cli.Sweep;
using SkiaSharp;

namespace BoundCheck.Cli.Report;

/// <summary>The map of a sweep as a plot: cells coloured by one answer as an image, the boundary of the certified cells as lines over it.</summary>
internal static class SweepPlot
{
    /// <summary>An image of so many pixels is not blurred by those who draw it smoothly.</summary>
    private const int SharpWidth = 1200, MostEnlarged = 32;

    /// <param name="plan">The cells.</param>
    /// <param name="map">The map, full.</param>
    /// <param name="unfinished">The number of cells that are missing in it.</param>
    internal static SvgPlot Create(SweepPlan plan, SweepMap map, long unfinished)
    {
        int columns = map.Columns, rows = map.Rows;
        var (left, width) = Edge(plan.Axes[0], map.CellsAcross);
        var (bottom, height) = plan.Axes.Length > 1 ? Edge(plan.Axes[1], map.CellsUp) : (0, 1);
        var (cells, legend) = map.Finish(unfinished);
        // Two variables get one scale, unless the map would become a strip.
        double ratio = plan.Axes.Length < 2 ? 0.12 : height * rows / (width * columns);
        bool geometry = plan.Axes.Length > 1 && plan.StepAxis is null && ratio is > 0.25 and < 2.5;
        var plot = new SvgPlot
        {
            Id = "map",
            Title = map.Colouring.Title,
            XLabel = plan.Axes[0].Name == SweepAxis.StepName ? "step size h" : plan.Axes[0].Name,
            YLabel = plan.Axes.Length < 2 ? "" : plan.Axes[1].Name == SweepAxis.StepName ? "step size h" : plan.Axes[1].Name,
            Image = (Png(cells, columns, rows), left, left + width * columns, bottom, bottom + height * rows),
            ImageLegend = [.. legend
                .Select(u => (string.Create(CultureInfo.InvariantCulture, $"#{u.Color.Red:x2}{u.Color.Green:x2}{u.Color.Blue:x2}"), u.Label))],
            Ratio = plan.Axes.Length < 2 ? 0.12 : geometry ? ratio : 0.8,
        };
        var edge = Boundary(map, columns, rows, left, width, bottom, height);
        if (edge.Count > 0)
            plot.Add(new("boundary of the certified cells", "edge", edge) { Raw = true, Hover = false });
        return plot;
    }

    internal static string Caption(SweepSummary summary, SweepMap map) => map.Colouring.Caption
        + (map.CellsAcross * map.CellsUp == 1 ? "" : $" A pixel stands for {map.CellsAcross} x {map.CellsUp} cells.")
        + (summary.Certified == 0
        ? " No cell is certified to converge."
        : " Inside the line convergence is certified. What converges outside it is what the theorems miss; nothing inside may fail.");

    /// <summary>Row 0 at the bottom, each pixel of the map a square of pixels.</summary>
    private static byte[] Png(SKColor[] cells, int columns, int rows)
    {
        int enlarged = Math.Clamp((SharpWidth + columns - 1) / columns, 1, MostEnlarged);
        int width = columns * enlarged;
        var pixels = new SKColor[width * rows * enlarged];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = cells[(rows - 1 - i / width / enlarged) * columns + i % width / enlarged];
        using var bitmap = new SKBitmap(width, rows * enlarged, SKColorType.Bgra8888, SKAlphaType.Opaque) { Pixels = pixels };
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>The first cell's low edge and the width of a pixel.</summary>
    private static (double Low, double Width) Edge(SweepAxis axis, int cellsAPixel)
    {
        double width = (axis.Hi - axis.Lo) / (axis.Count - 1);
        return (axis.Lo - width / 2, cellsAPixel * width);
    }

    /// <summary>The edges between certified and other cells; runs of edges in one line are one segment.</summary>
    private static List<(double X, double Y)> Boundary(SweepMap map, int columns, int rows, double left, double width, double bottom, double height)
    {
        var points = new List<(double X, double Y)>();
        for (int i = 0; i <= columns; i++)
            Runs(rows, j => i > 0 && i < columns && map.IsInside(i, j) != map.IsInside(i - 1, j), (a, b) =>
                points.AddRange([(left + width * i, bottom + height * a), (left + width * i, bottom + height * b), (double.NaN, double.NaN)]));
        for (int j = 0; j <= rows; j++)
            Runs(columns, i => j > 0 && j < rows && map.IsInside(i, j) != map.IsInside(i, j - 1), (a, b) =>
                points.AddRange([(left + width * a, bottom + height * j), (left + width * b, bottom + height * j), (double.NaN, double.NaN)]));
        return points;
    }

    private static void Runs(int count, Func<int, bool> edge, Action<int, int> add)
    {
        int from = -1;
        for (int i = 0; i <= count; i++)
        {
            bool on = i < count && edge(i);
            if (on && from < 0)
                from = i;
            if (!on && from >= 0)
            {
                add(from, i);
                from = -1;
            }
        }
    }
}
