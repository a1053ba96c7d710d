using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.Line;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Powers;

/// <summary>P1e: from a balanced start a product of powers is a map of the line, whatever F.</summary>
/// <remarks>
/// Problem: x_i = ± sqrt(a_i) w_0. Guarantee: exact reduction: x_i = ± sqrt(a_i) w_k for ever, w' = w - hg'(w) with g(w) = F(± K w^N)/N, to which V1 and
/// V1a apply. A minimiser w* != 0 of g has F'(s) = 0, and there g'' = F'' N K² w^(2N-2) = F'' |∇s|² is the sharpness of f. Own result.
/// </remarks>
internal sealed class BalancedLine : Theorem
{
    private static readonly HypothesisStatement s_balanced = new("balanced", "x_i^2/a_i = w_0^2 > 0 for all i, exactly");
    private static readonly HypothesisStatement s_caught =
        new("capture", "V1a for g(w) = F(± K w^N)/N from w_0 with the step h, at a minimiser w != 0; F' vanishes at c alone");

    private BalancedLine()
    {
    }

    /// <summary>The only instance.</summary>
    public static BalancedLine Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "P1e";

    /// <inheritdoc/>
    public override string Title => "Depth, balanced start: a map of the line";

    /// <inheritdoc/>
    public override string Problem => "f = F(x_1^a_1 ··· x_n^a_n) from a balanced start, any F with a sign condition, any step";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [PowerFacts.PowerProduct, s_balanced, s_caught];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "the run stays balanced and is that of w' = w - h g'(w); s_k -> c", Guarantee.Qualitative),
        new("C2", "the limit sharpness is g'' at the minimiser", Guarantee.Tight),
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
        var start = setting.State as PowerStart;
        TheoremResult? line = null;
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(PowerFacts.PowerProduct, () => PowerFacts.Form(setting)),
                CommonHypotheses.Timed(s_balanced, () => start is null ? new Unknown("no start is given")
                    : start.Balance is { } t ? new Proved(Method.Symbolic, $"x_i^2/a_i = {t} for all i") : BalancedThreshold.NotBalanced(start)),
                CommonHypotheses.Timed(s_caught, () =>
                {
                    if (start?.Balance is not { } t || On(setting, start, t) is not { } map)
                        return new Unknown("it is about a balanced start");
                    line = LineCapture.Instance.Check(map, cancellation);
                    return Verdict.All([line.Applies, setting.Regularity.Sign, AwayFromZero(line)]);
                }),
            ],
        };
        return !result.Applies.IsProved || line is null ? result : result with
        {
            Conclusions = [.. line.Conclusions.Select(c => c with { From = c.Name == "sharpness" ? "C2" : "C1" })],
            Implications = [.. line.Implications.SelectMany(Passed)],
        };
    }

    private IEnumerable<Implication> Passed(Implication implication) => implication switch
    {
        Convergence => [new Convergence(From("C1"), "s_k -> c from this balanced start", Exceptions.None)],
        SharpnessCap cap => [new SharpnessCap(From("C2"), cap.Most, cap.Reason)],
        SharpnessFloor floor => [new SharpnessFloor(From("C2"), floor.Least)],
        AsymptoticRate rate => [new AsymptoticRate(From("C2"), rate.Factor)],
        _ => [],
    };

    /// <summary>g and w_0 as a setting of one variable; null where the sign of s_0 is not decided.</summary>
    private static Setting? On(Setting setting, PowerStart start, Rational t)
    {
        if (setting.Objective.Structure is not PowerStructure { Product: var product, Outer: var outer } || start.S.Sign() is not { } sign || sign == 0)
            return null;
        var w = Variable.Of("w");
        var k = product.Factors.Aggregate(Rational.One, (q, f) => q * Rational.Pow(f.Exponent, f.Exponent));
        var s = sign * Power.Of(Constant.Of(k), Rational.Half) * w.Pow(product.Degree);
        var objective = Objective.Analyze("F(K w^N)/N", new Rational(1, product.Degree) * outer.Value.Substitute(outer.Argument, s));
        return new Setting(objective, RegularityReport.Undecided(new Unknown("one variable")), setting.Step, null)
        {
            Scalars = (objective.Structure.Written, [Certified.Root(t, 2)]),
        };
    }

    private static Verdict AwayFromZero(TheoremResult line) =>
        line.Conclusions.FirstOrDefault(c => c.Name == "minimiser")?.Value is Certified m && m.Sign() is 1 or -1
            ? new Proved(Method.Interval, "w != 0 at the minimiser") : new Unknown("the run is not caught at a w != 0");
}
