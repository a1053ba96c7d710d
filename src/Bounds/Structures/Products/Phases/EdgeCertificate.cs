using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Trajectories.Enclosed;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products.Phases;

/// <summary>The constants of T8: α and U with 0 &lt; r(u) &lt;= β/(1 + αu²) on 0 &lt; |u| &lt;= U, and what follows from them.</summary>
/// <param name="Beta">β = F''(0).</param>
/// <param name="Alpha">α, certified on the interval.</param>
/// <param name="Reach">U, exact.</param>
/// <param name="Ratio">𝒜 = α/(hβ)².</param>
/// <param name="Lambda">λ = 𝒜 + sqrt(𝒜² - 3/4).</param>
/// <param name="Nu">ν = 1/λ.</param>
internal sealed record EdgeCertificate(Certified Beta, Certified Alpha, Certified Reach, Certified Ratio, Certified Lambda, Certified Nu)
{
    /// <summary>The proof of T8 needs 𝒜 >= 9/5 (the machine-checked statement; the catalogue's text asks for 2.1).</summary>
    internal static readonly Rational LeastRatio = new(9, 5);

    private const double Slack = 1 + 1e-6;

    /// <summary>
    /// The least U (up to rounding) with U² >= (1/4 + ν)/(λh²β²) and its α, found by going up from the α at 0: the smaller U, the larger α.
    /// </summary>
    /// <returns>The constants, or the verdict that says why there are none.</returns>
    internal static (EdgeCertificate? Constants, Verdict Verdict) Find(PhaseModel model, CancellationToken cancellation)
    {
        var s = model.Setting;
        if (model.Curvature is not { } beta || beta.Sign() != 1)
            return (null, new Unknown("F''(0) does not exist, is not known, or is not positive"));
        if (!s.Regularity.Even.IsProved && FlipCoefficient.Of(s)?.Third.Sign() != 0)
            return (null, new Unknown("F'''(0) = 0 is needed and not known"));
        var decay = new DecayConstant(model.Slope, model.Ratio, beta.ToInterval());
        if (decay.AtZero() is not { } zero)
            return (null, new Unknown("r is not twice differentiable at 0"));
        var hb = s.Step * beta;
        // Near 0 the claim forces α <= -r''(0)/(2β).
        var most = Certified.Of(Rational.FromDouble(Math.Max(zero.Hi, 0))) / hb.Square();
        if (Certified.Less(most, LeastRatio) == true)
            return (null, new Refuted(new Witness([], $"near 0 r(u) <= β/(1 + αu²) forces α <= {zero.Hi:G6}, so α/(hβ)² <= {Inequality.Rough(most)} < 9/5"),
                Method.Interval));
        double alpha = Math.Max(zero.Lo, 0);
        EdgeCertificate? found = null;
        for (int i = 0; i < 12; i++)
        {
            if (Of(hb, beta, alpha) is not { } guess)
                break;
            // Each round goes a little beyond what the last α needs.
            double reach = Certified.Sqrt(Needed(hb, guess)).ToInterval().Hi * (i == 0 ? Slack : 1.002);
            if (decay.LowerBound(reach, 4000, cancellation) is not { } certified)
                return (null, new Unknown($"no α > 0 was certified on |u| <= {reach:G6}"));
            alpha = certified;
            if (Of(hb, beta, Nicer(model, beta, alpha, reach, cancellation)) is not { } candidate)
                break;
            if (Certified.LessOrEqual(Needed(hb, candidate), ((Certified)Rational.FromDouble(reach)).Square()) == true)
            {
                found = candidate with { Reach = Rational.FromDouble(reach) };
                break;
            }
        }
        return found is null
            ? (null, new Unknown($"α/(hβ)² >= 9/5 is not reached on the U that T8 needs (α = {alpha:G6})"))
            : (found, new Proved(Method.Interval,
                $"branch and bound: α = {Inequality.Rough(found.Alpha, 10)} on |u| <= {Inequality.Rough(found.Reach)}, α/(hβ)² = "
                    + $"{Inequality.Rough(found.Ratio)}"));
    }

    // (1/4 + ν)/(λ h²β²).
    private static Certified Needed(Certified hb, EdgeCertificate c) => (new Rational(1, 4) + c.Nu) / (c.Lambda * hb.Square());

    private static EdgeCertificate? Of(Certified hb, Certified beta, Certified alpha)
    {
        var ratio = alpha / hb.Square();
        if (Certified.LessOrEqual(LeastRatio, ratio) != true)
            return null;
        var lambda = ratio + Certified.Sqrt(ratio.Square() - new Rational(3, 4));
        return new EdgeCertificate(beta, alpha, 0, ratio, lambda, 1 / lambda);
    }

    private static EdgeCertificate? Of(Certified hb, Certified beta, double alpha) => Of(hb, beta, (Certified)Rational.FromDouble(alpha));

    /// <summary>The simplest rational just above the certified α, if the claim with it is proved too; else the α itself.</summary>
    private static Certified Nicer(PhaseModel model, Certified beta, double alpha, double reach, CancellationToken cancellation)
    {
        Rational known = Rational.FromDouble(alpha);
        var simple = Rational.Simplest(known, known * new Rational(10_002, 10_000));
        if (beta.Exact is not { } b || model.SignedCentre.Exact is not { IsZero: true } || simple.Denominator.GetBitLength() > 16)
            return known;
        Variable u = OuterExpressions.U;
        var slope = model.SlopeAt(u);
        Expr left = slope * (Constant.Of(1) + Constant.Of(simple) * u * u), right = Constant.Of(b) * u;
        var edge = Rational.FromDouble(reach);
        bool Holds(Relation relation, VariableRange range) =>
            Prover.Decide(new Claim(new Propositions.Comparison(left, relation, right), range), new ProverOptions { Cancellation = cancellation }).IsProved;
        return Holds(Relation.LessOrEqual, new VariableRange(u, 0, false, edge, true))
            && Holds(Relation.GreaterOrEqual, new VariableRange(u, -edge, true, 0, false)) ? simple : known;
    }
}
