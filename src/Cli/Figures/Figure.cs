using BoundCheck.Cli.Report;

namespace BoundCheck.Cli.Figures;

/// <summary>The measures of a figure, in points of 1/72 inch.</summary>
/// <param name="Width">The width of the whole.</param>
/// <param name="Font">The size of its letters.</param>
internal sealed record FigureSize(double Width, double Font)
{
    /// <summary>One column of a paper.</summary>
    internal static FigureSize Column { get; } = new(3.25 * 72, 8);
}

/// <summary>
/// A plot laid out for a page: legend, frame, axes, curves, in the same places on every canvas. It has no title, which is the caption's part.
/// </summary>
internal sealed class Figure
{
    private const double Flat = 0.62;

    private readonly SvgPlot _plot;
    private readonly Axis _x, _y;
    private readonly double _font, _left, _top, _inner, _across;
    private readonly List<(double Value, string Label)> _xTicks, _yTicks;
    private readonly List<Entry> _legend;

    private Figure(SvgPlot plot, Axis x, Axis y, FigureSize size)
    {
        (_plot, _x, _y, _font, Width) = (plot, x, y, size.Font, size.Width);
        bool labelled = plot.YLabel.Length > 0;
        _yTicks = labelled ? [.. y.Ticks()] : [];
        double labels = _yTicks.Select(t => new FigureText(t.Label).Width).DefaultIfEmpty(0).Max();
        _left = _font * (labels + (labelled ? 2.1 : 0.6));
        _inner = Math.Max(2 * _font, Width - _left - 0.9 * _font);
        _xTicks = [.. x.Ticks(Math.Clamp((int)(_inner / (5 * _font)), 2, 7))];
        if (_xTicks.Sum(t => new FigureText(t.Label).Width + 1) * _font > _inner)
            _xTicks = [.. x.Ticks(2)];
        _legend = Legend(plot);
        _top = _font * (0.5 + (_legend.Count == 0 ? 0 : 0.5 + 1.25 * (_legend[^1].Row + _legend[^1].Lines.Count)));
        _across = _inner * (plot.EqualScale || plot.Image is not null ? plot.Ratio : Flat);
        Height = _top + _across + 3.1 * _font;
    }

    /// <summary>The width in points.</summary>
    internal double Width { get; }

    /// <summary>The height in points.</summary>
    internal double Height { get; }

    /// <summary>A plot at a size; null when it has nothing to draw.</summary>
    internal static Figure? Of(SvgPlot plot, FigureSize size) => plot.Axes() is var (x, y) ? new Figure(plot, x, y, size) : null;

    /// <summary>The figure as SVG.</summary>
    internal string Svg()
    {
        var canvas = new SvgCanvas(Width, Height);
        canvas.Area([(0, 0), (Width, 0), (Width, Height), (0, Height)], new Paint("#ffffff"), null);
        Draw(canvas);
        return canvas.Document;
    }

    /// <summary>The figure as a PDF of one page.</summary>
    internal byte[] Pdf() => SkiaCanvas.Pdf(Width, Height, Draw);

    /// <summary>The figure in pixels.</summary>
    internal byte[] Png(double dotsPerInch = 300) => SkiaCanvas.Png(Width, Height, dotsPerInch, Draw);

    private sealed record Entry(int Row, double At, IReadOnlyList<FigureText> Lines, PlotSeries? Series, string? Colour);

    // Entries flow from left to right; one that does not fit begins a row, and one wider than the figure has several lines.
    private List<Entry> Legend(SvgPlot plot)
    {
        const double key = 2.4, gap = 1.4;
        var entries = new List<Entry>();
        double at = 0, most = Width / _font - 0.8;
        int row = 0, lines = 1;
        foreach (var (name, series, colour) in plot.Named())
        {
            IReadOnlyList<FigureText> text = [.. FigureText.Wrapped(name, most - key)];
            double width = key + text.Max(t => t.Width);
            if (at > 0 && at + width > most)
            {
                (row, at) = (row + lines, 0);
                lines = 1;
            }
            entries.Add(new Entry(row, at, text, series, colour));
            lines = Math.Max(lines, text.Count);
            at += width + gap;
        }
        return entries;
    }

