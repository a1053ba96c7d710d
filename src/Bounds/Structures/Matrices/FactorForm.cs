using System.Collections.Immutable;
using BoundCheck.Bounds.Structures.Capture;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Matrices;

/// <summary>f = w |XYᵀ - M|² + constant (|·| the Frobenius norm), or f = w |XXᵀ - M|² with a symmetric M, read off the entries.</summary>
/// <param name="Weight">w > 0.</param>
/// <param name="X">The rows of X: scalar variables.</param>
/// <param name="Y">The rows of Y, as long as those of X; X itself in the symmetric case.</param>
/// <param name="Target">M, a row for each of X, a column for each of Y.</param>
internal sealed record FactorForm(
    Rational Weight, ImmutableArray<ImmutableArray<Component>> X, ImmutableArray<ImmutableArray<Component>> Y, ImmutableArray<ImmutableArray<Rational>> Target)
{
    internal bool IsSymmetric => X == Y;

    /// <summary>The common length r of the rows.</summary>
    internal int Rank => X[0].Length;

    /// <summary>The form; null when the squares are not those of such a product.</summary>
    internal static FactorForm? In(Expr f)
    {
        if (SquaredResiduals.In(f) is not { Length: > 1 } squares)
            return null;
        return AsTyped(squares) ?? CompletedFactors.Of(squares);
    }

    private static FactorForm? AsTyped(ImmutableArray<SquaredResidual> squares)
    {
        var entries = new List<Entry>();
        foreach (var square in squares)
        {
            if (Entry.Of(square) is not { } entry)
                return null;
            entries.Add(entry);
        }
        var names = entries.SelectMany(e => e.Products).SelectMany(p => new[] { p.A.Vector, p.B.Vector }).Distinct().Order(StringComparer.Ordinal).ToList();
        return names switch
        {
            [var one] => Symmetric(entries, one),
            [var left, var right] => Asymmetric(entries, left, right),
            _ => null,
        };
    }

    private static FactorForm? Asymmetric(List<Entry> entries, string left, string right)
    {
        Rows x = new(), y = new();
        var label = new Dictionary<int, int>();
        foreach (var entry in entries)
        {
            if (!entry.Products.All(p => p.A.Vector != p.B.Vector))
                return null;
            var pairs = entry.Products.Select(p => p.A.Vector == left ? (A: p.A.Index, B: p.B.Index) : (A: p.B.Index, B: p.A.Index)).OrderBy(p => p.A).ToList();
            if (!x.Add(pairs.Select(p => p.A)) || !y.Add(pairs.Select(p => p.B)))
                return null;
            // The partner of the l-th entry of a row of X is the l-th of the row of Y, whatever the row.
            for (int l = 0; l < pairs.Count; l++)
            {
                if (label.TryAdd(pairs[l].B, l) ? false : label[pairs[l].B] != l)
                    return null;
            }
        }
        return Filled(entries, x.Of(left, null), y.Of(right, label), left, 1);
    }

    private static FactorForm? Symmetric(List<Entry> entries, string name)
    {
        var rows = new Rows();
        foreach (var entry in entries.Where(e => e.Products.All(p => p.A == p.B)))
        {
            if (!rows.Add(entry.Products.Select(p => p.A.Index)))
                return null;
        }
        var x = rows.Of(name, null);
        return x.IsEmpty ? null : Filled(entries, x, x, name, 2);
    }

    /// <summary>Puts each entry in its place; null unless every place is filled, with one weight (twice off the diagonal of a symmetric product).</summary>
    private static FactorForm? Filled(
        List<Entry> entries, ImmutableArray<ImmutableArray<Component>> x, ImmutableArray<ImmutableArray<Component>> y, string left, int twice)
    {
        var (rowOf, columnOf) = (Places(x), Places(y));
        var target = x.Select(_ => new Rational?[y.Length]).ToArray();
        var weight = x.Select(_ => new Rational[y.Length]).ToArray();
        foreach (var entry in entries)
        {
            if (Place(entry) is not var (i, j) || target[i][j] is { } known && known != entry.Target)
                return null;
            target[i][j] = entry.Target;
            weight[i][j] += entry.Weight;
        }
        var w = weight[0][0];
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = twice == 2 ? i : 0; j < y.Length; j++)
            {
                if (target[i][j] is null || weight[i][j] != (i == j ? w : twice * w))
                    return null;
            }
        }
        return new(w, x, y, [.. target.Select((row, i) => row.Select((m, j) => m ?? target[j][i]!.Value).ToImmutableArray())]);

        (int, int)? Place(Entry entry)
        {
            (int Row, int Column)? place = null;
            foreach (var (a, b) in entry.Products)
            {
                if ((a.Vector == left ? Of(a, b) : Of(b, a)) is not { } at)
                    return null;
                if (twice == 2 && at.Row > at.Column)
                    at = (at.Column, at.Row);
                if (place is { } other && other != at)
                    return null;
                place = at;
            }
            return entry.Products.Length == x[0].Length ? place : null;
        }

        (int Row, int Column)? Of(Component a, Component b) =>
            rowOf.TryGetValue(a, out var first) && columnOf.TryGetValue(b, out var second) && first.Column == second.Column ? (first.Row, second.Row) : null;
    }

    private static Dictionary<Component, (int Row, int Column)> Places(ImmutableArray<ImmutableArray<Component>> rows) =>
        rows.SelectMany((row, i) => row.Select((c, l) => (c, (i, l)))).ToDictionary(p => p.c, p => p.Item2);

    /// <summary>Disjoint sets of indices of one size.</summary>
    private sealed class Rows
    {
        private readonly Dictionary<int, int[]> _rowOf = [];

        /// <summary>Adds a row, or meets it again; false where it overlaps another, holds an index twice, or has another length.</summary>
        internal bool Add(IEnumerable<int> indices)
        {
            int[] row = [.. indices.Order()];
            if (_rowOf.TryGetValue(row[0], out var known))
                return known.AsSpan().SequenceEqual(row);
            if (_rowOf.Count > 0 && _rowOf.Values.First().Length != row.Length || row.Any(_rowOf.ContainsKey))
                return false;
            foreach (int index in row)
            {
                if (!_rowOf.TryAdd(index, row))
                    return false;
            }
            return true;
        }

        internal ImmutableArray<ImmutableArray<Component>> Of(string name, Dictionary<int, int>? label) =>
            [.. _rowOf.Values.Distinct().OrderBy(r => r[0])
                .Select(r => r.OrderBy(i => label is null ? i : label[i]).Select(i => Component.Of(name, i)).ToImmutableArray())];
    }

    /// <summary>A squared entry: weight · (Σ a b - target)².</summary>
    private sealed record Entry(Rational Weight, ImmutableArray<(Component A, Component B)> Products, Rational Target)
    {
        internal static Entry? Of(SquaredResidual residual)
        {
            var products = ImmutableArray.CreateBuilder<(Component, Component)>();
            Rational constant = 0;
            int sign = 0;
            foreach (var term in residual.Value is Sum ? residual.Value.Children : [residual.Value])
            {
                if (term is Constant c)
                {
                    constant += c.Value;
                    continue;
                }
                var (coefficient, rest) = term is Product p ? p.Split() : (1, term);
                if (rest is Power { Exponent: var e, Base: Component square } && e == 2)
                    products.Add((square, square));
                else if (rest is Product { Children: [Component a, Component b] })
                    products.Add((a, b));
                else
                    return null;
                if (!Rational.Abs(coefficient).IsOne || sign != 0 && sign != coefficient.Sign)
                    return null;
                sign = coefficient.Sign;
            }
            return products.Count == 0 ? null : new(residual.Weight, products.ToImmutable(), sign > 0 ? -constant : constant);
        }
    }
}
