using BoundCheck.Cli.Input;
using SkiaSharp;

namespace BoundCheck.Cli.Figures;

/// <summary>A figure on a canvas of SkiaSharp: a page of a PDF (vectors, the letters used embedded) or pixels.</summary>
internal sealed class SkiaCanvas : Canvas
{
    private const double Points = 72;

    // Up to 100 a picture of cells becomes a JPEG, whose colours are not those of the legend.
    private const int Lossless = 101;

    private static readonly string[] s_families = ["Liberation Sans", "Arial", "Helvetica", "DejaVu Sans", "Noto Sans"];

    private readonly SKCanvas _canvas;

    private SkiaCanvas(SKCanvas canvas) => _canvas = canvas;

    /// <summary>A PDF of one page.</summary>
    internal static byte[] Pdf(double width, double height, Action<Canvas> draw)
    {
        using var stream = new MemoryStream();
        using (var document = SKDocument.CreatePdf(stream, new SKDocumentPdfMetadata { Producer = "BoundCheck", RasterDpi = 300, EncodingQuality = Lossless }))
        {
            draw(new SkiaCanvas(document.BeginPage((float)width, (float)height)));
            document.EndPage();
            document.Close();
        }
        return stream.ToArray();
    }

    /// <summary>A PNG on white.</summary>
    internal static byte[] Png(double width, double height, double dotsPerInch, Action<Canvas> draw)
    {
        double scale = dotsPerInch / Points;
        var info = new SKImageInfo((int)Math.Round(width * scale), (int)Math.Round(height * scale), SKColorType.Rgba8888, SKAlphaType.Premul);
        using var surface = SKSurface.Create(info);
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale((float)scale);
        draw(new SkiaCanvas(surface.Canvas));
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    internal override void Lines(IEnumerable<IReadOnlyList<(double X, double Y)>> pieces, Ink ink)
    {
        using var path = new SKPath();
        foreach (var piece in pieces)
        {
            for (int i = 0; i < piece.Count; i++)
            {
                if (i == 0)
                    path.MoveTo((float)piece[i].X, (float)piece[i].Y);
                else
                    path.LineTo((float)piece[i].X, (float)piece[i].Y);
            }
        }
        using var paint = Stroke(ink);
        _canvas.DrawPath(path, paint);
    }

    internal override void Area(IReadOnlyList<(double X, double Y)> corners, Paint paint, Ink? edge)
    {
        using var path = new SKPath();
        path.AddPoly([.. corners.Select(c => new SKPoint((float)c.X, (float)c.Y))], true);
        using var fill = Fill(paint);
        _canvas.DrawPath(path, fill);
        if (edge is null)
            return;
        using var stroke = Stroke(edge);
        _canvas.DrawPath(path, stroke);
    }

    internal override void Disc(double x, double y, double radius, Paint paint)
    {
        using var fill = Fill(paint);
        _canvas.DrawCircle((float)x, (float)y, (float)radius, fill);
    }

    internal override void Text(double x, double y, FigureText text, double size, Hold hold, bool upward = false)
    {
        using var paint = Fill(new Paint("#000000"));
        using var typeface = Typeface();
        using var full = new SKFont(typeface, (float)size) { Subpixel = true };
        using var small = new SKFont(typeface, (float)(FigureText.Small * size)) { Subpixel = true };
        float width = text.Parts.Sum(p => (p.Level == 0 ? full : small).MeasureText(p.Text));
        _canvas.Save();
        _canvas.Translate((float)x, (float)y);
        if (upward)
            _canvas.RotateDegrees(-90);
        float at = hold switch { Hold.Middle => -width / 2, Hold.End => -width, _ => 0 };
        foreach (var (part, level) in text.Parts)
        {
            var font = level == 0 ? full : small;
            _canvas.DrawText(part, at, (float)(-FigureText.Rise(level) * size), font, paint);
            at += font.MeasureText(part);
        }
        _canvas.Restore();
    }

    internal override void Cells(byte[] png, double x, double y, double width, double height)
    {
        using var image = SKImage.FromEncodedData(png);
        _canvas.DrawImage(image, SKRect.Create((float)x, (float)y, (float)width, (float)height), new SKSamplingOptions(SKFilterMode.Nearest));
    }

    internal override void Inside(double x, double y, double width, double height, Action draw)
    {
        _canvas.Save();
        _canvas.ClipRect(SKRect.Create((float)x, (float)y, (float)width, (float)height), antialias: true);
        draw();
        _canvas.Restore();
    }

    /// <summary>A sans-serif font of this machine.</summary>
    /// <exception cref="InputException">There is none.</exception>
    private static SKTypeface Typeface()
    {
        foreach (string family in s_families)
        {
            var found = SKFontManager.Default.MatchFamily(family);
            if (found is not null && found.FamilyName.Equals(family, StringComparison.OrdinalIgnoreCase))
                return found;
            found?.Dispose();
        }
        throw new InputException("no font for PDF and PNG was found (Debian: apt-get install fonts-liberation); --format svg needs none");
    }

    private static SKPaint Fill(Paint paint) => new() { Color = Colour(paint.Colour, paint.Opacity), Style = SKPaintStyle.Fill, IsAntialias = true };

    private static SKPaint Stroke(Ink ink) => new()
    {
        Color = Colour(ink.Colour, ink.Opacity), Style = SKPaintStyle.Stroke, StrokeWidth = (float)ink.Width, IsAntialias = true,
            StrokeJoin = SKStrokeJoin.Round,
        PathEffect = ink.Dash.Count > 0 ? SKPathEffect.CreateDash([.. ink.Dash.Select(d => (float)d)], 0) : null,
    };

    private static SKColor Colour(string text, double opacity) => SKColor.Parse(text).WithAlpha((byte)Math.Round(255 * opacity));
}
