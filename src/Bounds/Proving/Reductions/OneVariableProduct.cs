using System.Collections.Immutable;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving.Reductions;

/// <summary>
/// A product of rational powers of different factors that are functions of one variable, written in <see cref="SeparatedSum.Place"/>. Equal products are Equal
/// whatever the order of their factors.
/// </summary>
/// <remarks>b^p b^q = b^(p + q) wherever both are defined: a fraction asks for b >= 0, a negative exponent for b != 0.</remarks>
internal sealed class OneVariableProduct : IEquatable<OneVariableProduct>
{
    private OneVariableProduct(ImmutableArray<(Expr Factor, Rational Exponent)> factors)
    {
        Factors = factors;
        Expression = Product.Of(factors.Select(f => f.Factor is Application { Function: Exp } e
            ? Exp.Instance.Of(f.Exponent * e.Argument)
            : f.Factor.Pow(f.Exponent)));
    }

    /// <summary>The factors, no exponent 0.</summary>
    internal ImmutableArray<(Expr Factor, Rational Exponent)> Factors { get; }

    /// <summary>The product as an expression.</summary>
    internal Expr Expression { get; }

    internal static OneVariableProduct Of(Expr factor, Rational exponent) => new([(factor, exponent)]);

    /// <summary>The product; null for 1.</summary>
    internal OneVariableProduct? Times(OneVariableProduct other)
    {
        var product = Factors.ToList();
        foreach (var (factor, exponent) in other.Factors)
        {
            int known = product.FindIndex(f => ReferenceEquals(f.Factor, factor));
            if (known < 0)
                product.Add((factor, exponent));
            else
                product[known] = (factor, product[known].Exponent + exponent);
        }
        product.RemoveAll(f => f.Exponent.IsZero);
        return product.Count == 0 ? null : new([.. product]);
    }

    /// <inheritdoc/>
    public bool Equals(OneVariableProduct? other) => other is not null && other.Factors.Length == Factors.Length
        && Factors.All(f => other.Factors.Any(g => ReferenceEquals(f.Factor, g.Factor) && f.Exponent == g.Exponent));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OneVariableProduct);

    /// <inheritdoc/>
    public override int GetHashCode() => Factors.Aggregate(0, (hash, f) => hash ^ HashCode.Combine(f.Factor, f.Exponent));
}
