using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Capture;

/// <summary>K1a: capture of f = |R|²/2 with J of full row rank; minimisers may form a manifold.</summary>
/// <remarks>
/// On a ball of radius ρ around z: λ_min(JJᵀ) >= μ > 0, ‖∇²f‖ &lt;= L where f &lt;= f(z), hL &lt; 2, ρ > sqrt(2f(z)/μ)/(1 - hL/2). Then all later iterates
/// stay in the ball, R -> 0, the iterates converge. For L only |R| &lt;= sqrt(2f(z)) matters.
/// </remarks>
internal sealed class ResidualCapture(ResidualEnclosures residuals) : CaptureTest
{
    private double _residual;

    internal override long Work => residuals.Work;

    private protected override bool Start(Interval[] box)
    {
        if (!residuals.Run(box))
            return false;
        _residual = residuals.Residual();
        // A ball of the radius |R|/σ bends J by more than σ: not worth a closer look.
        return double.IsFinite(_residual) && double.IsFinite(residuals.Size()) && _residual * residuals.Bend() <= residuals.Size();
    }

    private protected override (double Radius, Caught Found)? Needed(Interval[] around, Interval step)
    {
        if (residuals.On(around) is not { Least: > 0 } on || !double.IsFinite(on.NormHigh))
            return null;
        var residual = Interval.Point(Math.Min(_residual, on.Residual));
        var (h, mu) = (Interval.Point(step.Hi), Interval.Point(on.Least));
        var (low, high) = residuals.Curvature(on, residual.Hi);
        if (!double.IsFinite(low) || !double.IsFinite(high))
            return null;
        var l = Interval.Point(Math.Max(-low, high));
        var slack = Interval.Point(2) - h * l;
        if (!slack.IsPositive)
            return null;
        double radius = (residual / Interval.Sqrt(mu) * Interval.Point(2) / slack).Hi;
        // q >= 0 in exact arithmetic; for steps below h the bound of one step is q at that step, so the rate is that of a constant step.
        var q = Interval.One - mu * Interval.Point(step.Lo) * (Interval.Point(2) - h * l);
        double rate = Interval.Sqrt(Interval.Max(q, Interval.Zero)).Hi;
        // Around a box that holds no limit, so that it will not be used, the ends may be the wrong way round.
        double slope = (Interval.Sqrt(Interval.Point(on.NormHigh)) * residual).Hi;
        return (radius, new("C1", radius, rate, slope, Interval.Of(on.NormLow, Math.Max(on.NormLow, Math.Min(on.NormHigh, l.Hi)))));
    }

    private protected override (double Low, double High)? Curvature(Interval[] box) =>
        residuals.On(box) is { } on ? residuals.Curvature(on, on.Residual) : null;

    internal override string Aim => "a minimiser of the least squares on whose ball JJᵀ is regular";

    private protected override (Interval[] Gradient, Interval[,]? Hessian)? Derivatives(Interval[] box) =>
        residuals.Run(box) ? (residuals.Gradient(), residuals.Hessian(residuals.Residual())) : null;
}
