using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Methods;

namespace BoundCheck.Bounds.Structures.Products.Decay;

/// <summary>W1c: weight decay above the slope at 0 collapses the weights.</summary>
/// <remarks>Own result.</remarks>
internal sealed class DecayCollapse : Theorem
{
    private static readonly HypothesisStatement s_slope = new("slope-at-zero", "F'(0) >= -λ (c > 0; for c < 0 F(-s) stands for F)");
    private static readonly HypothesisStatement s_above = new("slope", "F' > -λ on (0, S]");

    private DecayCollapse()
    {
    }

    /// <summary>The only instance.</summary>
    public static DecayCollapse Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "W1c";

    /// <inheritdoc/>
    public override string Title => "Weight decay: collapse to 0";

    /// <inheritdoc/>
    public override string Problem => "f(x, y) = F(x·y) with weight decay λ at or above the slope at 0; a bounded set of starts";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses =>
    [
        PlaneHypotheses.Product, PlaneHypotheses.Smooth, DecayHypotheses.Sector, DecayHypotheses.Decay, DecayHypotheses.Gamma, DecayHypotheses.Start,
        DecayHypotheses.Centre, s_slope, s_above,
    ];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions => [new("C4", "A_k, B_k -> 0: the weights vanish", Guarantee.Qualitative)];

    /// <inheritdoc/>
    public override string Source => "own";

    /// <inheritdoc/>
    public override bool Covers(DescentMethod method) => method is WeightDecay;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        if (setting.Method is not WeightDecay)
            return CommonHypotheses.OtherMethod(this);
        var decay = DecaySetting.Of(setting);
        var (hypotheses, beta) = DecayHypotheses.Triangle(setting, decay, cancellation);
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                .. hypotheses,
                CommonHypotheses.Timed(DecayHypotheses.Centre, () => setting.CentreIsZero switch
                {
                    false => new Proved(Method.Interval, "c != 0"),
                    true => new Refuted(new Witness([], "c = 0"), Method.Symbolic),
                    null => new Unknown("whether c = 0 is not decided"),
                }),
                CommonHypotheses.Timed(s_slope, () => decay.SlopeAtZero is { } slope
                    ? Inequality.LessOrEqual("0", 0, "F'(0) + λ", slope)
                    : new Unknown("F'(0) is not evaluated")),
                CommonHypotheses.Timed(s_above, () => beta is not null
                    && DecayHypotheses.Reach(decay, beta) is { } reach ? decay.SlopeAbove(reach, cancellation)
                    : new Unknown("S is not known")),
            ],
        };
        return !result.Applies.IsProved ? result : result with
        {
            Conclusions = [new("collapse", "C4", "x_k, y_k -> 0")],
            Implications = [new Convergence(From("C4"), "x_k, y_k -> 0 from this start: the decay is at least as strong as the slope at 0", Exceptions.None)],
        };
    }
}
