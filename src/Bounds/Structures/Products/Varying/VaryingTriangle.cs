using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Methods;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products.Varying;

/// <summary>
/// U1: the uniform sector principle in the triangle: T1 for steps that vary, such as schedules, stochastic steps with one centre and clipping.
/// </summary>
/// <remarks>
/// x' = x - w_k y, y' = y - w_k x with w_k = η_k u_k, 0 &lt; η_k &lt;= Λ = h̄β: the proofs of T1.C1 to C5 use of a step no more than w = ρΛu with 0 &lt; ρ
/// &lt;= 1. Own result.
/// </remarks>
internal sealed class VaryingTriangle : Theorem
{
    private static readonly ImmutableArray<Rational> s_epsilons = [new(1, 10), new(1, 100), new(1, 1000)];
    private static readonly HypothesisStatement s_start = new("start", "A_0/(2+γ) + B_0/(2-γ) < 4/(h̄β)");

    private VaryingTriangle()
    {
    }

    /// <summary>The only instance.</summary>
    public static VaryingTriangle Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "U1";

    /// <inheritdoc/>
    public override string Title => "Steps that vary: an invariant triangle";

    /// <inheritdoc/>
    public override string Problem =>
        "f(x, y) = F(x·y) under a step schedule, clipping, or one term of a sum with one centre at a time; a bounded set of starts";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses =>
        [PlaneHypotheses.Product, PlaneHypotheses.Smooth, VaryingHypotheses.Sector, VaryingHypotheses.Steps, VaryingHypotheses.Gamma, s_start];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "the triangle is invariant: h̄βp_k < 2(2+γ) for every k", Guarantee.Upper),
        new("C2", "w_k -> 0 if no A_k = 0 (c = 0: always); s_k -> c if moreover every h_k >= h_min > 0 (norm clipping: p is bounded, so its steps "
            + "are)", Guarantee.Qualitative),
        new("C3", "c = 0: #{k : |w_k| >= ε} <= ln(4/(4 - h̄βp_0))/ln(1+ε^2)", Guarantee.Upper),
        new("C5", "c != 0, all |w_k| <= ω < w*(γ): #{k : |w_k| >= ε} <= R/min(Χ(ε), Χ(ω)) as in T1.C5 with h̄ for h", Guarantee.Upper),
        new("C5'", "c != 0, all |w_k| <= ω < 1, A_0 > 0: the count of T1.C5' with h̄ for h", Guarantee.Upper),
        new("C6", "F''(c) exists, no u_k = 0, h_k >= h_min: h_min F''(c) p_∞ <= 2", Guarantee.Upper),
    ];

    /// <inheritdoc/>
    public override string Source => "own; the proofs of T1 with w = ρΛu in place of w = hru";

    /// <inheritdoc/>
    public override bool Covers(DescentMethod method) => method is VaryingDescent;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        if (setting.Method is not VaryingDescent)
            return CommonHypotheses.OtherMethod(this);
        var bounds = VaryingBounds.Of(setting, cancellation);
        var (sector, beta) = bounds.Sector;
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(PlaneHypotheses.Product, () => setting.ProductForm),
                CommonHypotheses.Timed(PlaneHypotheses.Smooth, () => bounds.Smooth),
                CommonHypotheses.Timed(VaryingHypotheses.Sector, () => sector),
                CommonHypotheses.Timed(VaryingHypotheses.Steps, () => bounds.StepsVerdict),
                CommonHypotheses.Timed(VaryingHypotheses.Gamma, () => VaryingHypotheses.GammaBelowOne(bounds, sector, beta)),
                CommonHypotheses.Timed(s_start, () => beta is null || bounds.At is not { } at
                    ? CommonHypotheses.NeedsConstant(sector, "β")
                    : Triangle.StartInside(at, beta)),
            ],
        };
        return result.Applies.IsProved && setting.CentreIsZero is not null ? Conclude(result, setting, bounds, beta!, cancellation) : result;
    }

    private TheoremResult Conclude(TheoremResult result, Setting setting, VaryingBounds bounds, Certified beta, CancellationToken cancellation)
    {
        var at = bounds.At!;
        Certified gamma = bounds.Gamma(beta), hb = at.Step * beta, size = 2 * (2 + gamma) / hb;
        var most = ((2 + gamma) / hb).ToInterval().Hi;
        // |s| <= p/2.
        var reach = Interval.Of(-most, most) - setting.Regularity.Centre!.ToInterval();
        var counts = new SectorRates(at, beta, From).Varying(bounds.Bound.Omega).ToList();
        return result with
        {
            Conclusions =
            [
                new("largestStep", "C1", at.Step), new("beta", "C1", beta), new("gamma", "C1", gamma), new("W0", "C1", Triangle.W(at, beta)),
                new("triangle", "C1", new TriangleStarts(at, beta).Vertices), new("pMax", "C1", size),
            ],
            Implications =
            [
                .. bounds.StepsStayLarge && bounds.LeftOut() is { } left
                ? [new Convergence(From("C2"), "s_k -> c from this start", left)]
                : Array.Empty<Implication>(),
                .. counts.SelectMany(c => VaryingHypotheses.Counts(setting, bounds, From(c.Conclusion), s_epsilons, c.Count, size, reach, cancellation)),
                .. VaryingHypotheses.Cap(setting, bounds, From("C6")),
            ],
        };
    }

    /// <inheritdoc/>
    public override Region? RegionUnder(Objective objective, RegularityReport regularity, DescentMethod method) =>
        VaryingRegions.Of(objective, regularity, method) is not { } facts ? null
            : new Region(From("C2"), facts.InTriangle, (step, _) => facts.Triangle(step));
}
