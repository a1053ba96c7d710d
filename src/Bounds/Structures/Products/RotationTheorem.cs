using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>T9: near the edge of stability the state turns by a certified angle each step, which bounds the large steps by order 1/ε.</summary>
/// <remarks>Guarantee: an upper bound for every ε, of the best possible order in ε over all starts. Own result.</remarks>
internal sealed class RotationTheorem : Theorem
{
    private static readonly HypothesisStatement s_step = new("step", "hG < 1, hβ|c| < 1 and hF''(c)|c| < 1");
    private static readonly HypothesisStatement s_start = new("start", "c != 0 and A_0 > 0");
    private static readonly HypothesisStatement s_zones = new("zones",
        "zones E (rotation), S (contraction for every D down to 0) and U (growth), with an interval around U's from which no state with hφ >= eU steps "
            + "into U's");
    private static readonly ImmutableArray<Rational> s_tolerances = [new(1, 10), new(1, 100), new(1, 1000)];

    private RotationTheorem()
    {
    }

    /// <summary>The only instance.</summary>
    public static RotationTheorem Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "T9";

    /// <inheritdoc/>
    public override string Title => "Rotation: the sharp count near the edge of stability";

    /// <inheritdoc/>
    public override string Problem => "f(x, y) = F(x·y), F' bounded and in a sector around c != 0, smooth at c; every start with A_0 > 0";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses =>
        [PlaneHypotheses.Product, PlaneHypotheses.Smooth, PlaneHypotheses.Sign, PlaneHypotheses.BoundedDerivative,
            PlaneHypotheses.Sector, RegionTheorem.Curvature, s_step, s_start, s_zones];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "#{k : |u_k| >= ε} <= N_far + (N_re + 1) n_U + floor(π/arctan(√k1 min(V_ε, V_a))) + n_S", Guarantee.Upper),
    ];

    /// <inheritdoc/>
    public override string Source => "own";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var report = setting.Regularity;
        RotationModel? model = null;
        RotationBound? bound = null;
        var results = ImmutableArray.CreateBuilder<HypothesisResult>();
        void Check(HypothesisStatement statement, Func<Verdict> decide) => results.Add(CommonHypotheses.Timed(statement, decide));
        Check(PlaneHypotheses.Product, () => setting.ProductForm);
        Check(PlaneHypotheses.Smooth, () => report.Smooth);
        Check(PlaneHypotheses.Sign, () => report.Sign);
        Check(PlaneHypotheses.BoundedDerivative, () => report.DerivativeBound.Verdict);
        Check(PlaneHypotheses.Sector, () => report.Sector.Verdict);
        Check(RegionTheorem.Curvature, () => RegionTheorem.CurvatureOf(setting, out model));
        Check(s_step, () => StepVerdict(setting));
        Check(s_start, () => StartVerdict(setting));
        var region = setting.Supplement as RegionCertificate;
        Check(s_zones, () =>
        {
            if (region is null)
                return RegionTheorem.NotAsked;
            if (!results.All(r => r.Verdict.IsProved))
                return RegionCertificate.NotReached;
            (bound, string reason) = RotationBound.Of(setting, model!, (model!.Map.ExactUnit * s_tolerances[1]).ToInterval().Hi, cancellation);
            return bound is null ? new Unknown(reason)
                : new Proved(Method.Interval,
                    $"eU = {bound.Zones.Leaving.Low}, ε1 = {bound.FarSlope:G4}, N_far = {Inequality.Rough(bound.Far)}, N_re = {bound.Entries}");
        });
        var result = new TheoremResult { Theorem = this, Hypotheses = results.ToImmutable() };
        if (!result.Applies.IsProved || bound is null)
            return result;
        var tolerances = region!.Request.Tolerances.Concat(s_tolerances).Distinct().ToImmutableArray();
        return result with
        {
            Conclusions =
            [
                new("count", "C1", tolerances.Select(e => new BoundAt(e, bound.Count(e))).ToImmutableArray()),
                new("farSteps", "C1", bound.Far),
                new("k1", "C1", (Certified)Rational.FromDouble(bound.Zones.Edge.Turn)),
            ],
            Implications = [.. OffsetCounts.WithLossAndSlope(setting,
                new CountBound(From("C1"), Quantity.Offset, CountMeaning.Count, tolerances, e => bound.Count(e)))],
        };
    }

    private static Verdict StepVerdict(Setting s)
    {
        if (s.Regularity.DerivativeBound is not { Verdict.IsProved: true, Value: { } g })
            return CommonHypotheses.NeedsConstant(s.Regularity.DerivativeBound.Verdict, "G");
        if (s.Regularity.Sector is not { Verdict.IsProved: true, Value: { } beta })
            return CommonHypotheses.NeedsConstant(s.Regularity.Sector.Verdict, "β");
        return Verdict.All([Inequality.Less("h*G", s.Step * g, "1", 1, ("h", s.Step), ("G", g)), PlaneHypotheses.GammaBelowOne(s, beta)]);
    }

    private static Verdict StartVerdict(Setting s)
    {
        if (s.Start is null)
            return CommonHypotheses.NeedsStart(s);
        return s.CentreIsZero switch
        {
            null => new Unknown("the sign of the centre is not decided"),
            true => new Refuted(new Witness([], "c = 0"), Method.Symbolic),
            _ => s.A.Sign() switch
            {
                1 => new Proved(Method.Interval, "A_0 > 0"),
                0 => new Refuted(new Witness([Inequality.Value(s.Mirrored ? "B_0" : "A_0", 0)], "A stays 0 and s_k -> 0, not c"), Method.Symbolic),
                _ => new Unknown("A_0 is not decided to differ from 0"),
            },
        };
    }
}
