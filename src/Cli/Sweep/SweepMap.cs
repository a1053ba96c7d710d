using System.Globalization;
using BoundCheck.Bounds.Studies.Sweeps;
using BoundCheck.Numeric.Trajectories;
using ScottPlot;
using SkiaSharp;

namespace BoundCheck.Cli.Sweep;

/// <summary>The picture of a sweep: a map of cells by answer, or the attractor against the step size.</summary>
internal static class SweepMap
{
    private const int Width = 1100;
    private const int Height = 900;

    private static readonly (string Label, SKColor Color)[] s_classes =
    [
        ("certified, converged", new SKColor(0x1b, 0x7f, 0x3b)),
        ("converged, not certified", new SKColor(0x7f, 0xc8, 0xe8)),
        ("period 2", new SKColor(0xf6, 0xc8, 0x4c)),
        ("period 3, 5, 6, 7", new SKColor(0xb8, 0x86, 0x0b)),
        ("period 4", new SKColor(0xf0, 0x8c, 0x2e)),
        ("period 8", new SKColor(0xd9, 0x5b, 0x3a)),
        ("longer period", new SKColor(0xa3, 0x3b, 0x6f)),
        ("stationary, not the minimiser", new SKColor(0xff, 0xd1, 0xe8)),
        ("bounded, aperiodic", new SKColor(0x6a, 0x4f, 0xb0)),
        ("unsettled", new SKColor(0xe8, 0xe0, 0xa0)),
        ("diverged", new SKColor(0x2b, 0x2b, 0x33)),
        ("not finished", new SKColor(0xc8, 0xc8, 0xc8)),
        ("certified to fail", new SKColor(0x8c, 0x1c, 0x13)),
        ("certified, NOT converged", new SKColor(0xff, 0x00, 0xff)),
    ];

    private const int NotFinished = 11, CertifiedToFail = 12, Broken = 13;

    /// <summary>PNG of the map over one or two axes.</summary>
    internal static byte[] Cells(SweepPlan plan, SweepTable table)
    {
        using var bitmap = Bitmap(plan, table, out var used);
        double bottom = plan.Axes.Length > 1 ? plan.Axes[1].Lo : 0, top = plan.Axes.Length > 1 ? plan.Axes[1].Hi : 1;
        var plot = Frame(bitmap, plan.Axes[0].Lo, plan.Axes[0].Hi, bottom, top);
        plot.XLabel(plan.Axes[0].Name);
        if (plan.Axes.Length > 1)
            plot.YLabel(plan.Axes[1].Name);
        string step = plan.Step is null ? "" : string.Create(CultureInfo.InvariantCulture, $", h = {plan.StepOf(0):G6}");
        string coverage = double.IsNaN(table.Coverage) ? "" : string.Create(CultureInfo.InvariantCulture, $"; coverage {100 * table.Coverage:F2} %");
        plot.Title($"{Input.ProblemReader.Shorten(plan.Objective.Text)}{step}{coverage}");
        foreach (var (label, color) in used)
            plot.Legend.ManualItems.Add(new LegendItem { LabelText = label, FillColor = ToColor(color) });
        plot.ShowLegend(Edge.Right);
        // Two variables get one scale.
        bool square = plan.StepAxis is null && plan.Axes.Length > 1;
        return plot.GetImage(square ? Height + 290 : Width + 290, Height).GetImageBytes(ImageFormat.Png);
    }

    /// <summary>One pixel a cell, row 0 at the top, with the classes that occur and their counts.</summary>
    internal static SKBitmap Bitmap(SweepPlan plan, SweepTable table, out List<(string Label, SKColor Color)> used)
    {
        int columns = plan.Axes[0].Count, rows = plan.Axes.Length > 1 ? plan.Axes[1].Count : 1;
        var pixels = new SKColor[columns * rows];
        var seen = new int[s_classes.Length];
        var failed = table.Failures.ToHashSet();
        for (int i = 0; i < table.Cells; i++)
        {
            int kind = failed.Contains(i) ? Broken : i >= table.Finished ? NotFinished : table.Certificates[i].Fails
                && table.Outcomes[i] != Outcome.Converged ? CertifiedToFail : Class(table, i);
            seen[kind]++;
            pixels[(rows - 1 - i / columns) * columns + i % columns] = s_classes[kind].Color;
        }
        used = [.. s_classes.Select((c, k) => (string.Create(CultureInfo.InvariantCulture, $"{c.Label}: {seen[k]}"), c.Color)).Where((_, k) => seen[k] > 0)];
        return new SKBitmap(columns, rows, SKColorType.Bgra8888, SKAlphaType.Opaque) { Pixels = pixels };
    }

    /// <summary>PNG of the values of s that a run visits after its transient, against the step size.</summary>
    internal static byte[] Attractor(SweepPlan plan, double[][] samples)
    {
        const int rows = 900;
        int columns = plan.Cells;
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double s in samples.SelectMany(v => v).Where(v => Math.Abs(v) < 1e6))
            (low, high) = (Math.Min(low, s), Math.Max(high, s));
        if (!(low <= high))
            (low, high) = (-1, 1);
        double margin = 0.03 * (high - low) + 1e-9;
        (low, high) = (low - margin, high + margin);
        using var bitmap = new SKBitmap(columns, rows, SKColorType.Bgra8888, SKAlphaType.Opaque);
        var pixels = new SKColor[columns * rows];
        Array.Fill(pixels, SKColors.White);
        foreach (var values in samples)
        {
            for (int i = 0; i < columns; i++)
            {
                if (values[i] > low && values[i] < high)
                    pixels[(int)((high - values[i]) / (high - low) * (rows - 1)) * columns + i] = new SKColor(0x1f, 0x3f, 0x8f);
            }
        }
        bitmap.Pixels = pixels;
        var plot = Frame(bitmap, plan.Axes[0].Lo, plan.Axes[0].Hi, low, high);
        plot.XLabel("step size h");
        plot.YLabel("s = x·y on the attractor");
        plot.Title(Input.ProblemReader.Shorten(plan.Objective.Text));
        return plot.GetImage(Width, Height).GetImageBytes(ImageFormat.Png);
    }

    private static Plot Frame(SKBitmap bitmap, double left, double right, double bottom, double top)
    {
        var plot = new Plot();
        using var encoded = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        plot.Add.ImageRect(new Image(encoded.ToArray()), new CoordinateRect(left, right, bottom, top));
        plot.Axes.SetLimits(left, right, bottom, top);
        return plot;
    }

    private static int Class(SweepTable table, int cell) => table.Outcomes[cell] switch
    {
        Outcome.Converged => table.Certificates[cell].Converges ? 0 : 1,
        Outcome.Diverged => 10,
        Outcome.Bounded => 8,
        Outcome.Unsettled => 9,
        _ => table.Periods[cell] switch
        {
            1 => 7,
            2 => 2,
            4 => 4,
            8 => 5,
            < 8 => 3,
            _ => 6,
        },
    };

    private static Color ToColor(SKColor c) => new(c.Red, c.Green, c.Blue);
}
