using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Cli.Input;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Sweep;

/// <summary>The cells of a sweep in order (the first axis runs fastest) and the start and step of each.</summary>
internal sealed class SweepPlan
{
    private const long MaxCells = 20_000_000;

    private readonly ImmutableSortedDictionary<string, double[]> _fixed;

    private SweepPlan(Objective objective, ImmutableArray<SweepAxis> axes, ImmutableSortedDictionary<string, double[]> @fixed, Certified? step, long steps, double tolerance)
    {
        Objective = objective;
        Axes = axes;
        _fixed = @fixed;
        Step = step;
        Steps = steps;
        Tolerance = tolerance;
        Cells = axes.Aggregate(1, (n, a) => n * a.Count);
    }

    internal Objective Objective { get; }

    /// <summary>One or two axes.</summary>
    internal ImmutableArray<SweepAxis> Axes { get; }

    internal int Cells { get; }

    /// <summary>The step size of all cells; null when it is an axis.</summary>
    internal Certified? Step { get; }

    internal long Steps { get; }

    internal double Tolerance { get; }

    /// <summary>The axis of the step size, or null.</summary>
    internal SweepAxis? StepAxis => Axes.FirstOrDefault(a => a.Name == SweepAxis.StepName);

    /// <summary>Reads the options.</summary>
    /// <exception cref="InputException">Something is missing or does not fit the objective.</exception>
    internal static SweepPlan Read(ProblemInput input, string? grid)
    {
        if (input.Step is not { } step)
            throw new InputException("--step: the step size is missing; expected --step h or --step a..b:n");
        var axes = grid is null ? [] : SweepAxis.ReadGrid(grid);
        foreach (var axis in axes.Where(a => a.Name == SweepAxis.StepName && SweepAxis.IsRange(step.Text)))
            throw new InputException($"--grid: '{axis.Name}' names the step axis of --step; rename the variable of the objective to sweep it");
        if (SweepAxis.IsRange(step.Text))
            axes.Insert(0, SweepAxis.ReadRange(SweepAxis.StepName, step.Text, step.Place));
        if (axes.Count == 0)
            throw new InputException("--grid: nothing to sweep; expected --grid \"x=-6..6:400,y=-6..6:400\" or a range of steps --step a..b:n");
        if (axes.Count > 2)
            throw new InputException("--grid: at most two axes, the range of steps counting as one");
        if (axes.Aggregate(1L, (n, a) => n * a.Count) is var cells and > MaxCells)
            throw new InputException($"--grid: {cells} cells; at most {MaxCells}");
        var objective = ProblemReader.ReadObjective(input);
        bool sweptStep = SweepAxis.IsRange(step.Text);
        // The grid's variables stand in the start too, so that one check finds what is missing, unknown or of the wrong shape.
        var start = input.Start;
        foreach (var axis in axes.Skip(sweptStep ? 1 : 0))
        {
            if (start.ContainsKey(axis.Name))
                throw new InputException($"--grid: '{axis.Name}' is also given in --start");
            start = start.SetItem(axis.Name, new StartValue(["0"], false, "--grid"));
        }
        var point = StartPoint.Read(objective, start);
        // Also checks that lists of an inner product have equal length.
        StartPoint.ProductForm(objective, point, start);
        var probe = input with { Step = sweptStep ? new SourceText("1", step.Place) : step, Start = start };
        var problem = ProblemReader.Read(probe);
        if (sweptStep && axes[0].Lo <= 0)
            throw new InputException($"{step.Place}: step sizes must be > 0, found {axes[0].Lo}");
        var values = point.ToImmutableSortedDictionary(p => p.Key, p => p.Value.Select(v => Middle(v)).ToArray(), StringComparer.Ordinal);
        return new SweepPlan(objective, [.. axes], values, sweptStep ? null : problem.Step, problem.Steps, problem.Tolerance) { Point = point };
    }

    /// <summary>The start with the grid's variables at 0, for its shape.</summary>
    internal ImmutableSortedDictionary<string, ImmutableArray<Certified>> Point { get; private init; } = ImmutableSortedDictionary<string, ImmutableArray<Certified>>.Empty;

    /// <summary>The value of an axis in a cell.</summary>
    internal double AxisValue(int axis, int cell) => Axes[axis].Values[axis == 0 ? cell % Axes[0].Count : cell / Axes[0].Count];

    /// <summary>The step size of a cell as it is run.</summary>
    internal double StepOf(int cell) => Step is { } h ? Middle(h) : AxisValue(Axes.IndexOf(StepAxis!), cell);

    /// <summary>An enclosure of the step size of a cell.</summary>
    internal Interval StepEnclosure(int cell) => Step is { } h
        ? Interval.Hull(h.ToInterval(), Interval.Point(Middle(h)))
        : Interval.Point(StepOf(cell));

    /// <summary>The value of a scalar variable in a cell.</summary>
    internal double Value(Expr variable, int cell)
    {
        string name = variable switch
        {
            Variable v => v.Name,
            Component c => c.Vector,
            _ => throw new ArgumentException("A vector variable has no scalar value.", nameof(variable)),
        };
        for (int i = 0; i < Axes.Length; i++)
        {
            if (Axes[i].Name == name && variable is Variable)
                return AxisValue(i, cell);
        }
        return _fixed[name][variable is Component k ? k.Index - Problem.FirstIndexOf(Objective, name, _fixed[name].Length) : 0];
    }

    /// <summary>The pairs (x_i, y_i) of the inner product in a cell, the signs absorbed in y.</summary>
    internal IEnumerable<(double X, double Y)> Pairs(int cell)
    {
        var inner = Objective.Inner!;
        for (int i = 0; i < inner.Left.Length; i++)
        {
            int sign = inner.Signs[i];
            if ((inner.Left[i], inner.Right[i]) is (VectorVariable left, VectorVariable right))
            {
                for (int j = 0; j < _fixed[left.Name].Length; j++)
                    yield return (_fixed[left.Name][j], sign * _fixed[right.Name][j]);
            }
            else
            {
                yield return (Value(inner.Left[i], cell), sign * Value(inner.Right[i], cell));
            }
        }
    }

    private static double Middle(Certified value) => value.Exact is { } exact ? exact.ToDoubleNearest() : value.ToInterval().Lo;
}
