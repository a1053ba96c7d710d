using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>A matrix of expressions, row after row; it exists only while a text is read.</summary>
internal sealed record MatrixValue(int Rows, int Columns, ImmutableArray<Expr> Entries)
{
    /// <summary>Most multiplications of one product.</summary>
    internal const long MostMultiplications = 1_000_000;

    internal string Shape => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Rows} x {Columns}");

    internal MatrixValue Map(Func<Expr, Expr> f) => this with { Entries = [.. Entries.Select(f)] };

    internal MatrixValue Plus(MatrixValue other) => this with { Entries = [.. Entries.Zip(other.Entries, (a, b) => a + b)] };

    internal MatrixValue Transpose() =>
        new(Columns, Rows, [.. from j in Enumerable.Range(0, Columns) from i in Enumerable.Range(0, Rows) select Entries[i * Columns + j]]);

    /// <summary>The product; the columns of this are the rows of the other.</summary>
    internal MatrixValue Times(MatrixValue other)
    {
        var entries = ImmutableArray.CreateBuilder<Expr>(Rows * other.Columns);
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < other.Columns; j++)
                entries.Add(Sum.Of(Enumerable.Range(0, Columns).Select(k => Entries[i * Columns + k] * other.Entries[k * other.Columns + j])));
        }
        return new MatrixValue(Rows, other.Columns, entries.MoveToImmutable());
    }

    /// <summary>The sum of the squares of the entries.</summary>
    internal Expr SquaredNorm() => Sum.Of(Entries.Select(e => e.Pow(2)));
}
