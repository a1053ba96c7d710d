using System.Globalization;
using System.Text;

namespace BoundCheck.Cli.Report;

/// <summary>
/// A plot as inline SVG: axes with labels and ticks, legend, caption, data on hover. Places are shares of the plot's size and text has the
/// page's size, so a narrow screen squeezes the curves and not the letters. Colours come from the page's style sheet.
/// </summary>
internal sealed class SvgPlot
{
    private const double Unit = 1000;

    /// <summary>Pixel columns of the widest chart of a page.</summary>
    private const int PageColumns = 900;

    private readonly List<PlotSeries> _series = [];

    internal required string Id { get; init; }

    internal required string Title { get; init; }

    internal required string XLabel { get; init; }

    internal required string YLabel { get; init; }

    internal bool LogX { get; init; }

    internal bool LogY { get; init; }

    /// <summary>One unit has the same length on both axes.</summary>
    internal bool EqualScale { get; init; }

    /// <summary>The height over the width of a plot with <see cref="EqualScale"/> or an image.</summary>
    internal double Ratio { get; init; } = 0.75;

    /// <summary>The smallest value of y drawn, where set: what is below it is cut off.</summary>
    internal double? LeastY { get; init; }

    /// <summary>A picture (PNG) that fills the given range, behind the series.</summary>
    internal (byte[] Png, double Left, double Right, double Bottom, double Top)? Image { get; init; }

    /// <summary>Legend entries of the image: a colour and its meaning.</summary>
    internal IReadOnlyList<(string Color, string Text)> ImageLegend { get; init; } = [];

    internal void Add(PlotSeries series) => _series.Add(series);

    /// <summary>The figure with its caption, or null when there is nothing to draw.</summary>
    /// <param name="caption">What to see in it.</param>
    internal string? Figure(string caption) => Render() is { } chart
        ? $"<figure class=\"plot\" id=\"{Id}\"><figcaption><strong>{Html.Formula(Title)}.</strong> "
            + $"{Html.Formula(Sentence(caption))}</figcaption>{chart}</figure>"
        : null;

    private static string Sentence(string text) => text.Length > 1 && char.IsLower(text[0])
        && char.IsLower(text[1]) ? char.ToUpperInvariant(text[0]) + text[1..] : text;

    /// <summary>Legend and chart without figure and caption, or null when no series has a drawable point.</summary>
    internal string? Render()
    {
        if (Axes() is not var (x, y))
            return null;
        var html = new StringBuilder();
        html.Append("<ul class=\"legend\">");
        foreach (var s in _series.Where(s => s.InLegend && s.Points.Any(IsDrawable)))
            html.Append("<li><svg class=\"key\" viewBox=\"0 0 24 12\" aria-hidden=\"true\">")
                .Append(Key(s)).Append("</svg> ").Append(Html.Formula(s.Name)).Append("</li>");
        foreach (var (color, text) in ImageLegend)
            html.Append("<li><svg class=\"key\" viewBox=\"0 0 24 12\" aria-hidden=\"true\"><rect width=\"24\" height=\"12\" fill=\"")
                .Append(color).Append("\"/></svg> ").Append(Html.Formula(text)).Append("</li>");
        html.Append("</ul><div class=\"chart").Append(EqualScale ? " plane" : "").Append('"');
        html.Append(CultureInfo.InvariantCulture,
            $" data-x=\"{x.Ends.Lo:R},{x.Ends.Hi:R},{(LogX ? 1 : 0)}\" data-y=\"{y.Ends.Lo:R},{y.Ends.Hi:R},{(LogY ? 1 : 0)}\" "
                + $"data-xlabel=\"{Html.Escape(XLabel)}\">");
        html.Append(CultureInfo.InvariantCulture,
            $"<div class=\"ylabel\">{Html.Formula(YLabel)}</div><svg role=\"img\" aria-label=\"{Html.Escape(Title)}\" width=\"100%\"");
        html.Append(EqualScale || Image is not null
            ? string.Create(CultureInfo.InvariantCulture, $" style=\"height:auto;aspect-ratio:{1 / Ratio:F4}\">")
            : " height=\"280\">");
        Draw(html, x, y, hover: true);
        return html.Append("</svg><div class=\"xlabel\">").Append(Html.Formula(XLabel)).Append("</div></div>").ToString();
    }

