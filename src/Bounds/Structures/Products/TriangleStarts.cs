using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>The starts inside the triangle A/(2+γ) + B/(2-γ) &lt; 4/(hβ): an ellipse in (x, y) for d = 1.</summary>
internal sealed record TriangleStarts : StartSet
{
    private readonly Certified _nearMax;
    private readonly Certified _farMax;
    private readonly bool _mirrored;

    /// <param name="setting">The objective and step; γ = hβ|c| must be below 1.</param>
    /// <param name="beta">The sector constant.</param>
    internal TriangleStarts(Setting setting, Certified beta)
        : base("bounded: A/(2+γ) + B/(2-γ) < 4/(hβ)")
    {
        Certified gamma = Triangle.Gamma(setting, beta), hb = setting.Step * beta;
        (_nearMax, _farMax, _mirrored) = (4 * (2 + gamma) / hb, 4 * (2 - gamma) / hb, setting.Mirrored);
    }

    private (Certified A, Certified B) Corners => _mirrored ? (_farMax, _nearMax) : (_nearMax, _farMax);

    /// <inheritdoc/>
    public override ImmutableArray<RegionVertex> Vertices => [new(0, 0), new(Corners.A, 0), new(0, Corners.B)];

    /// <inheritdoc/>
    /// <remarks>(x+y)²/a + (x-y)²/b &lt; 1 is an ellipse with half axes sqrt(a/2), sqrt(b/2).</remarks>
    public override Certified Area => Certified.Of(BigInterval.Pi(Certified.Precision)) * Rational.Half * Certified.Sqrt(_nearMax * _farMax);

    /// <inheritdoc/>
    public override Certified Share(Rational half) => Triangle.ShareOfSquare(_nearMax, _farMax, half);

    /// <inheritdoc/>
    public override IReadOnlyList<(double X, double Y)> Outline(bool scalar)
    {
        double a = Corners.A.ToInterval().Mid, b = Corners.B.ToInterval().Mid;
        if (!scalar)
            return [(0, 0), (a, 0), (0, b), (0, 0)];
        // The circle by its rational parametrisation, one half and its reflection: ((1 - t²)/(1 + t²), 2t/(1 + t²)), |t| <= 1.
        var half = Enumerable.Range(-50, 101).Select(i => i / 50.0).Select(t => (1 / (1 + t * t), t))
            .Select(q => (Plus: Math.Sqrt(a) * q.Item1 * (1 - q.t * q.t), Minus: Math.Sqrt(b) * q.Item1 * 2 * q.t))
            .Select(q => (X: (q.Plus + q.Minus) / 2, Y: (q.Plus - q.Minus) / 2)).ToList();
        return [.. half, .. half.Select(q => (-q.X, -q.Y)), half[0]];
    }
}
