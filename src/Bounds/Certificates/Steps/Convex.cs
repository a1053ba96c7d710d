using BoundCheck.Bounds.Propositions;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Certificates.Steps;

/// <summary>
/// The value is convex in the only variable and has slope 0 at a point of the box, where it is so least: f(x) >= f(p) + f'(p)(x - p) (second
/// derivative not negative inside). The parts: the second derivative is not negative; the slope at the point is 0; the value there has its sign; the
/// point is in the box.
/// </summary>
/// <param name="At">The point, an expression without variables.</param>
internal sealed record Convex(string At) : ProofStep
{
    internal override Outcome Apply(Goal goal)
    {
        if (goal.Claim.Box is not [var range] || goal.Relation is Relation.Equal or Relation.NotEqual || goal.Claim.IsVacuous)
            return Outcome.No("the rule is for an inequality of one variable");
        if (!Parser.Parse(At).TryGet(out var point, out _) || !point.IsClosed())
            return Outcome.No("the point is not a number");
        var x = range.Variable;
        if (goal.Without(x) is not { } wide || !wide.IsEvidentlyDefined)
            return Outcome.No("the value is not evidently defined without the conditions");
        if (!Smooth(goal.Value))
            return Outcome.No("the value is not smooth");
        var slope = goal.Value.Derivative(x);
        var at = new Goal(new Claim(new Comparison(point, goal.Relation, Constant.Zero)), false);
        var goals = new List<Goal>
        {
            wide.With(slope.Derivative(x), Relation.GreaterOrEqual, isDefined: true),
            at.With(slope.Substitute(x, point), Relation.Equal),
            at.With(goal.Value.Substitute(x, point), goal.Relation),
        };
        if (range.Low is { } low)
            goals.Add(at.With(point - low, Relation.Greater));
        if (range.High is { } high)
            goals.Add(at.With(high - point, Relation.Greater));
        return Outcome.To([.. goals]);
    }

    /// <summary>True when only functions occur that are smooth wherever they are defined, so that no value has a kink.</summary>
    internal static bool Smooth(Expr value) =>
        !Expr.Postorder(value).Exists(n => Cases.Chooses(n) || n is Power { Exponent.IsInteger: false } or Application { Function: Sqrt or Softsign });
}
