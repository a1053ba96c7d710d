using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Laboratory;

/// <summary>Limits beside a run: a finite run neither proves nor refutes one, so only a certified failure of the catalogue breaks "s_k -> c".</summary>
internal static class LimitCheck
{
    /// <summary>How near the starts are that a failure but for a null set of starts is taken over to.</summary>
    private static readonly Rational s_near = new(1, 1_000_000_000_000);

    internal static ImmutableArray<ConclusionResult> Of(BoundTheorem bound, Study study, Valuation values, CancellationToken cancellation)
    {
        var limits = bound.Conclusions.Where(c => c.IsLimit).ToImmutableArray();
        if (limits.IsEmpty)
            return [];
        string ending = Ending(study, cancellation);
        var failure = FailureOf(bound, study, values);
        return [.. limits.Select(c => failure is not null && IsConvergence(bound.Words, c) ? Broken(c, failure)
            : new(c.Id, c.Text, ConclusionOutcome.NotContradicted, null, 0, $"a limit is beyond a run; the run, in floating point, {ending}"))];
    }

    /// <summary>Whether a limit says that the run converges to the minimiser, s_k -> c.</summary>
    internal static bool IsConvergence(Vocabulary words, BoundConclusion limit) =>
        words.IsProduct && ReferenceEquals(limit.Body.Difference, words.Derived["u_k"]);

    /// <summary>
    /// A certified failure of convergence: from this start, or from almost every start near it when the hypotheses hold at all of those; null where
    /// the catalogue has none.
    /// </summary>
    internal static Failure? FailureOf(BoundTheorem bound, Study study, Valuation values)
    {
        var failures = study.Prediction.Implications.OfType<Failure>().ToList();
        return failures.Find(f => f.Exceptions.Kind == ExceptionKind.None)
            ?? failures.Find(f => f is { Exceptions.Kind: ExceptionKind.NullSet, IsRobust: true } && HoldNearby(bound, values));
    }

    /// <summary>What a certified failure says of the limit.</summary>
    internal static ConclusionResult Broken(BoundConclusion limit, Failure failure) => new(
        limit.Id, limit.Text, ConclusionOutcome.Broken, null, 0,
        failure.Exceptions.Kind == ExceptionKind.None
            ? $"certified: {failure.Text} ({failure.Source})"
            : $"certified for almost every start near this one, where the hypotheses hold too: {failure.Text} ({failure.Source})");

    /// <summary>Whether the hypotheses about the start certainly hold at every start near this one.</summary>
    private static bool HoldNearby(BoundTheorem bound, Valuation values)
    {
        var symbols = bound.Words.At("0");
        var about = bound.Hypotheses.Where(h => symbols.Any(s => h.Uses.Contains(s))).ToList();
        if (about.Exists(h => h.IsQuantified) || symbols.Any(s => values[s] is not { LowerBound: not null, UpperBound: not null }))
            return false;
        var near = symbols.Select(s => Certified.Between(Less(values[s]!.LowerBound!.Value), More(values[s]!.UpperBound!.Value))).ToArray();
        return new HypothesisScreen(bound.Words, about).Holds(values.With(bound.Words, values[Vocabulary.H]!, near));

        static Rational Less(Rational v) => v - (1 + Rational.Abs(v)) * s_near;

        static Rational More(Rational v) => v + (1 + Rational.Abs(v)) * s_near;
    }

    private static string Ending(Study study, CancellationToken cancellation)
    {
        var run = Runner.MeasureOnly(study.Problem, study.Regularity, cancellation);
        return run.Outcome switch
        {
            Outcome.Converged => $"converged in {run.Steps} steps",
            Outcome.Diverged => $"diverged after {run.Steps} steps",
            Outcome.Periodic => $"entered an orbit of period {run.Period}",
            Outcome.Bounded => $"stayed bounded for {run.Steps} steps without converging",
            _ => $"had not settled after {run.Steps} steps",
        };
    }
}
