using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Networks.Data;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Laboratory;

/// <summary>
/// Searches for runs that satisfy the hypotheses of a theorem and break a conclusion. Runs in floating point say where to look; a counterexample
/// counts only when the prover proves every hypothesis for it and enclosures of the run from its exact start break the conclusion.
/// </summary>
/// <remarks>Guaranteed: a counterexample is one. Heuristic: everything else, so that finding none proves nothing.</remarks>
public sealed class Hunt
{
    private const int RoundsBeyond = 60, MostLimitAttempts = 12, MostEngineRuns = 100;

    /// <summary>Steps an objective and starts a step. An objective F(x·y) has to be analysed first; members of a family cost nothing, so many are
    /// drawn.</summary>
    private readonly (int Steps, int Starts) _share;

    /// <summary>A run this far from c after its steps is looked at.</summary>
    private const double FarFromCentre = 1e-3;

    private readonly UserTheorem _theorem;
    private readonly HuntOptions _options;
    private readonly IProgress<RunProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<int, Counterexample> _found = [];
    private readonly Dictionary<int, int> _limitAttempts = [], _engineRuns = [];
    private int _runs, _objectives, _leftOut, _unconfirmed, _round;

    private Hunt(UserTheorem theorem, HuntOptions options, IProgress<RunProgress>? progress, CancellationToken cancellation) =>
        (_theorem, _options, _progress, _cancellation, _share) = (theorem, options, progress, cancellation, theorem.IsProduct ? (6, 10) : (2, 3));

    /// <summary>Hunts until every conclusion has a counterexample or the runs are used up. On cancellation the report is of what was done.</summary>
    public static HuntReport Execute(UserTheorem theorem, HuntOptions options, IProgress<RunProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(theorem);
        ArgumentNullException.ThrowIfNull(options);
        var hunt = new Hunt(theorem, options, progress, cancellation);
        bool complete = true;
        try
        {
            hunt.Rounds();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            complete = false;
        }
        return hunt.Report(complete);
    }

    /// <summary>The parts of a hunt as one: their counts added, and every counterexample proved again.</summary>
    /// <param name="theorem">The theorem.</param>
    /// <param name="options">The options of the parts.</param>
    /// <param name="parts">What they found.</param>
    /// <param name="cancellation">Ends with <see cref="OperationCanceledException"/>.</param>
    /// <returns>Null when something that a part names is no counterexample.</returns>
    public static HuntReport? Join(UserTheorem theorem, HuntOptions options, IEnumerable<HuntPart> parts, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(theorem);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(parts);
        var hunt = new Hunt(theorem, options, null, cancellation);
        foreach (var part in parts)
        {
            hunt._runs += part.Runs;
            hunt._objectives += part.Objectives;
            hunt._leftOut += part.LeftOut;
            hunt._unconfirmed += part.Unconfirmed;
            foreach (var find in part.Finds)
            {
                if (find.Conclusion < 0 || find.Conclusion >= theorem.Text.Conclusions.Length || find.Round < 0 || find.Step.Sign <= 0
                    || hunt.SpecimenOf(find.Round) is not { } specimen || find.Start.Length != specimen.Coordinates
                    || hunt.Certify(specimen, find.Conclusion, find.Step, [.. find.Start], find.Steps) is not { } again)
                    return null;
                hunt.Keep(again with { Place = (find.Conclusion, find.Round, find.Steps) });
            }
        }
        return hunt.Report(complete: true);
    }

    private HuntReport Report(bool complete) => new()
    {
        Theorem = _theorem, Options = _options, IsComplete = complete, Runs = _runs, Objectives = _objectives, LeftOut = _leftOut,
        Unconfirmed = _unconfirmed,
        Counterexamples = [.. _found.OrderBy(f => f.Key).Select(f => f.Value)],
    };

    private Specimen? SpecimenOf(int round) => new HuntingGround(_theorem, _options).Draw(round) is var (objective, parameters)
        ? Specimen.Of(_theorem, objective, parameters, _cancellation) : null;

    private void Keep(Counterexample found)
    {
        if (!_found.TryGetValue(found.Place.Conclusion, out var known) || found.Size.CompareTo(known.Size) < 0)
            _found[found.Place.Conclusion] = found;
    }

    private void Rounds()
    {
        // Objectives without any run must not keep the hunt going for ever.
        int most = RoundsBeyond + _options.Runs / _share.Starts;
        Specimen? only = null;
        for (int i = 0; i < most && _runs < _options.Runs && _found.Count < _theorem.Text.Conclusions.Length; i++)
        {
            _cancellation.ThrowIfCancellationRequested();
            _round = checked(i * _options.Parts + _options.Part - 1);
            if ((only ?? SpecimenOf(_round)) is not { } specimen)
            {
                _leftOut++;
                if (_options.Objective is not null)
                    return;
                continue;
            }
            if (_options.Objective is not null)
                only = specimen;
            int before = _runs;
            Around(specimen, new RandomSource(_options.Seed, -1 - _round));
            _objectives += _runs > before && (only is null || i == 0) ? 1 : 0;
        }
    }

