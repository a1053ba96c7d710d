using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>A product of at least two factors, with at most one rational literal, which stands first; short nested products are flattened.</summary>
public sealed class Product : Expr
{
    /// <summary>Longer nested nodes stay nested: copying them into each parent would make long chains quadratic.</summary>
    internal const int FlattenLimit = 8;

    private Product(ImmutableArray<Expr> factors, int hash)
        : base(hash, factors)
    {
    }

    /// <summary>The product of the factors: short nested products flattened, literals multiplied, one dropped.</summary>
    /// <remarks>A literal 0 stays beside the other factors when they may be undefined somewhere: 0*log(x) is not 0 at x = -1.</remarks>
    public static Expr Of(IEnumerable<Expr> factors)
    {
        ArgumentNullException.ThrowIfNull(factors);
        var kept = ImmutableArray.CreateBuilder<Expr>();
        Rational constant = 1;
        foreach (var factor in factors)
        {
            if (factor is Product { Children.Length: <= FlattenLimit } inner)
            {
                foreach (var f in inner.Children)
                    Take(f);
            }
            else
            {
                Take(factor);
            }
        }
        if (constant.IsZero && kept.All(Totality.IsTotal))
            return Constant.Zero;
        if (kept.Count == 0)
            return Constant.Of(constant);
        // A literal times a sum is kept as it is: distributing is the simplifier's choice.
        if (!constant.IsOne)
            kept.Insert(0, Constant.Of(constant));
        if (kept.Count == 1)
            return kept[0];
        var hash = new HashCode();
        hash.Add(8);
        foreach (var k in kept)
            hash.Add(k.Hash);
        return Interning.Share(new Product(kept.DrainToImmutable(), hash.ToHashCode()));

        void Take(Expr f)
        {
            if (f is Constant c)
                constant *= c.Value;
            else
                kept.Add(f);
        }
    }

    /// <summary>The rational coefficient and the other factors as one expression.</summary>
    public (Rational Coefficient, Expr Remainder) Split() =>
        Children[0] is Constant c ? (c.Value, Of(Children.Skip(1))) : (1, this);

    internal override bool SameNode(Expr other) => SameChildren(other);

    private protected override Expr Rebuild(ImmutableArray<Expr> children) => Of(children);
}
