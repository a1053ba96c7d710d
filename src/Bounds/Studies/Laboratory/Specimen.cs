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

    private Specimen(Objective objective, ImmutableArray<(string, Rational)> parameters, BoundTheorem theorem, RegularityReport report,
        CancellationToken cancellation)
    {
        (Objective, Parameters, Theorem, Report, _cancellation) = (objective, parameters, theorem, report, cancellation);
        Codes = ConclusionCode.Of(theorem);
        Step = Orbit<Interval>.StepTape(theorem.Words);
        Offset = Tape.Compile(Words.IsProduct ? Words.Derived["u_k"] : 0, Words.Inputs);
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

    /// <summary>u_k; 0 for an objective without a centre.</summary>
    internal Tape Offset { get; }

    /// <summary>The hypotheses without quantifier that no start enters.</summary>
    internal HypothesisScreen OfStep { get; }

    /// <summary>The others without quantifier.</summary>
    internal HypothesisScreen OfStart { get; }

    /// <summary>The numbers of a start: x and y, of one dimension, which (A, B) does not tell from more; or every variable.</summary>
    internal int Coordinates => Words.IsProduct ? 2 : Words.States.Length;

    /// <summary>The objective prepared; null when the theorem can't be read for it or a hypothesis about it alone is not proved.</summary>
    internal static Specimen? Of(UserTheorem theorem, Objective objective, ImmutableArray<(string Name, Rational Value)> parameters,
        CancellationToken cancellation)
    {
        if (theorem.IsProduct && !objective.ProductForm.IsProved || theorem.Bind(objective,
            parameters.ToDictionary(p => p.Name, p => (Expr)p.Value, StringComparer.Ordinal)) is not ({ } bound, _))
            return null;
        bool analysed = bound.Words.IsProduct || bound.Hypotheses.Any(h => h.Property is not null);
        var report = analysed ? objective.Structure.Regularity(cancellation) : RegularityReport.Undecided(new Unknown("not asked"));
        var specimen = new Specimen(objective, parameters, bound, report, cancellation);
        // At some step, to see what holds at every step.
        var values = specimen.At(1);
        // What has no value at any step needs no proof of the rest.
        if (values.FirstMissing(bound.Hypotheses.SelectMany(h => h.Uses).Except(bound.Words.At("0"))
            .Where(s => !ReferenceEquals(s, Vocabulary.Sector))) is not null)
            return null;
        return bound.Hypotheses.Where(h => !DependsOnStep(bound.Words, h) && !specimen.IsAboutStart(h)).All(h => specimen.Decide(h, values, 1).IsProved)
            ? specimen : null;
    }

    /// <summary>The symbols at a step size, no start given.</summary>
    internal Valuation At(Rational step) => Valuation.Of(Words, new Setting(Objective, Report, step, null), null, _cancellation);

    /// <summary>The state of a start.</summary>
    internal ImmutableArray<Certified> StateOf(IReadOnlyList<Rational> start) =>
        Words.IsProduct ? [(start[0] + start[1]) * (start[0] + start[1]), (start[0] - start[1]) * (start[0] - start[1])] : [.. start.Select(v => (Certified)v)];

    /// <summary>
    /// The problem of a step and start. F(x·y) is started in the first of its coordinates, the others are 0 and stay so.
    /// </summary>
    internal Problem ProblemOf(Rational step, IReadOnlyList<Rational> start)
    {
        var point = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<Certified>>(StringComparer.Ordinal);
        if (Objective.Structure is not ProductStructure { Product: var inner })
        {
            for (int i = 0; i < start.Count; i++)
                point[Words.States[i]] = [start[i]];
            return new() { Objective = Objective, Step = step, Point = point.ToImmutable() };
        }
        var components = inner.Left.Concat(inner.Right).OfType<Component>().ToList();
        foreach (var variable in inner.Left.Concat(inner.Right).Where(v => v is not Component))
            point[variable.ToString()] = [0];
        foreach (var vector in components.GroupBy(c => c.Vector))
        {
            int last = vector.Max(c => c.Index);
            point[vector.Key] = [.. Enumerable.Repeat((Certified)0, last + 1 - Problem.FirstIndexOf(Objective, vector.Key, last))];
        }
        var state = new Start { X = [start[0]], Y = [start[1]] };
        return new() { Objective = Objective, Step = step, Point = Objective.Structure.Restore(Objective, point.ToImmutable(), state), State = state };
    }

    /// <summary>
    /// Every hypothesis, decided by the prover; what depends on the step alone is decided once a step. Stops at the first that is not proved.
    /// </summary>
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