    /// <summary>What a legend names: a text with the series it belongs to, or with the colour of cells.</summary>
    internal IEnumerable<(string Name, PlotSeries? Series, string? Colour)> Named() =>
        _series.Where(s => s.InLegend && s.Points.Any(IsDrawable)).Select(s => (s.Name, (PlotSeries?)s, (string?)null))
            .Concat(ImageLegend.Select(l => (l.Text, (PlotSeries?)null, (string?)l.Color)));

    /// <summary>The series in the order in which they are drawn.</summary>
    internal IReadOnlyList<PlotSeries> Series => _series;

    /// <summary>Both axes; null when there is nothing to draw.</summary>
    internal (Axis X, Axis Y)? Axes()
    {
        var points = _series.Where(s => s.Framing).SelectMany(s => s.Points).Where(IsDrawable).ToList();
        if (Image is { } image)
            return (new Axis(XLabel, image.Left, image.Right, LogX, tight: true), new Axis(YLabel, image.Bottom, image.Top, LogY, tight: true));
        // One point is no curve.
        if (points.Count == 0 || points.Count == 1 && !_series.Exists(s => s.Markers))
            return null;
        double x0 = points.Min(p => p.X), x1 = points.Max(p => p.X), y0 = points.Min(p => p.Y), y1 = points.Max(p => p.Y);
        if (LeastY is { } least && y1 > least)
            y0 = Math.Max(y0, least);
        if (EqualScale)
        {
            double unit = Math.Max(Math.Max(x1 - x0, (y1 - y0) / Ratio), 1e-9);
            double cx = (x0 + x1) / 2, cy = (y0 + y1) / 2, w = unit / 2, h = unit * Ratio / 2;
            (x0, x1, y0, y1) = (cx - w, cx + w, cy - h, cy + h);
        }
        return (new Axis(XLabel, x0, x1, LogX), new Axis(YLabel, y0, y1, LogY));
    }

    /// <summary>Whether a point has a place on the axes.</summary>
    internal bool IsDrawable((double X, double Y) p) =>
        double.IsFinite(p.X) && double.IsFinite(p.Y) && (!LogX || p.X > 0) && (!LogY || p.Y > 0);

