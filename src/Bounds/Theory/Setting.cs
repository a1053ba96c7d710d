using System.Collections.Concurrent;
using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Numeric.Methods;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Theory;

/// <summary>
/// What a theorem is checked for: the objective, its regularity, the step size and the start. What a structure adds to it stands with the structure.
/// </summary>
public sealed class Setting
{
    private readonly ConcurrentDictionary<object, object> _known = new();

    /// <summary>Binds a problem; the start is null when only the step is given.</summary>
    public Setting(Objective objective, RegularityReport regularity, Certified step, ReducedState? state)
    {
        Objective = objective;
        Regularity = regularity;
        Step = step;
        State = state;
    }

    /// <summary>Up to so many coordinates the objective is written out.</summary>
    private const int MostScalars = 64;

    /// <summary>A problem with its start, written out in scalar variables where they are not too many.</summary>
    internal static Setting Of(Problem problem, RegularityReport regularity, object? supplement = null)
    {
        var expression = problem.Point.IsEmpty || problem.Point.Values.Sum(v => v.Length) > MostScalars ? null
            : problem.Objective.Descended(problem.Point, problem.Method);
        return new Setting(problem.Objective, regularity, problem.Step, problem.State)
        {
            Supplement = supplement,
            Method = problem.Method,
            Scalars = expression is null ? null
                : (expression, [.. expression.Variables().Select(v => Problem.CoordinateOf(problem.Objective, problem.Point, v))]),
        };
    }

    /// <summary>The objective.</summary>
    public Objective Objective { get; }

    /// <summary>Its analysis.</summary>
    public RegularityReport Regularity { get; }

    /// <summary>h > 0.</summary>
    public Certified Step { get; }

    /// <summary>The method; gradient descent with the step h unless given.</summary>
    public DescentMethod Method { get; init; } = GradientDescent.Instance;

    /// <summary>The start in the coordinates of the structure; null for a structure without, and when only the step is given.</summary>
    public ReducedState? State { get; }

    /// <summary>What the method descends in scalar variables and their start, for theorems about every objective; null when only the step is given.</summary>
    public (Expr Expression, ImmutableArray<Certified> Start)? Scalars { get; init; }

    /// <summary>What was computed beforehand for one theorem, such as the certificate of a region of starts; null for nothing.</summary>
    public object? Supplement { get; init; }

    /// <summary>What several theorems need and is found once for a setting.</summary>
    /// <param name="key">What it is; one object for each use.</param>
    /// <param name="find">Finds it.</param>
    internal T Once<T>(object key, Func<T> find)
        where T : notnull => (T)_known.GetOrAdd(key, _ => find());
}
