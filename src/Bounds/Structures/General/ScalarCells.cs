using BoundCheck.Bounds.Problems;
using BoundCheck.Numeric.Batches;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Methods;
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

    private readonly GeneralObjective? _shown;

    /// <param name="starts">The starts.</param>
    /// <param name="options">How they are run.</param>
    /// <param name="shown">What a bifurcation view shows, an expression in the variables; null for none.</param>
    internal ScalarCells(ICellStarts starts, CellOptions options, Expr? shown = null)
    {
        _starts = starts;
        _options = options;
        var expression = starts.Shape.Objective.Descended(starts.Shape.Point, starts.Shape.Method);
        _objective = GeneralObjective.Compile(expression, expression.Variables());
        _sweep = new GeneralSweep(_objective, options.Tolerance) { Steps = options.Steps, Threads = options.Threads };
        _shown = shown is null ? null : GeneralObjective.Compile(shown, _objective.Variables);
    }

    public override double[][]? Attractor(double[] steps, int samples)
    {
        if (_shown is null || !_starts.Shape.Method.IsPlain)
            return null;
        var values = Enumerable.Range(0, samples).Select(_ => new double[steps.Length]).ToArray();
        double[] gradient = new double[_objective.Variables.Length], unused = new double[gradient.Length];
        for (int cell = 0; cell < steps.Length; cell++)
        {
            double[] x = [.. _objective.Variables.Select(v => _starts.Value(v, cell))];
            for (long k = 0; k < _options.Steps + samples; k++)
            {
                if (k >= _options.Steps)
                    values[k - _options.Steps][cell] = _shown.Evaluate(x, unused);
                _objective.Evaluate(x, gradient);
                for (int i = 0; i < x.Length; i++)
                    x[i] -= steps[cell] * gradient[i];
            }
        }
        return values;
    }

    public override SweepCells Run(long first, int count, double[] steps, CancellationToken cancellation)
    {
        // Weight decay is in the objective, so its steps are plain ones.
        return _starts.Shape.Method is MapMethod
            ? SingleSweep.Run(count, i => Single(first + i, Rational.FromDouble(steps[steps.Length == 1 ? 0 : i]), _options.Steps).Run(null, cancellation),
                _options.Threads, _objective.Variables.Length)
            : _sweep.Run(Starts(first, count), steps, null, cancellation);
    }

    /// <summary>The starts in the order of the variables.</summary>
    public override Interval[] States(long first, int count)
    {
        double[][] starts = Starts(first, count);
        var states = new Interval[count * starts.Length];
        for (int v = 0; v < starts.Length; v++)
        {
            for (int i = 0; i < count; i++)
                states[i * starts.Length + v] = Interval.Point(starts[v][i]);
        }
        return states;
    }

    // By variable and cell.
    private double[][] Starts(long first, int count)
    {
        double[][] starts = [.. _objective.Variables.Select(_ => new double[count])];
        for (int v = 0; v < starts.Length; v++)
            _starts.Fill(_objective.Variables[v], first, starts[v]);
        return starts;
    }

    public override Experiment Single(long cell, Rational step, long steps) => new ScalarExperiment(new GeneralProblem
    {
        Objective = _objective,
        Start = [.. _objective.Variables.Select(v => Rational.FromDouble(_starts.Value(v, cell)))],
        Step = step,
        Method = _starts.Shape.Method,
        Steps = steps,
        Tolerance = _options.Tolerance,
    });
}
