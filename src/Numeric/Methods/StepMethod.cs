using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Methods;

/// <summary>A method that is known by its step x' = m x - w y, y' = m y - w x from a position, in whatever numbers.</summary>
public abstract record StepMethod : DescentMethod
{
    /// <summary>The rule in one kind of number.</summary>
    /// <param name="step">h, exactly.</param>
    /// <param name="number">A rational number in that kind.</param>
    /// <typeparam name="T">The numbers.</typeparam>
    public abstract IStepRule<T> Rule<T>(Rational step, Func<Rational, T> number)
        where T : IRing<T>;
}
