using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
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

    /// <summary>Its border in doubles, for plots: in (x, y) for d = 1, else in (A, B); empty where nothing bounds it.</summary>
    public virtual IReadOnlyList<(double X, double Y)> Outline(bool scalar) => [];
}

/// <summary>Every start.</summary>
public sealed record EveryStart(string Text) : StartSet(Text);

/// <summary>No start.</summary>
public sealed record NoStart(string Text) : StartSet(Text)
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
