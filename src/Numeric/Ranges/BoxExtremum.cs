using System.Collections.Immutable;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Numeric.Ranges;

/// <summary>A certified supremum or infimum over a box.</summary>
/// <param name="Value">Contains the supremum (infimum), ends rounded outward; an infinite end means that no bound was found. Empty: the
/// side conditions hold nowhere.</param>
/// <param name="Places">The parts of the box where it can be attained or approached.</param>
/// <param name="Parts">How many parts were examined.</param>
/// <param name="Shortfall">Why the asked width was not reached; null when it was.</param>
public sealed record BoxExtremum(Interval Value, ImmutableArray<ImmutableArray<Interval>> Places, int Parts, string? Shortfall)
{
    /// <summary>A point, or a narrow box that holds one, with the largest value seen; null where none was kept.</summary>
    public ImmutableArray<Interval>? Best { get; init; }

    /// <summary>True when the enclosure is as narrow as was asked.</summary>
    public bool IsSettled => Shortfall is null;
}
