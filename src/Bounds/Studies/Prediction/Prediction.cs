using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Studies.Prediction;

/// <summary>What is known about convergence before running.</summary>
public enum ConvergencePrediction
{
    /// <summary>A theorem whose hypotheses are all proved gives convergence, from every start but a null set.</summary>
    Certified,

    /// <summary>A theorem says that the run does not converge, exact hits of a minimiser excepted.</summary>
    Excluded,

    /// <summary>Neither.</summary>
    Open,
}

/// <summary>The predictions that follow from the implications of the theorems.</summary>
public sealed record PredictionReport
{
    /// <summary>Everything that was proved for the problem, in the catalogue's order.</summary>
    public required ImmutableArray<Implication> Implications { get; init; }

    /// <summary>Convergence to a minimiser.</summary>
    public required ConvergencePrediction Convergence { get; init; }

    /// <summary>Which theorem says so, and any exceptional starts.</summary>
    public required string ConvergenceNote { get; init; }

    /// <summary>The largest certified step of this start; null without one.</summary>
    public CertifiedStep? Step { get; init; }

    /// <summary>Why there is no certified step; null where there is one.</summary>
    public string? StepReason { get; init; }

    /// <summary>The largest certified step for this start (a supremum), or null.</summary>
    public Certified? StepCertified => Step?.Supremum;

    /// <summary>The theorem that gives <see cref="StepCertified"/>.</summary>
    public string? StepThreshold => Step?.Source.Theorem;

    /// <summary>The certified failure that excludes convergence; null without one.</summary>
    public Failure? Failure { get; init; }

    /// <summary>A catapult will happen.</summary>
    public Verdict Catapult => Phenomena.Catapult.Certified;

    /// <summary>The imbalance will fall strictly.</summary>
    public Verdict Balancing => Phenomena.Balancing.Certified;

    /// <summary>The smallest upper bound of the limit sharpness that holds for this run, or null.</summary>
    public SharpnessCap? Cap { get; init; }

    /// <summary>The largest lower bound of the limit sharpness, or null.</summary>
    public SharpnessFloor? Floor { get; init; }

    /// <summary>An upper bound of the limit sharpness, or null.</summary>
    public Certified? LimitSharpnessAtMost => Cap?.Most;

    /// <summary>A certified lower bound of the limit sharpness, or null.</summary>
    public Certified? LimitSharpnessAtLeast => Floor?.Least;

    /// <summary>The asymptotic rate |1 - hφ_∞|, or null.</summary>
    public AsymptoticRate? Rate { get; init; }

    /// <summary>What an unproved law expects of the limit; null when no law speaks.</summary>
    public Expectation? Law { get; init; }

    /// <summary>Each phenomenon with what is known before running.</summary>
    public required PhenomenaPrediction Phenomena { get; init; }

    /// <summary>Steps until a quantity is small: for each theorem, quantity and tolerance its best bound, sharpest first for each quantity and
    /// tolerance.</summary>
    public ImmutableArray<IterationBound> IterationsTo { get; init; } = [];

    /// <summary>The same counts with what they say, sharpest first for each quantity and tolerance.</summary>
    public ImmutableArray<StepsBound> StepsTo { get; init; } = [];

    /// <summary>The sharpest of the counts for each quantity and tolerance, those above 10^12 left out.</summary>
    public ImmutableArray<StepsBound> Sharpest => [.. StepsTo.GroupBy(s => (s.Quantity.Short, s.Epsilon)).Select(g => g.First()).Where(s => !s.IsVacuous)];

    /// <summary>The count for one line: of |u| where there is one, at the least tolerance with at most a million steps, or else the largest; null without
    /// any.</summary>
    public StepsBound? Headline => Sharpest.OrderBy(s => s.Quantity.Short != Quantity.Offset.Short).ThenBy(s => !s.IsPractical)
        .ThenBy(s => s.IsPractical ? s.Epsilon : -s.Epsilon).FirstOrDefault();
}

/// <summary>A certified number of steps.</summary>
/// <param name="Quantity">The quantity.</param>
/// <param name="Epsilon">The tolerance.</param>
/// <param name="Bound">The number, rounded up.</param>
/// <param name="Source">Where it is proved.</param>
/// <param name="Meaning">What the number says.</param>
public sealed record StepsBound(Quantity Quantity, Symbolic.Rational Epsilon, Certified Bound, Source Source, CountMeaning Meaning)
{
    /// <summary>True but of no use: more than 10^12 steps.</summary>
    public bool IsVacuous => Certified.Less(new Symbolic.Rational(1_000_000_000_000, 1), Bound) == true;

    /// <summary>At most a million steps.</summary>
    internal bool IsPractical => Certified.Less(new Symbolic.Rational(1_000_000, 1), Bound) != true;

    /// <summary>"at most 86 steps have |u| >= 1/100", without its source.</summary>
    public string Text => Meaning switch
    {
        CountMeaning.Count => $"at most {Inequality.Rough(Bound)} steps have {Quantity.Name} >= {Inequality.Rough(Epsilon)}",
        CountMeaning.First => $"{Quantity.Name} < {Inequality.Rough(Epsilon)} within {Inequality.Rough(Bound)} steps",
        _ => $"{Quantity.Name} <= {Inequality.Rough(Epsilon)} from step {Inequality.Rough(Bound)} on",
    };
}
