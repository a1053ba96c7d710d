using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Problems;

/// <summary>An objective with a start and a step: what check and run are asked about.</summary>
public sealed record Problem
{
    /// <summary>The objective.</summary>
    public required Objective Objective { get; init; }

    /// <summary>The step size h > 0.</summary>
    public required Certified Step { get; init; }

    /// <summary>The start of every variable, by the name of its scalar variable, component or vector.</summary>
    public required ImmutableSortedDictionary<string, ImmutableArray<Certified>> Point { get; init; }

    /// <summary>The start in product form; null for a general objective.</summary>
    public Start? Start { get; init; }

    /// <summary>The largest number of steps of a run.</summary>
    public long Steps { get; init; } = 10_000;

    /// <summary>The tolerance of convergence: on |u_k| in product form, on |∇f| otherwise.</summary>
    public double Tolerance { get; init; } = 1e-10;
}
