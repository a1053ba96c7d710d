using System.Globalization;
using System.Text;
using BoundCheck.Cli.Report;

namespace BoundCheck.Cli.Figures;

/// <summary>The data of a figure as CSV: two columns a series, NAME_x and NAME_y, every point of it; a break of a line is nan.</summary>
internal static class FigureData
{
    /// <summary>The table; null for a figure of cells without any series.</summary>
    internal static string? Csv(SvgPlot plot)
    {
        var columns = Columns(plot);
        if (columns.Count == 0)
            return null;
        var text = new StringBuilder();
        text.AppendJoin(',', columns.SelectMany(c => new[] { c.Name + "_x", c.Name + "_y" })).Append('\n');
        int rows = columns.Max(c => c.Series.Points.Count);
        for (int i = 0; i < rows; i++)
        {
            text.AppendJoin(',', columns
                .SelectMany(c => i < c.Series.Points.Count ? new[] { Number(c.Series.Points[i].X), Number(c.Series.Points[i].Y) } : ["nan", "nan"]))
                .Append('\n');
        }
        return text.ToString();
    }

    /// <summary>The series with the names of their columns: letters, digits and _ of the legend's text, each once.</summary>
    internal static List<(string Name, PlotSeries Series)> Columns(SvgPlot plot)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var columns = new List<(string, PlotSeries)>();
        foreach (var series in plot.Series.Where(s => s.Points.Count > 0))
        {
            var letters = new StringBuilder();
            foreach (char c in series.Name.Normalize(NormalizationForm.FormD).TakeWhile(c => c is not ('=' or ':')))
            {
                if (char.IsAsciiLetterOrDigit(c))
                    letters.Append(c);
                else if (letters.Length > 0 && letters[^1] != '_')
                    letters.Append('_');
            }
            string name = letters.ToString().Trim('_') is { Length: > 0 } made ? made : "series", numbered = name;
            for (int i = 2; !used.Add(numbered); i++)
                numbered = string.Create(CultureInfo.InvariantCulture, $"{name}_{i}");
            columns.Add((numbered, series));
        }
        return columns;
    }

    private static string Number(double value) => double.IsNaN(value) ? "nan" : double.IsInfinity(value) ? value > 0 ? "inf" : "-inf"
        : value.ToString("R", CultureInfo.InvariantCulture);
}
