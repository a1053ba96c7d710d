using BoundCheck.Bounds.Certificates.Steps;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Proving.Reductions;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Certificates.Search;

/// <summary>Other forms of a value: shorter ones, and those whose denominators stand outside.</summary>
internal static class Factors
{
    internal static IEnumerable<Rewritten> Of(Goal goal)
    {
        var simple = Simplifier.Simplify(goal.Value).Value;
        if (!ReferenceEquals(simple, goal.Value))
            yield return new("1", simple.ToString());
        if (ClearedDenominators.Apply(goal.Claim, new BoxSigns(goal.Claim)) is not { Parts: [var cleared] })
            yield break;
        var whole = new Goal(cleared.Claim, true).Value;
        yield return new(Simplifier.Simplify(goal.Value / whole).Value.ToString(), Simplifier.Simplify(whole).Value.ToString());
    }
}
