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

/// <summary>U1c: T3 for steps that vary: convergence from every start, under norm clipping for the squared loss too.</summary>
/// <remarks>Own result: the proofs of T3 use of a step w = ρΛu, 0 &lt; ρ &lt;= 1, and |w_k| &lt;= ω &lt; sqrt(2).</remarks>
internal sealed class VaryingConvergence : Theorem
{
    private static readonly HypothesisStatement s_start =
        new("start", "c = 0, or A_0 != 0 and the starts with some A_k = 0 are a null set at most (none of them when ω < 1)");

    private static readonly HypothesisStatement s_least = new("least-step", "every h_k >= h_min > 0");
    private static readonly ImmutableArray<Rational> s_epsilons = [new(1, 10), new(1, 100), new(1, 1000)];

    private VaryingConvergence()
    {
    }

    /// <summary>The only instance.</summary>
    public static VaryingConvergence Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "U1c";

    /// <inheritdoc/>
    public override string Title => "Steps that vary: global convergence";

    /// <inheritdoc/>
    public override string Problem =>
        "f(x, y) = F(x·y) under a step schedule, clipping, or one term of a sum with one centre at a time; every start, however sharp";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses =>
    [
        PlaneHypotheses.Product, PlaneHypotheses.Smooth, VaryingHypotheses.Sector, VaryingHypotheses.Steps, s_least, VaryingHypotheses.Gamma,
        VaryingHypotheses.Bounded, s_start,
    ];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "s_k -> c from every start without an A_k = 0", Guarantee.Qualitative),
        new("C2", "c != 0, ω < 1, A_0 != 0: #{k : |w_k| >= ε} <= N1 + N2 + N3 + N4 as in T3.C2 with h̄ for h and ω for hG", Guarantee.Upper),
        new("C3", "F''(c) exists, no u_k = 0: h_min F''(c) p_∞ <= 2", Guarantee.Upper),
    ];

    /// <inheritdoc/>
    public override string Source => "own; norm clipping by |w| <= min(h̄β|u|, h̄τ/sqrt p)";

    /// <inheritdoc/>
    public override bool Covers(DescentMethod method) => method is VaryingDescent;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        if (setting.Method is not VaryingDescent)
            return CommonHypotheses.OtherMethod(this);
        var bounds = VaryingBounds.Of(setting, cancellation);
        var (sector, beta) = bounds.Global;
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(PlaneHypotheses.Product, () => setting.ProductForm),
                CommonHypotheses.Timed(PlaneHypotheses.Smooth, () => bounds.Smooth),
                CommonHypotheses.Timed(VaryingHypotheses.Sector, () => sector),
                CommonHypotheses.Timed(VaryingHypotheses.Steps, () => bounds.StepsVerdict),
                CommonHypotheses.Timed(s_least, () => bounds.Steps.Least is { } least
                    ? new Proved(Method.Interval, $"h_min = {Inequality.Show(least)}") : new Unknown("no positive lower bound of the steps is proved")),
                CommonHypotheses.Timed(VaryingHypotheses.Gamma, () => VaryingHypotheses.GammaBelowOne(bounds, sector, beta)),
                CommonHypotheses.Timed(VaryingHypotheses.Bounded, () => bounds.Bound.Verdict),
                CommonHypotheses.Timed(s_start, () => setting.Start is null ? CommonHypotheses.NeedsStart(setting) : StartVerdict(setting, bounds)),
            ],
        };
        return result.Applies.IsProved && bounds.Bound.Omega is { } omega && bounds.LeftOut() is { } left
            ? Conclude(result, setting, bounds, (beta!, omega), left, cancellation) : result;
    }

    private static Verdict StartVerdict(Setting setting, VaryingBounds bounds) => bounds.LeftOut() switch
    {
        null => new Refuted(new Witness([], "A_k = 0 exactly at one of the first steps: from then on s stays on the other side of 0"), Method.Symbolic),
        { Kind: ExceptionKind.None } left => new Proved(Method.Interval, left.Note.Length == 0 ? "c = 0: every start" : left.Note),
        { Kind: ExceptionKind.NullSet } => new Proved(Method.Symbolic, "A_0 > 0; {|w_k| = 1} is a null set for each k, so the starts with some A_k = 0 "
            + "are one"),
        var left => new Unknown(left.Note),
    };

    private TheoremResult Conclude(TheoremResult result, Setting setting, VaryingBounds bounds, (Certified Beta, Certified Omega) known, Exceptions left,
        CancellationToken cancellation)
    {
        var (at, (beta, omega)) = (bounds.At!, known);
        var c = setting.Centre!;
        var (a, b) = VaryingHypotheses.Largest(setting, omega, c);
        var reach = Interval.Of((-b / 4 - c).ToInterval().Lo, (a / 4 - c).ToInterval().Hi);
        bool counted = setting.CentreIsZero == false && Certified.Less(omega, 1) == true;
        return result with
        {
            Conclusions = [new("largestStep", "C1", at.Step), new("beta", "C1", beta), new("gamma", "C1", bounds.Gamma(beta)), new("omega", "C1", omega)],
            Implications =
            [
                new Convergence(From("C1"), "s_k -> c from this start", left),
                .. counted ? VaryingHypotheses.Counts(setting, bounds, From("C2"), s_epsilons, e => GoodRegularity.Count(at, omega, beta, e), (a + b) / 2,
                    setting.Mirrored ? -reach : reach, cancellation) : [],
                .. VaryingHypotheses.Cap(setting, bounds, From("C3")),
            ],
        };
    }

    /// <inheritdoc/>
    public override Region? RegionUnder(Objective objective, RegularityReport regularity, DescentMethod method) =>
        VaryingRegions.Of(objective, regularity, method) is not { } facts ? null
            : new Region(From("C1"), facts.Everywhere, (step, _) => facts.EveryStart(step)) { IsUnbounded = true };
}
