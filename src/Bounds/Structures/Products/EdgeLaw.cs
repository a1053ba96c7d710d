using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products.Phases;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>T7: the edge of stability as a local law: where the sharpness settles after a start near the minimiser above 2/h.</summary>
/// <remarks>
/// A leading-order law, simulated and not proved: its numbers are expectations, never certificates. E and Δ themselves are exact or enclosed
/// derivatives. For p* -> inf the condition E > 0 is that of L. Chen, J. Bruna (ICML 2023).
/// </remarks>
internal sealed class EdgeLaw : Theorem
{
    private static readonly HypothesisStatement s_derivatives = new("derivatives", "F''(c) > 0, F'''(c) and F''''(c) exist");
    private static readonly HypothesisStatement s_step = new("step", "p* = 2/(hF''(c)) > 2|c|");
    private static readonly HypothesisStatement s_start = new("start", "a start is given (the law is about u_0 near 0)");

    private EdgeLaw()
    {
    }

    /// <summary>The only instance.</summary>
    public static EdgeLaw Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "T7";

    /// <inheritdoc/>
    public override string Title => "Edge of stability, a local law (not certified)";

    /// <inheritdoc/>
    public override string Problem => "f(x, y) = F(x·y), F four times differentiable at its centre; starts near the minimiser";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses =>
        [PlaneHypotheses.Product, LinearPhase.Centre, s_derivatives, s_step, s_start];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "the flip at p* is stable when E = (3F'''^2 - F''F'''')p*^4 + 24 F''F'''c p*^2 + 96 F''^2c^2 > 0 (derivatives at c)", Guarantee.Qualitative),
        new("C2", "with Δ = 12F''^2(p*^2 - 4c^2)/E and μ = hφ - 2, (1 + μ/Δ)e^{-μ/Δ} is conserved to leading order: hφ_∞ is about 2 + its second root; E "
            + "> 0 and μ_0 >> Δ: 2 - Δ", Guarantee.Qualitative),
    ];

    /// <inheritdoc/>
    public override string Source => "own; cf. L. Chen, J. Bruna (ICML 2023); M. Song, C. Yun (NeurIPS 2023); E. Gan, arXiv 2604.02653";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override bool IsLaw => true;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var flip = FlipCoefficient.Of(setting);
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(PlaneHypotheses.Product, () => setting.ProductForm),
                CommonHypotheses.Timed(LinearPhase.Centre, () => LinearPhase.CentreVerdict(setting)),
                CommonHypotheses.Timed(s_derivatives, () => Derivatives(flip)),
                CommonHypotheses.Timed(s_step, () => flip is null
                    ? new Unknown("the derivatives at c are not known")
                    : Inequality.Less("2|c|", 2 * setting.Centre!, "p*", flip.Crossing, ("|c|", setting.Centre!), ("h", setting.Step))),
                CommonHypotheses.Timed(s_start, () => setting.Start is null
                    ? CommonHypotheses.NeedsStart(setting)
                    : new Proved(Method.Symbolic, "a start is given")),
            ],
        };
        if (!result.Applies.IsProved || flip is null)
            return result;
        var conclusions = ImmutableArray.CreateBuilder<Conclusion>();
        conclusions.Add(new("E", "C1", flip.E));
        conclusions.Add(new("stableFlip", "C1", flip.E.Sign() switch { > 0 =>
            "yes (E > 0)", < 0 => "no (E < 0)", 0 => "degenerate (E = 0)", _ => "not decided" }));
        if (flip.Delta is { } delta)
            conclusions.Add(new("Delta", "C2", delta));
        if (flip.Excess is { } mu)
            conclusions.Add(new("muStart", "C2", mu));
        if (flip.LawfulEdgeRatio() is { } law)
            conclusions.Add(new("hPhiLimitByLaw", "C2", law));
        else if (flip.Leaves)
            conclusions.Add(new("leaves", "C2", "by the law the run leaves the neighbourhood: E < 0 and μ_0 > |Δ|"));
        return result with { Conclusions = conclusions.ToImmutable(), Implications = [Expects(flip)] };
    }

    private Expectation Expects(FlipCoefficient flip)
    {
        double? ratio = flip.LawfulEdgeRatio();
        if (flip.Excess is not { } excess || excess.Sign() is not { } side)
            return new(From("C2"), ratio, null, "the sign of μ_0 is not decided");
        string mu = $"μ_0 = hφ(D_0) - 2 = {Inequality.Rough(excess)}";
        return side <= 0 ? new(From("C2"), ratio, false, $"{mu} <= 0 for a start near the minimiser")
            : flip.Leaves ? new(From("C2"), null, false, $"E < 0 and {mu} > |Δ|: the run leaves the neighbourhood")
            : new(From("C2"), ratio, ratio is { } r ? r >= 2 * (1 - Edge.Width.ToDoubleNearest()) : null,
                $"{mu}{(ratio is { } about ? $", hφ_∞ about {about:G8}" : "")}{(flip.E.Sign() > 0 ? " (E > 0)" : "")}");
    }

    private static Verdict Derivatives(FlipCoefficient? flip) => flip?.Curvature.Sign() switch
    {
        null => new Unknown("F'', F''' or F'''' at c does not exist or is not known"),
        > 0 => new Proved(Method.Interval,
            $"F''(c) = {Inequality.Rough(flip.Curvature)}, F'''(c) = {Inequality.Rough(flip.Third)}, F''''(c) = {Inequality.Rough(flip.Fourth)}"),
        _ => new Refuted(new Witness([], $"F''(c) = {Inequality.Show(flip.Curvature)} <= 0"), Method.Interval),
    };
}
