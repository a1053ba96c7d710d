using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Bounds.Studies.Runs;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Bounds.Theory;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Steps;

/// <summary>How large a step may be: certified from this start and from every start, measured, and from which start a wanted step is certified.</summary>
public static class StepFinder
{
    private const string MeasuredPart = "the first failing step", NearestPart = "the nearest start", StepPart = "the largest certified step",
        EveryStartPart = "what every start allows";

    /// <summary>The answer for the start of a problem, whose step plays no part. Parts that are not finished when cancelled are left out and named.</summary>
    /// <param name="problem">The objective and the start.</param>
    /// <param name="regularity">The regularity of the objective.</param>
    /// <param name="wanted">A step for which the nearest certified start is asked; null for none.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static StepAnswer Find(Problem problem, RegularityReport regularity, Certified? wanted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(regularity);
        var unfinished = ImmutableArray.CreateBuilder<string>();
        var trial = Trial(problem, regularity);
        var answer = InTime(StepPart, () => Certified(problem, regularity, trial, cancellation)) ?? new StepAnswer { Reason = Verdicts.Unknown.Time.Reason };
        var whole = problem.Objective.Structure.Outer is null && problem.Method.IsPlain
            ? InTime(EveryStartPart, () => CurvatureReport.Of(problem.Objective, cancellation).Sets.FirstOrDefault(s => s.Kind == SetKind.Whole)) : null;
        answer = WithEveryStart(answer, problem.Objective, regularity, whole);
        if (answer.Never is null)
        {
            var known = answer.Largest?.Supremum ?? answer.Stationary?.Supremum;
            var row = InTime(MeasuredPart, () => Runner.FirstFailure(problem with { Step = trial }, regularity, known, cancellation));
            answer = answer with { Measured = row, Excluded = row?.Measured is { } h
                ? InTime(MeasuredPart, () => FailureAt(problem, regularity, h, cancellation))
                : null };
        }
        if (wanted is not null)
        {
            string? reason = Verdicts.Unknown.Time.Reason;
            var near = InTime(NearestPart, () => NearestStart.Find(problem with { Step = wanted }, regularity, out reason, cancellation));
            answer = answer with { Wanted = wanted, Nearest = near, NearestReason = reason };
        }
        return answer with { Unfinished = [.. unfinished.Distinct()] };

        T? InTime<T>(string name, Func<T> part)
            where T : class?
        {
            try
            {
                return Patience.Ask(part, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                unfinished.Add(name);
                return null;
            }
        }
    }

    /// <summary>A step of the size that classical theory would take at the start.</summary>
    private static Rational Trial(Problem problem, RegularityReport regularity) =>
        Runner.StartSharpness(problem, regularity) is > 1e-100 and < 1e100 and var sharpness ? Rational.FromDouble(1 / sharpness) : 1;

    private static StepAnswer Certified(Problem problem, RegularityReport regularity, Rational trial, CancellationToken cancellation)
    {
        var (step, stationary, theorems) = new LargestStep(problem, regularity, cancellation).Find(trial);
        cancellation.ThrowIfCancellationRequested();
        var prediction = Predictor.Predict(trial, theorems);
        var never = prediction.Implications.OfType<Failure>().FirstOrDefault(f => f.AtEveryStep);
        return new StepAnswer
        {
            Largest = never is null ? step : null,
            Never = never,
            Stationary = stationary,
            Reason = never is null && step is not null ? null : prediction.StepReason ?? prediction.ConvergenceNote,
        };
    }

    private static StepAnswer WithEveryStart(StepAnswer answer, Objective objective, RegularityReport regularity, ClassicalSet? whole)
    {
        var regions = Theorem.Regions(objective, regularity);
        var every = regions.SelectMany(r => r.EveryStart.Select(s => (r.Source, s))).ToImmutableArray();
        // Strongly convex on R^n: such a function has a minimiser, so that nothing depends on the start.
        if (every.IsEmpty && whole?.Mu.Sign() == 1)
            every = [ClassicalStronglyConvex.Instance.EveryStart(whole.L)];
        return answer with
        {
            EveryStart = every,
            EveryStartReason = !every.IsEmpty ? null
                : regions.IsEmpty ? "no theorem certifies a region of starts for this objective"
                : regularity.DerivativeBound.Verdict.IsRefuted ? "F' is not bounded: at each step a bounded set of starts is certified"
                : "no theorem certifies every start at any step",
        };
    }

    private static Failure? FailureAt(Problem problem, RegularityReport regularity, double step, CancellationToken cancellation) =>
        Study.Check(problem with { Step = Rational.FromDouble(step) }, regularity, cancellation).Prediction.Failure;
}
