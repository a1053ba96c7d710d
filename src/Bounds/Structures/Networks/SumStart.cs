using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Networks;

/// <summary>A block with its part of the start.</summary>
/// <param name="Objective">The block.</param>
/// <param name="Point">The start of its variables.</param>
internal sealed record BlockStart(Objective Objective, ImmutableSortedDictionary<string, ImmutableArray<Certified>> Point);

/// <summary>A start of a decoupled sum.</summary>
/// <param name="Blocks">The blocks in order.</param>
internal sealed record SumStart(ImmutableArray<BlockStart> Blocks) : ReducedState
{
    /// <inheritdoc/>
    public override ReducedState Moved(double share) => new SumStart([.. Blocks.Select((b, j) => j > 0 ? b : b with
    {
        Point = b.Point.SetItem(b.Point.Keys.First(), [.. b.Point.Values.First()
            .Select(x => x + Rational.FromDouble(share) * Certified.Max(1, Certified.Abs(x)))]),
    })]);
}
