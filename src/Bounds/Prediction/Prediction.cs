using System.Collections.Immutable;
using BoundCheck.Bounds.Catalogue;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Prediction;

/// <summary>What is known about convergence before running.</summary>
public enum ConvergencePrediction
{
    /// <summary>A theorem whose hypotheses are all proved gives s_k -> c.</summary>
    Certified,

    /// <summary>A converse theorem says that almost no such start converges.</summary>
    Excluded,

    /// <summary>Neither.</summary>
    Open,
}

/// <summary>The predictions that follow from the theorems that apply.</summary>
public sealed record PredictionReport
{
    /// <summary>Convergence to a minimiser.</summary>
    public required ConvergencePrediction Convergence { get; init; }

    /// <summary>Which theorem says so, and any exceptional starts.</summary>
    public required string ConvergenceNote { get; init; }

    /// <summary>The largest certified step for this start (a supremum), or null.</summary>
    public Certified? StepCertified { get; init; }

    /// <summary>The theorem that gives <see cref="StepCertified"/>.</summary>
    public string? StepThreshold { get; init; }

    /// <summary>A catapult will happen.</summary>
    public required Verdict Catapult { get; init; }

    /// <summary>The imbalance will fall strictly.</summary>
    public required Verdict Balancing { get; init; }

    /// <summary>An upper bound of the limit sharpness, or null.</summary>
    public Certified? LimitSharpnessAtMost { get; init; }

    /// <summary>A certified lower bound of the limit sharpness (T6 at the start, or T8), or null.</summary>
    public Certified? LimitSharpnessAtLeast { get; init; }

    /// <summary>hφ_∞ as T7's law expects it: a rough number and not a certificate; null when the law does not speak.</summary>
    public double? LimitEdgeRatioByLaw { get; init; }

    /// <summary>Each phenomenon with what is known before running.</summary>
    public required PhenomenaPrediction Phenomena { get; init; }

    /// <summary>Steps until a quantity is small.</summary>
    public ImmutableArray<IterationBound> IterationsTo { get; init; } = [];
}
