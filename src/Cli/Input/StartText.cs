using System.Collections.Immutable;

namespace BoundCheck.Cli.Input;

/// <summary>Reads "x=5,y=0.05" and "x=[2,0,1],y=[0.1,0.3,0]" (also with ';' between variables).</summary>
public static class StartText
{
    /// <summary>The start by variable.</summary>
    /// <exception cref="InputException">Not of that form, or a variable given twice.</exception>
    public static ImmutableSortedDictionary<string, StartValue> Read(string text, string place)
    {
        ArgumentNullException.ThrowIfNull(text);
        var result = ImmutableSortedDictionary.CreateBuilder<string, StartValue>(StringComparer.Ordinal);
        foreach (var (part, column) in Split(text, ",;"))
        {
            string where = $"{place}, column {column}";
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
                throw new InputException($"{where}: expected variable=value, found '{part.Trim()}'");
            string name = part[..equals].Trim(), value = part[(equals + 1)..].Trim();
            if (name.Length == 0 || value.Length == 0)
                throw new InputException($"{where}: expected variable=value, found '{part.Trim()}'");
            if (!result.TryAdd(name, ReadValue(value, where)))
                throw new InputException($"{where}: variable '{name}' is given twice");
        }
        if (result.Count == 0)
            throw new InputException($"{place}: expected variable=value, found nothing");
        return result.ToImmutable();
    }

    private static StartValue ReadValue(string value, string place)
    {
        if (value[0] != '[')
            return new StartValue([value], false, place);
        if (value[^1] != ']')
            throw new InputException($"{place}: the list '{value}' has no closing ]");
        var items = Split(value[1..^1], ",").Select(i => i.Part.Trim()).ToImmutableArray();
        if (items.Length == 0 || items.Any(i => i.Length == 0))
            throw new InputException($"{place}: expected a list of numbers such as [1, 1/2], found '{value}'");
        return new StartValue(items, true, place);
    }

    /// <summary>Splits at separators outside brackets and parentheses; columns count from 1. A trailing separator is an empty part.</summary>
    private static IEnumerable<(string Part, int Column)> Split(string text, string separators)
    {
        int depth = 0, from = 0;
        if (text.Trim().Length == 0)
            yield break;
        for (int i = 0; i <= text.Length; i++)
        {
            char c = i < text.Length ? text[i] : separators[0];
            depth += c is '[' or '(' ? 1 : c is ']' or ')' ? -1 : 0;
            if (i == text.Length || (depth <= 0 && separators.Contains(c, StringComparison.Ordinal)))
            {
                yield return (text[from..i], from + 1);
                from = i + 1;
            }
        }
    }
}