    private void Draw(StringBuilder svg, Axis x, Axis y, bool hover)
    {
        if (Image is { } image)
            svg.Append("<image width=\"100%\" height=\"100%\" preserveAspectRatio=\"none\" href=\"data:image/png;base64,")
                .Append(Convert.ToBase64String(image.Png)).Append("\"/>");
        // Long labels side by side would run into each other on a narrow screen.
        var ticks = x.Ticks().ToList();
        if (ticks.Sum(t => t.Label.Length) > 18 && ticks.Exists(t => t.Label.Length > 4))
            ticks = [.. x.Ticks(3)];
        // Lines over an image would hide cells; short strokes outside it mark the ticks.
        string gridEnd = Image is null ? "100%" : "-0.6%", gridLow = Image is null ? "0" : "100.6%";
        foreach (var (value, label) in ticks)
        {
            double at = 100 * x.Place(value);
            svg.Append(CultureInfo.InvariantCulture,
                $"<line class=\"grid\" x1=\"{at:F2}%\" y1=\"{gridLow}\" x2=\"{at:F2}%\" y2=\"100%\"/><text class=\"tick\" text-anchor=\"middle\" "
                    + $"x=\"{at:F2}%\" y=\"100%\" dy=\"1.3em\">{label}</text>");
        }
        foreach (var (value, label) in YLabel.Length == 0 ? [] : y.Ticks())
        {
            double at = 100 * (1 - y.Place(value));
            svg.Append(CultureInfo.InvariantCulture,
                $"<line class=\"grid\" x1=\"0\" y1=\"{at:F2}%\" x2=\"{gridEnd}\" y2=\"{at:F2}%\"/><text class=\"tick\" text-anchor=\"end\" dx=\"-6\" "
                    + $"x=\"0\" y=\"{at:F2}%\" dy=\".35em\">{label}</text>");
        }
        svg.Append("<rect class=\"frame\" width=\"100%\" height=\"100%\"/>");
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg class=\"lines\" width=\"100%\" height=\"100%\" viewBox=\"0 0 {Unit} {Unit}\" preserveAspectRatio=\"none\">");
        foreach (var s in _series.Where(s => !s.Markers))
            DrawLine(svg, s, x, y, hover);
        svg.Append("</svg><svg class=\"points\" width=\"100%\" height=\"100%\">");
        foreach (var s in _series.Where(s => s.Markers))
            DrawPoints(svg, s, x, y, hover);
        svg.Append("</svg>");
    }

    private void DrawLine(StringBuilder svg, PlotSeries s, Axis x, Axis y, bool hover)
    {
        var path = new StringBuilder();
        bool pen = false;
        var shown = s.Shown(x, PageColumns);
        foreach (var p in shown.Select(i => s.Points[i]))
        {
            if (!IsDrawable(p))
            {
                pen = false;
                continue;
            }
            // Far outside the frame the number would be as long as it is useless.
            double px = Math.Clamp(Unit * x.Place(p.X), -20 * Unit, 21 * Unit), py = Math.Clamp(Unit * (1 - y.Place(p.Y)), -20 * Unit, 21 * Unit);
            path.Append(CultureInfo.InvariantCulture, $"{(pen ? 'L' : 'M')}{px:F1} {py:F1}");
            pen = true;
        }
        if (path.Length > 0)
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"{s.Style} {(s.Filled ? "area" : "line")}\" d=\"{path}\"{(hover ? Data(s, shown) : "")}/>");
    }

    private void DrawPoints(StringBuilder svg, PlotSeries s, Axis x, Axis y, bool hover)
    {
        var shown = s.Shown(x, PageColumns);
        svg.Append(CultureInfo.InvariantCulture, $"<g class=\"{s.Style} dots\"{(hover ? Data(s, shown) : "")}>");
        foreach (var p in shown.Select(i => s.Points[i]).Where(IsDrawable))
            svg.Append(CultureInfo.InvariantCulture,
                $"<circle cx=\"{100 * x.Place(p.X):F2}%\" cy=\"{100 * (1 - y.Place(p.Y)):F2}%\" r=\"{(s.Points.Count > 12 ? 2.2 : 4.5)}\"/>");
        svg.Append("</g>");
    }

    private string Data(PlotSeries s, List<int> shown)
    {
        if (!s.Hover)
            return "";
        var text = new StringBuilder($" data-name=\"{Html.Escape(FormulaText.Signs(s.Name))}\" data-xy=\"");
        var drawn = shown.Where(i => IsDrawable(s.Points[i])).ToList();
        text.AppendJoin(' ', drawn.Select(i => string.Create(CultureInfo.InvariantCulture, $"{s.Points[i].X:G7},{s.Points[i].Y:G7}")));
        if (s.Tags.Count == s.Points.Count && s.Tags.Count > 0)
            text.Append("\" data-tags=\"").Append(Html.Escape(string.Join('|', drawn.Select(i => s.Tags[i]))));
        return text.Append('"').ToString();
    }

    private static string Key(PlotSeries s) => s.Markers
        ? $"<g class=\"{s.Style} dots\"><circle cx=\"12\" cy=\"6\" r=\"4.5\"/></g>"
        : s.Filled ? $"<rect class=\"{s.Style} area\" width=\"24\" height=\"12\"/>" : $"<path class=\"{s.Style} line\" d=\"M0 6h24\"/>";
}
