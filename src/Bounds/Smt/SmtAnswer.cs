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
    /// <summary>An unknown answer.</summary>
    public static SmtAnswer Unknown(string reason) => new(SmtStatus.Unknown, reason, ImmutableDictionary<string, Rational>.Empty);
}

/// <summary>Limits of one query.</summary>
/// <param name="Timeout">Wall time; a backstop, so that the answer does not depend on the machine unless it is hit.</param>
/// <param name="Resources">Z3's own deterministic step count (rlimit); 0 for none.</param>
public sealed record SmtLimits(TimeSpan Timeout, uint Resources)
{
    /// <summary>10 s and 20 million steps.</summary>
    public static SmtLimits Default { get; } = new(TimeSpan.FromSeconds(10), 20_000_000);
}
