using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Smt;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Proving;

/// <summary>left = right as functions, by exact normal forms; the claim is then ==, &lt;= or >= wherever both sides are defined.</summary>
internal static class IdentityStrategy
{
    private const int Screen = 12;

    /// <summary>By evident signs, or by one normal form of sides that are evidently defined.</summary>
    internal static Verdict AtOnce(ProofTask task)
    {
        if (EvidentSign.Run(task) is Proved signs)
            return signs;
        return task.Claim.Body.Relation is Relation.LessOrEqual or Relation.GreaterOrEqual or Relation.Equal
            && Definition.IsEvident(task.Claim, task.Signs)
            && !task.Points.DifferSomewhere(SampleSearch.Diagonal(task.Original).Take(Screen))
            && ZeroTest.IsIdenticallyZero(task.Claim.Body.Difference) == true
            ? new Proved(Method.Symbolic, "the sides have one normal form and are defined")
            : new Unknown("not an identity");
    }

    internal static Verdict Run(ProofTask task)
    {
        if (task.Claim.Body.Relation is Relation.Less or Relation.Greater or Relation.NotEqual)
            return new Unknown("an identity does not prove a strict claim");
        // Normal forms of unlike closed terms can be expensive; one point where the sides differ spares them.
        if (task.Points.DifferSomewhere(SampleSearch.Diagonal(task.Original).Take(Screen)))
            return new Unknown("not an identity");
        if (ZeroTest.IsIdenticallyZero(task.Claim.Body.Difference) != true)
            return DerivativeIdentity.Run(task) is Proved p ? p : new Unknown("not an identity by exact normal forms");
        if (Definition.IsEvident(task.Claim, task.Signs) || UnivariateStrategy.IsDefined(task))
            return new Proved(Method.Symbolic, "the sides have one normal form and are defined");
        return SolverStrategy.Defined(task);
    }
}
