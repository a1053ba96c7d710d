using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Numeric.Methods;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Problems;

/// <summary>An objective with a start and a step: what check and run are asked about.</summary>
public sealed record Problem
{
    /// <summary>The objective.</summary>
    public required Objective Objective { get; init; }

    /// <summary>The step size h > 0.</summary>
    public required Certified Step { get; init; }

    /// <summary>The method; gradient descent with the step h unless given. What is proved about one method is not proved about another.</summary>
    public DescentMethod Method { get; init; } = GradientDescent.Instance;

    /// <summary>The start of every variable, by the name of its scalar variable, component or vector.</summary>
    public required ImmutableSortedDictionary<string, ImmutableArray<Certified>> Point { get; init; }

    /// <summary>The index of the first component of a vector variable: 0, or 1 where the objective is written in components from 1 to their number.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="vector">The name of the vector.</param>
    /// <param name="length">Its number of components.</param>
    public static int FirstIndexOf(Objective objective, string vector, int length)
    {
        ArgumentNullException.ThrowIfNull(objective);
        var used = objective.Expression.Variables();
        var components = used.OfType<Component>().Where(c => c.Vector == vector).ToList();
        return components.Exists(c => c.Index == length) && !components.Exists(c => c.Index == 0) && !used.OfType<VectorVariable>().Any(v => v.Name == vector)
            ? 1 : 0;
    }

    /// <summary>The value of one scalar variable in a point.</summary>
    /// <exception cref="ArgumentException">Not a scalar variable.</exception>
    public static Certified CoordinateOf(Objective objective, ImmutableSortedDictionary<string, ImmutableArray<Certified>> point, Expr variable)
    {
        ArgumentNullException.ThrowIfNull(point);
        return variable switch
        {
            Variable v => point[v.Name][0],
            Component c => point[c.Vector][c.Index - FirstIndexOf(objective, c.Vector, point[c.Vector].Length)],
            _ => throw new ArgumentException("A vector variable has no scalar value.", nameof(variable)),
        };
    }

    /// <summary>The start in the coordinates of the structure; null for a structure without. Read from the point unless it is given.</summary>
    public ReducedState? State
    {
        get => _state ?? (Point.IsEmpty ? null : Objective.Structure.Reduce(Objective, Point).State);
        init => _state = value;
    }

    private readonly ReducedState? _state;

    /// <summary>The largest number of steps of a run.</summary>
    public long Steps { get; init; } = 10_000;

    /// <summary>The tolerance of convergence: on |u_k| in product form, on |∇f| otherwise.</summary>
    public double Tolerance { get; init; } = 1e-10;

    /// <summary>The width to which the limit sharpness is to be enclosed (T6), > 0; a bounded effort is made.</summary>
    public double SharpnessWidth { get; init; } = 1e-6;
}
