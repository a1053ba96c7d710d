using System.Collections.Immutable;
using System.Reflection;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Methods;

/// <summary>
/// A method that is run on F(x·y): the step x' = m x - w y, y' = m y - w x that it makes from a position. One sealed record a method, one file a
/// record; a new one in this assembly is known to the program (see docs/adding-a-method.md).
/// </summary>
public abstract record DescentMethod
{
    private static readonly Lazy<ImmutableArray<MethodKind>> s_kinds = new(() =>
    [
        .. typeof(DescentMethod).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(DescentMethod)) && !t.IsAbstract)
            .Select(t => (MethodKind)t.GetProperty("Kind", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!)
                .OrderBy(k => k.Name, StringComparer.Ordinal),
    ]);

    /// <summary>All kinds of methods, by name.</summary>
    public static ImmutableArray<MethodKind> Kinds => s_kinds.Value;

    /// <summary>The method with its parameters, for people.</summary>
    public abstract string Description { get; }

    /// <summary>λ >= 0 of the objective f + (λ/2)(|x|² + |y|²) that the method descends; 0 for f itself.</summary>
    public virtual Rational Ridge => 0;

    /// <summary>Whether every minimiser of F is a fixed point, so that runs are measured by u = s - c.</summary>
    public virtual bool KeepsMinimisers => true;

    /// <summary>Why the method makes no sense with this step size; null when it does.</summary>
    public virtual string? Objection(Rational step) => null;

    /// <summary>The rule in one kind of number.</summary>
    /// <param name="step">h, exactly.</param>
    /// <param name="number">A rational number in that kind.</param>
    /// <typeparam name="T">The numbers.</typeparam>
    public abstract IStepRule<T> Rule<T>(Rational step, Func<Rational, T> number)
        where T : IRing<T>;
}

/// <summary>A kind of method.</summary>
/// <param name="Name">The name.</param>
/// <param name="Summary">One line: the step, the parameter and its range.</param>
/// <param name="Parameter">The name of its parameter, as in the option --weight-decay; null for a method without.</param>
/// <param name="Create">The method with a parameter (ignored by a method without); throws <see cref="ArgumentException"/> outside its range.</param>
public sealed record MethodKind(string Name, string Summary, string? Parameter, Func<Rational, DescentMethod> Create);
