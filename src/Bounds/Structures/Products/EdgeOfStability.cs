using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products.Phases;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>T8: edge of stability, certified for c = 0: the sharpness of the limit is at least (2 - ν)/h.</summary>
/// <remarks>
/// Guarantee: a lower bound of the limit sharpness, ν about h²β²/(2α); with T1.C6 the limit lies in [2 - ν, 2]/h. Own result; machine-checked for
/// 𝒜 = α/(hβ)² >= 9/5, which is what is used here.
/// </remarks>
public sealed class EdgeOfStability : Theorem
{
    private static readonly HypothesisStatement s_centre = new("centre-zero", "c = 0");
    private static readonly HypothesisStatement s_decay = new("decay",
        "0 < r(u) <= β/(1 + αu^2) on 0 < |u| <= U, β = F''(0), 𝒜 = α/(hβ)^2 >= 9/5, U^2 >= (1/4 + ν)/(λh^2β^2), λ = 𝒜 + sqrt(𝒜^2 - 3/4), ν = 1/λ");

    private static readonly HypothesisStatement s_start = new("start", "2 - ν + λ(hβu_0)^2 <= hβ sqrt(D_0) <= 9/4");

    private EdgeOfStability()
    {
    }

    /// <summary>The only instance.</summary>
    public static EdgeOfStability Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "T8";

    /// <inheritdoc/>
    public override string Title => "Edge of stability, certified before running";

    /// <inheritdoc/>
    public override string Problem =>
        "f(x, y) = F(x·y), F'(u)/u falling from F''(0) at least like 1/(1 + αu^2); starts near the minimiser with hφ_0 from 2 - ν to 9/4";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses =>
        [PlaneHypotheses.Product, PlaneHypotheses.Smooth, s_centre, s_decay, s_start];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "the start's condition holds at every step; s_k -> 0", Guarantee.Qualitative),
        new("C2", "hφ_∞ >= 2 - ν", Guarantee.Lower),
        new("C3", "no u_k = 0: hφ_∞ <= 2", Guarantee.Upper),
    ];

    /// <inheritdoc/>
    public override string Source => "own";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        EdgeCertificate? constants = null;
        var centre = CommonHypotheses.Timed(s_centre, () => CentreVerdict(setting));
        var model = centre.Verdict.IsProved ? PhaseModel.Of(setting) : null;
        var decay = CommonHypotheses.Timed(s_decay, () =>
        {
            if (model is null)
                return new Unknown(centre.Verdict.IsProved ? "it needs f = F(x·y) with a locally Lipschitz F', proved" : "T8 is about c = 0");
            (constants, var verdict) = EdgeCertificate.Find(model, cancellation);
            return verdict;
        });
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(PlaneHypotheses.Product, () => setting.ProductForm),
                CommonHypotheses.Timed(PlaneHypotheses.Smooth, () => setting.Regularity.Smooth),
                centre,
                decay,
                CommonHypotheses.Timed(s_start, () => StartVerdict(setting, constants)),
            ],
        };
        if (!result.Applies.IsProved || constants is null)
            return result;
        return result with
        {
            Implications =
            [
                new Convergence(From("C1"), "s_k -> 0 at the edge of stability", Exceptions.None),
                new SharpnessFloor(From("C2"), LimitRange.Lower((2 - constants.Nu) / setting.Step)),
                .. setting.MovesAtFirst ? [new SharpnessCap(From("C3"), 2 / setting.Step, "2/h")] : Array.Empty<Implication>(),
            ],
            Conclusions =
            [
                new("convergence", "C1", "s_k -> 0"),
                new("hPhiLimitAtLeast", "C2", LimitRange.Lower(2 - constants.Nu)),
                new("phiLimitAtLeast", "C2", LimitRange.Lower((2 - constants.Nu) / setting.Step)),
                .. setting.MovesAtFirst ? [new Conclusion("hPhiLimitAtMost", "C3", (Certified)2)] : Array.Empty<Conclusion>(),
                new("nu", "C2", constants.Nu),
                new("lambda", "C1", constants.Lambda),
                new("alpha", "C1", constants.Alpha),
                new("U", "C1", constants.Reach),
            ],
        };
    }

    internal static Verdict CentreVerdict(Setting s) => s.CentreIsZero switch
    {
        true => new Proved(Method.Symbolic, "c = 0"),
        false => new Refuted(new Witness([], $"c = {Inequality.Show(s.Regularity.Centre!)}"), Method.Symbolic),
        _ => new Unknown(s.Centre is null ? "there is no centre c" : "c = 0 is not decided"),
    };

    /// <summary>Whether a state satisfies the start's condition: 2 - ν + λ(hβu)² &lt;= hβ sqrt(D) &lt;= 9/4.</summary>
    internal static Verdict Holds(Certified step, EdgeCertificate c, Certified u, Certified d)
    {
        var hb = step * c.Beta;
        var edge = hb * Certified.Sqrt(d);
        var low = 2 - c.Nu + c.Lambda * (hb * u).Square();
        return Verdict.All([
            Inequality.LessOrEqual("hβ sqrt(D_0)", edge, "9/4", new Rational(9, 4), ("D_0", d)),
            Inequality.LessOrEqual("2 - ν + λ(hβu_0)^2", low, "hβ sqrt(D_0)", edge, ("u_0", u), ("D_0", d))]);
    }

    private static Verdict StartVerdict(Setting s, EdgeCertificate? constants) =>
        s.Start is null ? CommonHypotheses.NeedsStart(s)
        : constants is null ? new Unknown("α, λ and ν are not known")
        : Holds(s.Step, constants, s.U, s.D);
}
