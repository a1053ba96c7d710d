using System.Numerics;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Smt;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving.Reductions;

/// <summary>
/// A relation B with A, B >= 0, where A = c P^(p/q) R is the only term with a fractional power, as A^q relation B^q, which has none: t^q is increasing on t >= 0. B >= 0 is a part of its own
/// unless it is evident, and for B > A or B >= A only, where it follows from the claim. For claims whose sides are evidently defined everywhere.
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
        if (roots.Count == 0 || q > LargestRoot || factors.Where(f => !roots.Contains(f)).Any(f => Expr.Postorder(f).Exists(n => n is Power { Exponent.IsInteger: false } p && !p.IsClosed())))
            return null;
        if (!signs.IsNonnegative(term))
            return null;
        // a relation others, a = |c| term, the sides exchanged where c < 0.
        var others = Sum.Of(terms.Where(t => !ReferenceEquals(t.Term, term)).Select(t => -t.Coefficient * t.Term));
        var relation = claim.Body.Relation;
        if (coefficient.Sign < 0)
            (others, relation) = (-others, ConditionTools.Mirror(relation));
        bool evident = signs.IsNonnegative(others);
        if (!evident && relation is Relation.Greater or Relation.GreaterOrEqual)
            return null;
        int n = (int)q;
        var left = Rational.Pow(Rational.Abs(coefficient), n) * Product.Of(factors.Select(f => f is Power p && roots.Contains(p) ? p.Base.Pow(p.Exponent * n) : f.Pow(n)));
        var part = new Part(claim with { Body = new(left, relation, others.Pow(n)) });
        return new($"powers {n} of both sides", evident ? [part] : [new Part(claim with { Body = new(others, Relation.GreaterOrEqual, Constant.Zero) }), part]);
    }
}
