using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Theory;

namespace BoundCheck.Bounds.Studies.Steps;

/// <summary>How large a step may be from one start.</summary>
public sealed record StepAnswer
{
    /// <summary>The largest certified step; null without one.</summary>
    public CertifiedStep? Largest { get; init; }

    /// <summary>Why no step is certified; null where one is.</summary>
    public string? Reason { get; init; }

    /// <summary>The start fails at every step size; null unless that is proved.</summary>
    public Failure? Never { get; init; }

    /// <summary>Up to which step the gradient tends to 0 by the classical theorems; null where no set holds the iterates.</summary>
    public StationaryStep? Stationary { get; init; }

    /// <summary>What each theorem certifies of every start.</summary>
    public ImmutableArray<(Source Source, EveryStartStep Step)> EveryStart { get; init; } = [];

    /// <summary>Why no step serves every start; null where one does.</summary>
    public string? EveryStartReason { get; init; }

    /// <summary>The measured threshold; null where it was not looked for or not finished.</summary>
    public StepRow? Measured { get; init; }

    /// <summary>The measured failing step is certified to fail; null where that is not proved.</summary>
    public Failure? Excluded { get; init; }

    /// <summary>The step that was asked for; null when none was.</summary>
    public Certified? Wanted { get; init; }

    /// <summary>The nearest start that certifies it; null where none was found.</summary>
    public NearStart? Nearest { get; init; }

    /// <summary>Why there is no nearest start; null where there is one.</summary>
    public string? NearestReason { get; init; }

    /// <summary>Names of the parts that were left out for want of time.</summary>
    public ImmutableArray<string> Unfinished { get; init; } = [];
}

/// <summary>A start that a step is certified for.</summary>
/// <param name="Point">The value of every variable.</param>
/// <param name="Distance">The distance from the start that was given; 0 for that start itself.</param>
/// <param name="Source">Where it is proved.</param>
public sealed record NearStart(ImmutableSortedDictionary<string, ImmutableArray<Certified>> Point, Certified Distance, Source Source);
