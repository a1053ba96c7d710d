using System.Collections.Immutable;
using BoundCheck.Cli.Input;
using Tomlyn.Syntax;

namespace BoundCheck.Cli.Networks;

/// <summary>Reads a TOML experiment file: one configuration, with an optional [data] table and an optional [expect] table.</summary>
internal static class NetworkFile
{
    /// <summary>The files that a path names: itself, or the .toml files of a folder in the order of their names.</summary>
    /// <exception cref="InputException">There is none.</exception>
    internal static IEnumerable<string> Expand(string path)
    {
        if (!Directory.Exists(path))
            return [path];
        string[] files = [.. Directory.GetFiles(path, "*.toml").Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new InputException($"{path}: the folder has no .toml file");
    }

    /// <summary>Whether a path is an experiment file and no problem file.</summary>
    internal static bool IsOne(string path)
    {
        if (!path.EndsWith(".toml", StringComparison.OrdinalIgnoreCase) || !File.Exists(path))
            return false;
        try
        {
            return Read(path).Values.Keys.Any(k => k is "loss" or "activation");
        }
        catch (InputException)
        {
            return false;
        }
    }

    /// <exception cref="InputException">The file can't be read, is not TOML, or has an unknown key or a value of the wrong kind.</exception>
    internal static NetworkSettings Read(string path)
    {
        var document = TomlText.Read(path, "an experiment file");
        var settings = NetworkSettings.Empty with { Name = Path.GetFileNameWithoutExtension(path) };
        foreach (var (key, value) in TomlText.Pairs(document.KeyValues))
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
                throw new InputException($"{TomlText.Place(path, table.Span)}: unknown table "
                    + $"[{ProblemReader.Shorten(name)}]{Suggestion.Hint(name, ["data", "expect"])}; expected [data] "
                    + "or [expect]");
            foreach (var (key, value) in TomlText.Pairs(table.Items))
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

    // A data file stands beside the experiment file unless its path is absolute.
    private static SourceText Resolved(string path, string key, SourceText value) => key is "data" or "labels"
        ? value with { Text = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, value.Text) }
        : value;

    private static SourceText Source(string path, ValueSyntax value, string key) => new(value is ArraySyntax array
        ? string.Join(",", array.Items.Select(i => Scalar(path, i.Value!, key)))
        : Scalar(path, value, key), TomlText.Place(path, value.Span));

    private static string Scalar(string path, ValueSyntax value, string key) => value switch
    {
        StringValueSyntax s => s.Value ?? "",
        BooleanValueSyntax b => b.Value ? "true" : "false",
        IntegerValueSyntax or FloatValueSyntax => value.ToString().Trim().Replace("_", "", StringComparison.Ordinal),
        _ => throw new InputException($"{TomlText.Place(path, value.Span)}: '{ProblemReader.Shorten(key)}' must be a number, a text, true or false, or a "
            + "list of two numbers"),
    };

    private static string Known(string path, ValueSyntax value, string key, string where, ImmutableArray<string> known) => known.Contains(key)
        ? key
        : throw new InputException($"{TomlText.Place(path, value.Span)}: unknown key '{ProblemReader.Shorten(key)}' at "
            + $"{where}{Suggestion.Hint(key, known)}; expected "
            + $"{string.Join(", ", known)}");
}
