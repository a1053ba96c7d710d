using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Methods;

/// <summary>Gradient descent with a constant step: m = 1, w = hF'(s) (theory R1).</summary>
public sealed record GradientDescent : DescentMethod
{
    private GradientDescent()
    {
    }

    /// <summary>The only instance.</summary>
    public static GradientDescent Instance { get; } = new();

    /// <summary>What it is.</summary>
    public static MethodKind Kind { get; } = new("gradient descent", "x' = x - hF'(s)y, y' = y - hF'(s)x", null, _ => Instance);

    /// <inheritdoc/>
    public override string Description => "gradient descent";

    /// <inheritdoc/>
    public override IStepRule<T> Rule<T>(Rational step, Func<Rational, T> number) => new Descent<T>();

    private sealed class Descent<T> : IStepRule<T>
        where T : IRing<T>
    {
        public ProductStep<T> From(in Position<T> position) => new(position.RelativeSlope);
    }
}
