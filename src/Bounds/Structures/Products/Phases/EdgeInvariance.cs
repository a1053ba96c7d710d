using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products.Phases;

/// <summary>Decides by branch and bound that gradient descent maps the set S of T13 into itself and that w² &lt; 2 and r > 0 on it.</summary>
/// <remarks>
/// With e₀ the lower border and primes at the next state, three conditions suffice: (1) on the border (e = e₀ &lt;= ē), divided by υ²:
/// λ(e^{2κυ} - q²e^{2κυ'}) >= dρ²(2 - w²)/(e + e'), which is e' >= e₀(υ'); (2) on S the derivative of e' - e₀(υ') in e is not negative:
/// (1 - w²)²/e' >= 2λυ²ρq(1 + κυ')e^{2κυ'}/P; (3) on S: -α &lt;= υ' &lt;= μ and w² &lt; 2. Only enclosures of r enter, no derivative of F.
/// </remarks>
internal sealed class EdgeInvariance
{
    private static readonly Dual s_two = Interval.Point(2);
    private static readonly Dual s_four = Interval.Point(4);

    private readonly NormalisedModel _model;
    private readonly EdgeShape _shape;
    private readonly Dual _lambda;
    private readonly Dual _kappa;
    private readonly Dual _twoKappa;
    private readonly Dual _fourGammaSquared;
    private readonly Interval _set;
    private readonly Budget _budget;

    private EdgeInvariance(NormalisedModel model, EdgeShape shape, Budget budget)
    {
        (_model, _shape, _budget) = (model, shape, budget);
        (_lambda, _kappa, _set) = (Interval.Point(shape.Lambda), Interval.Point(shape.Kappa), Interval.Of(-shape.Left, shape.Right));
        _twoKappa = s_two * _kappa;
        _fourGammaSquared = s_four * Dual.Sqr(model.Gamma);
    }

    /// <summary>Whether the conditions are certified.</summary>
    /// <param name="model">The step.</param>
    /// <param name="shape">The set, with 2 - ν > 2|γ| and ē > 2 - ν.</param>
    /// <param name="boxes">The largest number of boxes.</param>
    /// <param name="cancellation">Stops with <see cref="OperationCanceledException"/>.</param>
    internal static bool Holds(NormalisedModel model, EdgeShape shape, int boxes, CancellationToken cancellation)
    {
        double bottom = shape.Floor(Interval.Zero).Lo;
        if (!(shape is { Nu: > 0, Lambda: > 0, Left: > 0, Right: > 0 }
            && bottom > (Interval.Point(2) * Interval.Abs(model.Gamma)).Hi && shape.Ceiling > bottom))
            return false;
        var search = new EdgeInvariance(model, shape, new Budget(boxes, cancellation));
        return search.Border() && search.Interior(bottom);
    }

    private bool Border() => Subdivision.Covers([Interval.Of(0, _shape.Right), Interval.Of(-_shape.Left, 0)], BorderHolds, Cuts.InHalf, _budget);

    private Fate BorderHolds(Interval u)
    {
        if (BorderSlack(u) is not { } over || over.Value.IsNonnegative)
            return Fate.Settled;
        var middle = BorderSlack(Interval.Point(u.Mid));
        // The slack is a differentiable function beyond ē too, so the mean value theorem holds on the whole box.
        if (middle is { } at && over.Slope.IsBounded && over.Narrowed(at.Value, u, u.Mid).IsNonnegative)
            return Fate.Settled;
        return middle is { Value.IsNegative: true } ? Fate.Final : Fate.Open;
    }

    /// <summary>Left minus right side of (1) over the box; null where the border is above ē on all of it.</summary>
    private Dual? BorderSlack(Interval box)
    {
        Dual u = Dual.Variable(box), e = _shape.Border(u);
        if (e.Value.Lo > _shape.Ceiling)
            return null;
        var (ratio, next) = Step(u, e);
        var gain = _lambda * (Dual.Exp(_twoKappa * u) - Dual.Sqr(next.Q) * Dual.Exp(_twoKappa * next.Offset));
        return gain - next.D * Dual.Sqr(ratio) * (s_two - Dual.Sqr(next.W)) / (e + next.Edge);
    }

    private bool Interior(double bottom)
    {
        double width = _set.Width, height = _shape.Ceiling - bottom;
        return Subdivision.Covers(
            [(U: _set, E: Interval.Of(bottom, _shape.Ceiling))],
            box => Above(box) is var e && (e.IsEmpty || InteriorHolds(box.U, e)) ? Fate.Settled : Fate.Open,
            Cut,
            _budget);

        // The part of the box above the floor.
        Interval Above((Interval U, Interval E) box) => Interval.Intersect(box.E, Interval.Of(_shape.Floor(box.U).Lo, double.PositiveInfinity));

        ((Interval, Interval), (Interval, Interval))? Cut((Interval U, Interval E) box)
        {
            var e = Above(box);
            bool wide = box.U.Width * height > e.Width * width;
            return Cuts.InHalf(wide ? box.U : e) is not var (low, high) ? null : wide ? ((low, e), (high, e)) : ((box.U, low), (box.U, high));
        }
    }

    private bool InteriorHolds(Interval box, Interval e)
    {
        var u = Dual.Variable(box);
        var (ratio, next) = Step(u, e);
        var w2 = Interval.Sqr(next.W.Value);
        if (!(ratio.Value.IsPositive && w2.Hi < 2 && _set.Contains(next.Offset.Value) && next.P.Value.IsPositive && next.Edge.Value.IsPositive))
            return false;
        var rise = s_two * _lambda * Dual.Sqr(u) * ratio * next.Q * (Interval.One + _kappa * next.Offset) * Dual.Exp(_twoKappa * next.Offset) / next.P;
        return (Interval.Sqr(Interval.One - w2) / next.Edge.Value - rise.Value).IsNonnegative;
    }

    private (Dual Ratio, Image Next) Step(Dual u, Dual e)
    {
        Dual ratio = _model.RatioWithSlope(u.Value), sigma = u + _model.Gamma, d = Dual.Sqr(e) - _fourGammaSquared;
        // D >= 0 whatever the enclosures of e and γ say.
        d = d with { Value = Interval.Max(d.Value, Interval.Zero) };
        var p = Dual.Sqrt(d + s_four * Dual.Sqr(sigma));
        var step = NormalisedFactor<Dual>.From(u, sigma, ratio, p);
        return (ratio, new Image(step.Slope, d, p, step.Factor, -step.Factor * u, Dual.Sqrt(step.Imbalance(d) + _fourGammaSquared)));
    }

    /// <summary>One step over a box of υ, as functions of υ: w, d, P, q, υ' and e'.</summary>
    private readonly record struct Image(Dual W, Dual D, Dual P, Dual Q, Dual Offset, Dual Edge);
}
