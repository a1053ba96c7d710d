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
    /// <exception cref="OperationCanceledException">Cancelled before the run ended: nothing is measured.</exception>
    public static RunReport Run(Study study, IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(study);
        var problem = study.Problem;
        if (problem.Start is null)
            return MeasureGeneral(study, progress, cancellation);
        var product = Counting(study);
        var run = Measure(study, product, progress, cancellation);
        if (!product.Outer.HasCentre)
            return run;
        var unfinished = ImmutableArray.CreateBuilder<string>();
        return run with
        {
            Step = InTime("the first failing step", () => FirstFailure(problem, study.Regularity, study.Prediction.StepCertified, cancellation)),
            StepsTo = run.Measurement.Outcome == Outcome.Converged && InTime("the measured steps to each tolerance", () => s_tolerances.Select(e => StepsTo(product, run.Measurement, e, cancellation)).ToArray()) is { } steps ? [.. steps] : [],
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
        return study.Problem.Start is null ? MeasureGeneral(study, null, cancellation) : Measure(study, Counting(study), null, cancellation);
    }

    private static RunReport MeasureGeneral(Study study, IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        var measured = GeneralRun.Execute(General(study.Problem), progress, cancellation);
        return new(study, measured, RateComparison.AtEnd(study, measured), null, []);
    }

    /// <summary>The run alone, without any comparison.</summary>
    internal static Measurement MeasureOnly(Problem problem, RegularityReport report, CancellationToken cancellation) =>
        problem.Start is null ? GeneralRun.Execute(General(problem), null, cancellation) : ProductRun.Execute(Product(problem, report), null, cancellation);

    private static RunReport Measure(Study study, ProductProblem product, IProgress<RunProgress>? progress, CancellationToken cancellation)
    {
        var measurement = ProductRun.Execute(product, progress, cancellation);
        return new RunReport(study, measurement, RateComparison.Rows(study, measurement), null, [])
        {
            Complete = product.Outer.HasCentre ? CompleteBoundBuilder.Build(study, measurement, study.Problem.SharpnessWidth, cancellation) : null,
        };
    }

    private static MeasuredSteps StepsTo(ProductProblem product, Measurement run, double epsilon, CancellationToken cancellation)
    {
        if (epsilon < product.Tolerance)
            return new MeasuredSteps(epsilon, null);
        var again = ProductRun.Execute(product with { Tolerance = epsilon, Steps = run.Steps }, null, cancellation);
        return new MeasuredSteps(epsilon, again.Outcome == Outcome.Converged ? again.Steps : null);
    }

    /// <summary>F of a product-form objective, compiled around its centre.</summary>
    public static OuterFunction CompileOuter(Objective objective, RegularityReport report)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(report);
        var outer = objective.Outer ?? throw new ArgumentException("The objective has no product form.", nameof(objective));
        if (report.Centre is not { } centre)
            return OuterFunction.CompileWithoutCentre(outer, objective.Argument);
        if (centre.Exact is { } exact)
            return OuterFunction.Compile(outer, objective.Argument, exact);
        double nearest = Nearest(centre).ToDoubleNearest();
        return OuterFunction.Compile(outer, objective.Argument, nearest, 1e-15 * Math.Max(1, Math.Abs(nearest)));
    }

    /// <summary>The measured step threshold of a start; null for a product form without a centre.</summary>
    /// <param name="problem">The objective and the start; its step is where the search begins without a certified one.</param>
    /// <param name="report">The regularity of the objective.</param>
    /// <param name="certified">What is certified: smaller steps are not run.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    internal static StepRow? FirstFailure(Problem problem, RegularityReport report, Certified? certified, CancellationToken cancellation)
    {
        if (problem.Start is null)
        {
            var general = General(problem) with { Steps = StepComparison.LongestRun / GeneralShare };
            return StepComparison.Measure(certified, general.Step, general.Steps, h => GeneralRun.Execute(general with { Step = h }, null, cancellation));
        }
        var product = Product(problem, report) with { Steps = StepComparison.LongestRun, Tolerance = 1e-8 };
        return !product.Outer.HasCentre ? null
            : StepComparison.Measure(certified, product.Step, product.Steps, h => ProductRun.Execute(product with { Step = h }, null, cancellation));
    }

    /// <summary>Steps in n variables cost so many times more than those of the plane.</summary>
    private const int GeneralShare = 4;

    /// <summary>The measured sharpness at the start.</summary>
    internal static double StartSharpness(Problem problem, RegularityReport report) =>
        (problem.Start is null ? GeneralRun.Execute(General(problem) with { Steps = 0 }) : ProductRun.Execute(Product(problem, report) with { Steps = 0 })).Initial.Sharpness;

    /// <summary>The problem of a study, with the steps counted that its predictions are about.</summary>
    private static ProductProblem Counting(Study study)
    {
        var product = Product(study.Problem, study.Regularity);
        return !product.Outer.HasCentre ? product : product with
        {
            OffsetThresholds = CountRow.Thresholds(study.Prediction, Quantity.Offset),
            LossThresholds = CountRow.Thresholds(study.Prediction, Quantity.Loss),
        };
    }

    private static ProductProblem Product(Problem problem, RegularityReport report)
    {
        return new ProductProblem
        {
            Outer = CompileOuter(problem.Objective, report),
            CurvatureAtCentre = report.CurvatureAtCentre is { } k ? Nearest(k).ToDoubleNearest() : null,
            Step = Nearest(problem.Step),
            X = [.. problem.Start!.X.Select(Nearest)],
            Y = [.. problem.Start.Y.Select(Nearest)],
            Steps = problem.Steps,
            Tolerance = problem.Tolerance,
            SectorBound = report.Sector.Value is { } beta && report.Sector.Verdict.IsProved ? beta.ToInterval().Hi : null,
        };
    }

    private static GeneralProblem General(Problem problem)
    {
        var expression = WrittenOut(problem.Objective, problem.Point);
        var variables = expression.Variables();
        return new GeneralProblem
        {
            Objective = GeneralObjective.Compile(expression, variables),
            Start = [.. variables.Select(v => Nearest(Problem.CoordinateOf(problem.Objective, problem.Point, v)))],
            Step = Nearest(problem.Step),
            Steps = problem.Steps,
            Tolerance = problem.Tolerance,
        };
    }

    /// <summary>The expression with dot products written out in components, their number being that of the start.</summary>
    public static Expr WrittenOut(Objective objective, ImmutableSortedDictionary<string, ImmutableArray<Certified>> point)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(point);
        return objective.Merged.Transform(node => node is Dot dot
            ? Sum.Of(Enumerable.Range(0, point[dot.Left.Name].Length).Select(i => (Expr)Component.Of(dot.Left.Name, i) * Component.Of(dot.Right.Name, i)))
            : node);
    }

    /// <summary>The exact value, or a rational inside the enclosure: runs are measurements, so a start such as pi is taken to 192 bits.</summary>
    private static Rational Nearest(Certified value) =>
        value.Exact ?? (value.LowerBound is { } lo && value.UpperBound is { } hi ? (lo + hi) / 2 : throw new InvalidOperationException("The number has no finite enclosure."));
}
