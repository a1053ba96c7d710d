using System.Collections.Immutable;
using BoundCheck.Bounds.Structures.Capture;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Polynomials;

namespace BoundCheck.Bounds.Structures.Matrices;

/// <summary>
/// w|XYᵀ - M|² + constant where it is not typed so: a linear network with two layers and whitened data, |W₂W₁Z - T|² with ZZᵀ = c², is
/// c²|W₂W₁ - TZᵀ/c²|² + constant. The factors are guessed from the terms of degree 4, and the whole is multiplied out and compared.
/// </summary>
internal static class CompletedFactors
{
    private const int MostTerms = 4_000;

    /// <summary>The form; null when the sum of squares is none.</summary>
    internal static FactorForm? Of(ImmutableArray<SquaredResidual> squares)
    {
        var components = squares.SelectMany(s => s.Value.Variables()).Distinct().ToList();
        if (components.Any(v => v is not Component) || components.OfType<Component>().Select(c => c.Vector).Distinct().Order(StringComparer.Ordinal).ToList()
            is not [_, var right])
            return null;
        var names = components.OfType<Component>().OrderBy(c => c.Vector, StringComparer.Ordinal).ThenBy(c => c.Index).ToList();
        var sum = MultivariatePolynomial.Zero;
        foreach (var square in squares)
        {
            if (Polynomial(square.Value, names) is not { Degree: 2 } residual || sum.Terms.Length > MostTerms)
                return null;
            sum += residual.Pow(2) * square.Weight;
        }
        int first = names.FindIndex(c => c.Vector == right);
        return Guess(sum, first, names.Count) is var (weight, x, y, target)
            && (sum - Product(weight, x, y, target)).IsConstant
            ? new(weight, Rows(x), Rows(y), target) : null;

        ImmutableArray<ImmutableArray<Component>> Rows(int[][] indices) => [.. indices.Select(r => r.Select(i => names[i]).ToImmutableArray())];
    }

    /// <summary>w, and X and Y as numbers of components, and M; null where the terms do not look like those of such a product.</summary>
    private static (Rational Weight, int[][] X, int[][] Y, ImmutableArray<ImmutableArray<Rational>> Target)? Guess(
        MultivariatePolynomial f, int first, int count)
    {
        var coefficient = f.Terms.ToDictionary(t => t.Monomial, t => t.Coefficient);
        // x_ik² y_jk² tells which components have the same column k.
        var columns = Enumerable.Range(0, first)
            .Select(a => (A: a, Partners: Enumerable.Range(first, count - first).Where(b => At((a, 2), (b, 2)).Sign != 0).ToArray()))
            .GroupBy(c => string.Join(',', c.Partners), c => c, StringComparer.Ordinal)
            .Select(g => (A: g.Select(c => c.A).ToArray(), B: g.First().Partners)).ToList();
        if (columns.Count == 0 || columns.Exists(c => c.B.Length == 0 || c.A.Length != columns[0].A.Length || c.B.Length != columns[0].B.Length)
            || columns.Sum(c => c.B.Length) != count - first)
            return null;
        var weight = At((columns[0].A[0], 2), (columns[0].B[0], 2));
        if (weight.Sign <= 0)
            return null;
        // x_ik y_jk x_il y_jl tells which have the same row i, or j.
        var x = columns[0].A.Select(a => columns.Select(c => Partner(a, c.A, columns[0].B, c.B)).ToArray()).ToArray();
        var y = columns[0].B.Select(b => columns.Select(c => Partner(b, c.B, columns[0].A, c.A)).ToArray()).ToArray();
        return x.Concat(y).Any(r => r.Contains(-1)) ? null
            : (weight, x, y, [.. x.Select(row => y.Select(other => At((row[0], 1), (other[0], 1)) / (-2 * weight)).ToImmutableArray())]);

        int Partner(int own, int[] among, int[] others, int[] otherOnes) => among.Contains(own) ? own
            : among.Where(a => others.Any(b => otherOnes.Any(d => At((own, 1), (b, 1), (a, 1), (d, 1)).Sign != 0))).DefaultIfEmpty(-1).First();

        Rational At(params ReadOnlySpan<(int Index, int Exponent)> factors)
        {
            var monomial = Monomial.One;
            foreach (var (index, exponent) in factors)
                monomial *= Monomial.Of(index, exponent);
            return coefficient.GetValueOrDefault(monomial);
        }
    }

    private static MultivariatePolynomial Product(Rational weight, int[][] x, int[][] y, ImmutableArray<ImmutableArray<Rational>> target)
    {
        var sum = MultivariatePolynomial.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < y.Length; j++)
            {
                var products = x[i].Zip(y[j], (a, b) => (Monomial.Of(a) * Monomial.Of(b), (Rational)1));
                var entry = MultivariatePolynomial.Of(products.Append((Monomial.One, -target[i][j])));
                sum += entry.Pow(2) * weight;
            }
        }
        return sum;
    }

    private static MultivariatePolynomial? Polynomial(Expr expression, List<Component> names)
    {
        var value = new Dictionary<Expr, MultivariatePolynomial>();
        foreach (var node in Expr.Postorder([expression]))
        {
            MultivariatePolynomial? own = node switch
            {
                Constant c => MultivariatePolynomial.Of(c.Value),
                Component c => MultivariatePolynomial.Indeterminate(names.IndexOf(c)),
                Sum => node.Children.Aggregate(MultivariatePolynomial.Zero, (sum, c) => sum + value[c]),
                Symbolic.Product => node.Children.Aggregate(MultivariatePolynomial.One, (product, c) => product.Degree > 2 ? product : product * value[c]),
                _ => null,
            };
            if (own is null || own.Degree > 2 || own.Terms.Length > MostTerms)
                return null;
            value[node] = own;
        }
        return value[expression];
    }
}
