using System.Globalization;

namespace BoundCheck.Symbolic;

/// <summary>sum(i, low, high, term): the lexer goes back to the term for each value of the index, so that the terms need no form of their own.</summary>
internal sealed partial class ParserMachine
{
    /// <summary>Most tokens of a text, those of terms counted as often as they are read.</summary>
    internal const long MostTokens = 500_000;

    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);

    private void OpenSum(Token name)
    {
        _lexer.Advance();
        var index = Current;
        string text = index.Kind == TokenKind.Name ? Name(index) : "";
        if (!Names.IsVariable(text))
            throw Unexpected("the name of the index", "as in sum(i, 1, n, a[i])");
        if (_options.Parameters.ContainsKey(text) || _options.Tables.ContainsKey(text) || _options.Matrices.ContainsKey(text)
            || _options.VectorNames.Contains(text) || _isVector.ContainsKey(text) || _indices.ContainsKey(text))
            throw Fail(index, "a new name", $"'{Text(index)}' has a meaning already and can't be the index of this sum");
        _lexer.Advance();
        Expect(',');
        _open.Push(_level);
        _level = new Level(name, "sum") { Place = Current.Start, Loop = new Loop(text) };
    }

    /// <summary>After a comma of a sum: once both bounds are read, the term begins.</summary>
    private void BeginTerm(Loop loop)
    {
        if (_level.Arguments is not { Count: 2 } bounds)
            return;
        int low = Bound(bounds[0]);
        loop.High = Bound(bounds[1]);
        loop.IsEmpty = low > loop.High;
        loop.Term = Current;
        _indices.Add(loop.Index, low);
    }

    private int Bound(Expr value) => value is Constant { Value: { IsInteger: true } n } && Rational.Abs(n) <= int.MaxValue / 2
        ? (int)n.Numerator
        : throw Fail(_level.Opener, "whole numbers", $"the bounds of a sum are whole numbers, found {InfixPrinter.Print(value, 40)}");

    /// <summary>At the end of a term: true when the term is to be read once more, for the next value of the index.</summary>
    private bool Repeats(Loop loop)
    {
        if (loop.Term is not { } term || _indices[loop.Index] >= loop.High)
            return false;
        if (_lexer.Count > MostTokens)
            throw Fail(_level.Opener, "a shorter sum",
                string.Create(CultureInfo.InvariantCulture, $"the sum has too many terms: more than {MostTokens} symbols when written out"));
        loop.Values.Add(CloseSum());
        _indices[loop.Index]++;
        _lexer.Return(term);
        _level.Place = term.Start;
        return true;
    }

    private Expr CloseLoop(Loop loop, Expr last, Token closing)
    {
        if (loop.Term is null)
            throw Fail(closing, "sum(i, 1, n, term)", "sum takes an index, its first and last value, and a term");
        _indices.Remove(loop.Index);
        if (loop.IsEmpty)
            return Constant.Zero;
        loop.Values.Add(last);
        return loop.Values.Count == 1 ? last : Collect(loop.Values, isSum: true);
    }

    // An index is whole numbers and indices of sums, added and subtracted.
    private int ReadIndex()
    {
        long value = 0;
        int sign = 1;
        while (true)
        {
            var token = Current;
            if (token.Kind == TokenKind.Number && int.TryParse(_lexer.Source.AsSpan(token.Start, token.End - token.Start), NumberStyles.None,
                CultureInfo.InvariantCulture, out int number))
                value += sign * (long)number;
            else if (token.Kind == TokenKind.Name && _indices.TryGetValue(Name(token), out int index))
                value += sign * (long)index;
            else
                throw Unexpected(_indices.Count == 0 ? "an index 0, 1, 2, ..." : "an index: a whole number or the index of a sum");
            _lexer.Advance();
            if (Current is not { Kind: TokenKind.Operator, Symbol: '+' or '-' })
            {
                return value is >= 0 and <= int.MaxValue
                    ? (int)value
                    : throw Fail(token, "an index 0, 1, 2, ...",
                        string.Create(CultureInfo.InvariantCulture, $"the index {value} is not one of 0, 1, 2, ...{WhereIndices()}"));
            }
            sign = Current.Symbol == '-' ? -1 : 1;
            _lexer.Advance();
        }
    }

    /// <summary>What stands in brackets after a name: one index, or two for a row and a column.</summary>
    private (int Row, int? Column) ReadIndices()
    {
        Expect('[');
        int row = ReadIndex();
        int? column = null;
        if (Current is { Kind: TokenKind.Operator, Symbol: ',' })
        {
            _lexer.Advance();
            column = ReadIndex();
        }
        Expect(']');
        return (row, column);
    }

    private Expr Entry(NumberTable table, Token name)
    {
        string text = Name(name);
        if (Current is not { Kind: TokenKind.Operator, Symbol: '[' })
            throw Unexpected("'['", $"{text} is {(table.First == 1 ? "data" : "a matrix")}, whose numbers are {text}[i{(table.Columns > 1 ? ", j" : "")}]");
        var (row, column) = ReadIndices();
        if (column is null && table.Columns > 1)
            throw Fail(name, "two indices",
                string.Create(CultureInfo.InvariantCulture, $"'{text}' has {table.Columns} columns and needs two indices: {text}[i, j]"));
        return table.At(row, column ?? table.First) is { } value
            ? value
            : throw Fail(name, "an index in range", string.Create(CultureInfo.InvariantCulture,
                $"'{text}' has rows {table.First} to {table.First + table.Rows - 1} and columns {table.First} to {table.First + table.Columns - 1}; "
                + $"found row {row}{(column is { } c ? $", column {c}" : "")}{WhereIndices()}"));
    }

    /// <summary>", where i = 3" inside a sum, for complaints that depend on it.</summary>
    private string WhereIndices() =>
        _indices.Count == 0 ? "" : ", where " + string.Join(", ", _indices.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Key} = {p.Value}")));
}
