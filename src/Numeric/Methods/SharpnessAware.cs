using System.Collections.Immutable;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Methods;

/// <summary>Sharpness-aware minimisation (P. Foret et al., 2021): the gradient is taken at z + ρ∇f(z)/|∇f(z)|, and z' = z - h times it.</summary>
/// <remarks>
/// Exact reduction, any F (own): with g = F'(s), ρ̂ = ρ/(|g| sqrt p) (ρ̂g := 0 for g = 0) and g̃ = F'(s̃) at s̃ = (A(1 + ρ̂g)² - B(1 - ρ̂g)²)/4:
/// A' = A(1 - hg̃(1 + ρ̂g))², B' = B(1 + hg̃(1 - ρ̂g))². Measured only. It does not rest at a minimiser: near one it swings with an amplitude of order hρ.
/// </remarks>
public sealed record SharpnessAware : MapMethod
{
    private readonly double _rho;

    /// <param name="radius">ρ > 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">ρ is not positive.</exception>
    public SharpnessAware(Rational radius)
    {
        if (radius.Sign <= 0)
            throw new ArgumentOutOfRangeException(nameof(radius), "The radius is a positive number.");
        Radius = radius;
        _rho = radius.ToDoubleNearest();
    }

    /// <summary>ρ.</summary>
    public Rational Radius { get; }

    /// <inheritdoc/>
    public override string Name => "sharpness-aware minimisation";

    /// <inheritdoc/>
    public override string Description => $"{Name} with radius {Radius}";

    /// <inheritdoc/>
    public override ImmutableArray<MethodParameter> Parameters => [new("sam", Radius.ToString())];

    /// <inheritdoc/>
    public override PlaneState Next(long k, double step, in PlaneState state, IPlaneForce plane)
    {
        ArgumentNullException.ThrowIfNull(plane);
        double slope = plane.Slope(state.Sum, state.Difference), norm = Math.Abs(slope) * Math.Sqrt(plane.Size(state.Sum, state.Difference));
        // ρ̂g = ±ρ/sqrt p.
        double climb = norm == 0 ? 0 : _rho * slope / norm, w = step * plane.Slope(state.Sum * (1 + climb), state.Difference * (1 - climb));
        return state.Then(state.Sum * (1 - w * (1 + climb)), state.Difference * (1 + w * (1 - climb)));
    }
}
