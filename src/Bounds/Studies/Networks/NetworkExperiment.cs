using System.Collections.Immutable;
using System.Globalization;
using BoundCheck.Numeric.Networks;

namespace BoundCheck.Bounds.Studies.Networks;

/// <summary>One experiment with networks: the same problem from each of several seeds, and what is expected of them.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Problems">The problem of each seed, at least one; they differ in their seeds alone.</param>
/// <param name="Expectations">What was measured before.</param>
public sealed record NetworkExperiment(string Name, ImmutableArray<NetworkProblem> Problems, ImmutableArray<MeasuredRange> Expectations)
{
    /// <summary>The problem of the first seed.</summary>
    public NetworkProblem First => Problems[0];

    /// <summary>The network.</summary>
    public NetworkShape Shape => First.Shape;

    /// <summary>Everything that the results depend on, as one text: experiments with equal texts have equal results.</summary>
    public string Identity => string.Create(CultureInfo.InvariantCulture,
        $"{Shape.Loss.Value};{Shape.Activation.Value};{Shape.Inputs};{Shape.Width};{Shape.Outputs};{Shape.BatchNorm};{Shape.Bias};{First.Data.Digest};")
        + string.Create(CultureInfo.InvariantCulture,
        $"{First.FirstNorm:R};{First.SecondNorm:R};{First.Step:R};{First.Multiple:R};{First.Steps};{First.SharpnessEvery};{First.Tolerance:R};")
        + string.Join(',', Problems.Select(p => p.Seed));
}
