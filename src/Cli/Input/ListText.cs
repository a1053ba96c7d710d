using System.Collections.Immutable;

namespace BoundCheck.Cli.Input;

/// <summary>A list of numbers, or a matrix as a list of rows, as typed: [1, 1/2] or [[1, 0], [0, 1]]; or @FILE.csv, @FILE.npy.</summary>
/// <param name="Items">The numbers, row after row.</param>
/// <param name="Columns">Numbers in a row of a matrix; null for a plain list.</param>
internal sealed record ListText(ImmutableArray<string> Items, int? Columns)
{
    /// <summary>Most entries of a matrix: each is a variable or a number of its own in the objective.</summary>
    internal const int MostEntries = 10_000;

    /// <summary>True for a text that is to be read as a list.</summary>
    internal static bool Is(string text) => text.Length > 0 && text[0] is '[' or '@';

    /// <summary>The list that a text writes.</summary>
    /// <exception cref="InputException">Brackets don't match, an entry is missing, rows differ in length, or there are too many entries.</exception>
    internal static ListText Read(string text, string place)
    {
        var list = text[0] == '@' ? NumberFile.ReadMatrix(text[1..].Trim(), place) : Typed(text, place);
        return list.Items.Length <= MostEntries
            ? list
            : throw new InputException(FormattableString.Invariant($"{place}: a matrix has at most {MostEntries} entries, this one {list.Items.Length}"));
    }

    private static ListText Typed(string text, string place)
    {
        var parts = Parts(text, place);
        if (!parts.Exists(p => p.StartsWith('[')))
            return new ListText([.. parts], null);
        var rows = parts.ConvertAll(p => p.StartsWith('[')
            ? Parts(p, place)
            : throw new InputException($"{place}: expected a list of rows such as [[1,0],[0,1]], found the entry '{ProblemReader.Shorten(p)}' among rows"));
        int columns = rows[0].Count;
        int ragged = rows.FindIndex(r => r.Count != columns);
        if (ragged >= 0)
            throw new InputException(FormattableString.Invariant(
                $"{place}: the rows of a matrix have equal length, but row 1 has {columns} entries and row {ragged + 1} has {rows[ragged].Count}"));
        if (rows.Exists(r => r.Exists(e => e.StartsWith('['))))
            throw new InputException($"{place}: a matrix is a list of rows of numbers, found lists inside a row");
        return new ListText([.. rows.SelectMany(r => r)], columns);
    }

    private static List<string> Parts(string text, string place)
    {
        if (text[^1] != ']')
            throw new InputException($"{place}: the list '{ProblemReader.Shorten(text)}' has no closing ]");
        var parts = StartText.Split(text[1..^1], ",").Select(i => i.Part.Trim()).ToList();
        if (parts.Count == 0 || parts.Exists(i => i.Length == 0))
            throw new InputException($"{place}: expected a list of numbers such as [1, 1/2], found '{ProblemReader.Shorten(text)}'");
        return parts;
    }
}
