using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Powers;

/// <summary>P1c: squared loss of a product of powers from a balanced start: the exact step threshold 2/φ_min.</summary>
/// <remarks>
/// Problem: F(s) = a(s-c)²/2 + constant, x_i = ± sqrt(a_i) w_0. Guarantee: tight, with P1b. The run stays balanced, x_i = ± sqrt(a_i) w_k with
/// w' = w - haK(Kw^N - |c|)w^(N-1); that map has no 2-cycle and an invariant interval. Balance has to hold exactly in the input. Own result.
/// </remarks>
internal sealed class BalancedThreshold : Theorem
{
    private static readonly HypothesisStatement s_square = new("square", "F(s) = a(s-c)^2/2 + constant with a > 0, c != 0");
    private static readonly HypothesisStatement s_balanced = new("balanced", "x_i^2/a_i = w_0^2 > 0 for all i, exactly, and s_0 has the sign of c");
    private static readonly HypothesisStatement s_step = new("step", "hφ_min <= 2, and ha(|s_0| - |c|)|s_0|/w_0^2 < 1, that is w_1 > 0");

    private BalancedThreshold()
    {
    }

    /// <summary>The only instance.</summary>
    public static BalancedThreshold Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "P1c";

    /// <inheritdoc/>
    public override string Title => "Depth, squared loss, balanced start: the exact step threshold";

    /// <inheritdoc/>
    public override string Problem => "f = a(x_1^a_1 ··· x_n^a_n - c)^2/2 + constant from a balanced start, n >= 2";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [PowerFacts.PowerProduct, s_square, s_balanced, s_step];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "s_k -> c; the run stays balanced and on one side of 0", Guarantee.Tight),
        new("C2", "the limit is as flat as a minimiser can be: φ_∞ = φ_min = aN|c|^(2-2/N) K^(2/N)", Guarantee.Tight),
    ];

    /// <inheritdoc/>
    public override string Source => "own";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override bool IsAbout(Structure structure) => structure is PowerStructure;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var facts = PowerFacts.Of(setting.Objective, setting.Regularity);
        var square = CommonHypotheses.Timed(s_square, () => Verdict.All(
            [setting.Regularity.Square, PowerFacts.MinimisersVerdict(setting.Objective, setting.Regularity)]));
        var balanced = CommonHypotheses.Timed(s_balanced, () => BalanceVerdict(setting));
        var supremum = facts is not null && square.Verdict.IsProved && balanced.Verdict.IsProved ? Supremum(setting, facts) : null;
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(PowerFacts.PowerProduct, () => PowerFacts.Form(setting)),
                square,
                balanced,
                CommonHypotheses.Timed(s_step,
                    () => facts is null || supremum is null ? new Unknown("it is about a balanced start and squared loss") : StepVerdict(setting, facts),
                    supremum is null ? null : $"h < {Inequality.Rough(supremum, 10)}"),
            ],
            Implications = supremum is null ? [] : [new CertifiedStep(From("C1"), supremum, Exceptions.None)],
        };
        if (!result.Applies.IsProved)
            return result;
        var least = facts!.LeastSharpness;
        return result with
        {
            Conclusions =
            [
                new("phiLimit", "C2", least),
                new("hPhiLimit", "C2", setting.Step * least),
                new("stepThreshold", "C1", 2 / least),
                new("stepCertified", "C1", supremum!),
            ],
            Implications =
            [
                new Convergence(From("C1"), "s_k -> c from this balanced start", Exceptions.None),
                .. result.Implications,
                .. least is { UpperBound: { } most, LowerBound: { Sign: > 0 } lo }
                    ? new Implication[] { new SharpnessCap(From("C2"), most, "the run stays balanced"), new SharpnessFloor(From("C2"), lo) } : [],
                new AsymptoticRate(From("C2"), Certified.Abs(1 - setting.Step * least)),
            ],
        };
    }

    /// <inheritdoc/>
    public override Region? RegionOf(Objective objective, RegularityReport regularity) =>
        PowerFacts.Of(objective, regularity) is not null && regularity.Square.IsProved && objective.Structure is PowerStructure structure
            ? new Region(From("C1"), (state, step) => Check(structure.Cell(objective, regularity, state, step), CancellationToken.None).Applies.IsProved
                ? CellVerdict.Converges : CellVerdict.None, (_, _) => new UndecidedStarts("balanced starts, each asked by itself")) : null;

    private static Verdict BalanceVerdict(Setting setting)
    {
        if (setting.State is not PowerStart start)
            return new Unknown("no start is given");
        if (start.Balance is not { } t)
            return NotBalanced(start);
        return (start.S.Sign(), setting.Regularity.Centre?.Sign()) switch
        {
            (1, 1) or (-1, -1) => new Proved(Method.Symbolic, $"x_i^2/a_i = {t} for all i"),
            (1, -1) or (-1, 1) => new Refuted(new Witness([],
                $"s_0 = {Inequality.Rough(start.S)} and c = {Inequality.Rough(setting.Regularity.Centre!)} have opposite signs"), Method.Interval),
            _ => new Unknown("the sign of s_0 or c is not decided"),
        };
    }

    /// <summary>Why a start is not balanced exactly.</summary>
    internal static Verdict NotBalanced(PowerStart start) => start.Factors.All(f => f.X.ExactSquare is not null)
        ? new Refuted(new Witness([.. start.Factors.Select((f, i) => new WitnessValue($"x_{i + 1}^2/a_{i + 1}", f.X.ExactSquare!.Value / f.Exponent))],
            "the numbers x_i^2/a_i are not all equal and positive"), Method.Symbolic)
        : new Unknown("the squares of the start are not known exactly");

    /// <summary>The supremum of the steps that meet the hypothesis: both inequalities are monotone in h.</summary>
    private static Certified? Supremum(Setting setting, PowerFacts facts)
    {
        var first = FirstStep(setting, facts);
        var threshold = 2 / facts.LeastSharpness;
        return first.Sign() switch { 1 => Certified.Min(threshold, 1 / first), 0 or -1 => threshold, _ => null };
    }

    /// <summary>a(|s_0| - |c|)|s_0|/w_0²: the part of w_0 that the first step takes away, by h.</summary>
    private static Certified FirstStep(Setting setting, PowerFacts facts)
    {
        var start = (PowerStart)setting.State!;
        var t = start.Balance!.Value;
        var s = Certified.Root(facts.Weight * Rational.Pow(t, facts.Degree), 2);
        return setting.Regularity.SquareScale! * (s - Certified.Abs(facts.Centre)) * s / t;
    }

    private static Verdict StepVerdict(Setting setting, PowerFacts facts)
    {
        var least = facts.LeastSharpness;
        // (hφ_min/2)^N is exact where h, a and c are, so that equality is decided.
        Verdict edge = Certified.LessOrEqual(facts.EdgePower(setting.Step), 1) switch
        {
            true => new Proved(Method.Interval, $"hφ_min = {Inequality.Rough(setting.Step * least, 10)} <= 2"),
            false => new Refuted(new Witness([],
                $"hφ_min = {Inequality.Rough(setting.Step * least, 10)} > 2; the step must be at most {Inequality.Rough(2 / least, 10)}"), Method.Interval),
            null => new Unknown("hφ_min and 2 agree to the precision used"),
        };
        return Verdict.All([edge, Inequality.Less("h*a*(|s_0|-|c|)*|s_0|/w_0^2", setting.Step * FirstStep(setting, facts), "1", 1, ("h", setting.Step))]);
    }
}
