using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Certificates.Steps;

/// <summary>
/// The value is the zero function by exact normal forms: rational functions of the variables and of independent exp, log, root and
/// trigonometric terms, over the
/// rationals. A variable whose range is a point is replaced by it.
/// </summary>
internal sealed record ByIdentity : ProofStep
{
    internal override Outcome Apply(Goal goal)
    {
        if (goal.Relation is not (Relation.Equal or Relation.GreaterOrEqual))
            return Outcome.No("an identity does not prove a strict claim");
        if (!goal.IsEvidentlyDefined && !goal.Enclose(goal.Value, 64).IsDefined)
            return Outcome.No("the value is not evidently defined");
        var points = goal.Claim.Box.Where(r => r.Low is { } low && low == r.High).ToDictionary(r => r.Variable, r => (Expr)r.Low!);
        return Outcome.If(ZeroTest.IsIdenticallyZero(goal.Value.Substitute(points)) == true, "the value is not zero by exact normal forms");
    }
}
