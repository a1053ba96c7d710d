using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Methods;
using BoundCheck.Numeric.Ranges;

namespace BoundCheck.Numeric.Trajectories.Enclosed;

/// <summary>One step of the exact reduction in the coordinates u = s - c and D, with enclosures (theory R1).</summary>
/// <remarks>
/// u' = u + w(ws - P) and D' = D(1 - w²)² with w = hF'(c + u), s = c + u, P = sqrt(D + 4s²). Both are evaluated at the middle of the box and
/// carried to the rest of it by the mean value theorem, so that a box grows as the differential says and not as if u and D were independent in
/// every operation; the result is intersected with the plain evaluation over the box.
/// </remarks>
internal sealed class EnclosedMap<T>
    where T : struct, IEnclosure<T>
{
    private readonly UnivariateFunction _slope;
    private readonly UnivariateFunction _ratio;
    private readonly T _centre;
    private readonly T _step;
    private readonly T _two;
    private readonly T _four;
    private readonly int _precision;

    internal EnclosedMap(EnclosedProblem problem, int precision)
    {
        _slope = UnivariateFunction.FromExpr(problem.Slope, problem.Variable);
        _ratio = UnivariateFunction.Ratio(problem.Slope, problem.Variable, problem.Centre);
        _precision = precision;
        _centre = EnclosureFormat.In<T>(problem.Centre.Enclose, precision);
        _step = EnclosureFormat.In<T>(problem.Step, precision);
        _two = T.FromRational(2, precision);
        _four = T.FromRational(4, precision);
    }

    /// <summary>Replaces the box by one that contains its image; false when F' is not certainly defined on it.</summary>
    internal bool Advance(ref T u, ref T d)
    {
        Span<T> g = new T[2];
        var state = _slope.Taylor(_centre + u, g, _precision);
        if (state < Definedness.Defined || !g[0].IsBounded)
            return false;
        T s = _centre + u, p = T.Sqrt(d + _four * T.Sqr(s)), w = _step * g[0];
        var step = new ProductStep<T>(w);
        T keep = step.Turn, nextU = step.Offset(u, s, p), nextD = step.Imbalance(d);
        // The mean value theorem needs F' continuous with a bounded (generalised) slope, and sqrt(D + 4s²) differentiable: D + 4s² > 0.
        if (state == Definedness.Continuous && g[1].IsBounded && p.IsPositive && !(u.IsPoint && d.IsPoint))
        {
            T um = u.MidPoint, dm = d.MidPoint;
            Span<T> r = new T[1];
            if (_ratio.Taylor(um, r, _precision) >= Definedness.Defined && r[0].IsBounded)
            {
                // F'(c + u) = r(u) u keeps the relative accuracy of F' as u -> 0.
                T sm = _centre + um, pm = T.Sqrt(dm + _four * T.Sqr(sm)), wm = _step * r[0] * um;
                T slope = _step * g[1];
                // ∂u'/∂u = 1 + w² + 2w w_u s - w_u P - 4ws/P; |4s/P| <= 2 because P >= 2|s|.
                T turn = T.Intersect(_four * s / p, T.Hull(-_two, _two));
                T uu = T.One + T.Sqr(w) + slope * (_two * w * s - p) - w * turn, ud = -w / (_two * p);
                T du = -_four * d * keep * w * slope, dd = T.Sqr(keep);
                T offU = u - um, offD = d - dm;
                var middle = new ProductStep<T>(wm);
                nextU = T.Intersect(nextU, middle.Offset(um, sm, pm) + uu * offU + ud * offD);
                nextD = T.Intersect(nextD, middle.Imbalance(dm) + du * offU + dd * offD);
            }
        }
        u = nextU;
        d = nextD;
        return u.IsBounded && d.IsBounded && !u.IsEmpty && !d.IsEmpty;
    }
}
