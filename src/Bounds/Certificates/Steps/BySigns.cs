using BoundCheck.Bounds.Proving;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Certificates.Steps;

/// <summary>
/// The rules of signs, part by part: a sum of positive terms is positive, an even power is not negative, exp is positive, and so on, over a
/// box with its
/// open ends. They need no number.
/// </summary>
internal sealed record BySigns : ProofStep
{
    internal override Outcome Apply(Goal goal)
    {
        if (goal.Claim.IsVacuous)
            return Outcome.Done;
        var signs = new BoxSigns(goal.Claim);
        if (!goal.IsEvidentlyDefined)
            return Outcome.No("the value is not evidently defined");
        return Outcome.If(goal.Relation switch
        {
            Relation.Greater => signs.Strict(goal.Value) > 0,
            Relation.GreaterOrEqual => signs.IsNonnegative(goal.Value),
            Relation.NotEqual => signs.Strict(goal.Value) != 0,
            _ => false,
        }, "the rules of signs do not tell");
    }
}
