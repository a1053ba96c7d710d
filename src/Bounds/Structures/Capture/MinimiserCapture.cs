using BoundCheck.Bounds.Structures.General;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Capture;

/// <summary>K1b: capture by an isolated minimiser.</summary>
/// <remarks>
/// On a ball of radius ρ >= 2|∇f(z)|/m around z: f is C², 0 &lt; m &lt;= ∇²f &lt;= L, hL &lt; 2. Then the ball holds exactly one critical point, a minimiser
/// at a distance of at most |∇f(z)|/m, and the distance to it falls by max(|1 - hm|, |1 - hL|) a step.
/// </remarks>
internal sealed class MinimiserCapture(BoxObjective f, string noSquares) : CaptureTest
{
    private Interval _gradient;

    internal override long Work => (long)f.N * f.N * (50 + 6 * f.N);

    private protected override bool Start(Interval[] box)
    {
        if (f.GradientOn(box) is not { } gradient)
            return false;
        double size = Interval.Sqrt(gradient.Aggregate(Interval.Zero, (sum, g) => sum + Interval.Sqr(g))).Hi;
        if (!double.IsFinite(size))
            return false;
        _gradient = Interval.Point(size);
        return true;
    }

    private protected override (double Radius, Caught Found)? Needed(Interval[] around, Interval step)
    {
        if (f.HessianOn(around) is not { } hessian || SpectrumBounds.Of(hessian) is not { MinLo: > 0 and var m, MaxHi: var l } spectrum || !double.IsFinite(l))
            return null;
        Interval fast = Interval.One - step * Interval.Point(l), slow = Interval.One - step * Interval.Point(m);
        if (!(fast.Lo > -1))
            return null;
        double distance = (_gradient / Interval.Point(m)).Hi;
        double rate = Math.Max(Interval.Abs(fast).Hi, Interval.Abs(slow).Hi), slope = (Interval.Point(l) * Interval.Point(distance)).Hi;
        return (2 * distance, new("C2", distance, rate, slope, Interval.Of(Math.Max(spectrum.MaxLo, m), l)));
    }

    private protected override (double Low, double High)? Curvature(Interval[] box) =>
        f.HessianOn(box) is { } hessian && SpectrumBounds.Of(hessian) is var spectrum ? (spectrum.MinLo, spectrum.MaxHi) : null;

    internal override string Aim => $"an isolated minimiser, and {noSquares}";

    private protected override (Interval[] Gradient, Interval[,]? Hessian)? Derivatives(Interval[] box) =>
        f.HessianOn(box) is { } hessian && f.GradientOn(box) is { } gradient ? (gradient, hessian) : null;
}
