using System.Collections.Immutable;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>A certified root: the enclosure holds exactly one root of the function, and it lies in the domain.</summary>
/// <param name="Enclosure">Ends rounded outward; a point where the root is a double.</param>
/// <param name="Exact">The root in closed form, proved; null where it was not recognised.</param>
/// <param name="IsSimple">True when the slope is certainly not 0 on the enclosure; otherwise the root is a multiple one, or its kind is not known.</param>
public sealed record Root(Interval Enclosure, Expr? Exact, bool IsSimple);

/// <summary>The roots of a function on a domain.</summary>
/// <param name="Roots">Certified roots in increasing order.</param>
/// <param name="Shortfall">Why there may be others; null when the list is complete.</param>
/// <param name="Undecided">The smallest part that may hold others.</param>
public sealed record RootSet(ImmutableArray<Root> Roots, string? Shortfall = null, Interval? Undecided = null)
{
    /// <summary>True when no other root exists in the domain.</summary>
    public bool IsComplete => Shortfall is null;

    /// <summary>The number of roots, or null when it is not certain.</summary>
    public int? Count => IsComplete ? Roots.Length : null;
}
