using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Numeric.Batches;

/// <summary>Phenomena seen in a cell of a sweep (theory section 4), from maxima over the run.</summary>
[Flags]
public enum SweepPhenomena
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Sharpness started below 2/h and rose through it.</summary>
    ProgressiveSharpening = 1,

    /// <summary>Sharpness exceeded 2/h, |s - c| did not only fall, and the run converged with limit sharpness in [(1-τ)2/h, 2/h].</summary>
    EdgeOfStability = 2,

    /// <summary>The imbalance D fell.</summary>
    Balancing = 4,

    /// <summary>The loss rose above its initial value, ended below it, and so did the sharpness.</summary>
    Catapult = 8,
}

/// <summary>What a sweep measured, by cell.</summary>
public sealed class SweepCells
{
    internal SweepCells(BatchResults results, long usefulSteps, TimeSpan time)
    {
        int n = results.Outcomes.Length;
        Outcomes = results.Outcomes;
        Periods = results.Periods;
        Steps = results.Steps;
        FinalStates = results.States;
        LimitSharpness = new double[n];
        MaxLoss = new double[n];
        Phenomena = new SweepPhenomena[n];
        UsefulSteps = usefulSteps;
        Time = time;
    }

    /// <summary>Number of cells.</summary>
    public int Count => Outcomes.Length;

    /// <summary>How each run ended. Ending in the saddle x = y = 0, or exactly on an unstable minimiser, is periodic with period 1.</summary>
    public Outcome[] Outcomes { get; }

    /// <summary>Periods of periodic cells, 0 elsewhere.</summary>
    public byte[] Periods { get; }

    /// <summary>The step count at which the end was noticed: a multiple of 64, or the budget.</summary>
    public long[] Steps { get; }

    /// <summary>Last states: |x+y|²/4 and |x-y|²/4 for the product form, the variables for the general form.</summary>
    public double[][] FinalStates { get; }

    /// <summary>Sharpness of the limit of converged cells, NaN elsewhere.</summary>
    public double[] LimitSharpness { get; }

    /// <summary>Largest loss of the run; NaN without tracking.</summary>
    public double[] MaxLoss { get; }

    /// <summary>Phenomena; none without tracking, and in the general form catapults only.</summary>
    public SweepPhenomena[] Phenomena { get; }

    /// <summary>Steps made in lanes that had not ended, over all cells.</summary>
    public long UsefulSteps { get; }

    /// <summary>Wall-clock time of the iteration, without compilation.</summary>
    public TimeSpan Time { get; }

    /// <summary>Useful steps a second.</summary>
    public double StepsPerSecond => UsefulSteps / Math.Max(Time.TotalSeconds, 1e-9);
}

/// <summary>Progress of a sweep.</summary>
/// <param name="Done">Cells finished.</param>
/// <param name="Cells">Cells in all.</param>
public readonly record struct SweepProgress(long Done, long Cells);
