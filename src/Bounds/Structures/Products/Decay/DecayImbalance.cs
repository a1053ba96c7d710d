using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Methods;

namespace BoundCheck.Bounds.Structures.Products.Decay;

/// <summary>W1d: with weight decay and a bounded derivative the imbalance decays geometrically, from every start; no sign condition.</summary>
/// <remarks>D' = D(θ² - h²F'²)², by the reduction A' = A(θ - hF')², B' = B(θ + hF')². Own result.</remarks>
internal sealed class DecayImbalance : Theorem
{
    private static readonly HypothesisStatement s_step = new("step", "h^2G^2 < 1 + θ^2, θ = 1 - hλ");

    private DecayImbalance()
    {
    }

    /// <summary>The only instance.</summary>
    public static DecayImbalance Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "W1d";

    /// <inheritdoc/>
    public override string Title => "Weight decay: the imbalance decays from every start";

    /// <inheritdoc/>
    public override string Problem => "f(x, y) = F(x·y) with F' bounded and weight decay λ; every start";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses =>
        [PlaneHypotheses.Product, PlaneHypotheses.Smooth, PlaneHypotheses.BoundedDerivative, DecayHypotheses.Decay, s_step];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
        [new("C1", "D_k <= D_0 m^(2k), m = max(θ^2, h^2G^2 - θ^2) < 1", Guarantee.Upper)];

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
        var bound = setting.Regularity.DerivativeBound;
        var square = bound is { Verdict.IsProved: true, Value: { } g } ? (setting.Step * g).Square() : null;
        var kept = decay.Theta.Square();
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(PlaneHypotheses.Product, () => setting.ProductForm),
                CommonHypotheses.Timed(PlaneHypotheses.Smooth, () => setting.Regularity.Smooth),
                CommonHypotheses.Timed(PlaneHypotheses.BoundedDerivative, () => bound.Verdict),
                CommonHypotheses.Timed(DecayHypotheses.Decay, () => decay.StepVerdict),
                CommonHypotheses.Timed(s_step, () => square is null ? CommonHypotheses.NeedsConstant(bound.Verdict, "G")
                    : Inequality.Less("h^2*G^2", square, "1 + θ^2", 1 + kept, ("h", setting.Step), ("λ", decay.Lambda))),
            ],
        };
        if (!result.Applies.IsProved || setting.Start is null)
            return result;
        return result with
        {
            Conclusions = [new("D0", "C1", setting.D), new("factor", "C1", Certified.Max(kept, square! - kept).Square())],
            Implications = setting.D.Sign() == 1 ? [new Balancing(From("C1"), ImbalanceTrend.Falls, $"{From("C1")}: by the factor m^2 a step at least")] : [],
        };
    }
}
