using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Powers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>P1b: a run that converges without landing exactly does so where the sharpness is at most 2/h; where none is, none converges.</summary>
/// <remarks>
/// Guarantee: C1 is an upper bound, C2 the converse. |u_{k+1}/u_k| = |1 - h r_k p_k + h² r_k² u_k s_k| -> |1 - hφ_∞| can't be above 1; p_∞ >= 2|c|
/// always, so with hF''(c) 2|c| > 2 no minimiser attracts. The argument needs nothing of F but F''(c), and of the product its gradient:
/// u_{k+1} = u_k(1 - h r_k |∇s|² + O(u_k)) on a compact set, and |∇s|² >= φ_min/F''(c) where s = c (<see cref="PowerFacts"/>). Own result.
/// </remarks>
internal sealed class StableLimits : Theorem
{
    private static readonly HypothesisStatement s_product = new("product", "f = F(s), s = x·y with x, y in R^d, or s = x_1^a_1 ··· x_n^a_n");
    private static readonly HypothesisStatement s_curvature = new("curvature", "F'(c) = 0 and F''(c) exists, F''(c) > 0");
    private static readonly HypothesisStatement s_start = new("start", "a start is given, and none of the first steps has u_k = 0 exactly");

    private StableLimits()
    {
    }

    /// <summary>The only instance.</summary>
    public static StableLimits Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "P1b";

    /// <inheritdoc/>
    public override string Title => "Limits are stable: sharpness at most 2/h";

