using System.Collections.Immutable;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Exact;

/// <summary>A factor of a <see cref="ExactMonomial"/>: a closed expression that is not a product, raised to a rational power.</summary>
/// <param name="Atom">
/// A prime or an unfactored positive integer, pi, e, or any other closed expression (a sum, exp, log, sin, ... of a number).
/// </param>
/// <param name="Exponent">Not 0; in (0, 1) for an integer atom; never a positive integer for a sum.</param>
internal readonly record struct Factor(Expr Atom, Rational Exponent);

/// <summary>A product of powers of atoms, in canonical order; the key is equal for equal monomials.</summary>
internal sealed class ExactMonomial
{
    private ExactMonomial(ImmutableArray<Factor> factors, string key)
    {
        Factors = factors;
        Key = key;
    }

    internal static ExactMonomial One { get; } = new([], "");

    internal ImmutableArray<Factor> Factors { get; }

    internal string Key { get; }

    internal bool IsOne => Factors.IsEmpty;

    /// <summary>The monomial of a set of factors with distinct atoms and nonzero exponents.</summary>
    internal static ExactMonomial Of(IEnumerable<KeyValuePair<Expr, Rational>> factors)
    {
        var sorted = factors.Select(f => (f.Key, f.Value, Text: f.Key.ToString())).OrderBy(f => f.Text, StringComparer.Ordinal).ToArray();
        return sorted.Length == 0
            ? One
            : new([.. sorted.Select(f => new Factor(f.Key, f.Value))], string.Join('*', sorted.Select(f => $"({f.Text})^{f.Value}")));
    }

    /// <summary>The expression.</summary>
    internal Expr ToExpr() => Product.Of(Factors.Select(f => f.Atom.Pow(f.Exponent)));
}
