using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Regularity;

/// <summary>
/// One claim about a function of u on a half-line: by one-variable analysis where it is transcendental, by the prover otherwise, then the other.
/// </summary>
internal static class ClaimOrSign
{
    internal static Verdict Decide(Claim claim, Domain domain, (UnivariateFunction F, Relation Relation)? equivalent, CancellationToken cancellation)
    {
        ClaimCapture.Note(claim);
        bool algebraic = Expr.Postorder(claim.Body.Left, claim.Body.Right)
            .All(n => n is not (NamedConstant or Application { Function: not (Abs or Min or Max or Symbolic.Sign or Huber) }));
        Func<Verdict> prover = () => Prover.Decide(claim, new ProverOptions { Cancellation = cancellation });
        Func<Verdict> signs = () =>
        {
            var f = equivalent?.F ?? UnivariateFunction.FromExpr(claim.Body.Difference, OuterExpressions.U);
            return Decisions.Sign(f, domain, equivalent?.Relation ?? claim.Body.Relation, claim.Body.Difference.ToString(), cancellation);
        };
        Verdict? undecided = null;
        foreach (var method in algebraic ? new[] { prover, signs } : [signs, prover])
        {
            cancellation.ThrowIfCancellationRequested();
            var verdict = Undefinedness.Demote(claim, method());
            if (verdict is not Unknown)
                return verdict;
            undecided ??= verdict;
        }
        return undecided!;
    }
}
