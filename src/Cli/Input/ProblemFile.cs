using System.Collections.Immutable;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace BoundCheck.Cli.Input;

/// <summary>Reads a TOML problem file: objective, [parameters], [start], [run] with step, steps, tolerance, sharpness-width.</summary>
/// <remarks>Numbers are taken as typed, so that 0.1 is 1/10; values may also be strings such as "1/3".</remarks>
public static class ProblemFile
{
    private const long LargestFile = 16 << 20;

    /// <summary>The problem in the file.</summary>
    /// <exception cref="InputException">The file can't be read, is not TOML, or has an unknown key or a value of the wrong kind.</exception>
    public static ProblemInput Read(string path)
    {
        string text;
        try
        {
            var info = new FileInfo(path);
            if (info.Exists && info.Length > LargestFile)
                throw new InputException($"{path}: a problem file has at most {LargestFile >> 20} MiB, this one {info.Length >> 20}");
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: {e.Message}", e);
        }
        var document = SyntaxParser.Parse(text, path, validate: true);
        if (document.HasErrors)
        {
            var first = document.Diagnostics.First(d => d.Kind == DiagnosticMessageKind.Error);
            throw new InputException($"{Place(path, first.Span)}: {first.Message}");
        }
        SourceText? objective = null;
        var run = new Dictionary<string, SourceText>(StringComparer.Ordinal);
        var parameters = ImmutableDictionary.CreateBuilder<string, SourceText>(StringComparer.Ordinal);
        var start = ImmutableSortedDictionary.CreateBuilder<string, StartValue>(StringComparer.Ordinal);
        foreach (var (key, value) in Pairs(document.KeyValues))
        {
            if (key != "objective")
                throw Unknown(path, value, key, "the top level", "objective, [parameters], [start], [run]");
            objective = new SourceText(Scalar(path, value, key), Place(path, value.Span));
        }
        foreach (var table in document.Tables)
        {
            string name = table.Name?.ToString().Trim() ?? "";
            if (table is not TableSyntax || name is not ("parameters" or "start" or "run"))
                throw new InputException($"{Place(path, table.Span)}: unknown table [{name}]; expected [parameters], [start] or [run]");
            foreach (var (key, value) in Pairs(table.Items))
            {
                var place = Place(path, value.Span);
                switch (name)
                {
                    case "parameters":
                        parameters[key] = new SourceText(Scalar(path, value, key), place);
                        break;
                    case "start":
                        start[key] = value is ArraySyntax array
                            ? new StartValue([.. array.Items.Select(i => Scalar(path, i.Value!, key))], true, place)
                            : new StartValue([Scalar(path, value, key)], false, place);
                        break;
                    default:
                        if (key is not ("step" or "steps" or "tolerance" or "sharpness-width"))
                            throw Unknown(path, value, key, "[run]", "step, steps, tolerance, sharpness-width");
                        run[key] = new SourceText(Scalar(path, value, key), place);
                        break;
                }
            }
        }
        return new ProblemInput
        {
            Objective = objective ?? throw new InputException($"{path}: the key 'objective' is missing"),
            Parameters = parameters.ToImmutable(),
            Start = start.ToImmutable(),
            Step = run.GetValueOrDefault("step"),
            Steps = run.GetValueOrDefault("steps"),
            Tolerance = run.GetValueOrDefault("tolerance"),
            SharpnessWidth = run.GetValueOrDefault("sharpness-width"),
        };
    }

    private static IEnumerable<(string Key, ValueSyntax Value)> Pairs(SyntaxList<KeyValueSyntax> items)
    {
        foreach (var item in items)
            yield return (item.Key!.ToString().Trim().Trim('"', '\''), item.Value!);
    }

    private static string Scalar(string path, ValueSyntax value, string key) => value switch
    {
        StringValueSyntax s => s.Value ?? "",
        IntegerValueSyntax or FloatValueSyntax => value.ToString().Trim().Replace("_", "", StringComparison.Ordinal),
        _ => throw new InputException($"{Place(path, value.Span)}: '{key}' must be a number or a string such as \"1/3\""),
    };

    private static InputException Unknown(string path, ValueSyntax value, string key, string where, string expected) =>
        new($"{Place(path, value.Span)}: unknown key '{key}' at {where}; expected {expected}{Suggestion.Hint(key, expected.Split(", "))}");

    private static string Place(string path, SourceSpan span) => $"{path}({span.Start.Line + 1},{span.Start.Column + 1})";
}
