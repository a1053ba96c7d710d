namespace BoundCheck.Cli.Input;

/// <summary>A method as typed, in options or the table [method] of a problem file; nothing for gradient descent.</summary>
public sealed record MethodInput
{
    /// <summary>λ.</summary>
    public SourceText? WeightDecay { get; init; }

    /// <summary>The steps: an expression, a list or a file.</summary>
    public SourceText? Schedule { get; init; }

    /// <summary>The bound of the norm of gradients.</summary>
    public SourceText? ClipNorm { get; init; }

    /// <summary>The bound of F'.</summary>
    public SourceText? ClipResidual { get; init; }

    /// <summary>"true" for one term of a sum a step.</summary>
    public SourceText? Sgd { get; init; }

    /// <summary>The seed of the order of the terms; null for the order of the sum.</summary>
    public SourceText? Seed { get; init; }

    /// <summary>m.</summary>
    public SourceText? Momentum { get; init; }

    /// <summary>"true" for Nesterov's method.</summary>
    public SourceText? Nesterov { get; init; }

    /// <summary>ρ.</summary>
    public SourceText? Sam { get; init; }
}
