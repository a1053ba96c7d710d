using System.Collections.Immutable;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Laboratory;

/// <summary>Limits beside a run: a finite run neither proves nor refutes one, so only a certified failure of the catalogue breaks "s_k -> c".</summary>
internal static class LimitCheck
{
    internal static ImmutableArray<ConclusionResult> Of(BoundTheorem bound, Study study, CancellationToken cancellation)
    {
        var limits = bound.Conclusions.Where(c => c.IsLimit).ToImmutableArray();
        if (limits.IsEmpty)
            return [];
        string ending = Ending(study, cancellation);
        return [.. limits.Select(c => Of(bound.Words, c, study, ending))];
    }

    /// <summary>Whether a limit says that the run converges to the minimiser, s_k -> c.</summary>
    internal static bool IsConvergence(Vocabulary words, BoundConclusion limit) =>
        words.IsProduct && ReferenceEquals(limit.Body.Difference, words.Derived["u_k"]);

    /// <summary>A certified failure of convergence without exceptional starts; null where the catalogue has none.</summary>
    internal static Failure? FailureOf(Study study) =>
        study.Prediction.Implications.OfType<Failure>().FirstOrDefault(f => f.Exceptions.Kind == ExceptionKind.None);

    /// <summary>What a certified failure says of the limit.</summary>
    internal static ConclusionResult Broken(BoundConclusion limit, Failure failure) =>
        new(limit.Id, limit.Text, ConclusionOutcome.Broken, null, 0, $"certified: {failure.Text} ({failure.Source})");

    private static ConclusionResult Of(Vocabulary words, BoundConclusion limit, Study study, string ending) =>
        IsConvergence(words, limit) && FailureOf(study) is { } failure
            ? Broken(limit, failure)
            : new(limit.Id, limit.Text, ConclusionOutcome.NotContradicted, null, 0, $"a limit is beyond a run; the run, in floating point, {ending}");

    private static string Ending(Study study, CancellationToken cancellation)
    {
        var run = Runner.MeasureOnly(study, cancellation);
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
