using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Smt;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving.Reductions;

/// <summary>
/// D + c >= 0 with an irrational constant c (1/(3 sqrt 3), pi/4) as D + r >= 0 with a simple rational r &lt;= c, so close that only a claim that is tight is
/// lost. For claims whose sides are evidently defined everywhere.
/// </summary>
internal static class RationalConstants
{
    private const int Precision = 120, Bits = 50;

    internal static Reduction? Apply(Claim claim)
    {
        if (claim.Body.Relation is Relation.Equal or Relation.NotEqual)
            return null;
        bool below = claim.Body.Relation is Relation.Less or Relation.LessOrEqual, strict = claim.Body.Relation is Relation.Less or Relation.Greater;
        var terms = ExpNormalForm.Split(below ? -claim.Body.Difference : claim.Body.Difference);
        var closed = Sum.Of(terms.Where(t => t.Term.IsClosed()).Select(t => t.Coefficient * t.Term));
        if (closed.IsRational(out _) || terms.All(t => t.Term.IsClosed()))
            return null;
        var value = new ValueEvaluator<BigInterval>(Tape.Compile(closed, []), Precision).Evaluate([]);
        if (!value.IsDefined || RationalEnds.Ends(value.Value) is not var (low, _))
            return null;
        var rational = Rational.Simplest(low - Rational.Abs(low) * Rational.Pow(2, -Bits), low);
        var sum = Sum.Of(terms.Where(t => !t.Term.IsClosed()).Select(t => t.Coefficient * t.Term)) + rational;
        return new($"{rational} for {closed}", [new Part(claim with { Body = new(sum, strict ? Relation.Greater : Relation.GreaterOrEqual, Constant.Zero) })]);
    }
}
