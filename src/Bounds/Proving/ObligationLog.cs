using System.Collections.Immutable;
using BoundCheck.Bounds.Smt;

namespace BoundCheck.Bounds.Proving;

/// <summary>Keeps the unsat queries of each successful encoding, so that a proof can be exported. One log a decision.</summary>
public sealed class ObligationLog
{
    private readonly List<(string Box, SmtObligation Obligation)> _proved = [];

    /// <summary>The queries, each with the box it speaks of, in the order they were answered.</summary>
    public IReadOnlyList<(string Box, SmtObligation Obligation)> Proved => _proved;

    internal void Add(string box, ImmutableArray<SmtObligation> obligations) => _proved.AddRange(obligations.Select(o => (box, o)));

    internal void Add(ObligationLog other) => _proved.AddRange(other._proved);
}