    private void Draw(Canvas canvas)
    {
        foreach (var entry in _legend)
            DrawEntry(canvas, entry);
        double right = _left + _inner, bottom = _top + _across;
        if (_plot.Image is { } image)
            canvas.Cells(image.Png, _left, _top, _inner, _across);
        // Lines over an image would hide cells; short strokes outside it mark the ticks.
        double tick = 0.3 * _font;
        foreach (var (value, label) in _xTicks)
        {
            double x = _left + _inner * _x.Place(value);
            canvas.Lines([_plot.Image is null ? [(x, _top), (x, bottom)] : [(x, bottom), (x, bottom + tick)]], _plot.Image is null ? Inks.Grid : Inks.Frame);
            canvas.Text(x, bottom + 1.15 * _font, new FigureText(label), _font, Hold.Middle);
        }
        foreach (var (value, label) in _yTicks)
        {
            double y = bottom - _across * _y.Place(value);
            canvas.Lines([_plot.Image is null ? [(_left, y), (right, y)] : [(_left - tick, y), (_left, y)]], _plot.Image is null ? Inks.Grid : Inks.Frame);
            canvas.Text(_left - 0.5 * _font, y + 0.36 * _font, new FigureText(label), _font, Hold.End);
        }
        canvas.Inside(_left, _top, _inner, _across, () =>
        {
            foreach (var series in _plot.Series)
                DrawSeries(canvas, series);
        });
        canvas.Lines([[(_left, _top), (right, _top), (right, bottom), (_left, bottom), (_left, _top)]], Inks.Frame);
        canvas.Text(_left + _inner / 2, bottom + 2.6 * _font, new FigureText(_plot.XLabel), _font, Hold.Middle);
        if (_plot.YLabel.Length > 0)
        {
            // A long label is set smaller, so that it stays beside its axis.
            var label = new FigureText(_plot.YLabel);
            canvas.Text(1.05 * _font, _top + _across / 2, label, Math.Min(_font, 1.05 * _across / label.Width), Hold.Middle, upward: true);
        }
    }

    private void DrawEntry(Canvas canvas, Entry entry)
    {
        double x = 0.4 * _font + entry.At * _font, y = (1.25 + 1.25 * entry.Row) * _font, middle = y - 0.32 * _font;
        IReadOnlyList<(double X, double Y)> box =
            [(x, middle - 0.4 * _font), (x + 1.9 * _font, middle - 0.4 * _font), (x + 1.9 * _font, middle + 0.4 * _font), (x, middle + 0.4 * _font)];
        if (entry.Series is not { } s)
            canvas.Area(box, new Paint(entry.Colour!), null);
        else if (s.Markers)
            canvas.Disc(x + 0.95 * _font, middle, 2, Inks.Dots(s.Style));
        else if (s.Filled)
            canvas.Area(box, Inks.Inside(s.Style), Inks.Border(s.Style));
        else
            canvas.Lines([[(x, middle), (x + 1.9 * _font, middle)]], Inks.Line(s.Style));
        for (int i = 0; i < entry.Lines.Count; i++)
            canvas.Text(x + 2.4 * _font, y + 1.25 * i * _font, entry.Lines[i], _font, Hold.Start);
    }

    private void DrawSeries(Canvas canvas, PlotSeries s)
    {
        // Two columns a point: finer than a printer shows at 144 dots an inch.
        var shown = s.Shown(_x, (int)(2 * _inner)).Select(i => s.Points[i]).Select(p => _plot.IsDrawable(p) ? Place(p) : (double.NaN, double.NaN));
        if (s.Markers)
        {
            foreach (var (x, y) in shown.Where(p => !double.IsNaN(p.Item1)))
                canvas.Disc(x, y, s.Points.Count > 12 ? 1 : 2, Inks.Dots(s.Style));
            return;
        }
        var pieces = new List<List<(double X, double Y)>>();
        bool pen = false;
        foreach (var p in shown)
        {
            if (!double.IsNaN(p.Item1) && !pen)
                pieces.Add([]);
            pen = !double.IsNaN(p.Item1);
            if (pen)
                pieces[^1].Add(p);
        }
        if (s.Filled)
            canvas.Area([.. pieces.SelectMany(p => p)], Inks.Inside(s.Style), Inks.Border(s.Style));
        else
            canvas.Lines(pieces, Inks.Line(s.Style));
    }

    // Far outside the frame a number would be as long as it is useless.
    private (double, double) Place((double X, double Y) p) =>
        (_left + _inner * Math.Clamp(_x.Place(p.X), -20, 21), _top + _across * (1 - Math.Clamp(_y.Place(p.Y), -20, 21)));
}
