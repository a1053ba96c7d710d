using BoundCheck.Bounds.Propositions;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Certificates.Steps;

/// <summary>Both sides are values of one strictly increasing function, defined at both arguments: the relation of the values is that of the
/// arguments.</summary>
internal sealed record Stripped : ProofStep
{
    internal override Outcome Apply(Goal goal) =>
        goal.Claim.Body is { Left: Application { Function: { IsIncreasing: true, Arity: 1 } f } a, Right: Application b } body && ReferenceEquals(f, b.Function)
        && goal.IsEvidentlyDefined
            ? Outcome.To(new Goal(goal.Claim with { Body = new Comparison(a.Children[0], body.Relation, b.Children[0]) }, true))
            : Outcome.No("the sides are not values of one increasing function");
}
