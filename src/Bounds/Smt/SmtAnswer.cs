using System.Collections.Immutable;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Smt;

/// <summary>What a solver said to one query.</summary>
public enum SmtStatus
{
    /// <summary>Exactly "unsat" and nothing else: no assignment satisfies the assertions.</summary>
    Unsat,

    /// <summary>Exactly "sat": some assignment does; a candidate only, to be re-checked outside.</summary>
    Sat,

    /// <summary>Anything else.</summary>
    Unknown,
}

/// <summary>The answer to one query.</summary>
/// <param name="Status">The status.</param>
/// <param name="Reason">For an unknown status, why; otherwise empty.</param>
/// <param name="Model">For sat, the values of the asked symbols that could be read, exact or cut off to a decimal: candidates, not facts.</param>
public sealed record SmtAnswer(SmtStatus Status, string Reason, ImmutableDictionary<string, Rational> Model)
{
    /// <summary>Steps the solver took, in its own count (rlimit), over all runs behind the answer; 0 where it does not say.</summary>
    public long Steps { get; init; }

    /// <summary>
    /// The reply with the exact values where the model has irrational ones, to be read by <see cref="SmtModel.ParseExactly"/>; otherwise empty.
    /// </summary>
    internal string ExactModel { get; init; } = "";

    /// <summary>An unknown answer.</summary>
    public static SmtAnswer Unknown(string reason) => new(SmtStatus.Unknown, reason, ImmutableDictionary<string, Rational>.Empty);
}
