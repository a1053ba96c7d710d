using BoundCheck.Bounds.Problems;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>A run in all scalar variables.</summary>
/// <param name="Problem">What is run.</param>
internal sealed record ScalarExperiment(GeneralProblem Problem) : Experiment
{
    /// <summary>Steps in n variables cost so many times more than those of the plane.</summary>
    private const int Cost = 4;

    public override Rational Step => Problem.Step;

    public override long Steps => Problem.Steps;

    public override double Tolerance => Problem.Tolerance;

    public override bool KnowsLimit => false;

    public override Experiment With(Rational? step = null, long? steps = null, double? tolerance = null) => new ScalarExperiment(Problem with
    {
        Step = step ?? Problem.Step,
        Steps = steps ?? Problem.Steps,
        Tolerance = tolerance ?? Problem.Tolerance,
    });

    public override Experiment With(Tracing tracing) => new ScalarExperiment(Problem with { Tracing = tracing });

    public override Experiment? ForSearch(long longest) => Problem.Method.IsPlain ? With(steps: longest / Cost) : null;

    public override Measurement Run(IProgress<RunProgress>? progress, CancellationToken cancellation) => GeneralRun.Execute(Problem, progress, cancellation);

    internal static ScalarExperiment Of(Problem problem)
    {
        var expression = problem.Objective.Descended(problem.Point, problem.Method);
        var variables = expression.Variables();
        return new(new GeneralProblem
        {
            Objective = GeneralObjective.Compile(expression, variables),
            Start = [.. variables.Select(v => Problems.Problem.CoordinateOf(problem.Objective, problem.Point, v).Nearest())],
            Step = problem.Step.Nearest(),
            Method = problem.Method,
            Steps = problem.Steps,
            Tolerance = problem.Tolerance,
        });
    }
}
