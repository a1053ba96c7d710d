using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Laboratory;

/// <summary>An objective prepared for a hunt: the theorem read for it, what holds at every step and start proved once.</summary>
internal sealed class Specimen
{
    private readonly Dictionary<(BoundHypothesis, Rational?), Verdict> _known = [];
    private readonly CancellationToken _cancellation;

    private Specimen(Objective objective, ImmutableArray<(string, Rational)> parameters, BoundTheorem theorem, RegularityReport report, CancellationToken cancellation)
    {
        (Objective, Parameters, Theorem, Report, _cancellation) = (objective, parameters, theorem, report, cancellation);
        Codes = ConclusionCode.Of(theorem);
        Step = Orbit<Interval>.StepTape(theorem.Words);
        var closed = theorem.Hypotheses.Where(h => h is { Property: null, IsQuantified: false }).ToImmutableArray();
        OfStep = new(Words, closed.Where(h => !IsAboutStart(h)));
        OfStart = new(Words, closed.Where(IsAboutStart));
    }

    internal Objective Objective { get; }

    internal ImmutableArray<(string Name, Rational Value)> Parameters { get; }

    internal BoundTheorem Theorem { get; }

    internal RegularityReport Report { get; }

    internal Vocabulary Words => Theorem.Words;

    internal ImmutableArray<ConclusionCode> Codes { get; }

    internal Tape Step { get; }

    /// <summary>The hypotheses without quantifier that no start enters.</summary>
    internal HypothesisScreen OfStep { get; }

    /// <summary>The others without quantifier.</summary>
    internal HypothesisScreen OfStart { get; }

    /// <summary>The names of the start's numbers: x and y (one dimension, which (A, B) does not tell from more), or the variables.</summary>
    internal ImmutableArray<string> Coordinates => Words.IsProduct ? ["x", "y"] : Words.States;

    /// <summary>The objective prepared; null when the theorem can't be read for it or a hypothesis about it alone is not proved.</summary>
    internal static Specimen? Of(UserTheorem theorem, Objective objective, ImmutableArray<(string Name, Rational Value)> parameters, CancellationToken cancellation)
    {
        if (theorem.Bind(objective, parameters.ToDictionary(p => p.Name, p => (Expr)p.Value, StringComparer.Ordinal)) is not ({ } bound, _))
            return null;
        bool analysed = bound.Words.IsProduct || bound.Hypotheses.Any(h => h.Property is not null);
        var report = analysed ? RegularityAnalyzer.Analyze(objective, cancellation) : RegularityReport.Undecided(new Unknown("not asked"));
        var specimen = new Specimen(objective, parameters, bound, report, cancellation);
        // At some step, to see what holds at every step.
        var values = specimen.At(1);
        return bound.Hypotheses.Where(h => !DependsOnStep(bound.Words, h) && !specimen.IsAboutStart(h)).All(h => specimen.Decide(h, values, 1).IsProved) ? specimen : null;
    }

    /// <summary>The symbols at a step size, no start given.</summary>
    internal Valuation At(Rational step) => Valuation.Of(Words, new Setting(Objective, Report, step, null), null, _cancellation);

    /// <summary>The state of a start.</summary>
    internal ImmutableArray<Certified> StateOf(IReadOnlyList<Rational> start) =>
        Words.IsProduct ? [(start[0] + start[1]) * (start[0] + start[1]), (start[0] - start[1]) * (start[0] - start[1])] : [.. start.Select(v => (Certified)v)];

    /// <summary>Every hypothesis, decided by the prover; what depends on the step alone is decided once a step. Stops at the first that is not proved.</summary>
    internal ImmutableArray<HypothesisResult> Prove(Valuation values, Rational step)
    {
        var results = ImmutableArray.CreateBuilder<HypothesisResult>();
        // The quick ones first.
        foreach (var group in Theorem.Hypotheses.GroupBy(h => h.Id).OrderBy(g => g.Any(h => h.IsQuantified)))
        {
            var verdict = Verdict.All(group.Select(h => Decide(h, values, step)));
            results.Add(new(new(group.Key, string.Join(" and ", group.Select(h => h.Text))), verdict));
            if (!verdict.IsProved)
                break;
        }
        return results.ToImmutable();
    }

    private Verdict Decide(BoundHypothesis hypothesis, Valuation values, Rational step)
    {
        Verdict Ask() => HypothesisCheck.Decide(Theorem, hypothesis, Objective, Report, values, new ProverOptions { Cancellation = _cancellation });
        if (IsAboutStart(hypothesis))
            return Ask();
        var key = (hypothesis, DependsOnStep(Words, hypothesis) ? step : (Rational?)null);
        if (!_known.TryGetValue(key, out var known))
            known = _known[key] = Ask();
        _cancellation.ThrowIfCancellationRequested();
        return known;
    }

    private bool IsAboutStart(BoundHypothesis hypothesis) => Words.At("0").Any(v => hypothesis.Uses.Contains(v));

    /// <summary>A sector bound may be one of the interval that T1 needs at the step.</summary>
    private static bool DependsOnStep(Vocabulary words, BoundHypothesis hypothesis) =>
        hypothesis.Uses.Contains(Vocabulary.H) || words.IsProduct && hypothesis.Uses.Contains(Vocabulary.Sector);
}
