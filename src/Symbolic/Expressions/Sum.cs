using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>A sum of at least two terms, with at most one rational literal; short nested sums are flattened.</summary>
public sealed class Sum : Expr
{
    /// <summary>Longer nested nodes stay nested: copying them into each parent would make long chains quadratic.</summary>
    internal const int FlattenLimit = 8;

    private Sum(ImmutableArray<Expr> terms, int hash)
        : base(hash, terms)
    {
    }

    /// <summary>The sum of the terms: short nested sums flattened, literals added up (placed where the first stood), zero dropped.</summary>
    public static Expr Of(IEnumerable<Expr> terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var kept = ImmutableArray.CreateBuilder<Expr>();
        Rational constant = 0;
        int place = -1;
        foreach (var term in terms)
        {
            if (term is Sum { Children.Length: <= FlattenLimit } inner)
            {
                foreach (var t in inner.Children)
                    Take(t);
            }
            else
            {
                Take(term);
            }
        }
        if (!constant.IsZero)
            kept.Insert(place, Constant.Of(constant));
        if (kept.Count == 0)
            return Constant.Zero;
        if (kept.Count == 1)
            return kept[0];
        var hash = new HashCode();
        hash.Add(7);
        foreach (var k in kept)
            hash.Add(k.Hash);
        return Interning.Share(new Sum(kept.DrainToImmutable(), hash.ToHashCode()));

        void Take(Expr t)
        {
            if (t is Constant c)
            {
                constant += c.Value;
                if (place < 0)
                    place = kept.Count;
            }
            else
            {
                kept.Add(t);
            }
        }
    }

    internal override bool SameNode(Expr other) => SameChildren(other);

    private protected override Expr Rebuild(ImmutableArray<Expr> children) => Of(children);
}
