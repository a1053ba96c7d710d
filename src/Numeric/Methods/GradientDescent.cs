using System.Collections.Immutable;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Methods;

/// <summary>Gradient descent with a constant step: m = 1, w = hF'(s) (theory R1).</summary>
public sealed record GradientDescent : StepMethod
{
    private GradientDescent()
    {
    }

    /// <summary>The only instance.</summary>
    public static GradientDescent Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "gradient descent";

    /// <inheritdoc/>
    public override string Description => Name;

    /// <inheritdoc/>
    public override ImmutableArray<MethodParameter> Parameters => [];

    /// <inheritdoc/>
    public override bool IsPlain => true;

    /// <inheritdoc/>
    public override IStepRule<T> Rule<T>(Rational step, Func<Rational, T> number) => new Descent<T>();

    private sealed class Descent<T> : IStepRule<T>
        where T : IRing<T>
    {
        public ProductStep<T> From(in Position<T> position) => new(position.RelativeSlope);
    }
}
