using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Proving;

/// <summary>
/// left = right where a normal form cannot tell, such as atan(1/x) = pi/2 - atan(x) for x > 0: all slopes of left - right are identically 0, and at one point
/// of a set that is star-shaped about it the two sides are exactly equal.
/// </summary>
/// <remarks>
/// D = left - right is defined on the set S that the claim asks about. Its nodes are analytic inside the box (roots are proved to be of positive numbers
/// there), so D is differentiable along each segment from the centre p, a point inside the box, up to its end, where D is still continuous: D = D(p) on the
/// segment (mean value theorem).
/// </remarks>
internal static class DerivativeIdentity
{
    private const int MostCentres = 12, MostNodes = 300;

    internal static Verdict Run(ProofTask task)
    {
        var claim = task.Claim;
        if (task.Depth > 1 || Expr.Postorder(claim.Body.Left, claim.Body.Right) is var nodes && (nodes.Count > MostNodes || !nodes.All(Analyticity.IsAnalytic)))
            return new Unknown("not an analytic identity");
        var difference = claim.Body.Difference;
        if (!claim.Box.All(r => ZeroTest.IsIdenticallyZero(difference.Derivative(r.Variable)) == true))
            return new Unknown("the difference is not certainly constant");
        if (Centre(claim) is not { } centre)
            return new Unknown("no point where the sides are certainly equal");
        if (!Definition.IsEvident(claim, task.Signs) && !UnivariateStrategy.IsDefined(task) && SolverStrategy.Defined(task) is not Proved)
            return new Unknown("the sides differ by a constant, but are not certainly defined everywhere");
        if (!RootsArePositive(task) || !claim.Where.All(c => IsStarShaped(task, c, centre)))
            return new Unknown("the sides differ by a constant on parts that are not certainly connected");
        return new Proved(Method.Symbolic,
            $"the difference has slope 0 and is 0 at {string.Join(", ", claim.Box.Zip(centre, (r, v) => $"{r.Variable} = {v}"))}");
    }

    /// <summary>A point inside the box, the side conditions holding, where the two sides are exactly equal.</summary>
    private static Rational[]? Centre(Claim claim)
    {
        var check = new PointCheck(claim with { Body = claim.Body with { Relation = Relation.Equal }, Box = Opened(claim) });
        foreach (var point in SampleSearch.Diagonal(claim).Take(MostCentres))
        {
            switch (check.At(point).Outcome)
            {
                case PointOutcome.Holds:
                    return point;
                case PointOutcome.Fails:
                    return null;
            }
        }
        return null;
    }

    private static System.Collections.Immutable.ImmutableArray<VariableRange> Opened(Claim claim) =>
        [.. claim.Box.Select(r => r with { LowClosed = false, HighClosed = false })];

    private static bool RootsArePositive(ProofTask task) =>
        Expr.Postorder(task.Claim.Body.Left, task.Claim.Body.Right).OfType<Power>()
            .Where(p => !p.Exponent.IsInteger && !Totality.IsEvidentlyPositive(p.Base)).All(p =>
            Prover.DecidePart(task, new Claim("", new(p.Base, Relation.Greater, Constant.Zero), Opened(task.Claim), task.Claim.Where),
                task.Options, whole: false) is Proved);

    // Affine conditions hold on convex sets. Others: where all conditions hold at x, this one holds at every point between the centre and x.
    private static bool IsStarShaped(ProofTask task, Comparison condition, Rational[] centre)
    {
        var claim = task.Claim;
        if (condition.Relation == Relation.NotEqual)
            return false;
        if (claim.Box.All(r => condition.Difference.Derivative(r.Variable).IsClosed()))
            return true;
        var t = Variable.Of("segment_");
        var between = claim.Box.Select((r, i) => (Key: r.Variable, Value: centre[i] + t * (r.Variable - centre[i]))).ToDictionary(p => p.Key, p => p.Value);
        var moved = condition.Map(e => e.Substitute(between));
        return Prover.DecidePart(task, new Claim("", moved, [.. claim.Box, VariableRange.Closed(t, 0, 1)], claim.Where), task.Options, whole: false) is Proved;
    }
}
