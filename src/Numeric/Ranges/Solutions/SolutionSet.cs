using System.Collections.Immutable;

namespace BoundCheck.Numeric.Ranges.Solutions;

/// <summary>An interval of the line with certified ends; a point when both ends are one.</summary>
/// <param name="Low">The lower end; null for minus infinity.</param>
/// <param name="LowClosed">Whether the lower end is a member.</param>
/// <param name="High">The upper end; null for plus infinity.</param>
/// <param name="HighClosed">Whether the upper end is a member.</param>
public sealed record SolutionPart(Cut? Low, bool LowClosed, Cut? High, bool HighClosed)
{
    /// <summary>True for a single point.</summary>
    public bool IsPoint => Low is not null && ReferenceEquals(Low, High);

    /// <summary>"[0, sqrt(2))", or "{0}" for a point.</summary>
    public override string ToString() => IsPoint
        ? $"{{{Low}}}"
        : $"{(LowClosed ? '[' : '(')}{Low?.ToString() ?? "-inf"}, {High?.ToString() ?? "inf"}{(HighClosed ? ']' : ')')}";
}

/// <summary>Where a comparison of one variable holds.</summary>
/// <param name="Holds">The parts where it holds, in increasing order; they do not touch.</param>
/// <param name="Undecided">Parts where it is not known; everywhere else it fails or a side is undefined.</param>
/// <param name="Reasons">Why parts are undecided.</param>
public sealed record SolutionSet(ImmutableArray<SolutionPart> Holds, ImmutableArray<SolutionPart> Undecided, ImmutableArray<string> Reasons)
{
    /// <summary>True when nothing is undecided.</summary>
    public bool IsComplete => Undecided.IsEmpty;
}
