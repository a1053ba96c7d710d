using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products.Phases;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>T5c: the start is followed in enclosures up to a set of T5, from where |u| falls geometrically.</summary>
/// <remarks>
/// Guarantee: counts that exceed the true ones by little, of order ln(1/ε), and an enclosure of the limit sharpness; for this start only. Where a loss
/// is so steep that a step can have h F'(s_k) = 1 there is no other way: near a start that is led there are starts whose A vanishes, which never
/// converge, so no count holds for a neighbourhood. Own result.
/// </remarks>
internal sealed class FollowedPhase : Theorem
{
    private static readonly HypothesisStatement s_prefix =
        new("prefix", "u_k and D_k are enclosed for k = 0, ..., K by outward-rounded steps from the start");
    private static readonly HypothesisStatement s_contraction = new("contraction", "the state (u_K, D_K) lies in a set on which T5's contraction is certified");
    private static readonly ImmutableArray<Rational> s_tolerances = [new(1, 10), new(1, 1000), new(1, 1_000_000), new(1, 1_000_000_000)];

    private FollowedPhase()
    {
    }

    /// <summary>The only instance.</summary>
    public static FollowedPhase Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "T5c";

    /// <inheritdoc/>
    public override string Title => "Linear phase after followed steps: the count of one start";

    /// <inheritdoc/>
    public override string Problem => "f(x, y) = F(x·y) with a centre of F; a start whose first steps, followed in enclosures, lead into a set of T5";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses =>
        [PlaneHypotheses.Product, PlaneHypotheses.Smooth, LinearPhase.Centre, s_prefix, s_contraction];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "|u_k| <= V_K e^{|κ|max(a,b)} ρ^{k-K} for k >= K; s_k -> c", Guarantee.Upper),
        new("C2", "#{k : |u_k| >= ε} <= #{k < K : not |u_k| < ε} + n + 1 with n = ceil(ln(V_K e^{|κ|max(a,b)}/ε)/ln(1/ρ))", Guarantee.Upper),
        new("C3", "D_∞ in [D_K(1-q)^2, D_K] and φ_∞ = F''(c) sqrt(D_∞ + 4c^2) accordingly, where q < 1 as in T5.C2", Guarantee.Tight),
    ];

    /// <inheritdoc/>
    public override string Source => "own";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var model = PhaseModel.Of(setting);
        FollowedStart? followed = null;
        var contraction = CommonHypotheses.Timed(s_contraction, () => Decide(setting, model, cancellation, out followed));
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(PlaneHypotheses.Product, () => setting.ProductForm),
                CommonHypotheses.Timed(PlaneHypotheses.Smooth, () => setting.Regularity.Smooth),
                CommonHypotheses.Timed(LinearPhase.Centre, () => LinearPhase.CentreVerdict(setting)),
                CommonHypotheses.Timed(s_prefix, () => setting.Start is null ? CommonHypotheses.NeedsStart(setting)
                    : followed?.Entries is [.., var last] ? new Proved(Method.Interval, $"enclosed up to step {last.Step}")
                    : new Unknown("it is followed as far as a set is found")),
                contraction,
            ],
        };
        if (!result.Applies.IsProved || followed?.Entries is not [var first, ..])
            return result;
        var limit = followed.Limit(model!);
        return result with
        {
            Conclusions =
            [
                new("entry", "C1", (Certified)(Rational)first.Step),
                new("rho", "C1", (Certified)Rational.FromDouble(followed.Entries.Min(e => e.Set.Rho))),
                .. limit is null ? Array.Empty<Conclusion>() : [new Conclusion("hPhiLimit", "C3", setting.Step * limit)],
            ],
            Implications = [.. Implications(setting, followed, first, limit).Select(i => i with { IsSensitive = followed.IsSensitive })],
        };
    }

    private IEnumerable<Implication> Implications(Setting setting, FollowedStart followed, FollowedEntry first, Certified? limit) =>
    [
        new Convergence(From("C1"), $"u_k falls by a certified factor from step {first.Step} on", Exceptions.None),
        .. Counts(setting, followed, new CountBound(From("C2"), Quantity.Offset, CountMeaning.Count, s_tolerances, e => followed.CountOf(e))),
        .. Counts(setting, followed, new CountBound(From("C1"), Quantity.Offset, CountMeaning.From, s_tolerances, e => followed.From(e))),
        .. limit is null || followed.IsSensitive ? Array.Empty<Implication>() :
        [
            new SharpnessCap(From("C3"), LimitRange.Upper(limit), "from the contraction that the followed steps lead to"),
            new SharpnessFloor(From("C3"), LimitRange.Lower(limit)),
            new AsymptoticRate(From("C3"), Certified.Abs(1 - setting.Step * limit)),
        ],
    ];

    // What runs in doubles can't follow is not derived further: counts of slopes and phenomena of the limit are compared with them.
    private static IEnumerable<CountBound> Counts(Setting s, FollowedStart followed, CountBound offset) =>
        followed.IsSensitive ? OffsetCounts.WithLoss(s, offset) : OffsetCounts.WithLossAndSlope(s, offset);

    private static Verdict Decide(Setting s, PhaseModel? model, CancellationToken cancellation, out FollowedStart? followed)
    {
        followed = null;
        if (s.Start is null)
            return CommonHypotheses.NeedsStart(s);
        if (model is null)
            return new Unknown("it needs f = F(x·y) with a locally Lipschitz F' and a centre, all proved");
        followed = FollowedStart.Of(model, cancellation);
        return followed.Entries is [var first, ..]
            ? new Proved(Method.Interval,
                $"branch and bound: ρ = {first.Set.Rho:G8} on u in [-{first.Set.Left:G6}, {first.Set.Right:G6}] from step "
                    + $"{first.Step} on; {followed.Entries.Count} sets")
            : new Unknown(followed.Reason);
    }
}
