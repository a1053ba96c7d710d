using System.Collections.Immutable;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Theory;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Laboratory;

/// <summary>How far a hunt goes. Its result depends on these numbers only, never on the clock.</summary>
public sealed record HuntOptions
{
    /// <summary>Runs that satisfy the hypotheses, as far as enclosures in doubles tell: when so many were made the hunt ends.</summary>
    public int Runs { get; init; } = 2000;

    /// <summary>The steps of a run.</summary>
    public int Steps { get; init; } = 200;

    /// <summary>The seed of everything random.</summary>
    public long Seed { get; init; }

    /// <summary>The only objective to hunt on; null for the losses of the project and random combinations of them.</summary>
    public Objective? Objective { get; init; }

    /// <summary>Which of several parts of a hunt this is, from 1: it goes through every so many of the rounds.</summary>
    public int Part { get; init; } = 1;

    /// <summary>The number of parts.</summary>
    public int Parts { get; init; } = 1;
}

/// <summary>Where a counterexample was found: from this and the options of the hunt it is made and proved again.</summary>
/// <param name="Conclusion">The broken conclusion, from 0.</param>
/// <param name="Round">The round, which has the objective.</param>
/// <param name="Step">h.</param>
/// <param name="Start">The numbers of the start.</param>
/// <param name="Steps">The steps after which the conclusion is broken; 0 for a limit.</param>
public sealed record HuntFind(int Conclusion, int Round, Rational Step, ImmutableArray<Rational> Start, long Steps);

/// <summary>What one part of a hunt found.</summary>
/// <param name="Runs">Runs that satisfied the hypotheses.</param>
/// <param name="Objectives">Objectives of which at least one run was made.</param>
/// <param name="LeftOut">Objectives that were left out.</param>
/// <param name="Unconfirmed">Suspects that were not confirmed.</param>
/// <param name="Finds">The counterexamples.</param>
public sealed record HuntPart(int Runs, int Objectives, int LeftOut, int Unconfirmed, ImmutableArray<HuntFind> Finds);

/// <summary>A run that satisfies every hypothesis (proved) and breaks a conclusion (in enclosures, or by a certified failure).</summary>
/// <param name="Conclusion">The broken conclusion.</param>
/// <param name="Objective">The objective.</param>
/// <param name="Parameters">The parameters of the theorem's own family.</param>
/// <param name="Step">h.</param>
/// <param name="Start">The start, a number or a list a variable, as text.</param>
/// <param name="Hypotheses">The hypotheses, all proved.</param>
public sealed record Counterexample(
    ConclusionResult Conclusion, string Objective, ImmutableArray<(string Name, Rational Value)> Parameters, Rational Step,
    ImmutableArray<(string Name, string Value)> Start, ImmutableArray<HypothesisResult> Hypotheses)
{
    /// <summary>The numbers of the start that were searched over.</summary>
    internal ImmutableArray<Rational> Numbers { get; init; }

    /// <summary>Where it was found.</summary>
    internal (int Conclusion, int Round, long Steps) Place { get; init; }

    /// <summary>The order of size: steps, then digits of all numbers, then the length of the objective.</summary>
    internal (long Steps, int Digits, int Length) Size =>
        (Conclusion.At ?? 0, Numbers.Concat(Parameters.Select(p => p.Value)).Append(Step).Sum(n => n.ToString().Length), Objective.Length);
}

/// <summary>What a hunt found.</summary>
public sealed record HuntReport
{
    /// <summary>The theorem.</summary>
    public required UserTheorem Theorem { get; init; }

    /// <summary>What was asked.</summary>
    public required HuntOptions Options { get; init; }

    /// <summary>Runs that satisfied the hypotheses.</summary>
    public int Runs { get; init; }

    /// <summary>Objectives of which at least one run was made.</summary>
    public int Objectives { get; init; }

    /// <summary>Objectives that were left out, as a hypothesis about them was not proved.</summary>
    public int LeftOut { get; init; }

    /// <summary>
    /// Runs that looked like counterexamples in floating point, and were not confirmed by proofs of the hypotheses and enclosures of the run.
    /// </summary>
    public int Unconfirmed { get; init; }

    /// <summary>Whether it ended by itself rather than by cancellation.</summary>
    public bool IsComplete { get; init; }

    /// <summary>The smallest counterexample found to each conclusion that has one, in the order of the file.</summary>
    public ImmutableArray<Counterexample> Counterexamples { get; init; } = [];

    /// <summary>What is left for a later hunt to join.</summary>
    public HuntPart ToPart() => new(Runs, Objectives, LeftOut, Unconfirmed,
        [.. Counterexamples.Select(c => new HuntFind(c.Place.Conclusion, c.Place.Round, c.Step, c.Numbers, c.Place.Steps))]);

    /// <summary>The smallest of all; null when none was found, which proves nothing.</summary>
    public Counterexample? Smallest => Counterexamples.MinBy(c => c.Size);
}
