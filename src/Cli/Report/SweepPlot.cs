using System.Globalization;
using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Cli.Sweep;
using SkiaSharp;

namespace BoundCheck.Cli.Report;

/// <summary>The map of a sweep as a plot: measured outcomes as an image of one pixel a cell, the boundary of the certified cells as lines over it.</summary>
internal static class SweepPlot
{
    internal static SvgPlot Create(SweepPlan plan, SweepTable table)
    {
        int columns = plan.Axes[0].Count, rows = plan.Axes.Length > 1 ? plan.Axes[1].Count : 1;
        var (left, width) = Edge(plan.Axes[0]);
        var (bottom, height) = plan.Axes.Length > 1 ? Edge(plan.Axes[1]) : (0, 1);
        using var bitmap = SweepMap.Bitmap(plan, table, out var used);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        var plot = new SvgPlot
        {
            Id = "map",
            Title = "Measured outcomes and the certified boundary",
            XLabel = plan.Axes[0].Name == SweepAxis.StepName ? "step size h" : plan.Axes[0].Name,
            YLabel = plan.Axes.Length < 2 ? "" : plan.Axes[1].Name == SweepAxis.StepName ? "step size h" : plan.Axes[1].Name,
            Image = (png.ToArray(), left, left + width * columns, bottom, bottom + height * rows),
            ImageLegend = [.. used.Select(u => (string.Create(CultureInfo.InvariantCulture, $"#{u.Color.Red:x2}{u.Color.Green:x2}{u.Color.Blue:x2}"),
                u.Label))],
            Ratio = plan.Axes.Length < 2 ? 0.12 : 0.8,
        };
        var edge = Boundary(table, columns, rows, left, width, bottom, height);
        if (edge.Count > 0)
            plot.Add(new("boundary of the certified cells", "edge", edge) { Raw = true, Hover = false });
        return plot;
    }

    internal static string Caption(SweepTable table) => table.Certified == 0
        ? "Colours say what each run did; no cell is certified."
        : "Colours say what each run did; inside the line convergence is certified. What converges outside the line is what the theorems miss; nothing inside may fail.";

    /// <summary>The first cell's low edge and the width of a cell.</summary>
    private static (double Low, double Width) Edge(SweepAxis axis)
    {
        double width = (axis.Hi - axis.Lo) / (axis.Count - 1);
        return (axis.Lo - width / 2, width);
    }

    /// <summary>The edges between certified and other cells; runs of edges in one line are one segment.</summary>
    private static List<(double X, double Y)> Boundary(SweepTable table, int columns, int rows, double left, double width, double bottom, double height)
    {
        var points = new List<(double X, double Y)>();
        bool Inside(int i, int j) => i >= 0 && j >= 0 && i < columns && j < rows && table.Certificates[j * columns + i].Converges;
        for (int i = 0; i <= columns; i++)
            Runs(rows, j => i > 0 && i < columns && Inside(i, j) != Inside(i - 1, j), (a, b) =>
                points.AddRange([(left + width * i, bottom + height * a), (left + width * i, bottom + height * b), (double.NaN, double.NaN)]));
        for (int j = 0; j <= rows; j++)
            Runs(columns, i => j > 0 && j < rows && Inside(i, j) != Inside(i, j - 1), (a, b) =>
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
