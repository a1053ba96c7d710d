using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Certificates.Steps;

/// <summary>
/// The value is a factor times another value, by exact normal forms; the parts are the sign of the factor (positive for a strict claim, not
/// negative for
/// another; for an equation that it is defined) and the claim of the other value.
/// </summary>
/// <param name="Factor">The factor, in the objective language.</param>
/// <param name="Rest">The other value.</param>
internal sealed record Rewritten(string Factor, string Rest) : ProofStep
{
    internal override Outcome Apply(Goal goal)
    {
        if (!goal.IsEvidentlyDefined)
            return Outcome.No("the value is not evidently defined");
        if (goal.Relation is Relation.Equal or Relation.NotEqual)
            return Outcome.No("the rule is for inequalities");
        if (!Parser.Parse(Factor).TryGet(out var factor, out _) || !Parser.Parse(Rest).TryGet(out var rest, out _))
            return Outcome.No("the factor and the rest are not expressions");
        if (factor.Variables().Concat(rest.Variables()).Any(v => !goal.Variables.Contains(v)))
            return Outcome.No("another variable occurs");
        if (!ZeroTest.AreEqual(goal.Value, factor * rest))
            return Outcome.No("the factor times the rest is not the value, by exact normal forms");
        return factor.IsRational(out var q) && q.Sign > 0
            ? Outcome.To(goal.With(rest, goal.Relation))
            : Outcome.To(goal.With(factor, goal.Relation), goal.With(rest, goal.Relation));
    }
}
