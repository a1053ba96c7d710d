namespace BoundCheck.Cli.Figures;

/// <summary>Where a text is held: by its beginning, its middle or its end.</summary>
internal enum Hold
{
    Start,
    Middle,
    End,
}

/// <summary>How a line is drawn.</summary>
/// <param name="Colour">#rrggbb.</param>
/// <param name="Width">In points.</param>
/// <param name="Opacity">1 covers what is below.</param>
/// <param name="Dash">Lengths of strokes and gaps in points; empty for an unbroken line.</param>
internal sealed record Ink(string Colour, double Width, double Opacity = 1, params IReadOnlyList<double> Dash);

/// <summary>How an area is filled.</summary>
/// <param name="Colour">#rrggbb.</param>
/// <param name="Opacity">1 covers what is below.</param>
internal sealed record Paint(string Colour, double Opacity = 1);

/// <summary>What a figure is drawn on. Lengths are points of 1/72 inch, from the upper left corner; every colour is literal.</summary>
internal abstract class Canvas
{
    /// <summary>An open line through points, in pieces.</summary>
    internal abstract void Lines(IEnumerable<IReadOnlyList<(double X, double Y)>> pieces, Ink ink);

    /// <summary>A closed area.</summary>
    internal abstract void Area(IReadOnlyList<(double X, double Y)> corners, Paint paint, Ink? edge);

    /// <summary>A disc.</summary>
    internal abstract void Disc(double x, double y, double radius, Paint paint);

    /// <summary>A line of text on its base line.</summary>
    /// <param name="x">Where it is held.</param>
    /// <param name="y">The base line.</param>
    /// <param name="text">The text.</param>
    /// <param name="size">The size of the font.</param>
    /// <param name="hold">How it is held.</param>
    /// <param name="upward">Turned by a quarter, to be read from below.</param>
    internal abstract void Text(double x, double y, FigureText text, double size, Hold hold, bool upward = false);

    /// <summary>A picture of cells in a rectangle; cells have sharp edges.</summary>
    internal abstract void Cells(byte[] png, double x, double y, double width, double height);

    /// <summary>Draws what stays inside a rectangle.</summary>
    internal abstract void Inside(double x, double y, double width, double height, Action draw);
}
