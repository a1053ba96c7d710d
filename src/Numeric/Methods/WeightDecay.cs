using System.Collections.Immutable;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Methods;

/// <summary>Gradient descent with weight decay, that is on f + (λ/2)(|x|² + |y|²): m = 1 - hλ, w = hF'(s).</summary>
/// <remarks>Measured only. A' = A(θ - hg)² and B' = B(θ + hg)² with θ = 1 - hλ; the limit has F'(s) = -λ and x = y (for c > 0), or is the origin.</remarks>
public sealed record WeightDecay : StepMethod
{
    /// <param name="lambda">λ > 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">λ is not positive.</exception>
    public WeightDecay(Rational lambda)
    {
        if (lambda.Sign <= 0)
            throw new ArgumentOutOfRangeException(nameof(lambda), "Weight decay is a positive number.");
        Lambda = lambda;
    }

    /// <summary>λ.</summary>
    public Rational Lambda { get; }

    /// <inheritdoc/>
    public override string Name => "weight decay";

    /// <inheritdoc/>
    public override ImmutableArray<MethodParameter> Parameters => [new("weightDecay", Lambda.ToString())];

    /// <inheritdoc/>
    public override string Description => $"gradient descent with weight decay {Lambda}";

    /// <inheritdoc/>
    public override Rational Ridge => Lambda;

    /// <inheritdoc/>
    public override bool KeepsMinimisers => false;

    /// <inheritdoc/>
    public override string? Objection(Rational step) => step * Lambda < 1 ? null : $"weight decay needs hλ < 1, found {step * Lambda}";

    /// <inheritdoc/>
    public override IStepRule<T> Rule<T>(Rational step, Func<Rational, T> number) => new Decay<T>(number(1 - step * Lambda));

    private sealed class Decay<T>(T keep) : IStepRule<T>
        where T : IRing<T>
    {
        public ProductStep<T> From(in Position<T> position) => new(keep, position.RelativeSlope);
    }
}
