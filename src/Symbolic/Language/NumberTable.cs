using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>Numbers (closed expressions) under one name: a data column a[i], data columns b[i, j], or a constant matrix.</summary>
public sealed class NumberTable
{
    private readonly ImmutableArray<Expr> _entries;

    /// <summary>A table by rows.</summary>
    /// <param name="entries">The numbers, row after row; at least one.</param>
    /// <param name="columns">Numbers in a row, at least 1; divides the number of entries.</param>
    /// <param name="first">
    /// The index of the first row and column: 1 for data, which sums run over from 1, and 0 for matrices, as components are counted.
    /// </param>
    /// <exception cref="ArgumentException">The entries are not a positive number of whole rows.</exception>
    public NumberTable(ImmutableArray<Expr> entries, int columns, int first)
    {
        if (columns < 1 || entries.IsDefaultOrEmpty || entries.Length % columns != 0)
            throw new ArgumentException("A table has at least one row, and all its rows are whole.", nameof(entries));
        (_entries, Columns, First) = (entries, columns, first);
    }

    /// <summary>Numbers in a row.</summary>
    public int Columns { get; }

    /// <summary>Number of rows.</summary>
    public int Rows => _entries.Length / Columns;

    /// <summary>The index of the first row and of the first column.</summary>
    public int First { get; }

    /// <summary>The entry in a row and a column, both counted from <see cref="First"/>; null outside the table.</summary>
    public Expr? At(int row, int column)
    {
        (row, column) = (row - First, column - First);
        return row >= 0 && row < Rows && column >= 0 && column < Columns ? _entries[row * Columns + column] : null;
    }
}
