namespace BoundCheck.Numeric.Methods;

/// <summary>A method that is run in doubles by its map of the multiples of x_0 + y_0 and x_0 - y_0: what it measures proves nothing.</summary>
public abstract record MapMethod : DescentMethod
{
    /// <summary>How many steps in a row must be within the tolerance: with a velocity, or terms that take turns, one may be a passage.</summary>
    public virtual int StepsWithin => 1;

    /// <summary>The terms of the objective that it draws from, one a step; 0 where each step uses the whole objective.</summary>
    public virtual int Terms => 0;

    /// <summary>Whether a minimiser of this sharpness attracts, at the step that is to be made.</summary>
    /// <param name="k">The number of the step.</param>
    /// <param name="step">h.</param>
    /// <param name="sharpness">φ > 0.</param>
    public virtual bool Attracts(long k, double step, double sharpness) => EdgeStep(step) * sharpness < 2;

    /// <summary>One step.</summary>
    /// <param name="k">The number of the step, from 0.</param>
    /// <param name="step">h.</param>
    /// <param name="state">The state; the multiples of before as well.</param>
    /// <param name="plane">F' and the start.</param>
    public abstract PlaneState Next(long k, double step, in PlaneState state, IPlaneForce plane);
}

/// <summary>An iterate x + y = α(x_0 + y_0), x - y = δ(x_0 - y_0), and the one before (the same at the start: zero velocity).</summary>
/// <param name="Sum">α_k.</param>
/// <param name="Difference">δ_k.</param>
/// <param name="SumBefore">α_{k-1}.</param>
/// <param name="DifferenceBefore">δ_{k-1}.</param>
public readonly record struct PlaneState(double Sum, double Difference, double SumBefore, double DifferenceBefore)
{
    /// <summary>The next state.</summary>
    public PlaneState Then(double sum, double difference) => new(sum, difference, Sum, Difference);
}

/// <summary>F' in the plane of a start.</summary>
public interface IPlaneForce
{
    /// <summary>F'(s) at multiples of x_0 ± y_0: s = (α²A_0 - δ²B_0)/4.</summary>
    double Slope(double sum, double difference);

    /// <summary>F_i'(s) of one term.</summary>
    double TermSlope(int term, double sum, double difference);

    /// <summary>|x|² + |y|² = (α²A_0 + δ²B_0)/2.</summary>
    double Size(double sum, double difference);
}
