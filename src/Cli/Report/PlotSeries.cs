namespace BoundCheck.Cli.Report;

/// <summary>A line, a set of points, or a filled region of a plot.</summary>
/// <param name="Name">The legend's text.</param>
/// <param name="Style">A class of the style sheet: s1 to s5 for data, bound, limit, region, contour.</param>
/// <param name="Points">The data; points that are not finite break the line.</param>
/// <param name="Markers">Draw points instead of a line.</param>
internal sealed record PlotSeries(string Name, string Style, IReadOnlyList<(double X, double Y)> Points, bool Markers = false)
{
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

    /// <summary>
    /// The indices to draw: in every column of the axis the first and the last point, the least and the greatest and every break, so that what
    /// is left has the outline of the whole and no spike is lost. All of them when there are few, or when the line goes back (a path in the plane).
    /// </summary>
    /// <param name="axis">The axis of x.</param>
    /// <param name="columns">How many columns it has.</param>
    internal List<int> Shown(Axis axis, int columns)
    {
        var all = Enumerable.Range(0, Points.Count).ToList();
        if (Raw || Markers || Filled || Points.Count <= 2 * columns || GoesBack())
            return all;
        int Column(int i) => (int)Math.Floor(columns * axis.Place(Points[i].X));
        var kept = new List<int>();
        for (int i = 0; i < Points.Count;)
        {
            if (!IsFinite(i))
            {
                kept.Add(i++);
                continue;
            }
            int end = i, lo = i, hi = i, column = Column(i);
            for (; end < Points.Count && IsFinite(end) && Column(end) == column; end++)
            {
                lo = Points[end].Y < Points[lo].Y ? end : lo;
                hi = Points[end].Y > Points[hi].Y ? end : hi;
            }
            kept.AddRange(new[] { i, lo, hi, end - 1 }.Distinct().Order());
            i = end;
        }
        return kept;
    }

    private bool IsFinite(int i) => double.IsFinite(Points[i].X) && double.IsFinite(Points[i].Y);

    private bool GoesBack()
    {
        double before = double.NegativeInfinity;
        foreach (var (x, _) in Points)
        {
            if (x < before)
                return true;
            before = double.IsNaN(x) ? before : x;
        }
        return false;
    }
}
