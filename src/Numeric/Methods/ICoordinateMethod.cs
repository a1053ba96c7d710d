namespace BoundCheck.Numeric.Methods;

/// <summary>A method whose steps are no multiples of -∇f(x_k): its step in n coordinates, in doubles, for objectives that are no F(x·y).</summary>
public interface ICoordinateMethod
{
    /// <summary>How many gradients in a row must be within the tolerance.</summary>
    int StepsWithin { get; }

    /// <summary>The next iterate; a new array.</summary>
    /// <param name="k">The number of the step, from 0.</param>
    /// <param name="step">h.</param>
    /// <param name="state">The iterate, the one before and the gradient.</param>
    /// <param name="gradient">The gradient at another point; a new array.</param>
    double[] Next(long k, double step, in CoordinateState state, Func<double[], double[]> gradient);
}

/// <summary>An iterate with the one before, which is the same at the start.</summary>
/// <param name="X">x_k.</param>
/// <param name="Before">x_{k-1}.</param>
/// <param name="Gradient">∇f(x_k).</param>
public readonly record struct CoordinateState(double[] X, double[] Before, double[] Gradient);
