using System.Collections.Immutable;
using System.CommandLine;
using BoundCheck.Cli.Input;
using BoundCheck.Cli.Output;

namespace BoundCheck.Cli.Figures;

/// <summary>What was asked for: where to write the figures, in which format and size, and which of them.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Format">svg, pdf, png or csv (the data alone).</param>
/// <param name="Size">The measures.</param>
/// <param name="Panels">The names of the wanted figures; empty for all.</param>
internal sealed record FigureRequest(string Folder, string Format, FigureSize Size, ImmutableArray<string> Panels);

/// <summary>--plots with its format, width, font and panels.</summary>
internal sealed class FigureOptions
{
    private static readonly string[] s_formats = ["svg", "pdf", "png", "csv"];

    private readonly Option<string?> _plots =
        new("--plots") { Description = "Write every plot of the report as a figure into a folder, with its data as CSV and a pgfplots file.",
        HelpName = "DIR" };
    private readonly Option<string?> _format =
        new("--format") { Description = "Of the figures: svg, pdf (vectors), png (300 dpi) or csv (data alone). Default svg.", HelpName = "FORMAT" };
    private readonly Option<string?> _width =
        new("--width") { Description = "Of a figure: 3.25in, 84mm, 8.4cm or 240pt. Default 3.25in.", HelpName = "LENGTH" };
    private readonly Option<string?> _font = new("--font") { Description = "The size of its letters. Default 8pt.", HelpName = "LENGTH" };
    private readonly Option<string?> _panels =
        new("--panels") { Description = "The figures that are wanted, by name: sharpness,path. Default all.", HelpName = "A,B" };

    /// <summary>The options, for a command.</summary>
    internal IEnumerable<Option> All => [_plots, _format, _width, _font, _panels];

    /// <summary>What was asked for; null without --plots. The folder is made and can be written.</summary>
    /// <exception cref="InputException">An option can't be read, or the folder can't be written.</exception>
    internal FigureRequest? Read(ParseResult parse)
    {
        string format = parse.GetValue(_format) ?? "svg";
        if (!s_formats.Contains(format))
            throw new InputException($"--format: expected {string.Join(", ", s_formats)}, found '{ProblemReader.Shorten(format)}'");
        var size = new FigureSize(Length.Read("--width", parse.GetValue(_width), 60, 3000) ?? FigureSize.Column.Width,
            Length.Read("--font", parse.GetValue(_font), 3, 40) ?? FigureSize.Column.Font);
        var panels = (parse.GetValue(_panels) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToImmutableArray();
        if (parse.GetValue(_plots) is not { } folder)
            return new Option[] { _format, _width, _font, _panels }.FirstOrDefault(o => parse.GetResult(o) is { Implicit: false }) is { } alone
                ? throw new InputException($"{alone.Name}: says how figures are written; name a folder with --plots") : null;
        OutputPath.CheckFolder("--plots", folder);
        return new FigureRequest(folder, format, size, panels);
    }
}
