using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>The quantities of Lemma R over a box of (υ, e), with N = e - 2 - ã V² and V = |υ| e^{κ(e)υ}; M = V'/V - 1.</summary>
/// <param name="Step">The step of the map.</param>
/// <param name="NextEdge">e'.</param>
/// <param name="Kappa">κ(e).</param>
/// <param name="NextKappa">κ(e').</param>
/// <param name="V">V.</param>
/// <param name="Weight">e^{2κυ} = V²/υ².</param>
/// <param name="N">N.</param>
/// <param name="M">M.</param>
/// <param name="Curvature">(M - (e - 2))/υ².</param>
/// <param name="Excess">(M - N)/υ².</param>
/// <param name="Fall">(N - N')/υ².</param>
/// <param name="Drop">Z = (e - e')/υ².</param>
/// <remarks>
/// Near υ = 0 the quotients come from 2-jets: that of q (<see cref="NormalisedStep.FactorJet"/>) and that of e^z with z = -υ(κ(e')q + κ(e));
/// the product q e^z = 1 + M has the constant e - 1 and, by the choice of κ, no term of first order.
/// </remarks>
internal readonly record struct RotationBox(
    NormalisedStep Step, Interval NextEdge, Interval Kappa, Interval NextKappa, Interval V, Interval Weight,
    Interval N, Interval M, Interval Curvature, Interval Excess, Interval Fall, Interval Drop)
{
    private static readonly Interval s_half = Interval.Point(0.5), s_two = Interval.Point(2);

    /// <summary>Encloses the quantities; infinite or empty where e' may reach 1 or the jets do not exist.</summary>
    internal static RotationBox Over(RotationModel model, RatioJet rho, Interval e, double correction)
    {
        Interval gamma = model.Map.Gamma, u = rho.Upsilon, u2 = Interval.Sqr(u), at = Interval.Point(correction);
        var d = NormalisedStep.Imbalance(gamma, e);
        var step = NormalisedStep.From(gamma, u, rho.Value, d);

        var q = step.FactorJet(gamma, rho, e);
        var factor = Interval.Intersect(step.Factor, q.At(u));
        var next = Interval.Intersect(step.Upsilon, -(factor * u));
        step = step with { Factor = factor, Upsilon = next };

        Interval nextEdge = NormalisedStep.Edge(gamma, step.D);
        var drop = d * Interval.Sqr(rho.Value) * (s_two - Interval.Sqr(step.Slope)) / (e + nextEdge);
        nextEdge = Interval.Intersect(nextEdge, e - drop * u2);

        // κ(e') = κ(e) - κ'(ξ) Z υ² with ξ between e' and e.
        Interval kappa = model.Kappa(e), change = model.KappaSlope(Interval.Hull(nextEdge, e)) * drop, nextKappa = kappa - change * u2;
        var y = Jet.Multiply(new Jet(kappa, Interval.Zero, -change), q, u) with { Constant = kappa * e };
        Interval yValue = y.At(u), z = -(yValue * u);
        // e^z = 1 + z + z² e^ζ/2 with ζ between 0 and z.
        var exp = new Jet(Interval.One, -y.Constant, Interval.Sqr(yValue) * Interval.Exp(Interval.Hull(z, Interval.Zero)) * s_half - y.First - y.Second * u);
        var curvature = Jet.Multiply(q, exp, u).Second;

        Interval weight = Interval.Exp(s_two * kappa * u), v = Interval.Abs(u) * Interval.Exp(kappa * u);
        var m = Interval.Intersect(factor * Interval.Exp(z) - Interval.One, e - s_two + curvature * u2);
        var fall = drop;
        var n = e - s_two;
        if (correction != 0)
        {
            n -= at * u2 * weight;
            // V'²/υ² = q² e^{2κ(e')υ'} = (1 + M)² e^{2κυ}.
            fall += at * weight * (Interval.Sqr(Interval.One + m) - Interval.One);
        }
        return new RotationBox(step, nextEdge, kappa, nextKappa, v, weight, n, m, curvature, curvature + at * weight, fall, drop);
    }

    /// <summary>A lower bound of [left - right of (Rot)]/υ² with η = min(1, V_a/V): &gt;= 0 proves (Rot) on the box.</summary>
    /// <remarks>(Rot)/υ² is (1 + ηN)(N - N')/υ² + N(M - N)/υ² + (1 - η)N²/υ² - ηk1 e^{2κυ}(1 + M), affine in η: its least value is at an end.</remarks>
    internal double Margin(double turn, double level, Interval upsilon)
    {
        double least = V.Hi <= level ? 1 : EtaAt(V.Hi, level), most = V.Lo <= level ? 1 : EtaAt(V.Lo, level, up: true);
        double margin = MarginAt(least, turn, upsilon);
        return most == least ? margin : Math.Min(margin, MarginAt(most, turn, upsilon));
    }

    private static double EtaAt(double v, double level, bool up = false)
    {
        var eta = Interval.Point(level) / Interval.Point(v);
        return up ? Math.Min(1, eta.Hi) : Math.Max(0, eta.Lo);
    }

    private double MarginAt(double eta, double turn, Interval upsilon)
    {
        var h = Interval.Point(eta);
        var left = (Interval.One + h * N) * Fall + N * Excess - h * Interval.Point(turn) * Weight * (Interval.One + M);
        double square = Interval.Sqr(N).Lo;
        // N²(1 - η)/υ² over the box is at least its least value over the largest υ².
        if (eta < 1 && square > 0)
            left += (Interval.One - h) * (Interval.Point(square) / Interval.Sqr(Interval.Point(upsilon.Mag)));
        return left.IsEmpty ? double.NegativeInfinity : left.Lo;
    }
}