    private void Around(Specimen specimen, RandomSource random)
    {
        var search = new StartSearch(specimen, random);
        for (int i = 0; i < _share.Steps && _runs < _options.Runs; i++)
        {
            if (search.DrawStep() is not { } step)
                continue;
            var atStep = specimen.At(step);
            if (atStep.FirstMissing(specimen.Theorem.Hypotheses.SelectMany(h => h.Uses).Except(specimen.Words.At("0"))) is not null)
                continue;
            for (int j = 0; j < _share.Starts && _runs < _options.Runs; j++)
            {
                _cancellation.ThrowIfCancellationRequested();
                if (search.DrawStart(atStep, step) is not var (start, values))
                    continue;
                _runs++;
                _progress?.Report(new RunProgress(_runs, _options.Runs));
                Look(specimen, step, start, values);
            }
        }
    }

    /// <summary>One run in floating point, and what it breaks confirmed.</summary>
    private void Look(Specimen specimen, Rational step, Rational[] start, Valuation values)
    {
        var orbit = new Orbit<Interval>(specimen.Words, specimen.Step, values, specimen.Codes, 53, measured: true);
        while (orbit.K <= _options.Steps && orbit.Advance())
        {
        }
        int inequality = 0;
        for (int i = 0; i < specimen.Theorem.Conclusions.Length; i++)
        {
            var conclusion = specimen.Theorem.Conclusions[i];
            if (conclusion.IsLimit)
            {
                if (!_found.ContainsKey(i) && LimitCheck.IsConvergence(specimen.Words, conclusion) && SeemsToFail(specimen, i, orbit, step, start))
                    Confirm(specimen, i, step, start, steps: 0);
                continue;
            }
            if (orbit.Watches[inequality++].Broken is var (at, _, _) && !(_found.TryGetValue(i, out var known) && known.Conclusion.At <= at))
                Confirm(specimen, i, step, start, at + 1);
        }
    }

    /// <summary>Whether a run seems not to converge: it grew, or it is far from c and the engine sees it end elsewhere.</summary>
    private bool SeemsToFail(Specimen specimen, int conclusion, Orbit<Interval> orbit, Rational step, Rational[] start)
    {
        if (orbit.HasGrown)
            return true;
        if (orbit.Evaluate(specimen.Offset) is not { IsDefined: true } u || u.Value.Mig < FarFromCentre
            || _engineRuns.GetValueOrDefault(conclusion) >= MostEngineRuns)
            return false;
        _engineRuns[conclusion] = _engineRuns.GetValueOrDefault(conclusion) + 1;
        var run = Runner.MeasureOnly(specimen.ProblemOf(step, start), specimen.Report, _cancellation);
        return run is { Outcome: Outcome.Diverged } or { Outcome: Outcome.Periodic, Period: > 1 } or { Outcome: Outcome.Bounded };
    }

    private void Confirm(Specimen specimen, int conclusion, Rational step, Rational[] start, long steps)
    {
        bool isLimit = specimen.Theorem.Conclusions[conclusion].IsLimit;
        if (isLimit && (_limitAttempts[conclusion] = _limitAttempts.GetValueOrDefault(conclusion) + 1) > MostLimitAttempts)
            return;
        if (Certify(specimen, conclusion, step, start, steps) is not { } found)
        {
            _unconfirmed++;
            return;
        }
        if (!isLimit)
            found = Shrinking.Of(found, (h, x) => specimen.OfStep.Holds(specimen.At(h)) ? Certify(specimen, conclusion, h, x, steps) : null);
        Keep(found with { Place = (conclusion, _round, steps) });
    }

    /// <summary>The counterexample with its hypotheses proved and its break enclosed; null when one of them fails.</summary>
    private Counterexample? Certify(Specimen specimen, int conclusion, Rational step, Rational[] start, long steps)
    {
        _cancellation.ThrowIfCancellationRequested();
        var values = specimen.At(step).With(specimen.Words, step, specimen.StateOf(start));
        var hypotheses = specimen.Prove(values, step);
        if (!hypotheses.All(h => h.Verdict.IsProved))
            return null;
        var limit = specimen.Theorem.Conclusions[conclusion];
        var problem = specimen.ProblemOf(step, start);
        var broken = limit.IsLimit
            ? LimitCheck.FailureOf(specimen.Theorem, Study.Check(problem, specimen.Report, _cancellation), values) is { } failure
                ? LimitCheck.Broken(limit, failure) : null
            : RunCheck.Of(specimen.Words, specimen.Step, [.. specimen.Codes.Where(c => ReferenceEquals(c.Conclusion, limit))], values, steps, _cancellation)[0];
        return broken is not { Outcome: ConclusionOutcome.Broken } ? null : new(
            broken, specimen.Objective.Text, specimen.Parameters, step, [.. problem.Point.Select(v => (v.Key, Text(specimen.Objective, v.Key, v.Value)))],
                hypotheses)
        {
            Numbers = [.. start],
        };
    }

    /// <summary>A number, or a list for a vector.</summary>
    private static string Text(Problems.Objective objective, string name, ImmutableArray<Certified> values) =>
        objective.Expression.Variables().Any(v => v is Variable && v.ToString() == name) ? values[0].ToString() : $"[{string.Join(",", values)}]";
}
