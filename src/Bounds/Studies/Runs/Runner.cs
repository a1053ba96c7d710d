using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Runs;

/// <summary>Runs a checked problem and compares.</summary>
public static class Runner
{
    private static readonly double[] s_tolerances = [1e-3, 1e-6, 1e-9];

    /// <summary>The run of a study. Comparisons that are not finished when cancelled are left out and named.</summary>
    /// <param name="study">The study.</param>
    /// <param name="progress">Told how far the run is.</param>
    /// <param name="cancellation">Ends the comparisons.</param>
    /// <param name="tracing">Which states are kept; the first 20,000 and extremes of the others unless given.</param>
    /// <exception cref="OperationCanceledException">Cancelled before the run ended: nothing is measured.</exception>
    public static RunReport Run(Study study, IProgress<RunProgress>? progress, CancellationToken cancellation, Tracing? tracing = null)
    {
        ArgumentNullException.ThrowIfNull(study);
        var experiment = Counting(study).With(tracing ?? Tracing.Full);
        var run = Measure(study, experiment, progress, cancellation);
        if (!experiment.KnowsLimit)
            return run;
        var unfinished = ImmutableArray.CreateBuilder<string>();
        return run with
        {
            Step = InTime("the first failing step", () => FirstFailure(study.Problem, study.Regularity, study.Prediction.StepCertified, cancellation)),
            StepsTo = run.Measurement.Outcome == Outcome.Converged
                && InTime("the measured steps to each tolerance", () =>
                    s_tolerances.Select(e => StepsTo(experiment, run.Measurement, e, cancellation)).ToArray()) is { } steps ? [.. steps] : [],
            Unfinished = unfinished.ToImmutable(),
        };

        T? InTime<T>(string name, Func<T> compare)
            where T : class?
        {
            try
            {
                return Patience.Ask(compare, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                unfinished.Add(name);
                return null;
            }
        }
    }

    /// <summary>The run with its rates and its complete bound, without the runs at other steps and tolerances.</summary>
    /// <exception cref="OperationCanceledException">Cancelled before the run ended.</exception>
    public static RunReport Measure(Study study, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(study);
        return Measure(study, Counting(study).With(Tracing.Full), null, cancellation);
    }

    /// <summary>The run alone, without any comparison.</summary>
    internal static Measurement MeasureOnly(Problem problem, RegularityReport report, CancellationToken cancellation) =>
        Prepare(problem, report).Run(null, cancellation);

    private static Experiment Prepare(Problem problem, RegularityReport regularity) => problem.Objective.Structure.Prepare(problem, regularity);

    private static RunReport Measure(Study study, Experiment experiment, IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        var measurement = experiment.Run(progress, cancellation);
        return new RunReport(study, measurement, study.Problem.Objective.Structure.ComparesRuns
            ? RateComparison.Rows(study, measurement)
            : RateComparison.AtEnd(study, measurement), null, [])
        {
            Complete = experiment.KnowsLimit ? CompleteBoundBuilder.Build(study, measurement, study.Problem.SharpnessWidth, cancellation) : null,
        };
    }

    private static MeasuredSteps StepsTo(Experiment experiment, Measurement run, double epsilon, CancellationToken cancellation)
    {
        if (epsilon < experiment.Tolerance)
            return new MeasuredSteps(epsilon, null);
        var again = experiment.With(steps: run.Steps, tolerance: epsilon).Run(null, cancellation);
        return new MeasuredSteps(epsilon, again.Outcome == Outcome.Converged ? again.Steps : null);
    }

    /// <summary>The measured step threshold of a start; null where it can't be told whether a run fails.</summary>
    /// <param name="problem">The objective and the start; its step is where the search begins without a certified one.</param>
    /// <param name="report">The regularity of the objective.</param>
    /// <param name="certified">What is certified: smaller steps are not run.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    internal static StepRow? FirstFailure(Problem problem, RegularityReport report, Certified? certified, CancellationToken cancellation) =>
        Prepare(problem, report).ForSearch(StepComparison.LongestRun) is { } experiment
            ? StepComparison.Measure(certified, experiment.Step, experiment.Steps, h => experiment.With(h).Run(null, cancellation)) : null;

    /// <summary>The measured sharpness at the start; NaN where f has none there.</summary>
    /// <exception cref="NotSupportedException">The objective holds something that can't be run.</exception>
    public static double StartSharpness(Problem problem, RegularityReport report) =>
        Prepare(problem, report).With(steps: 0).Run(null, CancellationToken.None).Initial.Sharpness;

    /// <summary>The problem of a study, with the steps counted that its predictions are about.</summary>
    private static Experiment Counting(Study study) => Prepare(study.Problem, study.Regularity)
        .Counting(CountRow.Thresholds(study.Prediction, Quantity.Offset), CountRow.Thresholds(study.Prediction, Quantity.Loss));
}
