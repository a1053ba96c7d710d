using BoundCheck.Bounds.Certificates.Steps;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Certificates.Search;

/// <summary>Exact points where the slope of a value of one variable vanishes, for the rule of convex values.</summary>
internal static class Tangents
{
    internal static IEnumerable<Convex> Of(Goal goal, VariableRange range)
    {
        if (goal.Claim.Box.Length != 1 || goal.Relation is Relation.Equal or Relation.NotEqual || !Convex.Smooth(goal.Value))
            yield break;
        foreach (var critical in CriticalPoints.Find(goal.Value.Derivative(range.Variable), range.Variable).Points)
        {
            if (critical.Point.Closed is { } point)
                yield return new(point.ToString());
        }
    }
}
