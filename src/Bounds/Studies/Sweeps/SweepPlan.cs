using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Sweeps;

/// <summary>The cells of a sweep in order (the first axis runs fastest) and the start and step of each.</summary>
public sealed class SweepPlan : ICellStarts
{
    private readonly ImmutableSortedDictionary<string, double[]> _fixed;

    /// <param name="shape">The objective with the start that all cells share, the variables of the axes having any value; its step where the step is no
    /// axis.</param>
    /// <param name="axes">One or two axes.</param>
    /// <param name="stepIsAxis">Whether the axis "h" is the step size.</param>
    /// <exception cref="ArgumentException">Not one or two axes, or an axis that is no scalar variable of the objective.</exception>
    public SweepPlan(Problem shape, ImmutableArray<SweepAxis> axes, bool stepIsAxis)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (axes.Length is not (1 or 2))
            throw new ArgumentException("A sweep has one or two axes.", nameof(axes));
        StepAxis = stepIsAxis ? axes.First(a => a.Name == SweepAxis.StepName) : null;
        if (axes.FirstOrDefault(a => a != StepAxis && !shape.Objective.Expression.Variables().Contains(Variable.Of(a.Name))) is { } unknown)
            throw new ArgumentException($"'{unknown.Name}' is not a scalar variable of the objective.", nameof(axes));
        Shape = shape;
        Axes = axes;
        _fixed = shape.Point.ToImmutableSortedDictionary(p => p.Key, p => p.Value.Select(Middle).ToArray(), StringComparer.Ordinal);
        Cells = axes.Aggregate(1L, (n, a) => checked(n * a.Count));
    }

    /// <summary>What the cells have in common: objective, start of the other variables, budget and tolerance.</summary>
    public Problem Shape { get; }

    /// <summary>The objective.</summary>
    public Objective Objective => Shape.Objective;

    /// <summary>One or two axes.</summary>
    public ImmutableArray<SweepAxis> Axes { get; }

    /// <summary>The number of cells.</summary>
    public long Cells { get; private init; }

    /// <summary>The number of cells of the whole grid before this plan's first one: 0 but for a part of a plan.</summary>
    public long First { get; private init; }

    /// <summary>Consecutive cells of this plan as a plan of its own.</summary>
    /// <param name="first">The first cell, from 0.</param>
    /// <param name="count">Their number.</param>
    /// <exception cref="ArgumentOutOfRangeException">Cells that the plan does not have.</exception>
    public SweepPlan Part(long first, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Cells - first, nameof(count));
        return new SweepPlan(Shape, Axes, StepAxis is not null) { First = First + first, Cells = count };
    }

    /// <summary>The step size of all cells; null when it is an axis.</summary>
    public Certified? Step => StepAxis is null ? Shape.Step : null;

    /// <summary>The step budget of a cell.</summary>
    public long Steps => Shape.Steps;

    /// <summary>The tolerance of convergence.</summary>
    public double Tolerance => Shape.Tolerance;

    /// <summary>The axis of the step size, or null.</summary>
    public SweepAxis? StepAxis { get; }

    /// <summary>The value of an axis in a cell.</summary>
    public double AxisValue(int axis, long cell) =>
        Axes[axis].Values[(int)(axis == 0 ? (First + cell) % Axes[0].Count : (First + cell) / Axes[0].Count)];

    /// <summary>The values of an axis in consecutive cells.</summary>
    public void Fill(int axis, long first, Span<double> values)
    {
        var of = Axes[axis].Values;
        var (row, column) = Math.DivRem(First + first, Axes[0].Count);
        for (int i = 0; i < values.Length; row++)
        {
            int end = (int)Math.Min(values.Length, i + Axes[0].Count - column);
            if (axis == 1)
                values[i..end].Fill(of[(int)row]);
            for (int at = (int)column; axis == 0 && i < end; i++, at++)
                values[i] = of[at];
            (i, column) = (end, 0);
        }
    }

    /// <summary>The step size of a cell as it is run.</summary>
    public double StepOf(long cell) => Step is { } h ? Middle(h) : AxisValue(Axes.IndexOf(StepAxis!), cell);

    /// <summary>An enclosure of the step size of a cell.</summary>
    public Interval StepEnclosure(long cell) => Step is { } h
        ? Interval.Hull(h.ToInterval(), Interval.Point(Middle(h)))
        : Interval.Point(StepOf(cell));

    /// <inheritdoc/>
    public double Value(Expr variable, long cell)
    {
        Span<double> value = stackalloc double[1];
        Fill(variable, cell, value);
        return value[0];
    }

    /// <inheritdoc/>
    public void Fill(Expr variable, long first, Span<double> values)
    {
        string name = variable switch
        {
            Variable v => v.Name,
            Component c => c.Vector,
            _ => throw new ArgumentException("A vector variable has no scalar value.", nameof(variable)),
        };
        for (int i = 0; i < Axes.Length; i++)
        {
            if (Axes[i].Name == name && Axes[i] != StepAxis && variable is Variable)
            {
                Fill(i, first, values);
                return;
            }
        }
        values.Fill(_fixed[name][variable is Component k ? k.Index - Problem.FirstIndexOf(Objective, name, _fixed[name].Length) : 0]);
    }

    /// <inheritdoc/>
    public IReadOnlyList<double> Vector(string name) => _fixed[name];

    private static double Middle(Certified value) => value.Exact is { } exact ? exact.ToDoubleNearest() : value.ToInterval().Lo;
}
