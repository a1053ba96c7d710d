using System.Collections.Immutable;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Input;

/// <summary>Reads "x=5,y=0.05", "x=[2,0,1],y=[0.1,0.3,0]" and "X=[[1,0],[0,1]]" (also with ';' between variables, and @FILE.csv or .npy for a list).</summary>
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
                throw Unread(text, place, where, part, column);
            string name = part[..equals].Trim(), value = part[(equals + 1)..].Trim();
            if (name.Length == 0 || value.Length == 0)
                throw Unread(text, place, where, part, column);
            if (!result.TryAdd(name, ReadValue(value, where)))
                throw new InputException($"{where}: variable '{ProblemReader.Shorten(name)}' is given twice");
        }
        if (result.Count == 0)
            throw new InputException($"{place}: expected variable=value, found nothing");
        return result.ToImmutable();
    }

    private static InputException Unread(string text, string place, string where, string part, int column) => InputException.At(
        place, $"{where}: expected variable=value, found '{ProblemReader.Shorten(part.Trim())}'",
        new ParseError(column - 1, 1, column, ProblemReader.Shorten(part.Trim()), "variable=value", "expected variable=value"));

    internal static StartValue ReadValue(string value, string place)
    {
        if (!ListText.Is(value))
            return new StartValue([value], false, place);
        var list = ListText.Read(value, place);
        return new StartValue(list.Items, true, place) { Columns = list.Columns };
    }

    /// <summary>Splits at separators outside brackets and parentheses; columns count from 1. A trailing separator is an empty part.</summary>
    internal static IEnumerable<(string Part, int Column)> Split(string text, string separators)
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
