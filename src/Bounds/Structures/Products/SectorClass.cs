using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>T1: the sector class, any centre: an invariant triangle of starts from which gradient descent converges.</summary>
/// <remarks>Guarantee: the region is exact for squared loss (T4), sufficient otherwise; rates are upper bounds. Own result.</remarks>
internal sealed class SectorClass : Theorem
{
    private static readonly HypothesisStatement s_step = new("step", "γ = hβ|c| < 1");
    private static readonly HypothesisStatement s_start = new("start", "W_0 = hβp_0 - h^2β^2 c u_0 < 4, that is A_0/(2+γ) + B_0/(2-γ) < 4/(hβ)");

    private SectorClass()
    {
    }

    /// <summary>The only instance.</summary>
    public static SectorClass Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "T1";

    /// <inheritdoc/>
    public override string Title => "Sector class: an invariant triangle";

    /// <inheritdoc/>
    public override string Problem => "f(x, y) = F(x·y), F' in a sector around one centre; a bounded set of starts for a given step";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses =>
        [PlaneHypotheses.Product, PlaneHypotheses.Smooth, PlaneHypotheses.LocalSector, s_step, s_start];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "W_k < 4 for every k; hβp_k < 2(2+γ)", Guarantee.Upper),
        new("C2", "s_k -> c if no A_k = 0 (c = 0: always); no A_k = 0 when A_0 > 0 and all h|F'(s_k)| < 1", Guarantee.Qualitative),
        new("C3", "c = 0: min_{k<K} h^2β s_k F'(s_k) <= ((4 - hβp_K)/(4 - hβp_0))^(1/K) - 1; star-convex: f_k - f* obeys it over h^2β", Guarantee.Upper),
        new("C4", "c != 0: sum_{k<K} Ψ(h F'(s_k)) <= ln((4-W_K)/(4-W_0)) + (γ/2) ln(B_0/B_K), Ψ(w) = ln(1+γw+w^2) - γ ln|1+w|", Guarantee.Upper),
        new("C5", "c != 0, all h F'(s_k) <= w̄ < w*(γ): #{k : h|F'(s_k)| >= ε} <= R/min(Χ(ε), Χ(w̄)), Χ(w) = ln(1+γw+w^2) + γ ln|1-w|", Guarantee.Upper),
        new("C5'", "c != 0, all h F'(s_k) <= ω < 1, A_0 > 0: a count of the steps with h|F'(s_k)| >= ε of order 1/ε^2", Guarantee.Upper),
        new("C6", "F''(c) exists and no u_k = 0: h F''(c) p_∞ <= 2", Guarantee.Upper),
        new("C7", "F even about c, u_0 != 0 and |1 - h r_0 p_0 + h^2 r_0^2 u_0 s_0| > 1: f_1 > f_0", Guarantee.Qualitative),
        new("C8", "c = 0, all |h F'(s_k)| <= w̄ = min(hG, hβp_0/2) < 1: D_k >= D_0((4-hβp_0)/4)^{2κ}, κ = -ln(1-w̄^2)/ln(1+w̄^2), so φ_∞ >= F''(0) sqrt "
            + "of that", Guarantee.Lower),
    ];

    /// <inheritdoc/>
    public override string Source => "own; C2's scheme replaces R. Coven, G. Hedlund (1980) by an elementary argument";

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var report = setting.Regularity;
        RegularityConstant sector = report.Sector;
        string? where = null;
        var sectorResult = CommonHypotheses.Timed(PlaneHypotheses.LocalSector, () =>
        {
            (sector, where) = LocalSector.Choose(setting, cancellation);
            return sector.Verdict is Proved p && where is not null ? p with { Certificate = p.Certificate + where } : sector.Verdict;
        });
        var beta = sector.Verdict.IsProved ? sector.Value : null;
        var limit = report.Sector is { Verdict.IsProved: true, Value: { } global } ? setting.TriangleStep(global) : null;
        string? remedy = limit is null ? null : $"h < {Inequality.Rough(limit, 10)}";
        var missing = CommonHypotheses.NeedsConstant(sector.Verdict, "β");
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(PlaneHypotheses.Product, () => setting.ProductForm),
                CommonHypotheses.Timed(PlaneHypotheses.Smooth, () => report.Smooth),
                sectorResult,
                CommonHypotheses.Timed(s_step, () => beta is null ? missing : PlaneHypotheses.GammaBelowOne(setting, beta), remedy),
                CommonHypotheses.Timed(s_start, () => beta is null ? missing : Triangle.StartInside(setting, beta), Triangle.Remedy(setting, beta, limit)),
            ],
        };
        if (!result.Applies.IsProved)
            return result with { Implications = [.. Annihilation.CertifiedStep(From("C2"), setting, limit)] };
        var rates = new SectorRates(setting, beta!, From);
        return result with
        {
            Conclusions = [.. Region(setting, beta!), .. rates.Conclusions(), .. Least(rates), .. RaisesLoss(setting)
                ? [new Conclusion("lossRises", "C7", true)]
                : Array.Empty<Conclusion>()],
            Implications =
            [
                .. Annihilation.Convergence(From("C2"), setting), .. rates.Implications(cancellation),
                // With a sector bound on an interval only, every smaller step has its own.
                .. Annihilation.CertifiedStep(From("C2"), setting, limit ?? (setting.Annihilation is 0 ? null : setting.Step)),
                .. RaisesLoss(setting) ? [new LossRise(From("C7"))] : Array.Empty<Implication>(),
            ],
        };
    }

    /// <inheritdoc/>
    public override Region? RegionOf(Objective objective, RegularityReport regularity)
    {
        var facts = PlaneFacts.Of(objective, regularity);
        return !objective.IsProduct ? null : new Region(From("C2"), Decide, (step, cancellation) => At(objective, regularity, step, cancellation))
        {
            // W_0 with u_0 = s_0 - c, the same for both signs of c.
            Conditions = ["h*β*abs(c) < 1", "h*β*p - (h*β)^2*c*(s - c) < 4"],
        };

        CellVerdict Decide(ReadOnlySpan<Interval> state, Interval h)
        {
            if (facts is not { Beta: { } beta } || !facts.GammaBelowOne(h, beta))
                return CellVerdict.None;
            var (near, far) = facts.Oriented(state);
            return facts.W(near, far, h * beta).Hi < 4 && facts.LeavesOutNullSet(near, h) ? CellVerdict.Converges : CellVerdict.None;
        }
    }

    /// <summary>The triangle at one step, with the sector bound that it needs on its own interval only.</summary>
    private static StartSet At(Objective objective, RegularityReport regularity, Certified step, CancellationToken cancellation)
    {
        var setting = new Setting(objective, regularity, step, null);
        if (!objective.ProductForm.IsProved || !regularity.Smooth.IsProved || setting.Centre is null)
            return new NoStart(!objective.ProductForm.IsProved
                ? "the product form is not proved"
                : setting.Centre is null ? "no centre" : "smoothness is not proved");
        if (LocalSector.Choose(setting, cancellation).Sector is not { Verdict.IsProved: true, Value: { } beta })
            return new NoStart("no sector bound is proved");
        return Triangle.Starts(setting, beta);
    }

    private static IEnumerable<Conclusion> Region(Setting s, Certified beta)
    {
        var gamma = Triangle.Gamma(s, beta);
        var hb = s.Step * beta;
        yield return new("beta", "C1", beta);
        yield return new("gamma", "C1", gamma);
        yield return new("W0", "C1", Triangle.W(s, beta));
        yield return new(s.Mirrored ? "regionBMax" : "regionAMax", "C1", 4 * (2 + gamma) / hb);
        yield return new(s.Mirrored ? "regionAMax" : "regionBMax", "C1", 4 * (2 - gamma) / hb);
        yield return new("triangle", "C1", new TriangleStarts(s, beta).Vertices);
        yield return new("pMax", "C1", 2 * (2 + gamma) / hb);
        yield return new("convergence", "C2", s.CentreIsZero == true ? "s_k -> c" : "s_k -> c if no A_k = 0");
        if (s.MovesAtFirst && s.Regularity.CurvatureAtCentre is { } curvature && curvature.Sign() == 1)
        {
            var p = 2 / (s.Step * curvature);
            yield return new("pLimitAtMost", "C6", p);
            // p_∞ >= 2|c| always, so the cap says something only above.
            var room = p - 2 * s.Centre!;
            yield return new("imbalanceLimitAtMost", "C6", room.Sign() == -1
                ? "infeasible: no limit with every u_k != 0 has h F''(c) p <= 2"
                : (object)Certified.Max(0, room));
        }
    }

    private static IEnumerable<Conclusion> Least(SectorRates rates)
    {
        if (rates.LeastImbalance() is { } d)
            yield return new("imbalanceLimitAtLeast", "C8", d);
    }

    private static bool RaisesLoss(Setting s)
    {
        // f is even about c, so f_1 > f_0 iff |u_1| > |u_0| (F increases away from c by the sign condition); u_1/u_0 is the factor below.
        if (!s.Regularity.Even.IsProved || s.Regularity.Ratio is not { } ratio || s.U.Sign() is null or 0 || ratio(s.Mirrored ? -s.U : s.U) is not { } r)
            return false;
        var hr = s.Step * r;
        return Certified.Less(1, Certified.Abs(1 - hr * s.P + hr.Square() * s.U * s.S)) == true;
    }
}
