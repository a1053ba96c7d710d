using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using System.Text.Json;
using BoundCheck.Cli.Input;

namespace BoundCheck.Cli.Service;

/// <summary>The parameters of a method: the arguments and options of its command, and how a JSON object becomes its command line.</summary>
/// <remarks>
/// An option goes by its long name without dashes, in camel case, an argument by its name in lower case. A number is taken as typed, so 0.1 is 1/10.
/// An object {"x": 5, "y": [1, 2]} writes "x=5; y=[1, 2]"; for --param it is one option a name. A list repeats an option that can be repeated, and writes
/// "[..]" for another. true is a flag; false, null and "" leave the option out.
/// </remarks>
internal sealed class MethodOptions
{
    // The answer is JSON and nothing is printed.
    private static readonly string[] s_ofTerminal = ["--json", "--quiet", "--no-color", "--verbose"];

    private readonly ImmutableArray<Argument> _arguments;
    private readonly ImmutableDictionary<string, Option> _options;

    internal MethodOptions(Command command)
    {
        _arguments = [.. command.Arguments];
        _options = command.Options.Where(o => !s_ofTerminal.Contains(o.Name)).ToImmutableDictionary(o => NameOf(o.Name), StringComparer.Ordinal);
    }

    /// <summary>The names of the arguments, in order.</summary>
    internal IEnumerable<string> Arguments => _arguments.Select(NameOf);

    /// <summary>The options by their names.</summary>
    internal ImmutableDictionary<string, Option> Options => _options;

    internal static string NameOf(Argument argument) => argument.Name.ToLowerInvariant();

    /// <summary>"--sharpness-width" as "sharpnessWidth".</summary>
    internal static string NameOf(string option) =>
        string.Concat(option.TrimStart('-').Split('-').Select((part, i) => i == 0 || part.Length == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));

    /// <summary>The command line of a request, for the command's own parser.</summary>
    /// <exception cref="ServiceException">A parameter is unknown or of the wrong kind.</exception>
    internal List<string> Tokens(JsonElement parameters)
    {
        var (tokens, positional) = (new List<string> { "--json", "-" }, new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal));
        foreach (var (name, value) in Members(parameters))
        {
            if (_arguments.Any(a => NameOf(a) == name))
                positional[name] = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(v => Text(name, v))] : [Text(name, value)];
            else if (_options.TryGetValue(name, out var option))
                tokens.AddRange(Tokens(name, option, value));
            else
                throw Bad(name, $"unknown parameter '{ProblemReader.Shorten(name)}'; expected one of {string.Join(", ", Names)}{Suggestion.Hint(name, Names)}");
        }
        // After this everything is an argument, whatever it begins with.
        tokens.Add("--");
        foreach (var argument in _arguments)
        {
            if (positional.GetValueOrDefault(NameOf(argument)) is { } values)
                tokens.AddRange(values.Where(v => v.Length > 0));
            else if (argument.Arity.MinimumNumberOfValues > 0)
                throw Bad(NameOf(argument), $"the parameter '{NameOf(argument)}' is missing: {argument.Description}");
            else if (_arguments.SkipWhile(a => a != argument).Skip(1).Any(a => positional.ContainsKey(NameOf(a))))
                throw Bad(NameOf(argument), $"the parameter '{NameOf(argument)}' is missing: another needs it");
        }
        return tokens;
    }

    private IEnumerable<string> Names => Arguments.Concat(_options.Keys.Order(StringComparer.Ordinal));

    private static IEnumerable<(string Name, JsonElement Value)> Members(JsonElement parameters)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in parameters.EnumerateObject())
        {
            if (!seen.Add(member.Name))
                throw Bad(member.Name, $"the parameter '{ProblemReader.Shorten(member.Name)}' is given twice");
            bool empty = member.Value.ValueKind == JsonValueKind.String && member.Value.ValueEquals("");
            if (!empty && member.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.False))
                yield return (member.Name, member.Value);
        }
    }

    private static IEnumerable<string> Tokens(string name, Option option, JsonElement value)
    {
        bool repeats = option.Arity.MaximumNumberOfValues > 1;
        if (value.ValueKind == JsonValueKind.True)
            return option.Arity.MinimumNumberOfValues == 0 ? [option.Name] : throw Bad(name, $"'{name}' needs a value, found true");
        if (option.ValueType == typeof(bool))
            throw Bad(name, $"'{name}' is true or false");
        if (value.ValueKind == JsonValueKind.Array && repeats)
            return value.EnumerateArray().Select(v => $"{option.Name}={Text(name, v)}");
        if (value.ValueKind == JsonValueKind.Object && option.Name == "--param")
            return value.EnumerateObject().Select(m => $"{option.Name}={m.Name}={Text(name, m.Value)}");
        return [$"{option.Name}={Text(name, value)}"];
    }

    private static string Text(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Array => List(name, value, new StringBuilder()).ToString(),
        JsonValueKind.Object => string.Join("; ", value.EnumerateObject().Select(m => $"{m.Name}={Text(name, m.Value)}")),
        _ => throw Bad(name, $"'{name}': expected a text, a number, a list or an object of them, found {value.GetRawText()}"),
    };

    private static StringBuilder List(string name, JsonElement value, StringBuilder text)
    {
        text.Append('[');
        string separator = "";
        foreach (var item in value.EnumerateArray())
        {
            text.Append(separator);
            separator = ",";
            if (item.ValueKind == JsonValueKind.Array)
                List(name, item, text);
            else
                text.Append(Text(name, item));
        }
        return text.Append(']');
    }

    internal static ServiceException Bad(string place, string message) => new(ServiceException.BadInput, message) { Place = place };
}
