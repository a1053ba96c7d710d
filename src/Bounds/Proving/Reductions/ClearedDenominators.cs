using BoundCheck.Bounds.Propositions;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving.Reductions;

/// <summary>
/// The difference multiplied by denominators of known strict sign, so that no quotient is left at the top. For claims evidently defined everywhere, where
/// the denominators are not 0: then the relation of the product, turned round for a negative factor, is that of the difference.
/// </summary>
internal static class ClearedDenominators
{
    private const int MostDenominators = 4;

    internal static Reduction? Apply(Claim claim, BoxSigns signs)
    {
        var terms = Terms(claim.Body.Difference);
        // The largest exponent of each denominator among the terms.
        var powers = new Dictionary<Expr, Rational>(ReferenceEqualityComparer.Instance);
        foreach (var power in terms.SelectMany(Factors).OfType<Power>().Where(p => p.Exponent.Sign < 0 && p.Exponent.IsInteger && !p.Base.IsClosed()))
            powers[power.Base] = powers.TryGetValue(power.Base, out var known) ? Rational.Max(known, -power.Exponent) : -power.Exponent;
        if (powers.Count is 0 or > MostDenominators || powers.Keys.Any(b => signs.Strict(b) == 0 && !Totality.IsEvidentlyPositive(b)))
            return null;
        bool mirrored = powers.Count(p => p.Value.Numerator.IsEven == false && signs.Strict(p.Key) < 0) % 2 == 1;
        var sum = Sum.Of(terms.Select(t => Multiply(t, powers)));
        var relation = mirrored ? ConditionTools.Mirror(claim.Body.Relation) : claim.Body.Relation;
        return new("denominators cleared", [new Part(claim with { Body = new(sum, relation, Constant.Zero) })]);
    }

    private static List<Expr> Terms(Expr difference)
    {
        var terms = new List<Expr>();
        foreach (var term in difference is Sum s ? s.Children : [difference])
        {
            // c (a + b) is c a + c b.
            if (term is Product { Children: [Constant c, Sum inner] })
                terms.AddRange(inner.Children.Select(t => c * t));
            else
                terms.Add(term);
        }
        return terms;
    }

    private static IEnumerable<Expr> Factors(Expr term) => term is Product p ? p.Children : [term];

    private static Expr Multiply(Expr term, Dictionary<Expr, Rational> powers)
    {
        var left = new Dictionary<Expr, Rational>(powers, ReferenceEqualityComparer.Instance);
        var factors = new List<Expr>();
        foreach (var factor in Factors(term))
        {
            if (factor is Power { Exponent.Sign: < 0 } p && p.Exponent.IsInteger && left.TryGetValue(p.Base, out var power))
                left[p.Base] = power + p.Exponent;
            else
                factors.Add(factor);
        }
        factors.AddRange(left.Where(l => !l.Value.IsZero).Select(l => l.Key.Pow(l.Value)));
        return Product.Of(factors);
    }
}
