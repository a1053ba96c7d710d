using BoundCheck.Numeric.Kernels;

namespace BoundCheck.Numeric.Batches;

/// <summary>
/// What can be foreseen of a lane once its sharpness stays below 2/h for good. With U = |u|, K a bound of |F''|, W = hKU and P² = D + 4(|c| + U)², let
/// 2hK(P + W(|c| + U)) + W² &lt; 4 and W &lt; 1. Then |w| &lt;= W for w = hF'(u) (F'(c) = 0), so D does not grow (R1), p &lt;= P, and with
/// F'(u) = gu, 0 &lt;= g &lt;= K (uF'(u) &gt;= 0), u' = u - wp + w²s = u(1 - hg(p - ws)), where 0 &lt;= hg(p - ws) &lt;= hK(P + W(|c| + U)) &lt; 2
/// (p &gt;= 2|s|). So |u'| &lt;= |u|, and the same holds of the next state, and so on.
/// </summary>
/// <remarks>
/// Hence the extremes of |u| and the excess stay what they are. The loss does not rise either: the same bounds hold on the segment between two
/// iterates (w replaced by a part of it), where the sharpness is below 2/h, and the descent lemma applies. An end other than convergence is out of the
/// question: p is bounded; for c &gt; 0, α shrinks only where α² &gt; β² + c, and then by 1 - w &gt; 0.01 (for c &lt; 0 likewise β), so the saddle stays
/// away.
/// In doubles |u| can grow by rounding alone: α and β have relative errors of some units of 1.1e-16 a step, which move u by less than 4e-15 P.
/// </remarks>
internal sealed partial class ProductModel
{
    /// <summary>A bound of the rounding of u in a step, as a part of P.</summary>
    private const double StepRounding = 4e-15;

    // κ > 0 and bounded by K: a foreseen lane then has hκ sqrt(D + 4c²) < 2, which convergence asks for.
    internal override bool HasForesight =>
        _shape != LossShape.Unknown && double.IsFinite(_curvatureBound) && _curvature > 0 && _curvature <= _curvatureBound;

    protected override Truth IsCalm(KernelBuilder builder, Real[] state, Real h)
    {
        var u = Distance(state);
        var (bound, w, p) = Reach(state, u.Abs(), h);
        var isCalm = (bound < 4 - 1e-9) & (w < 0.99) & (p < Overflow);
        return _centre == 0 ? isCalm : isCalm & (_centre > 0 ? state[0] : state[1]).IsNot(builder.Constant(0.0));
    }

    // Where F' is linear to 1/512, |u| shrinks by almost r = |1 - hκ sqrt(D + 4c²)| a step. D itself shrinks by (1 - w²)², over all steps to come by
    // about 1 - 2w²/(1 - r²).
    protected override Real Remaining(KernelBuilder builder, Real[] state, Real h)
    {
        Real u = Distance(state), w = Times(builder, u, h, _outer.Slope), linear = h * _curvature * u;
        Real d = 4 * (state[0] * state[1]), square = d.Square(), r = Ratio(square);
        r = Ratio((square - 2 * w.Square() * square / (1 - r.Square())).AtLeast(0)).Abs();
        var guess = (Elementary.Log(u.Abs() / Last(state, u, h)) / -Elementary.Log(r)).AtLeast(0);
        var isNear = (w - linear).Abs() * 512 <= linear.Abs();
        return isNear.Choose(guess, builder.Constant(-1.0) - guess);

        Real Ratio(Real square) => 1 - h * _curvature * (square + 4 * _centre * _centre).Sqrt();
    }

    protected override Truth IsOnTheWay(KernelBuilder builder, Real[] state)
    {
        Real a = state[0].Square(), b = state[1].Square();
        return Limit(2 * (a + b)) < Distance(state).Abs();
    }

    protected override Truth IsStillBefore(KernelBuilder builder, Real[] state, Real h)
    {
        var u = Distance(state);
        return u.Abs() > Last(state, u, h);
    }

    // A lane with a larger |u| was not converged at any of the last steps: |u| has not grown since, but for rounding.
    private Real Last(Real[] state, Real u, Real h) =>
        Reach(state, u.Abs(), h).P.Fma(Resolution + ForeseenLanes.LongestRun * StepRounding, _tolerance);
}
