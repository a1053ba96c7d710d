using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving;

/// <summary>Claims that the rules of signs decide, whatever the size of the numbers: exp(-1e30*x) > 0.</summary>
internal static class EvidentSign
{
    internal static Verdict Run(ProofTask task)
    {
        var (body, signs) = (task.Claim.Body, task.Signs);
        bool holds = body.Relation switch
        {
            Relation.Greater => signs.Strict(body.Difference) > 0,
            Relation.Less => signs.Strict(body.Difference) < 0,
            Relation.GreaterOrEqual => signs.IsNonnegative(body.Difference),
            Relation.LessOrEqual => signs.IsNonnegative(-body.Difference),
            Relation.NotEqual => signs.Strict(body.Difference) != 0,
            _ => false,
        };
        return holds && Definition.IsEvident(task.Claim, signs)
            ? new Proved(Method.Interval, "by the signs of the parts, which are evidently defined")
            : new Unknown("no evident sign");
    }
}
