namespace BoundCheck.Cli.Figures;

/// <summary>The literal colours of figures, one for each style of a series; they are told apart in print and by colour-blind readers with the dashes.</summary>
internal static class Inks
{
    private const string First = "#1f5fbf", Second = "#b4460a", Third = "#2a7d4f", Fourth = "#7a3fa0", Fifth = "#806300", Alarm = "#a3161d", Soft = "#565c64";

    /// <summary>The frame.</summary>
    internal static Ink Frame { get; } = new("#565c64", 0.6);

    /// <summary>The lines of the grid.</summary>
    internal static Ink Grid { get; } = new("#d9dde2", 0.4);

    /// <summary>How the line of a style is drawn; the style is a list of words such as "s1 thin".</summary>
    internal static Ink Line(string style)
    {
        string[] words = style.Split(' ');
        var ink = words[0] switch
        {
            "bound" => new Ink(Second, 1, 1, 4, 2.4),
            "bound2" => new Ink(Fourth, 1, 1, 4, 2.4),
            "bound3" => new Ink(Fifth, 1, 1, 4, 2.4),
            "limit" => new Ink(Alarm, 1, 1, 1.6, 1.6),
            "contour" => new Ink(Soft, 0.5, 0.45),
            "axis" => new Ink(Soft, 0.5),
            "edge" => new Ink("#000000", 1),
            _ => new Ink(Colour(words[0]), 1),
        };
        return words.Contains("thin") ? ink with { Width = 0.6, Opacity = 0.75 } : ink;
    }

    /// <summary>How the points of a style are filled.</summary>
    internal static Paint Dots(string style) => new(Colour(style.Split(' ')[0]));

    /// <summary>How the inside of a style is filled.</summary>
    internal static Paint Inside(string style) => style.StartsWith("band", StringComparison.Ordinal) ? new Paint(Fourth, 0.22) : new Paint(Third, 0.16);

    /// <summary>The border of a filled area; null for a band, which has none.</summary>
    internal static Ink? Border(string style) => style.StartsWith("band", StringComparison.Ordinal) ? null : new Ink(Third, 0.8);

    private static string Colour(string word) => word switch
    {
        "s2" => Second,
        "s3" => Third,
        "s4" => Fourth,
        "s5" => Fifth,
        "witness" => Alarm,
        _ => First,
    };
}
