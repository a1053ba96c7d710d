using System.Collections.Immutable;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Studies.Laboratory;
using Tomlyn.Syntax;

namespace BoundCheck.Cli.Input;

/// <summary>Reads a theorem of one's own: theorem, title, source, objective, [parameters], [names], [hypotheses], [conclusions] (docs/laboratory.md).</summary>
internal static class TheoremFile
{
    private const string Keys = "theorem, title, source, objective, [parameters], [names], [hypotheses], [conclusions]";

    /// <summary>The theorem in the file.</summary>
    /// <exception cref="InputException">The file can't be read, or a sentence of it can't; the message names the line and what was expected.</exception>
    internal static UserTheorem Read(string path)
    {
        var document = TomlText.Read(path, "a theorem");
        var places = new Dictionary<(string Part, string Text), ValueSyntax>();
        var top = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in TomlText.Pairs(document.KeyValues))
        {
            if (key is not ("theorem" or "title" or "source" or "objective"))
                throw new InputException($"{TomlText.Place(path, value.Span)}: unknown key '{ProblemReader.Shorten(key)}' at the top level; expected "
                    + $"{Keys}{Suggestion.Hint(key, ["theorem", "title", "source", "objective"])}");
            top[key] = TomlText.Scalar(path, value, key);
            places.TryAdd((key, top[key]), value);
        }
        var tables = new Dictionary<string, ImmutableArray<NamedText>>(StringComparer.Ordinal);
        foreach (var table in document.Tables)
        {
            string name = table.Name?.ToString().Trim() ?? "";
            if (table is not TableSyntax || name is not ("parameters" or "names" or "hypotheses" or "conclusions"))
                throw new InputException($"{TomlText.Place(path, table.Span)}: unknown table [{ProblemReader.Shorten(name)}]; expected "
                    + $"{Keys}{Suggestion.Hint(name, ["parameters", "names", "hypotheses", "conclusions"])}");
            string part = name switch { "names" => "name", "hypotheses" => "hypothesis", "conclusions" => "conclusion", _ => "parameter" };
            tables[name] = [.. TomlText.Pairs(table.Items).SelectMany(p => Sentences(path, p.Key, p.Value).Select(s =>
            {
                places.TryAdd(($"{part} {p.Key}", s.Text), s.Value);
                return new NamedText(p.Key, s.Text);
            }))];
        }
        ImmutableArray<NamedText> Of(string table, bool needed) => tables.TryGetValue(table, out var found) && found.Length > 0 ? found
            : needed ? throw new InputException($"{path}: [{table}] is missing or empty; expected "
                + $"{(table == "hypotheses" ? "step = \"h*G < sqrt(2)\"" : "C1 = \"D_K <= D_0\"")} or the like") : [];
        var text = new TheoremText
        {
            Id = top.GetValueOrDefault("theorem") ?? Path.GetFileNameWithoutExtension(path),
            Title = top.GetValueOrDefault("title", ""), Source = top.GetValueOrDefault("source", ""), Objective = top.GetValueOrDefault("objective"),
            Parameters = Of("parameters", false), Names = Of("names", false), Hypotheses = Of("hypotheses", true), Conclusions = Of("conclusions", true),
        };
        if (text.Objective is null && text.Parameters.Length > 0)
            throw new InputException($"{path}: [parameters] belong to 'objective', which is missing");
        var (theorem, error) = UserTheorem.Read(text);
        return theorem ?? throw new InputException(Message(path, error!, places));
    }

    private static IEnumerable<(string Text, ValueSyntax Value)> Sentences(string path, string key, ValueSyntax value) =>
        value is ArraySyntax array ? array.Items.Select(i => (TomlText.Scalar(path, i.Value!, key), i.Value!)) : [(TomlText.Scalar(path, value, key), value)];

    private static string Message(string path, ClaimError error, Dictionary<(string Part, string Text), ValueSyntax> places)
    {
        string hint = error.Error.Message.StartsWith("unknown symbol", StringComparison.Ordinal)
            ? Suggestion.Hint(error.Error.Found, error.Error.Expected.Split(", ")) is { Length: > 0 } near ? near
                : $"; expected one of {error.Error.Expected}" : "";
        string place = places.TryGetValue((error.Part, error.Source), out var value) ? TomlText.Place(path, value.Span) : path;
        var shown = error.Error with { Message = error.Error.Message + hint };
        return $"{place}: {ProblemReader.Shorten(error.Part)}: {shown.Render(error.Source)}";
    }
}
