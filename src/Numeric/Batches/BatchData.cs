using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Numeric.Batches;

/// <summary>Settings of a batch.</summary>
/// <param name="Steps">The step budget.</param>
/// <param name="Threads">Threads; results do not depend on it.</param>
internal sealed record BatchSettings(long Steps, int Threads);

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
    internal BatchResults(int cells, int states, int trackers)
    {
        Outcomes = new Outcome[cells];
        Periods = new byte[cells];
        Steps = new long[cells];
        Doubtful = new bool[cells];
        States = [.. Enumerable.Range(0, states).Select(_ => new double[cells])];
        Trackers = [.. Enumerable.Range(0, trackers).Select(_ => new double[cells])];
    }

    /// <summary>Outcomes.</summary>
    internal Outcome[] Outcomes { get; }

    /// <summary>Periods, 0 where there is none; 1 for a stationary point that is not convergence.</summary>
    internal byte[] Periods { get; }

    /// <summary>The first step of the end, or the budget.</summary>
    internal long[] Steps { get; }

    /// <summary>Ends that a look in more digits may correct.</summary>
    internal bool[] Doubtful { get; }

    /// <summary>Last states.</summary>
    internal double[][] States { get; }

    /// <summary>Trackers over the whole run; none without tracking.</summary>
    internal double[][] Trackers { get; }

    /// <summary>Takes the end of a cell from a single run.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="run">The run.</param>
    /// <param name="inCoordinates">Whether the states are the variables, not those of F(x·y).</param>
    internal void Take(int cell, Measurement run, bool inCoordinates = false)
    {
        (Outcomes[cell], Periods[cell], Steps[cell]) = (run.Outcome, (byte)(run.Period ?? 0), run.Steps);
        if (inCoordinates)
        {
            for (int i = 0; i < States.Length; i++)
                States[i][cell] = run.FinalX[i];
            return;
        }
        (States[0][cell], States[1][cell]) = (0.5 * run.Final.P / 2 + 0.5 * run.Final.S, 0.5 * run.Final.P / 2 - 0.5 * run.Final.S);
    }

    /// <summary>Whether the results fit a batch, to be filled again.</summary>
    internal bool Fits(int cells, int states, int trackers) => Outcomes.Length == cells && States.Length == states && Trackers.Length == trackers;
}

/// <summary>The outcomes of ended lanes.</summary>
internal static class Outcomes
{
    internal static Outcome Of(LaneStatus status) =>
        status == LaneStatus.Converged ? Outcome.Converged : status == LaneStatus.Diverged ? Outcome.Diverged : Outcome.Periodic;
}
