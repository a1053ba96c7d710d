using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products.Phases;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>T6: an enclosure of the sharpness of the limit, from T5 with κ = 0.</summary>
/// <remarks>Guarantee: D_∞ and φ_∞ lie in the enclosure. At the start it is wide; run narrows it at later steps to the width asked for. Own result.</remarks>
public sealed class LimitSharpness : Theorem
{
    private static readonly HypothesisStatement s_contraction = new("contraction",
        "on |u| <= |u_0|, D in [θD_0, D_0]: |1 - h r (sqrt(D+4s^2) - h r u s)| <= ρ < 1");

    private static readonly HypothesisStatement s_loss = new("loss", "q = h^2β^2u_0^2/(1-ρ^2) < 1 and (1-q)^2 >= θ, β = sup r on |u| <= |u_0|");
    private static readonly HypothesisStatement s_curvature = new("curvature", "F''(c) exists");

    private LimitSharpness()
    {
    }

    /// <summary>The only instance.</summary>
    public static LimitSharpness Instance { get; } = new();

    /// <summary>The conclusion that encloses the limit, at whichever state of a run.</summary>
    internal static Source Enclosure => Instance.From("C2");

    /// <inheritdoc/>
    public override string Id => "T6";

    /// <inheritdoc/>
    public override string Title => "Limit sharpness: a certified enclosure";

    /// <inheritdoc/>
    public override string Problem => "f(x, y) = F(x·y) near a centre of F where one step contracts u";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses =>
        [PlaneHypotheses.Product, PlaneHypotheses.Smooth, LinearPhase.Centre, s_contraction, s_loss, s_curvature];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "D_∞ in [D_0(1-q)^2, D_0]", Guarantee.Tight),
        new("C2", "φ_∞ = F''(c) sqrt(D_∞ + 4c^2) accordingly; s_k -> c", Guarantee.Tight),
    ];

    /// <inheritdoc/>
    public override string Source => "own";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        ContractionOutcome? outcome = null;
        var model = PhaseModel.Of(setting);
        var contraction = CommonHypotheses.Timed(s_contraction, () => LinearPhase.Decide(setting, model, symmetric: true, cancellation, out outcome));
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(PlaneHypotheses.Product, () => setting.ProductForm),
                CommonHypotheses.Timed(PlaneHypotheses.Smooth, () => setting.Regularity.Smooth),
                CommonHypotheses.Timed(LinearPhase.Centre, () => LinearPhase.CentreVerdict(setting)),
                contraction,
                CommonHypotheses.Timed(s_loss, () => LossVerdict(outcome)),
                CommonHypotheses.Timed(s_curvature, () => setting.Regularity.CurvatureAtCentre is null
                    ? new Unknown("F''(c) does not exist or is not known")
                    : new Proved(Method.Symbolic, "the value of F'' at c")),
            ],
        };
        if (!result.Applies.IsProved || outcome?.Set is not { Loss: { } q } set || LimitRange.Sharpness(model!, setting.D, q) is not { } phi)
            return result;
        return result with
        {
            Implications =
            [
                new Convergence(From("C2"), "u_k falls by a certified factor from the start on", Exceptions.None),
                new SharpnessCap(From("C2"), LimitRange.Upper(phi), "from the contraction around the start"),
                new SharpnessFloor(From("C2"), LimitRange.Lower(phi)),
                new AsymptoticRate(From("C2"), Certified.Abs(1 - setting.Step * phi)),
            ],
            Conclusions =
            [
                new("DLimit", "C1", LimitRange.Imbalance(setting.D, q)),
                new("phiLimit", "C2", phi),
                new("hPhiLimit", "C2", setting.Step * phi),
                new("rho", "C1", (Certified)Rational.FromDouble(set.Rho)),
                new("q", "C1", q),
            ],
        };
    }

    private static Verdict LossVerdict(ContractionOutcome? outcome) => outcome?.Set switch
    {
        null => new Unknown("no contraction is certified"),
        { Loss: { } q } => new Proved(Method.Interval, $"q <= {Inequality.Rough(q)}"),
        _ => new Unknown("q is not below 1 on the certified set"),
    };
}
