using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Numeric.Batches;

/// <summary>Phenomena seen in a cell of a sweep (theory section 4), from extremes over the run.</summary>
[Flags]
public enum SweepPhenomena
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Sharpness started below 2/h and rose through it.</summary>
    ProgressiveSharpening = 1,

    /// <summary>Sharpness exceeded 2/h, the loss rose at or after that step, and the run converged with limit sharpness in [(1-τ)2/h, 2/h].</summary>
    EdgeOfStability = 2,

    /// <summary>The imbalance D fell.</summary>
    Balancing = 4,

    /// <summary>The loss rose above its initial value, ended below it, and so did the sharpness.</summary>
    Catapult = 8,
}

/// <summary>The phenomena of a run as flags.</summary>
internal static class PhenomenonFlags
{
    internal static SweepPhenomena ToFlags(this Phenomena seen) =>
        (seen.ProgressiveSharpening.Detected ? SweepPhenomena.ProgressiveSharpening : 0) | (seen.EdgeOfStability.Detected ? SweepPhenomena.EdgeOfStability : 0)
        | (seen.Balancing.Detected ? SweepPhenomena.Balancing : 0) | (seen.Catapult.Detected ? SweepPhenomena.Catapult : 0);
}

/// <summary>What a sweep measured, by cell.</summary>
public sealed class SweepCells
{
    internal SweepCells(BatchResults results, TimeSpan time, double[] limitSharpness, double[] maxLoss, SweepPhenomena[] phenomena)
    {
        Results = results;
        LimitSharpness = limitSharpness;
        MaxLoss = maxLoss;
        Phenomena = phenomena;
        Time = time;
    }

    internal BatchResults Results { get; }

    internal double[][] Starts { get; init; } = [[], []];

    /// <summary>Number of cells.</summary>
    public int Count => Outcomes.Length;

    /// <summary>How each run ended. Ending in the saddle x = y = 0, or exactly on an unstable minimiser, is periodic with period 1.</summary>
    public Outcome[] Outcomes => Results.Outcomes;

    /// <summary>Periods of periodic cells, 0 elsewhere.</summary>
    public byte[] Periods => Results.Periods;

    /// <summary>
    /// The first step at which the end was there: within the tolerance, out of bounds, at rest; for periodic cells the step of the look that found the
    /// period.
    /// </summary>
    public long[] Steps => Results.Steps;

    /// <summary>Last states: |x+y|²/4 and |x-y|²/4 for the product form, the variables for the general form.</summary>
    public double[][] FinalStates => Results.States;

    /// <summary>Sharpness of the limit of converged cells, NaN elsewhere.</summary>
    public double[] LimitSharpness { get; }

    /// <summary>Largest loss of the run; NaN without tracking.</summary>
    public double[] MaxLoss { get; }

    /// <summary>Phenomena; none without tracking, and in the general form catapults only.</summary>
    public SweepPhenomena[] Phenomena { get; }

    /// <summary>The steps that the runs of all cells took, as <see cref="Steps"/> says.</summary>
    public long UsefulSteps => Steps.Sum();

    /// <summary>Wall-clock time of the iteration and its evaluation, without compilation.</summary>
    public TimeSpan Time { get; }

    /// <summary>Useful steps a second.</summary>
    public double StepsPerSecond => UsefulSteps / Math.Max(Time.TotalSeconds, 1e-9);
}

/// <summary>Progress of a sweep.</summary>
/// <param name="Done">Cells finished.</param>
/// <param name="Cells">Cells in all.</param>
public readonly record struct SweepProgress(long Done, long Cells);
