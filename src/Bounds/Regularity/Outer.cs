using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Regularity;

/// <summary>The outer function F of objectives f = F(one number made from the variables): what the regularity of such an objective is about.</summary>
/// <param name="Value">F, in <paramref name="Argument"/> alone, with squares completed and without cases that make no difference.</param>
/// <param name="Argument">Its variable.</param>
public sealed record Outer(Expr Value, Variable Argument)
{
    private ExactDerivative? _slope, _curvature;

    /// <summary>F'.</summary>
    public ExactDerivative Slope => _slope ??= ExactDerivative.Of(Value, Argument);

    /// <summary>F''.</summary>
    public ExactDerivative Curvature => _curvature ??= Slope.Next();

    /// <summary>F compiled around its centre, for runs.</summary>
    /// <param name="regularity">Its analysis, for the centre.</param>
    /// <exception cref="NotSupportedException">F holds something without numeric value.</exception>
    public OuterFunction Compile(RegularityReport regularity)
    {
        ArgumentNullException.ThrowIfNull(regularity);
        if (regularity.Centre is not { } centre)
            return OuterFunction.CompileWithoutCentre(Value, Argument);
        if (centre.Exact is { } exact)
            return OuterFunction.Compile(Value, Argument, exact);
        double nearest = centre.Nearest().ToDoubleNearest();
        return OuterFunction.Compile(Value, Argument, nearest, 1e-15 * Math.Max(1, Math.Abs(nearest)));
    }
}
