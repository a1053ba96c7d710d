using System.Collections.Immutable;
using System.Text.Json.Serialization;
using BoundCheck.Bounds.Certificates.Steps;

namespace BoundCheck.Bounds.Certificates;

/// <summary>
/// One step of a proof: a rule with its parameters. The rule makes of a goal the goals of its parts, which together imply it, or refuses;
/// the goals are never read from a file. A rule is one sealed record in Steps, and says in its documentation why it is sound.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "rule")]
[JsonDerivedType(typeof(BySigns), "signs")]
[JsonDerivedType(typeof(ByEnclosure), "enclosure")]
[JsonDerivedType(typeof(ByIdentity), "identity")]
[JsonDerivedType(typeof(Excluded), "excluded")]
[JsonDerivedType(typeof(Split), "split")]
[JsonDerivedType(typeof(Cases), "cases")]
[JsonDerivedType(typeof(Monotone), "monotone")]
[JsonDerivedType(typeof(Rewritten), "rewritten")]
[JsonDerivedType(typeof(Stripped), "stripped")]
[JsonDerivedType(typeof(Convex), "convex")]
[JsonDerivedType(typeof(Sided), "sided")]
[JsonDerivedType(typeof(BySolver), "solver")]
internal abstract record ProofStep
{
    /// <summary>The proofs of the goals that the rule makes, in their order.</summary>
    [JsonPropertyOrder(100)]
    public ImmutableArray<ProofStep> Parts { get; init; } = [];

    /// <summary>The goals left to prove, or why the rule does not apply.</summary>
    internal abstract Outcome Apply(Goal goal);
}

/// <summary>What a rule makes of a goal.</summary>
/// <param name="Goals">What is left to prove; empty when nothing is.</param>
/// <param name="Refusal">Why the rule does not apply; null when it does.</param>
internal readonly record struct Outcome(ImmutableArray<Goal> Goals, string? Refusal)
{
    /// <summary>Nothing is left to prove.</summary>
    internal static Outcome Done { get; } = new([], null);

    /// <summary>The goals together imply the one asked.</summary>
    internal static Outcome To(params ImmutableArray<Goal> goals) => new(goals, null);

    /// <summary>The rule does not apply.</summary>
    internal static Outcome No(string reason) => new([], reason);

    /// <summary>Nothing is left where the condition holds.</summary>
    internal static Outcome If(bool holds, string otherwise) => holds ? Done : No(otherwise);
}
