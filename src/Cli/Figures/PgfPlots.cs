using System.Globalization;
using System.Text;
using BoundCheck.Cli.Report;

namespace BoundCheck.Cli.Figures;

/// <summary>A figure as a pgfplots picture that reads its data from the CSV file beside it, for those who set figures in the fonts of their paper.</summary>
internal static class PgfPlots
{
    /// <summary>Behind the name of a map: the picture of its cells, without axes.</summary>
    internal const string CellsSuffix = "-cells.png";

    internal static string Of(SvgPlot plot, FigureSize size)
    {
        var text = new StringBuilder();
        text.Append("% Needs \\usepackage{pgfplots} and \\pgfplotsset{compat=1.18}.\n\\begin{tikzpicture}\n\\begin{axis}[\n");
        text.Append(CultureInfo.InvariantCulture,
            $"  width={size.Width / 72:0.###}in, xlabel={{{LatexText.Of(plot.XLabel)}}}, ylabel={{{LatexText.Of(plot.YLabel)}}},\n");
        text.Append(plot.Image is null ? "  grid=major," : "  enlargelimits=false, axis on top,")
            .Append(" unbounded coords=jump, legend style={at={(0.5,1.03)}, anchor=south, draw=none, legend cell align=left},\n");
        text.Append(plot.LogX ? "  xmode=log,\n" : "").Append(plot.LogY ? "  ymode=log,\n" : "").Append(plot.EqualScale ? "  axis equal image,\n" : "")
            .Append("]\n");
        if (plot.Image is { } image)
            text.Append(CultureInfo.InvariantCulture,
                $"\\addplot graphics[xmin={image.Left:R},xmax={image.Right:R},ymin={image.Bottom:R},ymax={image.Top:R}] {{{plot.Id}{CellsSuffix}}};\n");
        foreach (var (name, s) in FigureData.Columns(plot))
        {
            text.Append("\\addplot[").Append(Style(s))
                .Append(CultureInfo.InvariantCulture, $"] table[col sep=comma, x={name}_x, y={name}_y] {{{plot.Id}.csv}};\n");
            if (s.InLegend)
                text.Append("\\addlegendentry{").Append(LatexText.Of(FormulaText.Signs(s.Name))).Append("}\n");
        }
        return text.Append("\\end{axis}\n\\end{tikzpicture}\n").ToString();
    }

    private static string Style(PlotSeries s)
    {
        if (s.Markers)
            return $"only marks, mark size=1pt, {Colour(Inks.Dots(s.Style).Colour)}" + Forgotten(s);
        if (s.Filled)
            return $"{Colour(Inks.Inside(s.Style).Colour)}, fill, fill opacity=0.16, draw opacity=1" + Forgotten(s);
        var ink = Inks.Line(s.Style);
        string dash = ink.Dash.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", dash pattern=on {ink.Dash[0]}pt off {ink.Dash[1]}pt");
        return string.Create(CultureInfo.InvariantCulture,
            $"{Colour(ink.Colour)}, line width={ink.Width}pt, draw opacity={ink.Opacity}{dash}, mark=none") + Forgotten(s);
    }

    private static string Forgotten(PlotSeries s) => s.InLegend ? "" : ", forget plot";

    /// <summary>#1f5fbf as pgfplots takes it.</summary>
    private static string Colour(string hex) => string.Create(CultureInfo.InvariantCulture,
        $"color={{rgb,255:red,{Convert.ToInt32(hex[1..3], 16)};green,{Convert.ToInt32(hex[3..5], 16)};blue,{Convert.ToInt32(hex[5..7], 16)}}}");
}
