using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Bounds.Studies.Runs;

/// <summary>How prediction and measurement of a phenomenon go together.</summary>
public enum Agreement
{
    /// <summary>Neither predicted nor seen.</summary>
    Neither,

    /// <summary>Certified before the run and not seen: the run did not complete, or a contradiction.</summary>
    Predicted,

    /// <summary>Seen without a certificate.</summary>
    Detected,

    /// <summary>Certified and seen.</summary>
    Both,
}

/// <summary>A phenomenon, predicted and measured.</summary>
/// <param name="Name">Its name in the JSON.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Prediction">What was known before the run.</param>
/// <param name="Measured">What the run showed.</param>
public sealed record PhenomenonRow(string Name, string Title, PhenomenonPrediction Prediction, Phenomenon Measured)
{
    /// <summary>Predicted (by a certificate), detected, both or neither.</summary>
    public Agreement Agreement => (Prediction.Certified.IsProved, Measured.Detected) switch
    {
        (true, true) => Agreement.Both,
        (true, false) => Agreement.Predicted,
        (false, true) => Agreement.Detected,
        _ => Agreement.Neither,
    };

    /// <summary>The four phenomena of a run.</summary>
    internal static System.Collections.Immutable.ImmutableArray<PhenomenonRow> Of(PhenomenaPrediction p, Phenomena m) =>
    [
        new("progressiveSharpening", "progressive sharpening", p.ProgressiveSharpening, m.ProgressiveSharpening),
        new("edgeOfStability", "edge of stability", p.EdgeOfStability, m.EdgeOfStability),
        new("balancing", "balancing", p.Balancing, m.Balancing),
        new("catapult", "catapult", p.Catapult, m.Catapult),
    ];
}
