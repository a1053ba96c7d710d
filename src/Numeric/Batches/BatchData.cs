using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Numeric.Batches;

/// <summary>Settings of a batch.</summary>
/// <param name="Steps">The step budget.</param>
/// <param name="Track">Whether maxima are tracked; without, phenomena are not known and a bounded run counts as unsettled.</param>
/// <param name="Threads">Threads; results do not depend on it.</param>
internal sealed record BatchSettings(long Steps, bool Track, int Threads);

/// <summary>The starts of a batch, by state and cell.</summary>
/// <param name="States">One array a state value, one element a cell.</param>
/// <param name="UniformStep">The step size of all cells, when Steps is null.</param>
/// <param name="Steps">The step size of each cell.</param>
internal sealed record BatchStarts(double[][] States, double UniformStep, double[]? Steps)
{
    internal int Cells => States[0].Length;
}

/// <summary>The ends of a batch, by cell.</summary>
internal sealed class BatchResults
{
    internal BatchResults(int cells, int states, int maxima)
    {
        Outcomes = new Outcome[cells];
        Periods = new byte[cells];
        Steps = new long[cells];
        States = [.. Enumerable.Range(0, states).Select(_ => new double[cells])];
        Maxima = [.. Enumerable.Range(0, maxima).Select(_ => new double[cells])];
    }

    /// <summary>Outcomes.</summary>
    internal Outcome[] Outcomes { get; }

    /// <summary>Periods, 0 where there is none; 1 for a stationary point that is not convergence.</summary>
    internal byte[] Periods { get; }

    /// <summary>The step count at which the end was found: a multiple of the chunk, or the budget.</summary>
    internal long[] Steps { get; }

    /// <summary>Last states.</summary>
    internal double[][] States { get; }

    /// <summary>Tracked maxima; none without tracking.</summary>
    internal double[][] Maxima { get; }
}

/// <summary>Translates lane statuses.</summary>
internal static class Outcomes
{
    internal static Outcome Of(LaneStatus status) => status switch
    {
        LaneStatus.Converged => Outcome.Converged,
        LaneStatus.Diverged => Outcome.Diverged,
        LaneStatus.Stationary => Outcome.Periodic,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Only ended lanes have an outcome."),
    };
}
