using System.Collections.Immutable;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving.Reductions;

/// <summary>
/// Claims that together imply the claim they were made from, definedness included. <see cref="Part.Definitions"/> leads a point of a part back to
/// a point of the claim.
/// </summary>
/// <param name="Name">What was done, for the certificate.</param>
/// <param name="Parts">The claims.</param>
internal sealed record Reduction(string Name, ImmutableArray<Part> Parts)
{
    /// <summary>A claim under a further condition (null for none), and the condition itself as a claim at the same points.</summary>
    internal static ImmutableArray<Part> Given(Claim claim, Comparison? condition) =>
        condition is null ? [new(claim)] : [new(claim with { Body = condition }), new(claim with { Where = claim.Where.Add(condition) })];
}

/// <summary>One of the claims of a reduction.</summary>
/// <param name="Claim">What is left to decide.</param>
/// <param name="Definitions">Variables of the original claim that are no longer in the box, as expressions in those that are.</param>
internal sealed record Part(Claim Claim, ImmutableArray<(Expr Variable, Expr Value)> Definitions)
{
    internal Part(Claim claim)
        : this(claim, [])
    {
    }
}
