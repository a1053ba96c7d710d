using System.Globalization;
using System.Net;
using System.Text;

namespace BoundCheck.Cli.Report;

/// <summary>A line, a set of points, or a reference line of a plot.</summary>
/// <param name="Name">The legend's text.</param>
/// <param name="Style">A class of the style sheet: s1, s2, ... for data, bound, limit.</param>
/// <param name="Points">The data; points that are not finite break the line.</param>
/// <param name="Markers">Draw points instead of a line.</param>
internal sealed record Series(string Name, string Style, IReadOnlyList<(double X, double Y)> Points, bool Markers = false);

/// <summary>A plot as inline SVG: axes with labels and ticks, legend, data on hover by title elements. Colours come from the page's style sheet.</summary>
internal sealed class SvgPlot
{
    private const double Width = 640, Height = 360, Left = 72, Right = 16, Top = 16, Bottom = 52;
    private const int LargestLine = 1500;

    private readonly List<Series> _series = [];

    internal required string Id { get; init; }

    internal required string Title { get; init; }

    internal required string XLabel { get; init; }

    internal required string YLabel { get; init; }

    internal bool LogX { get; init; }

    internal bool LogY { get; init; }

    /// <summary>One unit has the same length on both axes.</summary>
    internal bool EqualScale { get; init; }

    internal void Add(Series series) => _series.Add(series);

