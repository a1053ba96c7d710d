using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Exact;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving;

/// <summary>Claims without variables: one evaluation in rising precision, then exact arithmetic for equalities.</summary>
internal static class ClosedClaims
{
    internal static Verdict Decide(ProofTask task)
    {
        var (outcome, found) = task.Points.At([]);
        switch (outcome)
        {
            case PointOutcome.Holds:
                return new Proved(Method.Interval, "evaluated in interval arithmetic");
            case PointOutcome.Excluded:
                return new Proved(Method.Interval, "a side condition fails");
            case PointOutcome.Fails or PointOutcome.Undefined:
                return new Refuted(new Witness([], found), Method.Interval);
        }
        var exact = ExactReal.FromExpr(task.Original.Body.Left - task.Original.Body.Right);
        if (task.Original.Where.IsEmpty && exact.IsPoint && PointCheck.Holds(task.Original.Body.Relation, exact) is { } holds)
        {
            return holds
                ? new Proved(Method.Symbolic, "evaluated exactly")
                : new Refuted(new Witness([], $"left - right = {exact.Expr} exactly"), Method.Symbolic);
        }
        return new Unknown("the two sides agree to 3200 binary digits and their equality is not decided");
    }
}
