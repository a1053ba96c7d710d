using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Trajectories.Enclosed;

/// <summary>
/// The decay of r(u) = F'(u)/u from its value β at 0: a certified α with 0 &lt; r(u) &lt;= β/(1 + αu²) on 0 &lt; |u| &lt;= U (theory T8), by branch and bound.
/// </summary>
/// <remarks>
/// The claim for u > 0 is N(u) = βu - F'(u)(1 + αu²) >= 0 (for u &lt; 0: &lt;= 0). N is enclosed by its Taylor polynomial of degree 2 at the middle of a box
/// with Lagrange's remainder. On a box that touches 0, N(0) = N'(0) = N''(0) = 0 give N(u) = N₃(ξ)u³, N₃ the third Taylor coefficient at some ξ
/// between 0 and u, so N₃ >= 0 on the box suffices.
/// </remarks>
public sealed class DecayConstant
{
    private const int Samples = 48;

    private readonly UnivariateFunction _slope;
    private readonly UnivariateFunction _ratio;
    private readonly Interval _beta;

    /// <summary>Binds F' and r around the centre 0. That F'(0) = 0, F''(0) = β > 0 and F'''(0) = 0 is the caller's certainty.</summary>
    public DecayConstant(UnivariateFunction slope, UnivariateFunction ratio, Interval beta)
    {
        ArgumentNullException.ThrowIfNull(slope);
        ArgumentNullException.ThrowIfNull(ratio);
        (_slope, _ratio, _beta) = (slope, ratio, beta);
    }

    /// <summary>-F''''(0)/(6β), an enclosure: near 0 no larger α can hold. Null where F' is not three times differentiable there.</summary>
    public Interval? AtZero()
    {
        Span<Interval> g = new Interval[4];
        return _slope.Taylor(Interval.Zero, g) == Definedness.Continuous && g[3].IsBounded ? -g[3] / _beta : null;
    }

    /// <summary>A certified α on 0 &lt; |u| &lt;= U, near the best one; null when none above 0 is certified.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public double? LowerBound(double reach, int boxes, CancellationToken cancellation)
    {
        if (AtZero() is not { } zero)
            return null;
        double best = zero.Lo;
        for (int i = 1; i <= Samples; i++)
            best = Math.Min(best, Math.Min(Sample(reach * i / Samples), Sample(-reach * i / Samples)));
        // A guess from samples, then a little less until it is certified.
        foreach (double share in new[] { 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1 })
        {
            double alpha = best * (1 - share);
            if (alpha > 0 && Holds(alpha, reach, boxes, cancellation))
                return alpha;
        }
        return null;
    }

    /// <summary>Whether 0 &lt; r(u) &lt;= β/(1 + αu²) is certified on 0 &lt; |u| &lt;= U.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public bool Holds(double alpha, double reach, int boxes, CancellationToken cancellation) => Subdivision.Covers(
        [Interval.Of(0, reach), Interval.Of(-reach, 0)], u => HoldsOn(u, alpha) ? Fate.Settled : Fate.Open, Cuts.InHalf, new Budget(boxes, cancellation));

    // (β/r - 1)/u² at a point: where the claim is an equality.
    private double Sample(double u)
    {
        var r = _ratio.Evaluate(Interval.Point(u));
        return r.IsDefined && r.Value.IsPositive ? ((_beta / r.Value - Interval.One) / Interval.Sqr(Interval.Point(u))).Lo : double.NegativeInfinity;
    }

    private bool HoldsOn(Interval u, double alpha)
    {
        var r = _ratio.Evaluate(u);
        Span<Interval> n = new Interval[5];
        if (!r.IsDefined || !r.Value.IsPositive || !Claim(u, alpha, n))
            return false;
        if (u.ContainsZero)
        {
            Span<Interval> zero = new Interval[4];
            var third = n[3];
            // N₃' = 4N₄: the mean value form of N₃ at 0.
            if (n[4].IsBounded && Claim(Interval.Zero, alpha, zero))
                third = Interval.Intersect(third, zero[3] + Interval.Point(4) * n[4] * u);
            return third.IsNonnegative;
        }
        Interval at = Interval.Point(u.Mid), t = u - at;
        Span<Interval> mid = new Interval[3];
        if (!n[3].IsBounded || !Claim(at, alpha, mid))
            return false;
        var value = mid[0] + t * (mid[1] + t * mid[2]) + n[3] * Interval.Pow(t, 3);
        return u.Lo > 0 ? value.IsNonnegative : value.IsNonpositive;
    }

    // Taylor coefficients of N = βu - F'(u)(1 + αu²); false unless F' is continuous on the box.
    private bool Claim(Interval u, double alpha, Span<Interval> n)
    {
        Span<Interval> g = new Interval[n.Length], weight = new Interval[n.Length];
        if (_slope.Taylor(u, g) != Definedness.Continuous)
            return false;
        var a = Interval.Point(alpha);
        weight[0] = Interval.One + a * Interval.Sqr(u);
        if (n.Length > 1)
            weight[1] = Interval.Point(2) * a * u;
        if (n.Length > 2)
            weight[2] = a;
        TaylorArithmetic.Multiply<Interval>(g, weight, n);
        for (int k = 0; k < n.Length; k++)
            n[k] = -n[k];
        n[0] += _beta * u;
        if (n.Length > 1)
            n[1] += _beta;
        return true;
    }
}
