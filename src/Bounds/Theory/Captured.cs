using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;

namespace BoundCheck.Bounds.Theory;

/// <summary>From a step of the exact run on everything is known: it stays near its limit, a minimiser, and converges to it at a rate.</summary>
/// <param name="Source">Where it is proved.</param>
/// <param name="Step">The step k.</param>
/// <param name="Distance">The distance of iterate k from the limit is at most this.</param>
/// <param name="Rate">The distance after j more steps is at most Rate^j Distance.</param>
/// <param name="Limit">Enclosures of the coordinates of the limit.</param>
/// <param name="Sharpness">An enclosure of the largest eigenvalue of the Hessian at the limit.</param>
public sealed record Captured(
    Source Source, long Step, Certified Distance, Certified Rate, ImmutableArray<(string Name, Certified Value)> Limit, Certified Sharpness)
    : Implication(Source)
{
    /// <inheritdoc/>
    public override string Text => FormattableString.Invariant($"from step {Step} on every iterate is within {Inequality.Rough(Distance, 3)} ")
        + "of the limit" + (Rate.Exact < 1 ? $", and the distance falls by the factor {Inequality.Rough(Rate, 6)} a step" : ", and tends to it");
}
