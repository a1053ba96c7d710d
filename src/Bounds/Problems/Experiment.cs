using System.Collections.Immutable;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Problems;

/// <summary>A problem ready to be run, in the coordinates of its structure. What it measures is in doubles and proves nothing.</summary>
public abstract record Experiment
{
    /// <summary>The step size.</summary>
    public abstract Rational Step { get; }

    /// <summary>The tolerance of convergence.</summary>
    public abstract double Tolerance { get; }

    /// <summary>The step budget.</summary>
    public abstract long Steps { get; }

    /// <summary>Whether it is known what a run should converge to, so that runs at other steps and tolerances can be compared.</summary>
    public abstract bool KnowsLimit { get; }

    /// <summary>The same start with another step size, budget or tolerance.</summary>
    public abstract Experiment With(Rational? step = null, long? steps = null, double? tolerance = null);

    /// <summary>The same, counting the steps at which |u| and f - f* are at least the thresholds; itself where there is no u.</summary>
    public virtual Experiment Counting(ImmutableArray<double> offsets, ImmutableArray<double> losses) => this;

    /// <summary>The same, keeping other states of the run.</summary>
    public virtual Experiment With(Tracing tracing) => this;

    /// <summary>Runs good enough to tell whether a step size fails from this start; null where that can't be told.</summary>
    /// <param name="longest">The longest run of a plane map; where steps cost more, runs are shorter.</param>
    public abstract Experiment? ForSearch(long longest);

    /// <summary>Runs it.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before the run ended.</exception>
    public abstract Measurement Run(IProgress<RunProgress>? progress, CancellationToken cancellation);
}
