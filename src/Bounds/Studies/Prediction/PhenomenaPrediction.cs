using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Studies.Prediction;

/// <summary>What is known about one phenomenon before running.</summary>
/// <param name="Certified">Proved: it will be seen in a run that completes (apart from the exceptional starts with some u_k = 0 or A_k = 0); refuted: it can't
/// be.</param>
/// <param name="By">What certifies it; null when nothing does.</param>
/// <param name="ByLaw">What an unproved law expects; null when no law speaks.</param>
/// <param name="LawReason">The law and its numbers.</param>
public sealed record PhenomenonPrediction(Verdict Certified, Source? By = null, bool? ByLaw = null, string? LawReason = null);

/// <summary>The phenomena of large steps (theory section 4), each with what is known before running.</summary>
/// <param name="ProgressiveSharpening">Sharpness starts below 2/h and rises through it.</param>
/// <param name="EdgeOfStability">The run converges with limit sharpness just below 2/h after having been above it.</param>
/// <param name="Balancing">The imbalance falls.</param>
/// <param name="Catapult">The loss first rises and the run ends flatter than it began.</param>
public sealed record PhenomenaPrediction(
    PhenomenonPrediction ProgressiveSharpening, PhenomenonPrediction EdgeOfStability, PhenomenonPrediction Balancing, PhenomenonPrediction Catapult);
