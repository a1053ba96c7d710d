using System.Collections.Immutable;
using System.Globalization;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Propositions;

/// <summary>One row of a claims file: a claim or what is wrong with it.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Name">The name, or "line N" when there is none.</param>
/// <param name="Text">The claim as typed.</param>
/// <param name="On">The box as typed.</param>
/// <param name="Where">The side conditions as typed.</param>
/// <param name="Result">The claim or the error.</param>
public sealed record ClaimRow(int Line, string Name, string Text, string On, string Where, ClaimResult Result);

/// <summary>
/// Reads tab-separated claims files: columns name, claim, on, where; lines starting with # are comments. A header row that starts with
/// "name" and has a "claim" column gives the order of the columns; other columns are ignored.
/// </summary>
public static class ClaimFile
{
    private static readonly ImmutableArray<string> s_columns = ["name", "claim", "on", "where"];

    /// <summary>The rows of a text.</summary>
    public static ImmutableArray<ClaimRow> Parse(string text, IReadOnlyDictionary<string, Expr>? parameters = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rows = ImmutableArray.CreateBuilder<ClaimRow>();
        IReadOnlyList<string> columns = s_columns;
        int number = 0;
        bool first = true;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            string line = raw.TrimEnd('\r');
            if (string.IsNullOrWhiteSpace(line) || line.StartsWith('#'))
                continue;
            var cells = line.Split('\t').Select(c => c.Trim()).ToArray();
            if (first && cells[0] == "name" && cells.Contains("claim"))
                columns = cells;
            else
                rows.Add(Row(number, cells, columns, parameters));
            first = false;
        }
        return rows.ToImmutable();
    }

    private static ClaimRow Row(int number, string[] cells, IReadOnlyList<string> columns, IReadOnlyDictionary<string, Expr>? parameters)
    {
        string Cell(string column)
        {
            for (int i = 0; i < Math.Min(cells.Length, columns.Count); i++)
            {
                if (columns[i] == column)
                    return cells[i];
            }
            return "";
        }

        string name = Cell("name"), claim = Cell("claim"), on = Cell("on"), where = Cell("where");
        if (name.Length == 0)
            name = string.Create(CultureInfo.InvariantCulture, $"line {number}");
        var result = claim.Length == 0
            ? new ClaimResult(null, ClaimError.At("file", string.Join('\t', cells), 0, "a claim", "the row has no claim"))
            : ClaimParser.Parse(claim, on, where, name, parameters);
        return new(number, name, claim, on, where, result);
    }
}
