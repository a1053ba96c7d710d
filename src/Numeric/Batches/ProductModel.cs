using BoundCheck.Numeric.Kernels;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Numeric.Batches;

/// <summary>Gradient descent on F(x·y) in a = |x+y|²/4 and b = |x-y|²/4: s = a - b, a' = a(1-hg)², b' = b(1+hg)² (theory R1).</summary>
/// <remarks>
/// These coordinates cost as many operations as (s, p), and they are the accurate ones: products of squares keep the relative accuracy of a
/// and b, so D = 16ab never grows by rounding when |hg| is below 1, p = 2(a+b) is accurate always, and a = 0 stays 0. Only u = a - b - c
/// cancels near the minimiser, to an absolute error of an ulp or two of p: far below the tolerances of a sweep (single runs do better, see
/// <see cref="ProductRun"/>).
/// </remarks>
internal sealed class ProductModel : BatchModel
{
    private const double Overflow = 1e150;

    private readonly OuterFunction _outer;
    private readonly double _centre;
    private readonly double _curvature;
    private readonly double _tolerance;
    private readonly bool _oneDimensional;

    /// <param name="outer">F around its centre.</param>
    /// <param name="curvature">F''(c), or the slope that decides whether c attracts where F'' does not exist there.</param>
    /// <param name="tolerance">Converged means |u| at most this.</param>
    /// <param name="oneDimensional">Whether x and y are scalars: then F' alone is no eigenvalue of the Hessian.</param>
    internal ProductModel(OuterFunction outer, double curvature, double tolerance, bool oneDimensional)
    {
        _outer = outer;
        _centre = outer.Origin.ToDoubleNearest();
        _curvature = curvature;
        _tolerance = tolerance;
        _oneDimensional = oneDimensional;
    }

    internal override int States => 2;

    /// <summary>max u, max -u, max of the sharpness excess (positive where sharpness is above 2/h), max of |u'| - |u|.</summary>
    internal override int Trackers => 4;

    protected override Real[] Step(KernelBuilder builder, Real[] state, Real h)
    {
        var slope = Lower(builder, state, _outer.Slope);
        return Advance(state, h, slope);
    }

    protected override Real[] Track(KernelBuilder builder, Real[] state, Real h)
    {
        Real u = Distance(state), slope = Lower(builder, state, _outer.Slope), curvature = Lower(builder, state, _outer.Curvature);
        Real p = 2 * (state[0] + state[1]), d = 16 * (state[0] * state[1]), s = state[0] - state[1];
        // Sharpness (F''p + sqrt(F''²D + 4(F''s + F')²))/2 > 2/h without the root: compare squares.
        var q = 4 / h - curvature * p;
        var mixed = 2 * curvature.Fma(s, slope);
        var radicand = curvature.Square().Fma(d, mixed.Square());
        var excess = radicand - q * q.Abs();
        if (!_oneDimensional)
        {
            var other = slope.Abs() * h - 2;
            excess = (other > excess).Choose(other, excess);
        }
        var next = Advance(state, h, slope);
        return [u, -u, excess, Distance(next).Abs() - u.Abs()];
    }

    protected override Real Probe(KernelBuilder builder, Real[] state, Real h)
    {
        Real a = state[0], b = state[1], u = Distance(state), p = 2 * (a + b);
        // hF''(c) sqrt(D + 4c²) < 2: the minimiser of this imbalance is stable.
        var phi = (16 * (a * b) + 4 * _centre * _centre).Sqrt() * _curvature;
        // An ulp or two of p is all that u resolves.
        var limit = p * 4.5e-16 + _tolerance;
        var converged = (u.Abs() <= limit) & (h * phi < 2);
        var alive = p < Overflow;
        // u = 0 without convergence: exactly on an unstable minimiser, where it stays.
        var settled = u.Is(0).Choose((double)LaneStatus.Stationary, (double)LaneStatus.Running);
        var result = alive.Choose(converged.Choose(builder.Constant((double)LaneStatus.Converged), settled), (double)LaneStatus.Diverged);
        if (_centre == 0)
            return result;
        // Without a (for c < 0 without b) the iterates end at x = y = 0, not at the centre.
        var annihilated = (_centre > 0 ? a : b).Is(0) & (p <= 1e-12 * Math.Abs(_centre));
        return annihilated.Choose((double)LaneStatus.Stationary, result);
    }

    protected override Real Scale(KernelBuilder builder, Real[] state) => state[0] + state[1];

    internal override double Swing(ReadOnlySpan<double> maxima) => maxima[0] + maxima[1];

    internal override double Drift(ReadOnlySpan<double> state) => 4 * Math.Sqrt(state[0]) * Math.Sqrt(state[1]);

    internal override double Size(ReadOnlySpan<double> state) => 2 * (state[0] + state[1]);

    internal override int? ConfirmPeriod(ReadOnlySpan<double> state, double h)
    {
        var detector = new PeriodDetector();
        double a = state[0], b = state[1];
        for (int k = 0; k < 2 * PeriodDetector.MaxPeriod; k++)
        {
            double w = h * _outer.At(a - b - _centre).Slope;
            detector.Add(a - b, 2 * (a + b), 4 * Math.Sqrt(a) * Math.Sqrt(b), w);
            a *= (1 - w) * (1 - w);
            b *= (1 + w) * (1 + w);
        }
        return detector.Find();
    }

    private static Real[] Advance(Real[] state, Real h, Real slope)
    {
        Real down = h.NegatedFma(slope, 1), up = h.Fma(slope, 1);
        return [state[0] * down * down, state[1] * up * up];
    }

    private Real Distance(Real[] state) => _centre == 0 ? state[0] - state[1] : (state[0] - state[1]) - _centre;

    private Real Lower(KernelBuilder builder, Real[] state, Symbolic.Expr expr)
    {
        var lowering = new Lowering(builder, fastRoots: true);
        lowering.Bind(_outer.Variable, Distance(state));
        return lowering.Lower(expr);
    }
}
