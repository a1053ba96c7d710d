using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Trajectories.Enclosed;

/// <summary>
/// Q(u, D) = |m| e^{κ u (m - 1)} with m = 1 - h r(u)(P - h r(u) u s), s = c + u, P = sqrt(D + 4s²): the factor by which one step of gradient
/// descent multiplies V = |u| e^{κu} (theory T5), bounded over a box of u and an interval of D by branch and bound.
/// </summary>
/// <remarks>
/// For fixed u, m is monotone in P and P in D, so m runs over the segment between its values at the ends of the D interval. Q as a
/// function of m has the derivative ±(1 + κum)e^{...} with the sign of m, so while |κ u m| &lt; 1 it falls on m &lt; 0 and rises on m > 0: its largest
/// value over D is at an end. Where that condition is not certified the whole D interval is evaluated.
/// </remarks>
public sealed class ContractionFactor
{
    private static readonly Interval s_four = Interval.Point(4);

    private readonly UnivariateFunction _ratio;
    private readonly Interval _centre;
    private readonly Interval _step;
    private readonly Interval _kappa;
    private readonly Interval _low;
    private readonly Interval _high;

    /// <summary>Binds the objective, the step and the interval of D.</summary>
    /// <param name="ratio">r(u) = F'(c + u)/u.</param>
    /// <param name="centre">An enclosure of c.</param>
    /// <param name="step">An enclosure of h.</param>
    /// <param name="kappa">κ.</param>
    /// <param name="low">The lower end of D, at least 0.</param>
    /// <param name="high">The upper end of D.</param>
    public ContractionFactor(UnivariateFunction ratio, Interval centre, Interval step, double kappa, double low, double high)
    {
        ArgumentNullException.ThrowIfNull(ratio);
        ArgumentOutOfRangeException.ThrowIfNegative(low);
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
        (_ratio, _centre, _step, _kappa) = (ratio, centre, step, Interval.Point(kappa));
        (_low, _high) = (Interval.Point(low), Interval.Point(high));
    }

    /// <summary>An upper bound of sup Q on lo &lt;= u &lt;= hi, u != 0, with the suprema of r and of (hF')² there.</summary>
    /// <param name="lo">The left end.</param>
    /// <param name="hi">The right end.</param>
    /// <param name="boxes">The largest number of boxes.</param>
    /// <param name="cancellation">Stops with <see cref="OperationCanceledException"/>.</param>
    public ContractionBound Bound(double lo, double hi, int boxes, CancellationToken cancellation)
    {
        double attained = 0;
        var search = Subdivision<(Interval U, Box Value)>.BestFirst(Cut, Evaluated, new Budget(boxes, cancellation));
        search.Add((Interval.Of(lo, hi), default));
        // A value of 1 or more at a point refutes the contraction; a bound within a hundredth of the gap is good enough.
        search.Run(_ => attained >= 1 || (search.Largest < 1 && search.Largest - attained <= 0.01 * (1 - search.Largest)) ? Fate.Final : Fate.Open);
        double beta = 0, w = 0;
        bool positive = true;
        foreach (var (u, box) in search.Left)
        {
            beta = Math.Max(beta, box.Ratio.Mag);
            w = Math.Max(w, Interval.Sqr(_step * box.Ratio * u).Hi);
            positive &= box.Ratio.IsPositive;
        }
        return new ContractionBound(search.Largest, attained, beta, w, positive);

        Bounded<(Interval, Box)>? Evaluated((Interval U, Box Value) part)
        {
            var value = Evaluate(part.U);
            attained = Math.Max(attained, value.Attained);
            return new((part.U, value), value.Q);
        }

        static ((Interval, Box), (Interval, Box))? Cut((Interval U, Box Value) part) =>
            (Cuts.At(part.U, 0) ?? Cuts.InHalf(part.U)) is var (low, high) ? ((low, default), (high, default)) : null;
    }