    /// <summary>The SVG element, or null when no series has a drawable point.</summary>
    internal string? Render()
    {
        var points = _series.SelectMany(s => s.Points).Where(Drawable).ToList();
        if (points.Count == 0)
            return null;
        double x0 = points.Min(p => p.X), x1 = points.Max(p => p.X), y0 = points.Min(p => p.Y), y1 = points.Max(p => p.Y);
        if (EqualScale)
        {
            double unit = Math.Max((x1 - x0) / (Width - Left - Right), (y1 - y0) / (Height - Top - Bottom));
            double cx = (x0 + x1) / 2, cy = (y0 + y1) / 2, w = unit * (Width - Left - Right) / 2, h = unit * (Height - Top - Bottom) / 2;
            (x0, x1, y0, y1) = (cx - w, cx + w, cy - h, cy + h);
        }
        var x = new Axis(XLabel, x0, x1, LogX, Left, Width - Right);
        var y = new Axis(YLabel, y0, y1, LogY, Height - Bottom, Top);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg id=\"{Id}\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Escape(Title)}\">");
        svg.Append(CultureInfo.InvariantCulture, $"<clipPath id=\"{Id}-clip\"><rect x=\"{Left}\" y=\"{Top}\" width=\"{Width - Left - Right}\" height=\"{Height - Top - Bottom}\"/></clipPath>");
        DrawAxes(svg, x, y);
        svg.Append(CultureInfo.InvariantCulture, $"<g clip-path=\"url(#{Id}-clip)\">");
        foreach (var s in _series)
            DrawSeries(svg, s, x, y);
        svg.Append("</g>");
        DrawLegend(svg);
        return svg.Append("</svg>").ToString();
    }

    private bool Drawable((double X, double Y) p) =>
        double.IsFinite(p.X) && double.IsFinite(p.Y) && (!LogX || p.X > 0) && (!LogY || p.Y > 0);

    private static void DrawAxes(StringBuilder svg, Axis x, Axis y)
    {
        double bottom = Height - Bottom, right = Width - Right;
        foreach (var (value, label) in x.Ticks())
        {
            double px = x.Pixel(value);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{px:F1}\" y1=\"{Top}\" x2=\"{px:F1}\" y2=\"{bottom}\"/><text class=\"tick\" text-anchor=\"middle\" x=\"{px:F1}\" y=\"{bottom + 18}\">{label}</text>");
        }
        foreach (var (value, label) in y.Ticks())
        {
            double py = y.Pixel(value);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" y1=\"{py:F1}\" x2=\"{right}\" y2=\"{py:F1}\"/><text class=\"tick\" text-anchor=\"end\" x=\"{Left - 6}\" y=\"{py + 4:F1}\">{label}</text>");
        }
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"frame\" x=\"{Left}\" y=\"{Top}\" width=\"{right - Left}\" height=\"{bottom - Top}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"label\" text-anchor=\"middle\" x=\"{(Left + right) / 2}\" y=\"{Height - 12}\">{Escape(x.Label)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"label\" text-anchor=\"middle\" transform=\"translate(16 {(Top + bottom) / 2}) rotate(-90)\">{Escape(y.Label)}</text>");
    }

    private void DrawSeries(StringBuilder svg, Series s, Axis x, Axis y)
    {
        string name = Escape(s.Name);
        if (s.Markers)
        {
            foreach (var p in s.Points.Where(Drawable))
                svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"{s.Style} dot\" cx=\"{x.Pixel(p.X):F1}\" cy=\"{y.Pixel(p.Y):F1}\" r=\"4\"><title>{name}: ({p.X:G8}, {p.Y:G8})</title></circle>");
            return;
        }
        var path = new StringBuilder();
        bool pen = false;
        var shown = Thin(s.Points);
        foreach (var p in shown)
        {
            if (!Drawable(p))
            {
                pen = false;
                continue;
            }
            path.Append(CultureInfo.InvariantCulture, $"{(pen ? 'L' : 'M')}{x.Pixel(p.X):F1} {y.Pixel(p.Y):F1}");
            pen = true;
        }
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"{s.Style} line\" d=\"{path}\"><title>{name}</title></path>");
        foreach (var p in shown.Where(Drawable).Where((_, i) => i % Math.Max(1, shown.Count / 150) == 0))
            svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"hover\" cx=\"{x.Pixel(p.X):F1}\" cy=\"{y.Pixel(p.Y):F1}\" r=\"6\"><title>{name}: {Escape(XLabel)} {p.X:G6}, {p.Y:G8}</title></circle>");
    }

    /// <summary>At most a few points a pixel, keeping the extremes of each group so that no spike is lost.</summary>
    private static List<(double X, double Y)> Thin(IReadOnlyList<(double X, double Y)> points)
    {
        if (points.Count <= LargestLine)
            return [.. points];
        var kept = new List<(double X, double Y)>();
        int size = (points.Count + LargestLine / 2 - 1) / (LargestLine / 2);
        for (int i = 0; i < points.Count; i += size)
        {
            var group = Enumerable.Range(i, Math.Min(size, points.Count - i)).ToList();
            int lo = group.MinBy(j => points[j].Y), hi = group.MaxBy(j => points[j].Y);
            kept.Add(points[Math.Min(lo, hi)]);
            if (lo != hi)
                kept.Add(points[Math.Max(lo, hi)]);
        }
        return kept;
    }

    private void DrawLegend(StringBuilder svg)
    {
        double width = 14 + 7.0 * _series.Max(s => s.Name.Length) + 24, x = Width - Right - width - 6, y = Top + 6;
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"legend\" x=\"{x:F0}\" y=\"{y}\" width=\"{width:F0}\" height=\"{18 * _series.Count + 8}\"/>");
        for (int i = 0; i < _series.Count; i++)
        {
            double row = y + 16 + 18 * i;
            var s = _series[i];
            svg.Append(s.Markers
                ? string.Create(CultureInfo.InvariantCulture, $"<circle class=\"{s.Style} dot\" cx=\"{x + 16:F0}\" cy=\"{row - 4}\" r=\"4\"/>")
                : string.Create(CultureInfo.InvariantCulture, $"<path class=\"{s.Style} line\" d=\"M{x + 6:F0} {row - 4}h20\"/>"));
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"{x + 32:F0}\" y=\"{row}\">{Escape(s.Name)}</text>");
        }
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
