using System.Collections.Immutable;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>Which points of a box a supremum is taken over, and what is known of f there.</summary>
/// <param name="Asked">Of a box, or a point as a box: true when every point counts, false when none does, null when that is not known.</param>
/// <param name="Bounds">Functions that are nowhere below f at points that count, such as f minus a multiple of what a condition keeps at most 0.</param>
/// <param name="Holding">Boxes with at least one point that counts, continuous f on them: the supremum is at least the least value on each.</param>
public sealed record SideConditions(Func<Interval[], bool?> Asked, ImmutableArray<Expr> Bounds, ImmutableArray<Interval[]> Holding);