    /// <summary>The upper end of Q at one u, over both ends of D.</summary>
    public double At(double u) => Evaluate(Interval.Point(u)).Q;

    private readonly record struct Box(double Q, double Attained, Interval Ratio);

    private Box Evaluate(Interval u)
    {
        Span<Interval> r = new Interval[2];
        var state = _ratio.Taylor(u, r);
        if (state < Definedness.Defined || !r[0].IsBounded)
            return new Box(double.PositiveInfinity, 0, Interval.Entire);
        double mid = u.Mid;
        Span<Interval> rm = new Interval[1];
        bool smooth = state == Definedness.Continuous && r[1].IsBounded && !u.IsPoint;
        if (_ratio.Taylor(Interval.Point(mid), rm) < Definedness.Defined || !rm[0].IsBounded)
            return new Box(double.PositiveInfinity, 0, r[0]);
        var low = AtEnd(u, mid, r, rm[0], smooth, _low);
        var high = AtEnd(u, mid, r, rm[0], smooth, _high);
        double attained = Math.Max(low.Attained, high.Attained), q = Math.Max(low.Q, high.Q);
        var all = Interval.Hull(low.M, high.M);
        if (!((_kappa * u * all).Mag < 1))
            q = Factor(u, all).Hi;
        return new Box(q, attained, r[0]);
    }

    private (double Q, double Attained, Interval M) AtEnd(Interval u, double mid, ReadOnlySpan<Interval> r, Interval ratioAtMid, bool smooth, Interval d)
    {
        Interval at = Interval.Point(mid), mMid = M(at, ratioAtMid, d), qMid = Factor(at, mMid);
        var m = M(u, r[0], d);
        if (!smooth)
            return (Factor(u, m).Hi, qMid.Lo, m);
        // m' = -hr'(P - hrus) - hr(P' - h(r'us + rs + ru)) with P' = 4s/P in [-2, 2].
        Interval s = _centre + u, p = Root(s, d), hr = _step * r[0], hd = _step * r[1];
        var turn = p.IsPositive ? Interval.Intersect(s_four * s / p, Interval.Of(-2, 2)) : Interval.Of(-2, 2);
        var slope = -hd * (p - hr * u * s) - hr * (turn - _step * (r[1] * u * s + r[0] * s + r[0] * u));
        var off = u - at;
        m = Interval.Intersect(m, mMid + slope * off);
        var q = Factor(u, m);
        if (m.IsPositive || m.IsNegative)
        {
            // Q' = sign(m) (m' + m(κ(m-1) + κ u m')) e^{κu(m-1)}: the two parts of the bracket cancel when κ is tuned.
            var exponent = Interval.Exp(_kappa * u * (m - Interval.One));
            var change = (slope + m * _kappa * (m - Interval.One + u * slope)) * exponent;
            q = Interval.Intersect(q, qMid + (m.IsNegative ? -change : change) * off);
        }
        return (q.Hi, qMid.Lo, m);
    }

    private static Interval Root(Interval s, Interval d) => Interval.Sqrt(d + s_four * Interval.Sqr(s));

    private Interval M(Interval u, Interval ratio, Interval d)
    {
        var s = _centre + u;
        var x = _step * ratio;
        return Interval.One - x * (Root(s, d) - x * u * s);
    }

    private Interval Factor(Interval u, Interval m) => Interval.Abs(m) * Interval.Exp(_kappa * u * (m - Interval.One));
}

/// <summary>What branch and bound certified of the contraction over a box.</summary>
/// <param name="Rho">An upper bound of the factor Q.</param>
/// <param name="Attained">A value that Q attains or exceeds: a lower bound of its supremum.</param>
/// <param name="Beta">An upper bound of |r|.</param>
/// <param name="SlopeSquared">An upper bound of (hF')².</param>
/// <param name="Positive">r > 0 is certified on the whole box.</param>
public readonly record struct ContractionBound(double Rho, double Attained, double Beta, double SlopeSquared, bool Positive);
