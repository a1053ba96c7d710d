using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Numeric.Methods;

/// <summary>Where a step is made from.</summary>
/// <param name="Step">The number k of the step, from 0; null where the rule must not depend on it (a kernel is built once for all steps).</param>
/// <param name="S">x·y.</param>
/// <param name="P">|x|² + |y|².</param>
/// <param name="RelativeSlope">hF'(s).</param>
/// <typeparam name="T">The numbers.</typeparam>
public readonly record struct Position<T>(long? Step, T S, T P, T RelativeSlope)
    where T : IRing<T>;

/// <summary>The rule of a method in one kind of number, with its constants in that kind.</summary>
/// <typeparam name="T">The numbers.</typeparam>
public interface IStepRule<T>
    where T : IRing<T>
{
    /// <summary>The step from a position.</summary>
    ProductStep<T> From(in Position<T> position);
}
