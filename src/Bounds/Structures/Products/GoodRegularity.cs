using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>T3: good regularity gives global convergence under a large learning rate, however sharp the start.</summary>
/// <remarks>Guarantee: convergence from every admissible start; the a-priori count is an upper bound of order 1/ε². Own result.</remarks>
internal sealed class GoodRegularity : Theorem
{
    private static readonly HypothesisStatement s_step = new("step", "hG < sqrt(2) and hβ|c| < 1");
    private static readonly HypothesisStatement s_start =
        new("start", "c = 0, or A_0 != 0 and the starts with some A_k = 0 are a null set at most (none of them when hG < 1)");

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
        [PlaneHypotheses.Product, PlaneHypotheses.Smooth, PlaneHypotheses.Sign, PlaneHypotheses.BoundedDerivative, PlaneHypotheses.Sector, s_step, s_start];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "s_k -> c from every start without an A_k = 0", Guarantee.Qualitative),
        new("C2", "c != 0, hG <= ω < 1, A_0 != 0: #{k : h|F'(s_k)| >= ε} <= N1 + N2 + N3 + N4 for 0 < ε < 1", Guarantee.Upper),
        new("C3", "c = 0, hG <= ω < sqrt(2): #{k : h|F'(s_k)| >= ε} <= floor(ln⁺(d_0/2)/(-2 ln max(1-ε^2, ω^2-1))) + ceil(ln⁺(m/4)/(-2 ln max(1-w, ω-1))) "
            + "+ 1 + ln(8/3)/ln(1+ε^2), d_0 = h^2β^2D_0, m = hβ max A_k, B_k by T2.C2, w the least h|F'| over hβ|s| >= 3/4", Guarantee.Upper),
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
                CommonHypotheses.Timed(PlaneHypotheses.Product, () => setting.ProductForm),
                CommonHypotheses.Timed(PlaneHypotheses.Smooth, () => report.Smooth),
                CommonHypotheses.Timed(PlaneHypotheses.Sign, () => report.Sign),
                CommonHypotheses.Timed(PlaneHypotheses.BoundedDerivative, () => report.DerivativeBound.Verdict),
                CommonHypotheses.Timed(PlaneHypotheses.Sector, () => report.Sector.Verdict),
                CommonHypotheses.Timed(s_step, () => Verdict.All([
                    PlaneHypotheses.StepBelowRootTwo(setting),
                    beta is null ? CommonHypotheses.NeedsConstant(report.Sector.Verdict, "β") : PlaneHypotheses.GammaBelowOne(setting, beta)]), remedy),
                CommonHypotheses.Timed(s_start, () => StartVerdict(setting, g), remedy),
            ],
            Implications = limit is null ? [] : [new CertifiedStep(From("C1"), limit, Exceptions.None)],
        };
        if (!result.Applies.IsProved)
            return result;
        var conclusions = ImmutableArray.CreateBuilder<Conclusion>();
        conclusions.Add(new("convergence", "C1", $"s_k -> c from this start, however sharp{Annihilation.Of(setting)?.Clause}"));
        conclusions.Add(new("gamma", "C1", Triangle.Gamma(setting, beta!)));
        conclusions.Add(new("hG", "C1", setting.Step * g!));
        if (report.CurvatureAtCentre is { } k)
            conclusions.Add(new("initialSharpnessOverLimit", "C1", setting.Step * k * Certified.Sqrt(setting.D + 4 * setting.Centre!.Square())));
        return result with
        {
            Conclusions = conclusions.ToImmutable(),
            Implications = [.. Annihilation.Convergence(From("C1"), setting), .. result.Implications, .. SlopeCounts(setting, g!, beta!, cancellation)],
        };
    }

    /// <inheritdoc/>
    public override Region? RegionOf(Objective objective, RegularityReport regularity)
    {
        var facts = PlaneFacts.Of(objective, regularity);
        return !objective.IsProduct ? null : new Region(From("C1"), Decide, (step, _) => At(objective, regularity, step))
        {
            IsUnbounded = true, Conditions = ["h*G < 1", "h*β*abs(c) < 1"], EveryStart = [.. EveryStart(objective, regularity)],
        };

        CellVerdict Decide(ReadOnlySpan<Interval> state, Interval h)
        {
            if (facts is not { Beta: { } beta, SlopeBound: { } g } || !facts.GammaBelowOne(h, beta))
                return CellVerdict.None;
            var (near, _) = facts.Oriented(state);
            var hg = h * g;
            bool all = !facts.CentreIsZero && hg.Hi < 1 && near.Lo > 0;
            return all || Interval.Sqr(hg).Hi < 2 && facts.LeavesOutNullSet(near, h) ? CellVerdict.Converges : CellVerdict.None;
        }
    }

    /// <summary>Every start at one step, or none.</summary>
    private static StartSet At(Objective objective, RegularityReport report, Certified step)
    {
        var s = new Setting(objective, report, step, null);
        if (!objective.ProductForm.IsProved || !report.Smooth.IsProved || s.Centre is null || s.CentreIsZero is not { } zero)
            return new NoStart(!objective.ProductForm.IsProved
                ? "the product form is not proved"
                : s.Centre is null ? "no centre" : "smoothness, or whether c = 0, is not proved");
        if (report.Sector is not { Verdict.IsProved: true, Value: { } beta })
            return new NoStart("no sector bound on the line");
        if (PlaneHypotheses.GammaBelowOne(s, beta) is not Proved)
            return new NoStart($"γ = {Inequality.Rough(Triangle.Gamma(s, beta))} is not below 1");
        if (!report.Sign.IsProved || report.DerivativeBound is not { Verdict.IsProved: true, Value: { } g })
            return new NoStart(report.DerivativeBound.Verdict.IsRefuted ? "F' is not bounded" : "no bound of F' is proved");
        if (PlaneHypotheses.StepBelowRootTwo(s) is not Proved)
            return new NoStart($"hG = {Inequality.Rough(step * g)} is not below sqrt(2)");
        if (zero)
            return new EveryStart("every start: hG < sqrt(2)");
        if (Annihilation.SlopesBelowOne(report, step))
            return new EveryStart(s.Mirrored ? "every start with B_0 != 0: hG < 1" : "every start with A_0 != 0: hG < 1");
        var left = Annihilation.In(report, step.ToInterval());
        return left.AreNegligible ? new EveryStart("almost every start: hG < sqrt(2)") : new NoStart($"hG >= 1: every start{left.Clause}");
    }

    /// <summary>C1 for every start: √2/G for c = 0; min(1/G, 1/(β|c|)) from A_0 != 0 otherwise, and min(√2/G, 1/(β|c|)) from almost every start where F' is
    /// ±1/h on null sets only.</summary>
    private static IEnumerable<EveryStartStep> EveryStart(Objective objective, RegularityReport report)
    {
        if (!objective.ProductForm.IsProved || !report.Smooth.IsProved || !report.Sign.IsProved || report.Centre is not { } c || c.Sign() is not { } side
            || report.DerivativeBound is not { Verdict.IsProved: true, Value: { } g } || g.Sign() != 1
            || report.Sector is not { Verdict.IsProved: true, Value: { } beta } || beta.Sign() != 1)
            yield break;
        if (side == 0)
        {
            yield return new EveryStartStep(Certified.Sqrt(2) / g, "every start", "sqrt(2)/G");
            yield break;
        }
        var narrow = 1 / (beta * Certified.Abs(c));
        yield return new EveryStartStep(Certified.Min(1 / g, narrow), side < 0
            ? "every start with B_0 != 0"
            : "every start with A_0 != 0", "min(1/G, 1/(β*abs(c)))");
        var wide = Certified.Min(Certified.Sqrt(2) / g, narrow);
        if (Certified.Less(1 / g, wide) == true && Annihilation.In(report, Interval.Hull(Interval.Zero, wide.ToInterval())).AreNegligible)
            yield return new EveryStartStep(wide, "almost every start", "min(sqrt(2)/G, 1/(β*abs(c)))");
    }

    /// <summary>The supremum of certified steps: √2/G for c = 0, min(1/G, 1/(β|c|)) otherwise (with A_0 != 0).</summary>
    private static Certified? StepLimit(Setting s, Certified? g, Certified? beta)
    {
        if (g?.Sign() != 1 || beta?.Sign() != 1 || s.Centre is not { } c || s.Start is null
            || !s.ProductForm.IsProved || !s.Regularity.Sign.IsProved || !s.Regularity.Smooth.IsProved)
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
            return new Refuted(new Witness([Inequality.Value(s.Mirrored ? "B_0" : "A_0", 0)],
                "the start lies on the antidiagonal: A stays 0 and s_k -> 0, not c"), Method.Symbolic);
        if (s.A.Sign() != 1)
            return new Unknown("A_0 is not decided to differ from 0");
        return Annihilation.Of(s) switch
        {
            null => new Refuted(new Witness([], $"A_{s.Annihilation} = 0 exactly: from then on s stays on the other side of 0"), Method.Symbolic),
            { Kind: ExceptionKind.None } => new Proved(Method.Interval, $"h*G = {Inequality.Show(s.Step * g)} < 1; A_0 > 0"),
            { Kind: ExceptionKind.NullSet } => new Proved(Method.Symbolic, "A_0 > 0; {|hF'| = 1} is a null set, so the starts with some A_k = 0 are one"),
            var left => new Unknown($"hG >= 1, and the starts with {left.Event} are not proved to be a null set"),
        };
    }

    /// <summary>C2 (c != 0 and hG &lt; 1) or C3 (c = 0) at a few tolerances, for the slope, |u| and the loss.</summary>
    private IEnumerable<Implication> SlopeCounts(Setting s, Certified g, Certified beta, CancellationToken cancellation)
    {
        var omega = s.Step * g;
        if (s.CentreIsZero == false && Certified.Less(omega, 1) == true)
            return Counted(From("C2"), e => Count(s, omega, beta, e));
        return s.CentreIsZero == true && CountAtZero.Of(s, g, beta, cancellation) is { } zero ? Counted(From("C3"), zero.Count) : [];

        IEnumerable<Implication> Counted(Source source, Func<Rational, Certified?> count) =>
            [
                new CountBound(source, Quantity.Slope(s.Step.ToInterval().Hi), CountMeaning.Count, OffsetCounts.SlopeTolerances, count),
                .. OffsetCounts.OfSlopes(s, source, OffsetCounts.Reach(s, g), count, cancellation),
            ];
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
            if (Counts.Floor(Certified.Log(Certified.Max(d0 / dStar, 1)) / shrink) is not { } floor)
                return null;
            n1 = floor + 1;
        }
        var n2 = Certified.Log(aMax / aMin) / (2 * Certified.Log1p(epsilon));
        var n3 = 1 + Certified.Log(Certified.Max(aMax / (4 * gamma), 1)) / (-2 * Certified.Log(1 - epsilon));
        return Counts.Ceiling(n1 + n2 + n3 + SectorRates.LateCount(gamma, aMin, epsilon));
    }
}
