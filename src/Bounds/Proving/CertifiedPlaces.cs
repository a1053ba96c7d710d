using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;
using Domain = BoundCheck.Numeric.Ranges.Domain;

namespace BoundCheck.Bounds.Proving;

/// <summary>
/// Refutes a claim of one variable at a point that may be irrational: a certified root of a denominator (of cos under tan, of the argument of log), where a
/// side is undefined; or, for a strict claim, of a factor of left - right, where the two sides are equal.
/// </summary>
internal static class CertifiedPlaces
{
    private const int WorkLimit = 1500;

    /// <summary>Null when no such place is found. The domain is exactly the set that the claim asks about.</summary>
    internal static Refuted? Find(Claim claim, Expr variable, Domain domain, CancellationToken cancellation)
    {
        var body = claim.Body;
        var options = new RangeOptions(WorkLimit: WorkLimit, Cancellation: cancellation);
        foreach (var condition in Symbolic.Simplification.DomainConditions.Conditions(body.Left - body.Right))
        {
            // A condition of a branch is asked only where the branch is taken.
            if (condition.OnlyWhereReached || condition.Relation == Relation.GreaterOrEqual || Root(condition.Expression) is not { } root)
                continue;
            return Witness(variable, root, $"{condition.Expression} is 0 there, so a side is undefined");
        }
        if (body.Relation is Relation.Equal or Relation.LessOrEqual or Relation.GreaterOrEqual)
            return null;
        var f = UnivariateFunction.FromExpr(body.Difference, variable);
        foreach (var factor in ZeroFactors.Of(body.Difference))
        {
            // Where a factor is 0 and left - right is defined, left = right.
            if (Root(factor) is { } root && (f.Evaluate(root.Enclosure).IsDefined || IsDefinedAt(f, root)))
                return Witness(variable, root, $"{factor} is 0 there, so the sides are equal");
        }
        return null;

        Root? Root(Expr g) => g.IsClosed() ? null : Roots.Find(UnivariateFunction.FromExpr(g, variable), domain, options).Roots is [var first, ..]
            ? first
            : null;
    }

    private static bool IsDefinedAt(UnivariateFunction f, Root root) =>
        root.Exact is { } exact && f.Evaluate(Numeric.Exact.ExactReal.FromExpr(exact)).IsDefined;

    private static Refuted Witness(Expr variable, Root root, string found)
    {
        var (low, high) = (Rational.FromDouble(root.Enclosure.Lo), Rational.FromDouble(root.Enclosure.Hi));
        string text = root.Exact is { } exact ? $"at {variable} = {exact}, {found}" : found;
        return new(new Witness([low == high ? new(variable.ToString(), low) : new WitnessValue(variable.ToString(), low, high)], text), Method.Interval);
    }
}
