using System.Collections.Immutable;
using System.Numerics;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Methods;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>S1: the silver steps on smooth convex functions: a loss of order K^(-log2(1 + sqrt 2)) = K^(-1.27).</summary>
/// <remarks>Guarantee: upper. J. Altschuler, P. Parrilo, Math. Program. (2024), arXiv 2309.16530, Theorem 1.1. Published and compared with performance
/// estimation (docs/classical.md), not proved here.</remarks>
internal sealed class SilverSteps : Theorem
{
    private static readonly HypothesisStatement s_whole = new("smooth", "f has an L-Lipschitz gradient on R^n");
    private static readonly HypothesisStatement s_step = new("step", "0 < h <= 1/L");
    private static readonly HypothesisStatement s_convex = new("convex", "f is convex on R^n");
    private static readonly HypothesisStatement s_minimiser = new("minimiser", "f has a minimiser x*");

    /// <summary>Counts are at most 2^50 steps.</summary>
    private const int MostLevels = 50;

    private SilverSteps()
    {
    }

    /// <summary>The only instance.</summary>
    public static SilverSteps Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "S1";

    /// <inheritdoc/>
    public override string Title => "Silver steps: loss of order K^(-1.27)";

    /// <inheritdoc/>
    public override string Problem =>
        "f of n variables, smooth and convex on R^n; the steps h(1 + ρ^(ν(k+1) - 1)), ρ = 1 + sqrt(2), ν(n) the exponent of 2 in n";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [s_whole, s_step, s_convex, s_minimiser];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "K = 2^j - 1: f_K - f* <= |x_0 - x*|^2/(h(1 + sqrt(4ρ^(2j) - 3))); for other K the least f_k - f*, k <= K, with j = floor(log2(K + 1))",
            Guarantee.Upper),
    ];

    /// <inheritdoc/>
    public override string Source => "J. Altschuler, P. Parrilo, Math. Program. (2024), arXiv 2309.16530, Theorem 1.1";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override bool Covers(DescentMethod method) =>
        method is VaryingDescent { Schedule.IsSilver: true, NormBound: null, ResidualBound: null, Samples: null };

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        if (!Covers(setting.Method))
            return CommonHypotheses.OtherMethod(this);
        var report = setting.Classical(cancellation);
        var set = report.First(s => s.Kind == SetKind.Whole);
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(s_whole, () => set is null ? new Unknown("no L is certified on R^n") : ClassicalHypotheses.SetVerdict(report, set)),
                CommonHypotheses.Timed(s_step, () => set is null ? new Unknown("no L is certified on R^n")
                    : Inequality.LessOrEqual("h*L", setting.Step * set.L, "1", 1, ("h", setting.Step), ("L", set.L)) switch
                    {
                        Refuted r when set.L.Exact is null => new Unknown($"{r.Witness.Checked}, with an upper bound L"),
                        var v => v,
                    }),
                CommonHypotheses.Timed(s_convex, () => set?.Mu.Sign() is 0 or 1
                    ? new Proved(Method.Interval, $"no eigenvalue of the Hessian is below {Inequality.Rough(set.Mu)}")
                    : report.Convex),
                CommonHypotheses.Timed(s_minimiser, () => set is { DistanceSquared: { } d }
                    ? new Proved(Method.Interval, $"|x_0 - x*|^2 = {Inequality.Rough(d)}")
                    : new Unknown("no minimiser is certified")),
            ],
        };
        if (!result.Applies.IsProved)
            return result;
        var (h, distance) = (setting.Step, set!.DistanceSquared!);
        var rate = new RateBound(From("C1"), ClassicalHypotheses.LeastLossAbove(set.Lowest), k =>
            new(k, distance / h * ClassicalRates.Silver(BitOperations.Log2((ulong)k + 1))));
        Certified? Steps(Symbolic.Rational epsilon)
        {
            int j = Enumerable.Range(1, MostLevels).FirstOrDefault(j => Certified.Less(distance / h * ClassicalRates.Silver(j), epsilon) == true);
            return j == 0 ? null : (Certified)((1L << j) - 1);
        }
        return result with
        {
            Conclusions = [.. ClassicalHypotheses.Describe(set), new("distanceSquared", "C1", distance), ClassicalHypotheses.Table("leastLossRate", rate)],
            Implications = [rate, new CountBound(From("C1"), Quantity.LeastLoss, CountMeaning.First, ClassicalHypotheses.Tolerances, Steps)],
        };
    }
}
