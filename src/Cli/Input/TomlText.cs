using Tomlyn;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace BoundCheck.Cli.Input;

/// <summary>TOML files as typed: values stay texts, and every value knows its place.</summary>
internal static class TomlText
{
    private const long LargestFile = 16 << 20;

    /// <summary>The document of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it is, for errors.</param>
    /// <param name="validate">Whether keys and tables that are given twice are errors.</param>
    /// <exception cref="InputException">The file can't be read, is too large, or is not TOML.</exception>
    internal static DocumentSyntax Read(string path, string what, bool validate = true)
    {
        DocumentSyntax document;
        try
        {
            // The parser crashes on a text that ends within an escape; with a line end after it, it says what is wrong.
            document = SyntaxParser.Parse(InputFile.Text(path, path, what, LargestFile) + "\n", path, validate);
        }
        catch (TomlException e)
        {
            // The parser's own limit of nesting; its advice is not for users.
            throw new InputException($"{path}: {e.Message.Split(". ")[0]}", e);
        }
        if (!document.HasErrors)
            return document;
        var first = document.Diagnostics.First(d => d.Kind == DiagnosticMessageKind.Error);
        throw new InputException($"{Place(path, first.Span)}: {(first.Message.Length <= 200 ? first.Message : first.Message[..197] + "...")}");
    }

    internal static IEnumerable<(string Key, ValueSyntax Value)> Pairs(IEnumerable<KeyValueSyntax> items)
    {
        foreach (var item in items)
            yield return (item.Key!.ToString().Trim().Trim('"', '\''), item.Value!);
    }

    /// <summary>A number, or a list of numbers or of lists, as typed; a list is written out again, so that it is read in one way wherever it was
    /// typed.</summary>
    internal static string ListOrScalar(string path, ValueSyntax value, string key) =>
        value is ArraySyntax array ? $"[{string.Join(',', array.Items.Select(i => ListOrScalar(path, i.Value!, key)))}]" : Scalar(path, value, key);

    /// <summary>A string, or a number as typed.</summary>
    /// <exception cref="InputException">Another kind of value.</exception>
    internal static string Scalar(string path, ValueSyntax value, string key) => value switch
    {
        StringValueSyntax s => s.Value ?? "",
        IntegerValueSyntax or FloatValueSyntax => value.ToString().Trim().Replace("_", "", StringComparison.Ordinal),
        _ => throw new InputException($"{Place(path, value.Span)}: '{ProblemReader.Shorten(key)}' must be a number or a string such as \"1/3\""),
    };

    /// <summary>"file(line,column)".</summary>
    internal static string Place(string path, SourceSpan span) => $"{path}({span.Start.Line + 1},{span.Start.Column + 1})";
}
