using System.Numerics;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Smt;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving.Reductions;

/// <summary>
/// A relation B, where A = c P^(p/q) R is the only term with a fractional power, by A^q relation B^q, which has none. t^q is increasing for odd q; for even q
/// the larger side has to be >= 0, a part of its own unless it is evident: A^q > B^q and A >= 0 give A > |B| >= B. For claims whose sides are evidently defined
/// everywhere.
/// </summary>
internal static class PowersOfSides
{
    private const int LargestRoot = 4;

    internal static Reduction? Apply(Claim claim, BoxSigns signs)
    {
        if (claim.Body.Relation is Relation.Equal or Relation.NotEqual)
            return null;
        var terms = ExpNormalForm.Split(claim.Body.Difference);
        var rooted = terms.Where(t => Expr.Postorder(t.Term).Exists(n => n is Power { Exponent.IsInteger: false } p && !p.IsClosed())).ToList();
        if (rooted is not [var (term, coefficient)])
            return null;
        var factors = term is Product product ? product.Children : [term];
        var roots = factors.OfType<Power>().Where(p => !p.Exponent.IsInteger && !p.IsClosed()).ToList();
        var q = roots.Aggregate(BigInteger.One, (m, p) => m / BigInteger.GreatestCommonDivisor(m, p.Exponent.Denominator) * p.Exponent.Denominator);
        // Roots inside of other functions stay; then nothing is gained.
        if (roots.Count == 0 || q > LargestRoot || factors.Where(f => !roots.Contains(f))
            .Any(f => Expr.Postorder(f).Exists(n => n is Power { Exponent.IsInteger: false } p && !p.IsClosed())))
            return null;
        // a relation others, a = |c| term, the sides exchanged where c < 0.
        var others = Sum.Of(terms.Where(t => !ReferenceEquals(t.Term, term)).Select(t => -t.Coefficient * t.Term));
        var relation = claim.Body.Relation;
        if (coefficient.Sign < 0)
            (others, relation) = (-others, ConditionTools.Mirror(relation));
        int n = (int)q;
        var left = Rational.Pow(Rational.Abs(coefficient),
            n) * Product.Of(factors.Select(f => f is Power p && roots.Contains(p) ? p.Base.Pow(p.Exponent * n) : f.Pow(n)));
        // The larger side, of A relation B or of -A and -B, whose even powers are the same.
        bool rises = relation is Relation.Less or Relation.LessOrEqual;
        (Expr Larger, Relation Relation)[] ways = rises
            ? [(others, relation), (-term, ConditionTools.Mirror(relation))]
            : [(term, relation), (-others, ConditionTools.Mirror(relation))];
        bool IsEvident((Expr Larger, Relation Relation) way) => signs.IsNonnegative(way.Larger);
        bool evident = n % 2 == 1 || ways.Any(IsEvident);
        var way = n % 2 == 1 || !evident ? ways[0] : ways.First(IsEvident);
        return new($"powers {n} of both sides",
            Reduction.Given(claim with { Body = new(left, way.Relation, others.Pow(n)) }, evident
                ? null
                : new(way.Larger, Relation.GreaterOrEqual, Constant.Zero)));
    }
}
