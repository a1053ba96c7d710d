using System.Collections.Immutable;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Methods;

/// <summary>
/// Heavy ball (B. Polyak, 1964), z' = z - h∇f(z) + m(z - z_before), or Nesterov's method (1983), the gradient taken at z + m(z - z_before); from rest.
/// </summary>
/// <remarks>
/// Exact reduction, any F (own): x + y = α(x_0 + y_0), x - y = δ(x_0 - y_0), w = hF'(s). Heavy ball: α' = (1 - w + m)α - m α_before, δ' = (1 + w + m)δ - m
/// δ_before. Nesterov: ᾱ = α + m(α - α_before), δ̄ likewise, w at s̄: α' = (1 - w)ᾱ, δ' = (1 + w)δ̄. Theorem H1 is about heavy ball; Nesterov's method is
/// measured only.
/// </remarks>
public sealed record Momentum : MapMethod, ICoordinateMethod
{
    private readonly double _m;

    /// <param name="value">m, in (0, 1).</param>
    /// <param name="isNesterov">Nesterov's method.</param>
    /// <exception cref="ArgumentOutOfRangeException">m is not in (0, 1).</exception>
    public Momentum(Rational value, bool isNesterov)
    {
        if (value.Sign <= 0 || value >= 1)
            throw new ArgumentOutOfRangeException(nameof(value), "Momentum is a number in (0, 1).");
        (Value, IsNesterov) = (value, isNesterov);
        _m = value.ToDoubleNearest();
    }

    /// <summary>m.</summary>
    public Rational Value { get; }

    /// <summary>Whether it is Nesterov's method.</summary>
    public bool IsNesterov { get; }

    /// <inheritdoc/>
    public override string Name => IsNesterov ? "Nesterov momentum" : "heavy ball";

    /// <inheritdoc/>
    public override string Description => $"{Name} with momentum {Value}";

    /// <inheritdoc/>
    public override ImmutableArray<MethodParameter> Parameters => [new("momentum", Value.ToString())];

    /// <inheritdoc/>
    public override int StepsWithin => 2;

    /// <inheritdoc/>
    public double[] Next(long k, double step, in CoordinateState state, Func<double[], double[]> gradient)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        var (x, before) = (state.X, state.Before);
        double[] next = new double[x.Length];
        for (int i = 0; i < next.Length; i++)
            next[i] = x[i] + _m * (x[i] - before[i]);
        double[] g = IsNesterov ? gradient(next) : state.Gradient;
        for (int i = 0; i < next.Length; i++)
            next[i] -= step * g[i];
        return next;
    }

    /// <inheritdoc/>
    /// <remarks>On a quadratic of sharpness φ heavy ball is stable below hφ = 2(1+m), Nesterov's method below 2(1+m)/(1+2m).</remarks>
    public override double EdgeStep(double step) => step * (IsNesterov ? 1 + 2 * _m : 1) / (1 + _m);

    /// <inheritdoc/>
    public override PlaneState Next(long k, double step, in PlaneState state, IPlaneForce plane)
    {
        ArgumentNullException.ThrowIfNull(plane);
        double aheadSum = state.Sum + _m * (state.Sum - state.SumBefore), aheadDifference = state.Difference + _m * (state.Difference - state.DifferenceBefore);
        var (sum, difference) = IsNesterov ? (aheadSum, aheadDifference) : (state.Sum, state.Difference);
        double w = step * plane.Slope(sum, difference);
        return state.Then(aheadSum - w * sum, aheadDifference + w * difference);
    }
}
