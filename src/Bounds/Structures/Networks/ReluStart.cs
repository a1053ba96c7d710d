using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Networks;

/// <summary>A neuron: x = a and y = w·z/|z|; it is alive while y > 0.</summary>
/// <param name="X">x.</param>
/// <param name="Y">y.</param>
internal sealed record NeuronStart(Certified X, Certified Y);

/// <summary>A start of a relu layer.</summary>
/// <param name="Neurons">The neurons in order.</param>
internal sealed record ReluStart(ImmutableArray<NeuronStart> Neurons) : ReducedState
{
    /// <inheritdoc/>
    public override ReducedState Moved(double share) => new ReluStart(Neurons.SetItem(0,
        Neurons[0] with { X = Neurons[0].X + Rational.FromDouble(share) * Certified.Max(1, Certified.Abs(Neurons[0].X)) }));
}
