using System.Collections.Immutable;
using System.Globalization;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Input;

/// <summary>Files of numbers: comma-separated text, each number exact as written, and NumPy's .npy.</summary>
internal static class NumberFile
{
    /// <summary>Most numbers of a data file.</summary>
    internal const int MostNumbers = 1_000_000;

    private const long LargestFile = 64 << 20;

    /// <summary>The columns of a CSV file whose first line names them, as tables indexed from 1: a[i], and b[i, j] for columns b1, b2, ...</summary>
    /// <exception cref="InputException">The file can't be read or a cell is not a number; the message has line and column.</exception>
    internal static ImmutableDictionary<string, NumberTable> ReadData(string path, string place)
    {
        var lines = Lines(path, place);
        if (lines.Count == 0)
            throw new InputException($"{path}: expected a first line that names the columns, found an empty file");
        var names = lines[0].Text.Split(',').Select(n => n.Trim().Trim('"')).ToList();
        for (int j = 0; j < names.Count; j++)
        {
            if (!Names.IsVariable(names[j]))
                throw new InputException(FormattableString.Invariant(
                    $"{path}({lines[0].Number},{j + 1}): expected the name of a column, found '{ProblemReader.Shorten(names[j])}'"));
            if (names.IndexOf(names[j]) < j)
                throw new InputException(FormattableString.Invariant($"{path}({lines[0].Number},{j + 1}): expected different names, found '{names[j]}' twice"));
        }
        if (lines.Count == 1)
            throw new InputException($"{path}: expected rows of numbers after the names, found none");
        var rows = lines.Skip(1).Select(line => Row(path, line, names.Count)).ToList();
        var tables = ImmutableDictionary.CreateBuilder<string, NumberTable>(StringComparer.Ordinal);
        foreach (var group in names.Select((name, j) => (Name: name, Column: j, Stem: Stem(name))).GroupBy(c => c.Stem, StringComparer.Ordinal))
        {
            var columns = group.ToList();
            foreach (var (name, column, _) in columns)
                tables[name] = new NumberTable([.. rows.Select(r => (Expr)Constant.Of(r[column]))], 1, first: 1);
            if (group.Key.Length > 0 && !names.Contains(group.Key) && columns.Select(c => Number(c.Name)).SequenceEqual(Enumerable.Range(1, columns.Count)))
                tables[group.Key] = new NumberTable([.. rows.SelectMany(r => columns.Select(c => (Expr)Constant.Of(r[c.Column])))], columns.Count, first: 1);
        }
        return tables.ToImmutable();
    }

    /// <summary>The matrix in a .csv (rows of numbers without names) or .npy file.</summary>
    /// <exception cref="InputException">The file can't be read or is no matrix of finite numbers.</exception>
    internal static ListText ReadMatrix(string path, string place)
    {
        if (path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase))
            return NumPyFile.Read(path, Bytes(path, place));
        if (!path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            throw new InputException($"{place}: a matrix is read from a .csv or .npy file, found '{ProblemReader.Shorten(path)}'");
        var lines = Lines(path, place);
        if (lines.Count == 0)
            throw new InputException($"{path}: expected rows of numbers, found none");
        int columns = lines[0].Text.Split(',').Length;
        return new ListText([.. lines.SelectMany(line => Row(path, line, columns)).Select(v => v.ToString())], columns);
    }

    /// <summary>The steps of a file, one number a line (or all on one line, or .npy), with their places.</summary>
    /// <exception cref="InputException">The file can't be read or holds no numbers.</exception>
    internal static IEnumerable<(string Text, string Place)> ReadSteps(string path, string place)
    {
        if (path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase))
            return NumPyFile.Read(path, Bytes(path, place)).Items.Select((text, i) => (text, FormattableString.Invariant($"{path}: number {i + 1}")));
        var steps = Lines(path, place).SelectMany(l => Row(path, l, l.Text.Split(',').Length)
            .Select((v, j) => (v.ToString(), FormattableString.Invariant($"{path}({l.Number},{j + 1})")))).ToList();
        return steps.Count > 0 ? steps : throw new InputException($"{path}: expected a number a line, found none");
    }

    private static Rational[] Row(string path, (string Text, int Number) line, int columns)
    {
        var cells = line.Text.Split(',');
        if (cells.Length != columns)
            throw new InputException(FormattableString.Invariant($"{path}({line.Number}): expected {columns} numbers, found {cells.Length}"));
        return [.. cells.Select((cell, j) => Number(cell, $"{path}({line.Number},{j + 1})"))];
    }

    private static Rational Number(string cell, string place) =>
        Parser.ParseConstant(cell.Trim()).TryGet(out var value, out _) && value is Constant c
            ? c.Value
            : throw new InputException($"{place}: expected a number, found '{ProblemReader.Shorten(cell.Trim())}'");

    // b of b12 and b_12; empty without a number.
    private static string Stem(string name)
    {
        string stem = name.TrimEnd("0123456789".ToCharArray());
        return stem.Length == name.Length ? "" : stem.TrimEnd('_');
    }

    private static int Number(string name) => int.TryParse(name.AsSpan(Stem(name).Length)
        .TrimStart('_'), NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : -1;

    private static List<(string Text, int Number)> Lines(string path, string place)
    {
        var lines = System.Text.Encoding.UTF8.GetString(Bytes(path, place)).TrimStart('\uFEFF').Split('\n')
            .Select((text, i) => (Text: text.TrimEnd('\r'), Number: i + 1)).Where(l => l.Text.Trim().Length > 0).ToList();
        long cells = lines.Sum(l => 1L + l.Text.Count(c => c == ','));
        return cells <= MostNumbers
            ? lines
            : throw new InputException(FormattableString.Invariant($"{path}: at most {MostNumbers} numbers are read, this file has {cells}"));
    }

    private static byte[] Bytes(string path, string place) => InputFile.Bytes(path, place, "a file of numbers", LargestFile);
}
