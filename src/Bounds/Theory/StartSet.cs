using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Theory;

/// <summary>A vertex of a region in the plane of A = |x+y|² and B = |x-y|².</summary>
/// <param name="A">The A coordinate.</param>
/// <param name="B">The B coordinate.</param>
public sealed record RegionVertex(Certified A, Certified B);

/// <summary>The starts that a theorem certifies at one step size.</summary>
/// <param name="Text">The set in words, with its condition; for the empty set why it is empty.</param>
public abstract record StartSet(string Text)
{
    /// <summary>Whether it holds any start.</summary>
    public virtual bool IsEmpty => false;

    /// <summary>Its corners in the plane of (A, B); empty for sets that are no polygon.</summary>
    public virtual ImmutableArray<RegionVertex> Vertices => [];

    /// <summary>Its area in the plane of (x, y) for d = 1; null where it is infinite or not known.</summary>
    public virtual Certified? Area => null;

    /// <summary>Its share of the square |x|, |y| &lt;= half for d = 1, enclosed; null where it is not known.</summary>
    public virtual Certified? Share(Rational half) => null;

    /// <summary>A start of the set about as near to the given one as any, in rationals; a guess, to be checked. Null where the set offers none.</summary>
    /// <param name="start">The start, in the coordinates of the structure.</param>
    /// <param name="margin">How far inside the border to stay, relatively; in (0, 1).</param>
    public virtual ReducedState? Near(ReducedState start, double margin) => null;

    /// <summary>Its border in doubles, for plots: in (x, y) for d = 1, else in (A, B); empty where nothing bounds it.</summary>
    public virtual IReadOnlyList<(double X, double Y)> Outline(bool scalar) => [];
}

/// <summary>Every start.</summary>
public sealed record EveryStart(string Text) : StartSet(Text)
{
    /// <inheritdoc/>
    /// <remarks>A null set may be left out, from which a small change of one coordinate leads.</remarks>
    public override ReducedState Near(ReducedState start, double margin)
    {
        ArgumentNullException.ThrowIfNull(start);
        return start.Moved(margin);
    }
}

/// <summary>No start.</summary>
internal sealed record NoStart(string Text) : StartSet(Text)
{
    /// <inheritdoc/>
    public override bool IsEmpty => true;
}

/// <summary>Starts of which nothing was decided, for a reason such as "time"; it counts as empty, so that nothing is certified.</summary>
public sealed record UndecidedStarts(string Text) : StartSet(Text)
{
    /// <inheritdoc/>
    public override bool IsEmpty => true;
}
