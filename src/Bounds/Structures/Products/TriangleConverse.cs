using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>T12: the converse of T1. Beyond the line of β_l = inf F'(c+u)/u a run converges to c only by landing on it exactly.</summary>
/// <remarks>Guarantee: with T1 it leaves open the starts between the lines of β and β_l only; they meet for squared loss (T4). Own result.</remarks>
internal sealed class TriangleConverse : Theorem
{
    private static readonly HypothesisStatement s_sector = new("sector-below", "F'(c+u)/u >= β_l > 0 for all u != 0");
    private static readonly HypothesisStatement s_step = new("step", "c = 0, or F'(c+u)/u <= β for all u != 0 with h|c| sqrt(β β_l) < 2");
    private static readonly HypothesisStatement s_start = new("start", "A_0/(2+γ) + B_0/(2-γ) > 4/(hβ_l), γ = hβ_l|c|");

    private TriangleConverse()
    {
    }

    /// <summary>The only instance.</summary>
    public static TriangleConverse Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "T12";

    /// <inheritdoc/>
    public override string Title => "Beyond the triangle: certified failure";

    /// <inheritdoc/>
    public override string Problem => "f(x, y) = F(x·y) with F'(c+u)/u bounded below by a positive number; starts too far out for the step";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [PlaneHypotheses.Product, PlaneHypotheses.Smooth, s_sector, s_step, s_start];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "A_k/(2+γ) + B_k/(2-γ) > 4/(hβ_l) for every k", Guarantee.Lower),
        new("C2", "s_k does not converge to c unless s_K = c exactly for some K", Guarantee.Qualitative),
        new("C3", "c = 0: p_k -> inf unless s_K = 0 exactly for some K", Guarantee.Qualitative),
    ];

    /// <inheritdoc/>
    public override string Source => "own";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        Certified? least = null;
        var below = CommonHypotheses.Timed(s_sector, () =>
        {
            if (setting.Regularity.SectorBelow is not { } find)
                return new Unknown("there is no centre c");
            var sector = find(cancellation);
            least = Usable(sector);
            return sector.Verdict is Proved p && least is not null
                ? p with { Certificate = $"β_l = {Inequality.Rough(least, 10)}: {p.Certificate}" }
                : sector.Verdict;
        });
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(PlaneHypotheses.Product, () => setting.ProductForm),
                CommonHypotheses.Timed(PlaneHypotheses.Smooth, () => setting.Regularity.Smooth),
                below,
                CommonHypotheses.Timed(s_step, () => least is null ? CommonHypotheses.NeedsConstant(below.Verdict, "β_l") : StepVerdict(setting, least)),
                CommonHypotheses.Timed(s_start, () => least is null ? CommonHypotheses.NeedsConstant(below.Verdict, "β_l") : StartVerdict(setting, least)),
            ],
        };
        if (!result.Applies.IsProved || least is null)
            return result;
        return result with
        {
            Implications = setting.MovesAtFirst ? [Failure(setting, least)] : [],
            Conclusions =
            [
                new("betaBelow", "C1", least),
                new("gammaBelow", "C1", Triangle.Gamma(setting, least)),
                new("excess", "C1", Form(setting, least) - 4 / (setting.Step * least)),
                new("failure", "C2", "s_k does not converge to c unless s_K = c exactly for some K"),
                .. setting.CentreIsZero == true
                ? [new Conclusion("divergence", "C3", "p_k -> inf unless s_K = 0 exactly for some K")]
                : Array.Empty<Conclusion>(),
            ],
        };
    }

    private Failure Failure(Setting s, Certified least)
    {
        var (form, line) = (Form(s, least), 4 / (s.Step * least));
        return new(From("C2"), $"A_0/(2+γ) + B_0/(2-γ) = {Inequality.Rough(form)} > 4/(hβ_l) = {Inequality.Rough(line)}, from where no run converges",
            Hits(s.Regularity, s.Step.ToInterval()))
        {
            IsRobust = Certified.Less(s_visible * line, form) == true,
        };
    }

    /// <summary>The runs that land on c exactly: preimages of a null set, and null where the step maps none but null sets to null sets.</summary>
    private static Exceptions Hits(RegularityReport regularity, Interval step) => Annihilation.In(regularity, step) with { Event = "some u_k = 0 exactly" };

    /// <summary>So far beyond the line rounding can't take a run inside.</summary>
    private static readonly Rational s_visible = new(1_000_001, 1_000_000);

    /// <inheritdoc/>
    public override Region? RegionOf(Objective objective, RegularityReport regularity)
    {
        if (PlaneFacts.Of(objective, regularity) is not { } facts || regularity.SectorBelow is not { } find)
            return null;
        var least = new Lazy<Interval?>(() => Usable(find(CancellationToken.None))?.ToInterval().Lo is { } lo and > 0 ? Interval.Point(lo) : null);
        return new Region(From("C2"), Decide, (_, _) => new NoStart("it certifies failure"))
        {
            Kind = CellVerdict.Fails,
            Spared = (step, cancellation) => Spared(new Setting(objective, regularity, step, null), Usable(find(cancellation))),
        };

        CellVerdict Decide(ReadOnlySpan<Interval> state, Interval h)
        {
            if (least.Value is not { } beta || !Hits(regularity, h).AreNegligible)
                return CellVerdict.None;
            var hb = h * beta;
            var gamma = facts.CentreIsZero ? Interval.Zero : hb * facts.Centre;
            if (!facts.CentreIsZero && !(facts.Beta is { } above && (Interval.Sqr(h * facts.Centre) * above * beta).Hi < 4))
                return CellVerdict.None;
            var (near, far) = facts.Oriented(state);
            var form = near / (s_two + gamma) + far / (s_two - gamma);
            return gamma.Hi < 2 && (hb * form).Lo > 4 ? CellVerdict.Fails : CellVerdict.None;
        }
    }

    private static StartSet Spared(Setting s, Certified? least) =>
        least is not null && StepVerdict(s, least).IsProved && Certified.Less(Triangle.Gamma(s, least), 2) == true
        && Hits(s.Regularity, s.Step.ToInterval()).AreNegligible ? new TriangleStarts(s, least) : new NoStart("no failure is certified at this step");

    private static readonly Interval s_two = Interval.Point(2);

    /// <summary>Every number from 0 to the infimum bounds the ratio from below, so the lower end of the enclosure serves.</summary>
    internal static Certified? Usable(RegularityConstant sector) =>
        sector is { Verdict.IsProved: true, Value: { } value } ? value.Exact is not null ? value : value.LowerBound is { Sign: > 0 } lo ? lo : null : null;

    private static Certified Form(Setting s, Certified beta)
    {
        var gamma = Triangle.Gamma(s, beta);
        return s.A / (2 + gamma) + s.B / (2 - gamma);
    }

    // h²c²ββ_l < 4 keeps it exact; it gives γ < 2 as β >= β_l.
    private static Verdict StepVerdict(Setting s, Certified least) =>
        s.CentreIsZero == true ? new Proved(Method.Symbolic, "c = 0")
        : s.CentreIsZero is null ? new Unknown("whether c = 0 is not decided")
        : s.Regularity.Sector is not { Verdict.IsProved: true, Value: { } beta } ? CommonHypotheses.NeedsConstant(s.Regularity.Sector.Verdict, "β")
        : Inequality.Less("h^2*c^2*β*β_l", (s.Step * s.Centre!)
            .Square() * beta * least, "4", 4, ("h", s.Step), ("|c|", s.Centre!), ("β", beta), ("β_l", least));

    private static Verdict StartVerdict(Setting s, Certified least)
    {
        if (s.Start is null)
            return CommonHypotheses.NeedsStart(s);
        if (s.Centre is null || Certified.Less(Triangle.Gamma(s, least), 2) != true)
            return new Unknown("γ is not below 2");
        return Inequality.Less("4/(hβ_l)", 4 / (s.Step * least), "A_0/(2+γ) + B_0/(2-γ)",
            Form(s, least), ("A_0", s.A), ("B_0", s.B), ("h", s.Step), ("β_l", least));
    }
}
