using System.Collections.Immutable;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Numeric.Networks;

/// <summary>The state of a training run at a step at which the sharpness was measured.</summary>
/// <param name="Step">The step.</param>
/// <param name="Loss">L.</param>
/// <param name="Sharpness">The algebraically largest eigenvalue of the Hessian.</param>
/// <param name="GradientNorm">|∇L|.</param>
/// <param name="FirstNorm">|W1|_F.</param>
/// <param name="SecondNorm">|W2|_F.</param>
/// <param name="Accuracy">The share of samples whose largest output is that of their class.</param>
public readonly record struct NetworkPoint(long Step, double Loss, double Sharpness, double GradientNorm, double FirstNorm, double SecondNorm, double Accuracy)
{
    /// <summary>|W1|² + |W2|², what p is in the product family.</summary>
    public double P => FirstNorm * FirstNorm + SecondNorm * SecondNorm;

    /// <summary>(|W1|² - |W2|²)², what the imbalance D is in the product family with d = 1.</summary>
    public double Imbalance => (FirstNorm - SecondNorm) * (FirstNorm - SecondNorm) * (FirstNorm + SecondNorm) * (FirstNorm + SecondNorm);

    /// <summary>The larger over the smaller layer norm.</summary>
    public double Ratio => Math.Max(FirstNorm, SecondNorm) / Math.Min(FirstNorm, SecondNorm);
}

/// <summary>What a training run measured. Everything is in doubles: measured, not certified.</summary>
public sealed record NetworkMeasurement
{
    /// <summary>How it ended, in the words of the product family.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Why, where the outcome alone does not say.</summary>
    public required OutcomeCause Cause { get; init; }

    /// <summary>The seed.</summary>
    public required long Seed { get; init; }

    /// <summary>Steps made.</summary>
    public required long Steps { get; init; }

    /// <summary>The step size h.</summary>
    public required double Step { get; init; }

    /// <summary>The sharpness λ_0 at the start.</summary>
    public required double InitialSharpness { get; init; }

    /// <summary>2/h.</summary>
    public double Edge => 2 / Step;

    /// <summary>The states at which the sharpness was measured, and the last one.</summary>
    public required ImmutableArray<NetworkPoint> Trace { get; init; }

    /// <summary>The loss at every step, from step 0.</summary>
    public required ImmutableArray<double> Losses { get; init; }

    /// <summary>
    /// The losses thinned to at most about so many points: of every stretch of steps the smallest and the largest, in order, so that no rise is lost.
    /// </summary>
    public ImmutableArray<(long Step, double Loss)> LossEnvelope(int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 2);
        int stretch = Math.Max(1, (2 * Losses.Length + most - 1) / most);
        var points = ImmutableArray.CreateBuilder<(long, double)>();
        for (int first = 0; first < Losses.Length; first += stretch)
        {
            int low = first, high = first, end = Math.Min(first + stretch, Losses.Length);
            for (int k = first; k < end; k++)
            {
                // A loss that is no number ends a run; it counts as the largest.
                if (Losses[k] < Losses[low])
                    low = k;
                if (Losses[k] > Losses[high] || double.IsNaN(Losses[k]))
                    high = k;
            }
            points.Add((Math.Min(low, high), Losses[Math.Min(low, high)]));
            if (low != high)
                points.Add((Math.Max(low, high), Losses[Math.Max(low, high)]));
        }
        return points.ToImmutable();
    }

    /// <summary>The first state.</summary>
    public NetworkPoint Initial => Trace[0];

    /// <summary>The last state.</summary>
    public NetworkPoint Final => Trace[^1];

    /// <summary>The median of the sharpness over the last tenth of the steps; null where none is finite.</summary>
    public required double? TailSharpness { get; init; }

    /// <summary>The tail's sharpness over 2/h.</summary>
    public double? Tail => TailSharpness / Edge;

    /// <summary>The largest sharpness measured.</summary>
    public required double MaxSharpness { get; init; }

    /// <summary>The largest |W1|² + |W2|² at a measured step.</summary>
    public required double MaxP { get; init; }

    /// <summary>The largest loss over the first one, every step counted.</summary>
    public required double LossRise { get; init; }

    /// <summary>The first step at which the loss rose.</summary>
    public required long? FirstLossRise { get; init; }

    /// <summary>The phenomena of large steps, by the definitions of the product family; the limit sharpness is that of the tail.</summary>
    public required Phenomena Phenomena { get; init; }

    /// <summary>Hessian-vector products made.</summary>
    public required long HessianProducts { get; init; }
}