    /// <inheritdoc/>
    public override string Problem => "f = F(s), s = x·y or a product of powers, with F''(c) > 0 at a centre c, any start";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [s_product, s_curvature, s_start];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "s_k -> c and no u_k = 0: h F''(c) p_∞ <= 2", Guarantee.Upper),
        new("C2", "h F''(c) 2|c| > 2: s_k -> c only where some u_k = 0 exactly", Guarantee.Qualitative),
        new("C3", "s = x_1^a_1 ··· x_n^a_n, z_k -> z_∞ with s = c and no u_k = 0: h F''(c) |∇s(z_∞)|^2 <= 2", Guarantee.Upper),
        new("C4", "s = x_1^a_1 ··· x_n^a_n, h φ_min > 2: no bounded run has s_k -> c, unless some u_k = 0 exactly, which for squared loss a null set of "
            + "starts does",
            Guarantee.Qualitative),
    ];

    /// <inheritdoc/>
    public override string Source => "own";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        if (setting.Objective.Structure is PowerStructure)
            return OfPowers(setting);
        var curvature = setting.Regularity.CurvatureAtCentre;
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(s_product, () => setting.ProductForm),
                CommonHypotheses.Timed(s_curvature, () => curvature?.Sign() switch
                {
                    1 when setting.Centre is not null => new Proved(Method.Interval, $"F''(c) = {Inequality.Rough(curvature)}"),
                    0 or -1 => new Refuted(new Witness([], $"F''(c) = {Inequality.Show(curvature)} <= 0"), Method.Interval),
                    _ => new Unknown("there is no centre, or F''(c) does not exist, is not known, or is of undecided sign"),
                }),
                CommonHypotheses.Timed(s_start, () => StartVerdict(setting)),
            ],
        };
        if (!result.Applies.IsProved)
            return result;
        var cap = 2 / setting.Step;
        var least = curvature! * 2 * setting.Centre!;
        return result with
        {
            Conclusions = [new("sharpnessAtMinimisersAtLeast", "C2", least), new("limitSharpnessAtMost", "C1", cap)],
            Implications =
            [
                new SharpnessCap(From("C1"), cap, "2/h", GivenConvergence: true),
                .. AtLeast(least),
                .. Excludes(setting, cap, least),
            ],
        };
    }

    private TheoremResult OfPowers(Setting setting)
    {
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(s_product, () => PowerFacts.Form(setting)),
                CommonHypotheses.Timed(s_curvature, () => PowerFacts.MinimisersVerdict(setting.Objective, setting.Regularity)),
                CommonHypotheses.Timed(s_start, () => PowerStartVerdict(setting)),
            ],
        };
        if (!result.Applies.IsProved || PowerFacts.Of(setting.Objective, setting.Regularity) is not { } facts)
            return result;
        var (cap, least) = (2 / setting.Step, facts.LeastSharpness);
        return result with
        {
            Conclusions = [new("sharpnessAtMinimisersAtLeast", "C4", least), new("limitSharpnessAtMost", "C3", cap)],
            Implications = setting.Regularity.Sign.IsProved && Certified.Less(1, facts.EdgePower(setting.Step)) == true
                ? [new Failure(From("C4"), "no bounded run has s_k -> c: every point with s = c is at least "
                    + $"{Inequality.Rough(least, 10)} sharp, above 2/h = {Inequality.Rough(cap, 10)}",
                    setting.Regularity.Square.IsProved ? s_hits with { Kind = ExceptionKind.NullSet } : s_hits)] : [],
        };
    }

    /// <inheritdoc/>
    /// <remarks>
    /// For a product of powers and squared loss. There u_k is a polynomial in the start, and not the zero polynomial, for the start 0 rests at s = 0 != c: the
    /// starts with some u_k = 0 are a null set.
    /// </remarks>
    public override Region? RegionOf(Objective objective, RegularityReport regularity) =>
        PowerFacts.Of(objective, regularity) is { } facts && regularity.Square.IsProved
            ? new Region(From("C4"), (_, step) => step.IsBounded && Certified.Less(1, facts.EdgePower(Rational.FromDouble(step.Lo))) == true
                ? CellVerdict.Fails : CellVerdict.None, (_, _) => new NoStart("it certifies failure")) { Kind = CellVerdict.Fails } : null;

    private static Verdict PowerStartVerdict(Setting s) =>
        s.State is not PowerStart start ? new Unknown("no start is given")
        : PowerFacts.Landing(s, start) is { } k
            ? new Refuted(new Witness([], $"u_{k} = 0 exactly: the run rests there, however sharp that minimiser is"), Method.Symbolic)
        : s.Regularity.Centre is { } c && (start.S - c).Sign() is 1 or -1
            ? new Proved(Method.Interval, "u_0 != 0, and no u_k = 0 was found in the first exact steps")
        : new Unknown("u_0 is not decided to differ from 0");

    // p >= 2|c| at every minimiser.
    private IEnumerable<Implication> AtLeast(Certified least)
    {
        if (least.LowerBound is { Sign: > 0 } lo)
            yield return new SharpnessFloor(From("C2"), lo, GivenConvergence: true);
    }

    private IEnumerable<Implication> Excludes(Setting s, Certified cap, Certified least)
    {
        // With the sign condition the centre is the only critical value of s, so there is no other minimiser to converge to.
        if (s.Regularity.Sign.IsProved && Certified.Less(cap, least) == true)
            yield return new Failure(From("C2"),
                $"every minimiser is at least {Inequality.Rough(least, 8)} sharp, above 2/h = {Inequality.Rough(cap, 8)}, so none attracts",
                    s_hits) { IsRobust = true };
    }

    private static readonly Exceptions s_hits = new(ExceptionKind.Undecided, "some u_k = 0 exactly");

    private static Verdict StartVerdict(Setting s) =>
        s.Start is null ? CommonHypotheses.NeedsStart(s)
        : s.Centre is null ? new Unknown("there is no centre c")
        : s.Landing is { } landing ? new Refuted(new Witness([], $"u_{landing.K} = 0 exactly: the run rests there, however sharp that minimiser is"),
            Method.Symbolic)
        : s.U.Sign() is 1 or -1 ? new Proved(Method.Interval, "u_0 != 0, and no u_k = 0 was found in the first exact steps")
        : new Unknown("u_0 is not decided to differ from 0");
}
