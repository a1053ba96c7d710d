using BoundCheck.Bounds.Problems;
using BoundCheck.Numeric.Batches;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>Cells run in all scalar variables.</summary>
internal sealed class ScalarCells : CellRuns
{
    private readonly ICellStarts _starts;
    private readonly CellOptions _options;
    private readonly GeneralObjective _objective;
    private readonly GeneralSweep _sweep;

    internal ScalarCells(ICellStarts starts, CellOptions options)
    {
        _starts = starts;
        _options = options;
        var expression = starts.Shape.Objective.WrittenOut(starts.Shape.Point);
        _objective = GeneralObjective.Compile(expression, expression.Variables());
        _sweep = new GeneralSweep(_objective, options.Tolerance) { Steps = options.Steps, Threads = options.Threads };
    }

    public override SweepCells Run(int first, int count, double[] steps, CancellationToken cancellation) =>
        _sweep.Run([.. _objective.Variables.Select(v => Enumerable.Range(first, count).Select(i => _starts.Value(v, i)).ToArray())], steps, null, cancellation);

    /// <summary>The start in the order of the variables.</summary>
    public override Interval[] State(int cell) => [.. _objective.Variables.Select(v => Interval.Point(_starts.Value(v, cell)))];

    public override Experiment Single(int cell, Rational step, long steps) => new ScalarExperiment(new GeneralProblem
    {
        Objective = _objective,
        Start = [.. _objective.Variables.Select(v => Rational.FromDouble(_starts.Value(v, cell)))],
        Step = step,
        Steps = steps,
        Tolerance = _options.Tolerance,
    });
}
