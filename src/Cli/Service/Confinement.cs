using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BoundCheck.Cli.Service;

/// <summary>What a request may ask that does not come from the user's own program: nothing that reads or writes a file, and less time and memory.</summary>
/// <remarks>The options are listed: one that is not known here to be harmless is refused.</remarks>
internal static class Confinement
{
    /// <summary>The longest time limit of one request.</summary>
    internal const int MostSeconds = 120;

    /// <summary>The most cells of a map.</summary>
    internal const int MostCells = 250_000;

    private static readonly ImmutableDictionary<string, ImmutableHashSet<string>> s_methods = ImmutableDictionary.CreateRange(StringComparer.Ordinal,
    [
        Method("analyze", "objective", "start", "compare", "for"),
        Method("check", "objective", "step", "start", "for", "region", "epsilon"),
        Method("run", "objective", "step", "start", "steps", "tolerance", "sharpnessWidth", "region", "epsilon", "trace"),
        Method("claim", "claim", "on", "where"),
        Method("range", "expr", "on", "where", "tolerance"),
        Method("solve", "claim", "on"),
        Method("step", "objective", "step", "start"),
        Method("compare", "objective", "step", "start", "steps"),
        Method("sweep", "objective", "step", "start", "grid", "steps", "tolerance"),
        Method("region", "objective", "step", "start", "within", "epsilon"),
        Method("catalogue", "id"),
        Method("path", "objective", "step", "start", "steps"),
        Method("map", "objective", "step", "start", "grid", "steps"),
    ]);

    private static readonly ImmutableHashSet<string> s_always = ["param", "timeout", "seed"];

    // A schedule may name a file.
    private static readonly ImmutableHashSet<string> s_descent = ["weightDecay", "clipNorm", "clipResidual", "sgd", "momentum", "nesterov", "sam"];

    /// <summary>The methods that are offered.</summary>
    internal static IEnumerable<string> Methods => s_methods.Keys;

    /// <summary>Whether a parameter of a method is offered.</summary>
    internal static bool Offers(string method, string parameter) =>
        s_methods.GetValueOrDefault(method) is { } own && (own.Contains(parameter) || s_always.Contains(parameter)
        || method is "check" or "run" or "sweep" && s_descent.Contains(parameter));

    /// <summary>Checks a request.</summary>
    /// <exception cref="ServiceException">It asks for something that is not offered.</exception>
    internal static void Check(string method, JsonElement parameters)
    {
        if (!s_methods.ContainsKey(method))
        {
            string offered = string.Join(", ", Methods.Order(StringComparer.Ordinal));
            throw new ServiceException(ServiceException.NoMethod, $"the method '{method}' is not offered here; expected one of {offered}");
        }
        foreach (var member in parameters.EnumerateObject())
        {
            if (!Offers(method, member.Name))
                throw MethodOptions.Bad(
                    member.Name, $"'{Input.ProblemReader.Shorten(member.Name)}' is not offered here: nothing may read or write a file, or it is unknown");
            if (member.Name == "timeout" && Texts(member.Value).Any(t => !double.TryParse(t, CultureInfo.InvariantCulture, out double s) || s > MostSeconds))
                throw MethodOptions.Bad(member.Name, $"expected a number of seconds of at most {MostSeconds}");
            if (member.Name == "trace" && Texts(member.Value).Any(t => t != "-"))
                throw MethodOptions.Bad(member.Name, "a file can't be written here; expected - for a trace in the answer");
            if (member.Name is "grid" && Texts(member.Value).Any(t => Cells(t) > MostCells))
                throw MethodOptions.Bad(member.Name, $"at most {MostCells} cells");
            foreach (string text in Texts(member.Value))
            {
                // Where an expression may stand, so may the name of a problem file; and a list may be @FILE.
                if (text.TrimEnd().EndsWith(".toml", StringComparison.OrdinalIgnoreCase))
                    throw MethodOptions.Bad(member.Name, "a file can't be read here; expected an expression");
                if (member.Name is "param" or "start" && text.Contains('@', StringComparison.Ordinal))
                    throw MethodOptions.Bad(member.Name, "a file can't be read here; expected numbers");
            }
        }
    }

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Number => [value.GetRawText()],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(m => Texts(m.Value)),
        _ => [],
    };

    private static double Cells(string grid) =>
        Regex.Matches(grid, @":\s*(\d+)").Aggregate(1.0, (n, m) => n * double.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture));

    private static KeyValuePair<string, ImmutableHashSet<string>> Method(string name, params string[] parameters) => new(name, [.. parameters]);
}
