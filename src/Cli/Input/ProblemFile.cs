using System.Collections.Immutable;
using Tomlyn.Syntax;

namespace BoundCheck.Cli.Input;

/// <summary>Reads a TOML problem file: objective, data, [parameters], [start], [run] with step, steps, tolerance, sharpness-width.</summary>
/// <remarks>Numbers are taken as typed, so that 0.1 is 1/10; values may also be strings such as "1/3".</remarks>
public static class ProblemFile
{
    /// <summary>The problem in the file.</summary>
    /// <exception cref="InputException">The file can't be read, is not TOML, or has an unknown key or a value of the wrong kind.</exception>
    public static ProblemInput Read(string path)
    {
        var document = TomlText.Read(path, "a problem file");
        SourceText? objective = null, data = null;
        var run = new Dictionary<string, SourceText>(StringComparer.Ordinal);
        var parameters = ImmutableDictionary.CreateBuilder<string, SourceText>(StringComparer.Ordinal);
        var start = ImmutableSortedDictionary.CreateBuilder<string, StartValue>(StringComparer.Ordinal);
        foreach (var (key, value) in TomlText.Pairs(document.KeyValues))
        {
            var typed = new SourceText(key is "objective" or "data" ? TomlText.Scalar(path, value, key) : "", TomlText.Place(path, value.Span));
            if (key == "objective")
                objective = typed;
            else if (key == "data")
                data = typed with { Text = Path.Combine(Path.GetDirectoryName(path) ?? "", typed.Text) };
            else
                throw Unknown(path, value, key, "the top level", "objective, data, [parameters], [start], [run]");
        }
        foreach (var table in document.Tables)
        {
            string name = table.Name?.ToString().Trim() ?? "";
            if (table is not TableSyntax || name is not ("parameters" or "start" or "run"))
                throw new InputException($"{TomlText.Place(path, table.Span)}: unknown table [{name}]; expected [parameters], [start] or [run]");
            foreach (var (key, value) in TomlText.Pairs(table.Items))
            {
                var place = TomlText.Place(path, value.Span);
                switch (name)
                {
                    case "parameters":
                        parameters[key] = new SourceText(TomlText.ListOrScalar(path, value, key), place);
                        break;
                    case "start":
                        start[key] = StartText.ReadValue(TomlText.ListOrScalar(path, value, key), place);
                        break;
                    default:
                        if (key is not ("step" or "steps" or "tolerance" or "sharpness-width"))
                            throw Unknown(path, value, key, "[run]", "step, steps, tolerance, sharpness-width");
                        run[key] = new SourceText(TomlText.Scalar(path, value, key), place);
                        break;
                }
            }
        }
        return new ProblemInput
        {
            Objective = objective ?? throw new InputException($"{path}: the key 'objective' is missing"),
            Parameters = parameters.ToImmutable(),
            Start = start.ToImmutable(),
            Data = data,
            Step = run.GetValueOrDefault("step"),
            Steps = run.GetValueOrDefault("steps"),
            Tolerance = run.GetValueOrDefault("tolerance"),
            SharpnessWidth = run.GetValueOrDefault("sharpness-width"),
        };
    }

    private static InputException Unknown(string path, ValueSyntax value, string key, string where, string expected) =>
        new($"{TomlText.Place(path, value.Span)}: unknown key '{key}' at {where}; expected {expected}{Suggestion.Hint(key, expected.Split(", "))}");
}
