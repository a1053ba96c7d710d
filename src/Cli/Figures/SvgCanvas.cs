using System.Globalization;
using System.Text;
using BoundCheck.Cli.Report;

namespace BoundCheck.Cli.Figures;

/// <summary>A figure as SVG: colours are attributes and fonts are standard ones, so that browsers, LaTeX tools and drawing programs show the same.</summary>
internal sealed class SvgCanvas : Canvas
{
    private const string Font = "Helvetica, Arial, 'Liberation Sans', sans-serif";

    private readonly StringBuilder _svg = new();
    private readonly double _width, _height;
    private int _clips;

    internal SvgCanvas(double width, double height) => (_width, _height) = (width, height);

    /// <summary>The document.</summary>
    internal string Document => string.Create(CultureInfo.InvariantCulture,
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{_width:0.##}pt\" height=\"{_height:0.##}pt\" viewBox=\"0 0 {_width:0.##} "
            + $"{_height:0.##}\">") + _svg + "</svg>\n";

    internal override void Lines(IEnumerable<IReadOnlyList<(double X, double Y)>> pieces, Ink ink)
    {
        var path = new StringBuilder();
        foreach (var piece in pieces)
        {
            for (int i = 0; i < piece.Count; i++)
                path.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{piece[i].X:0.##} {piece[i].Y:0.##}");
        }
        if (path.Length > 0)
            _svg.Append("<path d=\"").Append(path).Append("\" fill=\"none\"").Append(Attributes(ink)).Append("/>");
    }

    internal override void Area(IReadOnlyList<(double X, double Y)> corners, Paint paint, Ink? edge)
    {
        _svg.Append("<polygon points=\"").AppendJoin(' ', corners.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.X:0.##},{c.Y:0.##}")))
            .Append('"')
            .Append(Attributes(paint)).Append(edge is null ? "" : Attributes(edge)).Append("/>");
    }

    internal override void Disc(double x, double y, double radius, Paint paint) =>
        _svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x:0.##}\" cy=\"{y:0.##}\" r=\"{radius:0.##}\"{Attributes(paint)}/>");

    internal override void Text(double x, double y, FigureText text, double size, Hold hold, bool upward = false)
    {
        string anchor = hold switch { Hold.Middle => "middle", Hold.End => "end", _ => "start" };
        _svg.Append(CultureInfo.InvariantCulture,
            $"<text x=\"{x:0.##}\" y=\"{y:0.##}\" font-family=\"{Font}\" font-size=\"{size:0.##}\" text-anchor=\"{anchor}\" fill=\"#000000\"");
        if (upward)
            _svg.Append(CultureInfo.InvariantCulture, $" transform=\"rotate(-90 {x:0.##} {y:0.##})\"");
        _svg.Append('>');
        double risen = 0;
        foreach (var (part, level) in text.Parts)
        {
            double rise = FigureText.Rise(level) * size;
            if (level == 0 && risen == 0)
                _svg.Append(Html.Escape(part));
            else
                _svg.Append(CultureInfo.InvariantCulture,
                    $"<tspan dy=\"{risen - rise:0.##}\" font-size=\"{(level == 0 ? 1 : FigureText.Small) * size:0.##}\">{Html.Escape(part)}</tspan>");
            risen = rise;
        }
        _svg.Append("</text>");
    }

    internal override void Cells(byte[] png, double x, double y, double width, double height) => _svg.Append(CultureInfo.InvariantCulture,
        $"<image x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{height:0.##}\" preserveAspectRatio=\"none\" "
            + $"image-rendering=\"optimizeSpeed\" href=\"data:image/png;base64,{Convert.ToBase64String(png)}\"/>");

    internal override void Inside(double x, double y, double width, double height, Action draw)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"inside{++_clips}");
        _svg.Append(CultureInfo.InvariantCulture,
            $"<clipPath id=\"{id}\"><rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{height:0.##}\"/></clipPath><g "
                + $"clip-path=\"url(#{id})\">");
        draw();
        _svg.Append("</g>");
    }

    private static string Attributes(Paint paint) =>
        $" fill=\"{paint.Colour}\"" + (paint.Opacity < 1 ? string.Create(CultureInfo.InvariantCulture, $" fill-opacity=\"{paint.Opacity:0.##}\"") : "");

    private static string Attributes(Ink ink) =>
        string.Create(CultureInfo.InvariantCulture, $" stroke=\"{ink.Colour}\" stroke-width=\"{ink.Width:0.##}\" stroke-linejoin=\"round\"")
        + (ink.Opacity < 1 ? string.Create(CultureInfo.InvariantCulture, $" stroke-opacity=\"{ink.Opacity:0.##}\"") : "")
        + (ink.Dash.Count > 0 ? $" stroke-dasharray=\"{string.Join(' ', ink.Dash.Select(d => d.ToString("0.##", CultureInfo.InvariantCulture)))}\"" : "");
}
