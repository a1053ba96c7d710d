using BoundCheck.Numeric.Networks.Data;

namespace BoundCheck.Numeric.Networks;

/// <summary>Full-batch gradient descent on the loss of a network, from one seed with one step size.</summary>
public sealed record NetworkProblem
{
    /// <summary>The network; inputs and outputs are those of the data.</summary>
    public required NetworkShape Shape { get; init; }

    /// <summary>The batch.</summary>
    public required Dataset Data { get; init; }

    /// <summary>Frobenius norm of the first layer's weights at the start, > 0; they are normal otherwise. Biases start at 0.</summary>
    public double FirstNorm { get; init; } = 4;

    /// <summary>Frobenius norm of the second layer's weights at the start, > 0.</summary>
    public double SecondNorm { get; init; } = 16;

    /// <summary>The step size h > 0; null when it is given by <see cref="Multiple"/>.</summary>
    public double? Step { get; init; }

    /// <summary>m > 0 of h = m · 2/λ_0, with λ_0 the sharpness at the start.</summary>
    public double? Multiple { get; init; }

    /// <summary>Steps to make, at least 1.</summary>
    public long Steps { get; init; } = 10_000;

    /// <summary>The seed of the start.</summary>
    public long Seed { get; init; }

    /// <summary>The sharpness is measured at every step that is a multiple of this. Odd, so that both sides of an oscillation are seen.</summary>
    public int SharpnessEvery { get; init; } = 25;

    /// <summary>Converged when |∇L| is at most this.</summary>
    public double Tolerance { get; init; } = 1e-10;

    /// <summary>The relative width τ of the edge-of-stability band about 2/h.</summary>
    public double EdgeWidth { get; init; } = 0.1;

    /// <summary>Threads over samples; the results do not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The largest number of steps: a loss a step is kept.</summary>
    public const long MostSteps = 100_000_000;

    /// <summary>Throws unless the problem is well formed.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public void Validate()
    {
        if (Fault() is { } fault)
            throw new ArgumentException(fault);
    }

    /// <summary>Why the problem is not well formed; null where it is.</summary>
    public string? Fault() => Shape.Fault() is { } fault ? fault
        : Shape.Inputs != Data.Dimension || Shape.Outputs != Data.Outputs ? "The network does not fit the data."
        : !IsPositive(FirstNorm) || !IsPositive(SecondNorm) ? "The norms at the start must be positive."
        : Step is null == Multiple is null || !IsPositive(Step ?? Multiple!.Value) ? "Either the step size or its multiple must be given, and be positive."
        : Steps is < 1 or > MostSteps ? $"The number of steps must be 1 to {MostSteps}."
        : SharpnessEvery < 1 ? "The sharpness is measured every 1 or more steps."
        : null;

    private static bool IsPositive(double value) => value > 0 && double.IsFinite(value);
}
