using System.Collections.Immutable;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Methods;

/// <summary>
/// A method as it was chosen: its name and its parameters, exactly. One sealed record a method (docs/adding-a-method.md). A <see cref="StepMethod"/> is
/// known by its step x' = m x - w y, y' = m y - w x in any kind of number; a <see cref="MapMethod"/> by its map of the plane in doubles.
/// </summary>
public abstract record DescentMethod
{
    /// <summary>The name, without parameters.</summary>
    public abstract string Name { get; }

    /// <summary>The method with its parameters, for people.</summary>
    public abstract string Description { get; }

    /// <summary>The parameters, by their names in the JSON.</summary>
    public abstract ImmutableArray<MethodParameter> Parameters { get; }

    /// <summary>Whether it is gradient descent with a constant step on f itself: theorems about that hold for no other method.</summary>
    public virtual bool IsPlain => false;

    /// <summary>λ >= 0 of the objective f + (λ/2)(|x|² + |y|²) that the method descends; 0 for f itself.</summary>
    public virtual Rational Ridge => 0;

    /// <summary>Whether every minimiser of F is a fixed point, so that runs are measured by u = s - c.</summary>
    public virtual bool KeepsMinimisers => true;

    /// <summary>Whether a step depends on its number, so that no orbit is taken for one that repeats.</summary>
    public virtual bool DependsOnTime => false;

    /// <summary>The η for which 2/η is the sharpness at which the method begins to swing at a minimiser; h for gradient descent.</summary>
    /// <param name="step">h.</param>
    public virtual double EdgeStep(double step) => step;

    /// <summary>The multiple of -∇f that a step adds to the iterate, for methods whose steps are such.</summary>
    /// <param name="k">The number of the step, from 0.</param>
    /// <param name="step">h.</param>
    /// <param name="norm">|∇f|.</param>
    public virtual double StepAt(long k, double step, double norm) => step;

    /// <summary>Why the method makes no sense with this step size; null when it does.</summary>
    public virtual string? Objection(Rational step) => null;
}

/// <summary>A parameter of a method.</summary>
/// <param name="Name">Its name in the JSON, such as "weightDecay".</param>
/// <param name="Text">Its value: a number, exactly, or a text.</param>
public sealed record MethodParameter(string Name, string Text);
