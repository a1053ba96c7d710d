using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Certificates.Steps;

/// <summary>A value that is positive, or negative, at every point asked about is nowhere 0.</summary>
/// <param name="Positive">Which of both.</param>
internal sealed record Sided(bool Positive) : ProofStep
{
    internal override Outcome Apply(Goal goal) => goal.Relation == Relation.NotEqual
        ? Outcome.To(goal.With(Positive ? goal.Value : -goal.Value, Relation.Greater, goal.IsDefined))
        : Outcome.No("the rule is for !=");
}
