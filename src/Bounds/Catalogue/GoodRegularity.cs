using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Catalogue;

/// <summary>T3: good regularity gives global convergence under a large learning rate, however sharp the start.</summary>
/// <remarks>Guarantee: convergence from every admissible start; the a-priori count is an upper bound of order 1/ε². Own result.</remarks>
public sealed class GoodRegularity : Theorem
{
    private static readonly HypothesisStatement s_step = new("step", "hG < sqrt(2) and hβ|c| < 1");
    private static readonly HypothesisStatement s_start = new("start", "no A_k = 0: c = 0, or hG < 1 and A_0 != 0");
    private static readonly ImmutableArray<Rational> s_epsilons = [new(1, 10), new(1, 100), new(1, 1000)];

    private GoodRegularity()
    {
    }

    /// <summary>The only instance.</summary>
    public static GoodRegularity Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "T3";

    /// <inheritdoc/>
    public override string Title => "Good regularity: global convergence under a large learning rate";

    /// <inheritdoc/>
    public override string Problem => "f(x, y) = F(x·y) with F' bounded and in a sector around one centre; every start, however sharp";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses =>
        [CommonHypotheses.Product, CommonHypotheses.Smooth, CommonHypotheses.Sign, CommonHypotheses.BoundedDerivative, CommonHypotheses.Sector, s_step, s_start];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "s_k -> c from every start without an A_k = 0", Guarantee.Qualitative),
        new("C2", "c != 0, hG <= ω < 1, A_0 != 0: #{k : h|F'(s_k)| >= ε} <= N1 + N2 + N3 + N4 for 0 < ε < 1", Guarantee.Upper),
    ];

    /// <inheritdoc/>
    public override string Source => "own; the regime is that of Y. Wang, Z. Xu, T. Zhao, M. Tao, JMLR 26(273) (2025)";

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var report = setting.Regularity;
        var g = report.DerivativeBound.Verdict.IsProved ? report.DerivativeBound.Value : null;
        var beta = report.Sector.Verdict.IsProved ? report.Sector.Value : null;
        var limit = StepLimit(setting, g, beta);
        string? remedy = limit is null ? null : $"h < {Inequality.Rough(limit, 10)}";
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(CommonHypotheses.Product, () => setting.ProductForm),
                CommonHypotheses.Timed(CommonHypotheses.Smooth, () => report.Smooth),
                CommonHypotheses.Timed(CommonHypotheses.Sign, () => report.Sign),
                CommonHypotheses.Timed(CommonHypotheses.BoundedDerivative, () => report.DerivativeBound.Verdict),
                CommonHypotheses.Timed(CommonHypotheses.Sector, () => report.Sector.Verdict),
                CommonHypotheses.Timed(s_step, () => Verdict.All([
                    CommonHypotheses.StepBelowRootTwo(setting),
                    beta is null ? CommonHypotheses.NeedsConstant(report.Sector.Verdict, "β") : CommonHypotheses.GammaBelowOne(setting, beta)]), remedy),
                CommonHypotheses.Timed(s_start, () => StartVerdict(setting, g), remedy),
            ],
            StepCertified = limit,
        };
        if (!result.Applies.IsProved)
            return result;
        var conclusions = ImmutableArray.CreateBuilder<Conclusion>();
        conclusions.Add(new("convergence", "C1", "s_k -> c from this start, however sharp"));
        conclusions.Add(new("gamma", "C1", Triangle.Gamma(setting, beta!)));
        conclusions.Add(new("hG", "C1", setting.Step * g!));
        if (report.CurvatureAtCentre is { } k)
            conclusions.Add(new("initialSharpnessOverLimit", "C1", setting.Step * k * Certified.Sqrt(setting.D + 4 * setting.Centre!.Square())));
        return result with { Conclusions = conclusions.ToImmutable(), Iterations = Counts(setting, g!, beta!) };
    }

    /// <summary>The supremum of certified steps: √2/G for c = 0, min(1/G, 1/(β|c|)) otherwise (with A_0 != 0).</summary>
    private static Certified? StepLimit(Setting s, Certified? g, Certified? beta)
    {
        if (g?.Sign() != 1 || beta?.Sign() != 1 || s.Centre is not { } c || s.Start is null || !s.ProductForm.IsProved || !s.Regularity.Sign.IsProved || !s.Regularity.Smooth.IsProved)
            return null;
        if (s.CentreIsZero == true)
            return Certified.Sqrt(2) / g;
        return s.A.Sign() == 1 && c.Sign() == 1 ? Certified.Min(1 / g, 1 / (beta * c)) : null;
    }

    private static Verdict StartVerdict(Setting s, Certified? g)
    {
        if (s.Start is null)
            return CommonHypotheses.NeedsStart(s);
        if (s.CentreIsZero == true)
            return new Proved(Method.Symbolic, "c = 0: every start");
        if (g is null)
            return CommonHypotheses.NeedsConstant(s.Regularity.DerivativeBound.Verdict, "G");
        if (s.CentreIsZero is null)
            return new Unknown("the sign of the centre is not decided");
        if (s.A.Sign() == 0)
            return new Refuted(new Witness([Inequality.Value(s.Mirrored ? "B_0" : "A_0", 0)], "the start lies on the antidiagonal: A stays 0 and s_k -> 0, not c"), Method.Symbolic);
        var below = Inequality.Less("h*G", s.Step * g, "1", 1);
        return below switch
        {
            Proved p when s.A.Sign() == 1 => p with { Certificate = p.Certificate + "; A_0 > 0" },
            Proved => new Unknown("A_0 is not decided to differ from 0"),
            _ => new Unknown("hG >= 1: an A_k = 0 can't be excluded before running"),
        };
    }

    /// <summary>C2 at a few tolerances (c != 0 and hG &lt; 1).</summary>
    private static ImmutableArray<IterationBound> Counts(Setting s, Certified g, Certified beta)
    {
        var omega = s.Step * g;
        if (s.CentreIsZero != false || Certified.Less(omega, 1) != true)
            return [];
        return [.. s_epsilons.Select(e => new IterationBound("h|F'(s)|", e, Count(s, omega, beta, e) is { } n ? n + 1 : null, "T3.C2"))];
    }

    /// <summary>N1 + N2 + N3 + N4, rounded up; null when it has no finite enclosure.</summary>
    internal static Certified? Count(Setting s, Certified omega, Certified beta, Certified epsilon)
    {
        var hb = s.Step * beta;
        var gamma = hb * s.Centre!;
        var delta = Certified.Min(gamma, 2 * (1 - gamma));
        var d0 = hb.Square() * s.D;
        var dStar = 4 * gamma * delta / (1 + omega).Square();
        var a0 = hb * s.A;
        var aMin = Certified.Min(a0, 4 * gamma * (1 - omega).Square());
        var aMax = Certified.Max(a0, (1 + omega).Square() * (2 * gamma + Certified.Sqrt(4 * gamma.Square() + d0)));
        var shrink = -2 * Certified.Log(1 - epsilon.Square());
        Certified n1 = 0;
        if (Certified.Less(d0, dStar) != true)
        {
            if (Catalogue.Counts.Floor(Certified.Log(Certified.Max(d0 / dStar, 1)) / shrink) is not { } floor)
                return null;
            n1 = floor + 1;
        }
        var n2 = Certified.Log(aMax / aMin) / (2 * Certified.Log1p(epsilon));
        var n3 = 1 + Certified.Log(Certified.Max(aMax / (4 * gamma), 1)) / (-2 * Certified.Log(1 - epsilon));
        return Catalogue.Counts.Ceiling(n1 + n2 + n3 + SectorRates.LateCount(gamma, aMin, epsilon));
    }
}
