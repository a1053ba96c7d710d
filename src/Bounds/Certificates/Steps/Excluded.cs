using BoundCheck.Bounds.Proving;
using BoundCheck.Numeric.Precision;

namespace BoundCheck.Bounds.Certificates.Steps;

/// <summary>A side condition fails, or is undefined, on the whole box, so nothing is asked there.</summary>
/// <param name="Box">The box, as it has to stand.</param>
/// <param name="Condition">The number of the condition, from 0.</param>
/// <param name="Digits">Binary digits of its enclosure.</param>
internal sealed record Excluded(string Box, int Condition, int Digits) : ProofStep
{
    internal override Outcome Apply(Goal goal)
    {
        if (Box != goal.On)
            return Outcome.No($"the box {Box} is not the one asked about");
        if (Condition < 0 || Condition >= goal.Claim.Where.Length || Digits is < BigInterval.LeastPrecision or > 4096)
            return Outcome.No("there is no such condition, or the digits are out of range");
        var condition = goal.Claim.Where[Condition];
        var value = goal.Enclose(condition.Difference, Digits).Value;
        return Outcome.If(value.IsEmpty || PointCheck.Holds(condition.Relation, value) == false, $"{condition} may hold there");
    }
}
