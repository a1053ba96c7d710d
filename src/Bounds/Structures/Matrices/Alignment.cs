using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Matrices;

/// <summary>A pair of rows that descend on (x·y - σ)²/2 by themselves.</summary>
/// <param name="X">The row of X; empty where there is none.</param>
/// <param name="Y">The row of Y; empty where there is none.</param>
/// <param name="Sigma">The entry of M that couples them, of either sign.</param>
internal sealed record AlignedPair(ImmutableArray<Certified> X, ImmutableArray<Certified> Y, Rational Sigma)
{
    /// <summary>Rows without a partner stay.</summary>
    internal bool Moves => !X.IsEmpty && !Y.IsEmpty;
}

/// <summary>
/// A start aligned with M: M has at most one entry in each row and column that is not 0 (it is diagonal, up to the order of rows and columns), and all scalar
/// products between different pairs of rows are 0 exactly.
/// </summary>
internal static class Alignment
{
    /// <summary>The pairs, or why the start is not aligned, or not known to be.</summary>
    internal static (ImmutableArray<AlignedPair> Pairs, Verdict Verdict) Of(FactorForm form, MatrixStart start)
    {
        if (MatrixNorm.Single(form.Target) is not { } column)
            return ([], new Unknown("M is not diagonal: alignment with its singular vectors can't be exact in the input"));
        if (start.X.Concat(start.Y).SelectMany(r => r).Any(x => x.ExactSquare is null))
            return ([], new Unknown("the start is not given in rationals and square roots of rationals, so that orthogonality can't be decided exactly"));
        var free = Enumerable.Range(0, form.Y.Length).Except(column).ToList();
        // Rows that M leaves uncoupled may be paired as the start asks: first those that need a certain partner, then the others with what is left.
        foreach (bool needs in new[] { true, false })
        {
            for (int i = 0; i < column.Length; i++)
            {
                int partner = column[i] >= 0 || free.Count == 0 ? -1 : needs ? free.FindIndex(j => !Zero(start.X[i], start.Y[j])) : 0;
                if (partner < 0)
                    continue;
                column[i] = free[partner];
                free.RemoveAt(partner);
            }
        }
        for (int i = 0; i < column.Length; i++)
        {
            for (int j = 0; j < column.Length; j++)
            {
                if (i != j && !Zero(start.X[i], start.X[j]))
                    return ([], Crossing("X", i, "X", j, start.X[i], start.X[j]));
            }
            for (int j = 0; j < form.Y.Length; j++)
            {
                if (j != column[i] && !Zero(start.X[i], start.Y[j]))
                    return ([], Crossing("X", i, "Y", j, start.X[i], start.Y[j]));
            }
        }
        for (int i = 0; i < form.Y.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (!Zero(start.Y[i], start.Y[j]))
                    return ([], Crossing("Y", i, "Y", j, start.Y[i], start.Y[j]));
            }
        }
        return ([
            .. column.Select((j, i) => new AlignedPair(start.X[i], j < 0 ? [] : start.Y[j], j < 0 ? 0 : form.Target[i][j])),
            .. free.Select(j => new AlignedPair([], start.Y[j], 0)),
        ], new Proved(Method.Symbolic, "scalar products of different pairs of rows are 0 in exact arithmetic"));
    }

    private static bool Zero(ImmutableArray<Certified> a, ImmutableArray<Certified> b) => RootSums.IsZero(a.Zip(b)) == true;

    private static Refuted Crossing(string a, int i, string b, int j, ImmutableArray<Certified> x, ImmutableArray<Certified> y) => new(new Witness([],
        FormattableString.Invariant($"row {i + 1} of {a} times row {j + 1} of {b} is {Inequality.Rough(MatrixStart.Dot(x, y))}, not 0")), Method.Symbolic);
}
