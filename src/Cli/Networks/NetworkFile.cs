using System.Collections.Immutable;
using BoundCheck.Cli.Input;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace BoundCheck.Cli.Networks;

/// <summary>Reads a TOML experiment file: one configuration, with an optional [data] table and an optional [expect] table.</summary>
internal static class NetworkFile
{
    private const long LargestFile = 1 << 20;

    /// <summary>The files that a path names: itself, or the .toml files of a folder in the order of their names.</summary>
    /// <exception cref="InputException">There is none.</exception>
    internal static IEnumerable<string> Expand(string path)
    {
        if (!Directory.Exists(path))
            return [path];
        string[] files = [.. Directory.GetFiles(path, "*.toml").Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new InputException($"{path}: the folder has no .toml file");
    }

    /// <exception cref="InputException">The file can't be read, is not TOML, or has an unknown key or a value of the wrong kind.</exception>
    internal static NetworkSettings Read(string path)
    {
        var document = SyntaxParser.Parse(Text(path), path, validate: true);
        if (document.HasErrors)
        {
            var first = document.Diagnostics.First(d => d.Kind == DiagnosticMessageKind.Error);
            throw new InputException($"{Place(path, first.Span)}: {first.Message}");
        }
        var settings = NetworkSettings.Empty with { Name = Path.GetFileNameWithoutExtension(path) };
        foreach (var (key, value) in Pairs(document.KeyValues))
        {
            if (key == "name")
                settings = settings with { Name = Scalar(path, value, key) };
            else
                settings = settings.With(Known(path, value, key, "the top level", NetworkSettings.Keys), Source(path, value, key));
        }
        foreach (var table in document.Tables)
        {
            string name = table.Name?.ToString().Trim() ?? "";
            if (table is not TableSyntax || name is not ("data" or "expect"))
                throw new InputException($"{Place(path, table.Span)}: unknown table [{name}]{Suggestion.Hint(name, ["data", "expect"])}; expected [data] "
                    + "or [expect]");
            foreach (var (key, value) in Pairs(table.Items))
            {
                if (name == "data")
                    settings = settings.With(Known(path, value, key, "[data]", NetworkSettings.DataKeys), Resolved(path, key, Source(path, value, key)));
                else
                    settings = settings with { Expected = settings.Expected.SetItem(Known(path, value, key, "[expect]", NetworkSettings.ExpectKeys),
                        Source(path, value, key)) };
            }
        }
        return settings;
    }

    private static string Text(string path)
    {
        try
        {
            var info = new FileInfo(path);
            if (info.Exists && info.Length > LargestFile)
                throw new InputException($"{path}: an experiment file has at most {LargestFile >> 20} MiB");
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: {e.Message}", e);
        }
    }

    // A data file stands beside the experiment file unless its path is absolute.
    private static SourceText Resolved(string path, string key, SourceText value) => key is "data" or "labels"
        ? value with { Text = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, value.Text) }
        : value;

    private static IEnumerable<(string Key, ValueSyntax Value)> Pairs(SyntaxList<KeyValueSyntax> items)
    {
        foreach (var item in items)
            yield return (item.Key!.ToString().Trim().Trim('"', '\''), item.Value!);
    }

    private static SourceText Source(string path, ValueSyntax value, string key) => new(value is ArraySyntax array
        ? string.Join(",", array.Items.Select(i => Scalar(path, i.Value!, key)))
        : Scalar(path, value, key), Place(path, value.Span));

    private static string Scalar(string path, ValueSyntax value, string key) => value switch
    {
        StringValueSyntax s => s.Value ?? "",
        BooleanValueSyntax b => b.Value ? "true" : "false",
        IntegerValueSyntax or FloatValueSyntax => value.ToString().Trim().Replace("_", "", StringComparison.Ordinal),
        _ => throw new InputException($"{Place(path, value.Span)}: '{key}' must be a number, a text, true or false, or a list of two numbers"),
    };

    private static string Known(string path, ValueSyntax value, string key, string where, ImmutableArray<string> known) => known.Contains(key)
        ? key
        : throw new InputException($"{Place(path, value.Span)}: unknown key '{key}' at {where}{Suggestion.Hint(key, known)}; expected "
            + $"{string.Join(", ", known)}");

    private static string Place(string path, SourceSpan span) => $"{path}({span.Start.Line + 1},{span.Start.Column + 1})";
}
