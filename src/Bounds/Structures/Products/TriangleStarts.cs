using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
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
    public override ReducedState? Near(ReducedState start, double margin) => start is Start s ? Near(s, margin) : null;

    private Start? Near(Start start, double margin)
    {
        ArgumentNullException.ThrowIfNull(start);
        var plus = start.X.Zip(start.Y, (x, y) => (x + y).ToInterval().Mid).ToArray();
        var minus = start.X.Zip(start.Y, (x, y) => (x - y).ToInterval().Mid).ToArray();
        double ra = Math.Sqrt(Corners.A.ToInterval().Mid) * (1 - margin), rb = Math.Sqrt(Corners.B.ToInterval().Mid) * (1 - margin);
        if (!plus.Concat(minus).All(double.IsFinite) || !double.IsFinite(ra * rb) || !(ra * rb > 0))
            return null;
        var (a, b) = NearestOfEllipse(Norm(plus), Norm(minus), ra, rb);
        // From A_0 = 0 (B_0 = 0 when mirrored) no run reaches c != 0.
        (a, b) = _mirrored ? (a, Math.Max(b, margin * rb)) : (Math.Max(a, margin * ra), b);
        var (p, m) = (Scaled(plus, a), Scaled(minus, b));
        return new Start { X = [.. p.Zip(m, (u, v) => (Certified)Rational.FromDouble((u + v) / 2))],
            Y = [.. p.Zip(m, (u, v) => (Certified)Rational.FromDouble((u - v) / 2))] };
    }

    private static double Norm(double[] v) => Math.Sqrt(v.Sum(x => x * x));

    private static double[] Scaled(double[] v, double length) =>
        Norm(v) is > 0 and var norm ? [.. v.Select(x => x / norm * length)] : [length, .. new double[v.Length - 1]];

    /// <summary>The nearest point of a²/ra² + b²/rb² &lt;= 1: (ra²a/(t + ra²), rb²b/(t + rb²)) with the t >= 0 that puts it on the border.</summary>
    private static (double A, double B) NearestOfEllipse(double a, double b, double ra, double rb)
    {
        double Level(double t) => Square(ra * a / (t + ra * ra)) + Square(rb * b / (t + rb * rb));
        if (Level(0) <= 1)
            return (a, b);
        double lo = 0, hi = Math.Max(ra * a, rb * b);
        while (Level(hi) > 1)
            hi *= 2;
        for (int i = 0; i < 200; i++)
        {
            double middle = lo + (hi - lo) / 2;
            (lo, hi) = Level(middle) > 1 ? (middle, hi) : (lo, middle);
        }
        return (ra * ra * a / (hi + ra * ra), rb * rb * b / (hi + rb * rb));

        static double Square(double x) => x * x;
    }

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
