using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Matrices;

/// <summary>The largest singular value of a matrix: exact where no row and no column has two entries that are not 0, else between verified bounds.</summary>
internal static class MatrixNorm
{
    /// <summary>‖M‖ for rational entries.</summary>
    internal static Certified Of(ImmutableArray<ImmutableArray<Rational>> rows) => Single(rows) is not null
        ? rows.SelectMany(r => r).Select(Rational.Abs).Max()
        : Certified.Sqrt(Squared([.. rows.Select(r => r.Select(Interval.FromRational).ToArray())]));

    /// <summary>‖X‖² for enclosed entries.</summary>
    internal static Certified Squared(ImmutableArray<ImmutableArray<Certified>> rows) =>
        Squared([.. rows.Select(r => r.Select(x => x.ToInterval()).ToArray())]);

    /// <summary>For each row the column of its only entry that is not 0, -1 for a row of zeros; null where a row or a column has two.</summary>
    internal static int[]? Single(ImmutableArray<ImmutableArray<Rational>> rows)
    {
        var column = new int[rows.Length];
        var taken = new HashSet<int>();
        for (int i = 0; i < column.Length; i++)
        {
            column[i] = -1;
            for (int j = 0; j < rows[i].Length; j++)
            {
                if (rows[i][j].IsZero)
                    continue;
                if (column[i] >= 0 || !taken.Add(j))
                    return null;
                column[i] = j;
            }
        }
        return column;
    }

    // λ_max of the smaller Gram matrix.
    private static Certified Squared(Interval[][] rows)
    {
        int m = rows.Length, n = rows[0].Length, size = Math.Min(m, n);
        var gram = new Interval[size, size];
        for (int i = 0; i < size; i++)
        {
            for (int j = i; j < size; j++)
            {
                var sum = Interval.Zero;
                for (int k = 0; k < Math.Max(m, n); k++)
                    sum += i == j ? Interval.Sqr(At(i, k)) : At(i, k) * At(j, k);
                gram[i, j] = gram[j, i] = sum;
            }
        }
        var bounds = SpectrumBounds.Of(gram);
        return !double.IsFinite(bounds.MaxHi) ? Certified.Of(Numeric.Precision.BigInterval.Entire)
            : Certified.Between(Rational.FromDouble(Math.Clamp(bounds.MaxLo, 0, bounds.MaxHi)), Rational.FromDouble(bounds.MaxHi));

        Interval At(int i, int k) => m <= n ? rows[i][k] : rows[k][i];
    }
}
