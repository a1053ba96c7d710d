using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>A run of F(x·y).</summary>
/// <param name="Problem">What is run.</param>
internal sealed record ProductExperiment(ProductProblem Problem) : Experiment
{
    public override Rational Step => Problem.Step;

    public override long Steps => Problem.Steps;

    public override double Tolerance => Problem.Tolerance;

    public override bool KnowsLimit => Problem.Outer.HasCentre && Problem.Method.KeepsMinimisers;

    public override Experiment With(Rational? step = null, long? steps = null, double? tolerance = null) => new ProductExperiment(Problem with
    {
        Step = step ?? Problem.Step,
        Steps = steps ?? Problem.Steps,
        Tolerance = tolerance ?? Problem.Tolerance,
    });

    public override Experiment Counting(ImmutableArray<double> offsets, ImmutableArray<double> losses) =>
        KnowsLimit ? new ProductExperiment(Problem with { OffsetThresholds = offsets, LossThresholds = losses }) : this;

    public override Experiment With(Tracing tracing) => new ProductExperiment(Problem with { Tracing = tracing });

    public override Experiment? ForSearch(long longest) => KnowsLimit && Problem.Method.IsPlain ? With(steps: longest, tolerance: 1e-8) : null;

    public override Measurement Run(IProgress<RunProgress>? progress, CancellationToken cancellation) => ProductRun.Execute(Problem, progress, cancellation);

    internal static ProductExperiment Of(Outer outer, Problem problem, RegularityReport regularity)
    {
        var start = (Start)problem.State!;
        return new(new ProductProblem
        {
            Outer = outer.Compile(regularity),
            CurvatureAtCentre = regularity.CurvatureAtCentre is { } k ? k.Nearest().ToDoubleNearest() : null,
            Step = problem.Step.Nearest(),
            Method = problem.Method,
            Terms = SampleTerms.Compiled(problem.Objective, problem.Method, regularity),
            X = [.. start.X.Select(v => v.Nearest())],
            Y = [.. start.Y.Select(v => v.Nearest())],
            Steps = problem.Steps,
            Tolerance = problem.Tolerance,
            SectorBound = regularity.Sector.Value is { } beta && regularity.Sector.Verdict.IsProved ? beta.ToInterval().Hi : null,
        });
    }
}
