using System.Collections.Immutable;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Certificates;

/// <summary>The texts that make a claim, as they were typed.</summary>
/// <param name="Claim">The comparison.</param>
/// <param name="On">The box.</param>
/// <param name="Where">The side conditions.</param>
/// <param name="Parameters">Names that stand for expressions in them.</param>
public sealed record TypedClaim(string Claim, string On, string Where, IReadOnlyDictionary<string, Expr> Parameters)
{
    /// <summary>The texts of a claim that nobody typed.</summary>
    internal static TypedClaim Of(Propositions.Claim claim) => new(claim.Body.ToString(), claim.On, string.Join("; ", claim.Where),
        ImmutableDictionary<string, Expr>.Empty);
}
