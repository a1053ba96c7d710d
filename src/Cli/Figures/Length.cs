using System.Globalization;
using BoundCheck.Cli.Input;

namespace BoundCheck.Cli.Figures;

/// <summary>Lengths as papers give them: 3.25in, 84mm, 8.4cm, 240pt.</summary>
internal static class Length
{
    private static readonly (string Unit, double Points)[] s_units = [("in", 72), ("cm", 72 / 2.54), ("mm", 7.2 / 2.54), ("pt", 1)];

    /// <summary>The length in points of 1/72 inch; null where none was given.</summary>
    /// <exception cref="InputException">No length, or not within the limits.</exception>
    internal static double? Read(string option, string? text, double least, double most)
    {
        if (text is null)
            return null;
        foreach (var (unit, points) in s_units.Where(u => text.EndsWith(u.Unit, StringComparison.Ordinal)))
        {
            if (!double.TryParse(text[..^2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value))
                break;
            return value * points is var length && length >= least && length <= most ? length
                : throw new InputException(string.Create(CultureInfo.InvariantCulture,
                    $"{option}: expected {least}pt to {most}pt, found '{ProblemReader.Shorten(text)}'"));
        }
        throw new InputException($"{option}: expected a length such as 3.25in, 84mm, 8.4cm or 240pt, found '{ProblemReader.Shorten(text)}'");
    }
}
