namespace BoundCheck.Numeric.Networks;

/// <summary>
/// A network Linear(inputs, width), optional batch normalisation, activation, Linear(width, outputs), and its loss
/// L = 1/n Σ_samples Σ_outputs F(output - target).
/// </summary>
/// <param name="Inputs">d, at least 1.</param>
/// <param name="Width">Hidden units, at least 1.</param>
/// <param name="Outputs">Outputs, at least 1.</param>
/// <param name="Loss">F.</param>
/// <param name="Activation">The activation.</param>
/// <param name="BatchNorm">
/// Normalise each hidden unit by the mean and (biased) variance of the whole batch, before the activation, without scale and shift.
/// </param>
/// <param name="Bias">Both layers have a bias.</param>
public sealed record NetworkShape(int Inputs, int Width, int Outputs, ScalarFunction Loss, ScalarFunction Activation, bool BatchNorm, bool Bias)
{
    /// <summary>Added to the variance under the root of batch normalisation.</summary>
    public const double Epsilon = 1e-5;

    /// <summary>The largest size of a layer.</summary>
    public const int LargestLayer = 65_536;

    /// <summary>The number of weights and biases.</summary>
    public long Parameters => (long)Inputs * Width + (long)Width * Outputs + (Bias ? Width + Outputs : 0);

    /// <summary>Which size is out of range; null when none is.</summary>
    internal string? Fault() =>
        Inputs is < 1 or > LargestLayer || Width is < 1 or > LargestLayer || Outputs is < 1 or > LargestLayer
            ? $"Layers have 1 to {LargestLayer} units, found {Inputs}, {Width} and {Outputs}."
        : Parameters > 1 << 24 ? $"At most {1 << 24} weights, found {Parameters}."
        : null;
}
