namespace BoundCheck.Cli.Report;

/// <summary>A line, a set of points, or a filled region of a plot.</summary>
/// <param name="Name">The legend's text.</param>
/// <param name="Style">A class of the style sheet: s1 to s5 for data, bound, limit, region, contour.</param>
/// <param name="Points">The data; points that are not finite break the line.</param>
/// <param name="Markers">Draw points instead of a line.</param>
internal sealed record PlotSeries(string Name, string Style, IReadOnlyList<(double X, double Y)> Points, bool Markers = false)
{
    private const int MostPoints = 700;

    /// <summary>Whether the points decide the range of the axes; a curve that only passes through is cut off at the frame.</summary>
    internal bool Framing { get; init; } = true;

    /// <summary>Whether the inside of the (closed) line is filled.</summary>
    internal bool Filled { get; init; }

    /// <summary>Whether the legend names it.</summary>
    internal bool InLegend { get; init; } = true;

    /// <summary>Whether its values are shown on hover.</summary>
    internal bool Hover { get; init; } = true;

    /// <summary>A word for each point on hover, such as the step; empty for none.</summary>
    internal IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether every point is drawn, however many.</summary>
    internal bool Raw { get; init; }

    /// <summary>A horizontal line over [from, to].</summary>
    internal static PlotSeries Level(string name, string style, double value, double from, double to) => new(name, style, [(from, value), (to, value)]);

    /// <summary>The indices to draw: few enough for the screen, keeping the extremes of each group so that no spike is lost.</summary>
    internal List<int> Shown()
    {
        if (Raw || Points.Count <= MostPoints)
            return [.. Enumerable.Range(0, Points.Count)];
        var kept = new List<int>();
        int size = (Points.Count + MostPoints / 2 - 1) / (MostPoints / 2);
        for (int i = 0; i < Points.Count; i += size)
        {
            int end = Math.Min(i + size, Points.Count), lo = i, hi = i;
            int broken = -1;
            for (int j = i; j < end; j++)
            {
                if (!double.IsFinite(Points[j].Y) || !double.IsFinite(Points[j].X))
                    broken = j;
                if (Points[j].Y < Points[lo].Y)
                    lo = j;
                if (Points[j].Y > Points[hi].Y)
                    hi = j;
            }
            kept.AddRange(new[] { lo, hi, broken }.Where(j => j >= 0).Distinct().Order());
        }
        if (kept[^1] != Points.Count - 1)
            kept.Add(Points.Count - 1);
        return kept;
    }
}
