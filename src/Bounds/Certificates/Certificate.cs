using System.Collections.Immutable;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Certificates;

/// <summary>A claim as it was typed, and a proof of it as data.</summary>
/// <param name="Schema">The version of the format, "boundcheck-certificate/1".</param>
/// <param name="Claim">The comparison as typed.</param>
/// <param name="On">The box as typed; empty when there is none.</param>
/// <param name="Where">The side conditions as typed; empty when there are none.</param>
/// <param name="Parameters">Names that stand for expressions in these texts.</param>
/// <param name="Verdict">"proved", "refuted" or "unknown".</param>
/// <param name="Defined">Proofs that both sides are defined, one for each condition of that; empty where it is evident.</param>
/// <param name="Proof">The proof that the comparison holds; null when there is none.</param>
/// <param name="Reason">Why there is no proof; null when there is one.</param>
/// <param name="Of">What the claim says of a function; null when it is only itself.</param>
internal sealed record Certificate(string Schema, string Claim, string On, string Where,
    ImmutableSortedDictionary<string, string> Parameters, string Verdict, ImmutableArray<ProofStep> Defined, ProofStep? Proof = null,
    string? Reason = null, Property? Of = null)
{
    internal const string Version = "boundcheck-certificate/1";

    /// <summary>
    /// The goals of a claim: first that each condition of definedness holds, then that the claim does. The conditions of an expression stand before
    /// those of what contains it.
    /// </summary>
    internal static (ImmutableArray<Goal> Defined, Goal Holds) Goals(Claim claim)
    {
        var holds = new Goal(claim, false);
        if (holds.IsEvidentlyDefined)
            return ([], holds with { IsDefined = true });
        var conditions = DomainConditions.Conditions(claim.Body.Left).AddRange(DomainConditions.Conditions(claim.Body.Right)).Distinct();
        return ([.. conditions.Select(c => holds.With(c.Expression, c.Relation))], holds with { IsDefined = true });
    }
}
