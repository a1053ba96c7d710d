using BoundCheck.Bounds.Propositions;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving.Reductions;

/// <summary>
/// S relation O with S a product of positive factors, exponentials and fractional powers among them, as log S relation log O, logarithms of such products
/// written out as sums; O > 0 is a part of its own unless it is evident. For claims whose sides are evidently defined everywhere: log is increasing, and S > 0.
/// </summary>
internal static class LogarithmsOfSides
{
    internal static Reduction? Apply(Claim claim, BoxSigns signs)
    {
        if (claim.Body.Relation is Relation.Equal or Relation.NotEqual)
            return null;
        var (left, right) = (claim.Body.Left, claim.Body.Right);
        bool isLeft = Sum(left, signs) is not null;
        if ((isLeft ? Sum(left, signs) : Sum(right, signs)) is not { } sum)
            return null;
        var other = isLeft ? right : left;
        var logarithm = Sum(other, signs) ?? Log.Instance.Of(other);
        var body = isLeft ? new Comparison(sum, claim.Body.Relation, logarithm) : new Comparison(logarithm, claim.Body.Relation, sum);
        return new("logarithms of both sides", Reduction.Given(claim with { Body = body }, signs.Strict(other) > 0
            ? null
            : new(other, Relation.Greater, Constant.Zero)));
    }

    /// <summary>The reduction of a claim of two such products, which needs no other part.</summary>
    internal static Reduction? Products(Claim claim, BoxSigns signs) =>
        Sum(claim.Body.Left, signs) is not null && Sum(claim.Body.Right, signs) is not null ? Apply(claim, signs) : null;

    // log S, when it holds logarithms: S has powers with variables in the exponent, or fractional ones.
    private static Expr? Sum(Expr side, BoxSigns signs)
    {
        var terms = new List<Expr>();
        foreach (var factor in side is Product p ? p.Children : [side])
        {
            switch (factor)
            {
                case Application { Function: Exp } e:
                    terms.Add(e.Argument);
                    break;
                case Power { Exponent.IsInteger: false } power when signs.Strict(power.Base) > 0:
                    terms.Add(power.Exponent * Log.Instance.Of(power.Base));
                    break;
                default:
                    if (signs.Strict(factor) <= 0)
                        return null;
                    terms.Add(Log.Instance.Of(factor));
                    break;
            }
        }
        bool helps = terms.Exists(t => t is not Application { Function: Log } && Expr.Postorder(t).Exists(n => n is Application { Function: Log }));
        return helps ? Symbolic.Sum.Of(terms).Transform(node => Unfold(node, signs)) : null;
    }

    // log(a b) = log a + log b for a, b > 0.
    private static Expr Unfold(Expr node, BoxSigns signs) =>
        node is Application { Function: Log, Argument: Product p } && p.Children.All(c => signs.Strict(c) > 0)
        ? Symbolic.Sum.Of(p.Children.Select(c => Log.Instance.Of(c)))
        : node;
}
