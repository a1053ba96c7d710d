using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>T9s: the sharp count of steps at the edge in closed form, for c = 0 and a slope that is linear near 0.</summary>
/// <remarks>
/// Guarantee: a count of order 1/ε, which is the right order (C3): no bound N + C ln(1/ε) holds for all starts. Stated for squared loss; the proof
/// uses of F only F' = βu up to h|F'| = 1/2, r &lt;= β and h|F'| >= 1/2 beyond, so Huber loss with 2hβδ >= 1 is covered too: at a step with z > 1/2,
/// T1's identity gives Y' >= Y(1 + wz) with wz >= 1/4, and |1 - w²| is bounded as for squared loss since 1/2 &lt;= |w| &lt;= z. Own result.
/// </remarks>
internal sealed class RotationAtZero : Theorem
{
    private static readonly HypothesisStatement s_centre = new("centre-zero", "c = 0");
    private static readonly HypothesisStatement s_core =
        new("linear-core", "F'(u) = βu on |u| <= 1/(2hβ), F'(u)/u <= β for all u != 0, F convex (squared loss; Huber(δ) with 2hβδ >= 1)");
    private static readonly HypothesisStatement s_start = new("start", "hβp_0 < 4");
    private static readonly ImmutableArray<Rational> s_epsilons = [new(1, 10), new(1, 100), new(1, 1000), new(1, 1_000_000)];
    private static readonly Certified s_growth = Certified.Log(new Rational(5, 4));

    private RotationAtZero()
    {
    }

    /// <summary>The only instance.</summary>
    public static RotationAtZero Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "T9s";

    /// <inheritdoc/>
    public override string Title => "Rotation at the edge, closed form: a count of order 1/ε";

    /// <inheritdoc/>
    public override string Problem => "f(x, y) = F(x·y), F' linear near its centre 0 (squared loss, Huber loss); every start of T1's triangle";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses =>
        [PlaneHypotheses.Product, PlaneHypotheses.Smooth, s_centre, s_core, s_start];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "z_k = hβ|u_k|, e_k = hβ sqrt(D_k): over consecutive steps with 3/2 <= e_k <= 5/2 and 0 < z_k <= 1/2 the sum of arctan z_k is below "
            + "θ_first + π/2 <= π, tan θ = (e-2)/z", Guarantee.Upper),
        new("C2", "0 < ε <= 1/2: #{k : hβ|u_k| >= ε} <= m + (m+1)(ceil(ln(1/(2ε))/ln(5/4)) + 1) + κπ/arctan ε + 1/(2ε) + 2, m = "
            + "floor(ln(4/(4-hβp_0))/ln(5/4)), κ = 3/2 if hβp_0 <= 2 sqrt(2), else m+1", Guarantee.Upper),
        new("C3", "order 1/ε is right: squared loss from e_0 = 2, z_0 = 3ε/2, 0 < ε <= 1/20: at least 1/(5ε) steps have z_k >= ε", Guarantee.Lower),
    ];

    /// <inheritdoc/>
    public override string Source => "own";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        Certified? beta = null;
        var core = CommonHypotheses.Timed(s_core, () =>
        {
            (beta, var verdict) = LinearCore.Of(setting);
            return verdict;
        });
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(PlaneHypotheses.Product, () => setting.ProductForm),
                CommonHypotheses.Timed(PlaneHypotheses.Smooth, () => setting.Regularity.Smooth),
                CommonHypotheses.Timed(s_centre, () => EdgeOfStability.CentreVerdict(setting)),
                core,
                CommonHypotheses.Timed(s_start, () => setting.Start is null ? CommonHypotheses.NeedsStart(setting)
                    : beta is null ? new Unknown("β is not known") : Inequality.Less("hβp_0",
                        Size(setting, beta), "4", 4, ("h", setting.Step), ("β", beta), ("p_0", setting.P))),
            ],
        };
        if (!result.Applies.IsProved || beta is null)
            return result;
        return result with
        {
            Conclusions = [new("convergence", "C2", "s_k -> 0"), new("m", "C2", Visits(Size(setting, beta))!)],
            Implications =
            [
                new Convergence(From("C2"), "s_k -> 0 from this start", Exceptions.None),
                new CountBound(From("C2"), Quantity.Slope(setting.Step.ToInterval().Hi), CountMeaning.Count, s_epsilons, e => Count(Size(setting, beta), e)),
                .. OffsetCounts.WithLoss(setting, new CountBound(From("C2"), Quantity.Offset, CountMeaning.Count, s_epsilons, e =>
                    Count(Size(setting, beta), setting.Step * beta * e))),
            ],
        };
    }

    private static Certified Size(Setting s, Certified beta) => s.Step * beta * s.P;

    /// <summary>m = floor(ln(4/(4 - p̂_0))/ln(5/4)), rounded up.</summary>
    private static Certified? Visits(Certified size) => Counts.Floor(Certified.Log(4 / (4 - size)) / s_growth);

    /// <summary>C2, rounded up. For ε &lt;= 1/2 the steps with hβ|u| >= ε are those with h|F'| >= ε, since h|F'| >= 1/2 beyond the core.</summary>
    /// <param name="size">hβp_0, below 4.</param>
    /// <param name="epsilon">Positive; beyond 1/2 the formula says nothing.</param>
    internal static Certified? Count(Certified size, Certified epsilon)
    {
        if (Certified.LessOrEqual(epsilon, Rational.Half) != true || Visits(size) is not { } m
            || Counts.Ceiling(Certified.Log(1 / (2 * epsilon)) / s_growth) is not { } growing)
            return null;
        var turns = Certified.LessOrEqual(size.Square(), 8) == true ? (Certified)new Rational(3, 2) : m + 1;
        var angle = Certified.Of(BigInterval.Atan(epsilon.Enclosure));
        var pi = Certified.Of(BigInterval.Pi(Certified.Precision));
        return Counts.Floor(m + (m + 1) * (growing + 1) + turns * pi / angle + 1 / (2 * epsilon) + 2);
    }
}
