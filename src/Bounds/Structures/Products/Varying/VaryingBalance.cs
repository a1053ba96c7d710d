using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Methods;

namespace BoundCheck.Bounds.Structures.Products.Varying;

/// <summary>U1b: T2 for steps that vary: with bounded steps the imbalance never grows, from every start.</summary>
/// <remarks>The proofs of T2 use of a step only |w_k| &lt;= ω &lt; sqrt(2) and that w_k has the sign of u_k. Own result.</remarks>
internal sealed class VaryingBalance : Theorem
{
    private VaryingBalance()
    {
    }

    /// <summary>The only instance.</summary>
    public static VaryingBalance Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "U1b";

    /// <inheritdoc/>
    public override string Title => "Steps that vary: balancing from every start";

    /// <inheritdoc/>
    public override string Problem =>
        "f(x, y) = F(x·y) under a step schedule, clipping, or one term of a sum with one centre at a time; no condition on the start";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses =>
        [PlaneHypotheses.Product, PlaneHypotheses.Smooth, VaryingHypotheses.Sign, VaryingHypotheses.Steps, VaryingHypotheses.Bounded];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "D_{k+1} = D_k(1 - w_k^2)^2 <= D_k", Guarantee.Tight),
        new("C2", "A_k <= max(A_0, (1+ω)^2(2c + sqrt(4c^2+D_0))), B_k <= max(B_0, (1+ω)^2(-2c + sqrt(4c^2+D_0)))", Guarantee.Upper),
        new("C5", "w_k -> 0 or D_k -> 0", Guarantee.Qualitative),
    ];

    /// <inheritdoc/>
    public override string Source => "own; the proofs of T2 with w_k for hF'(s_k) and ω for hG";

    /// <inheritdoc/>
    public override bool Covers(DescentMethod method) => method is VaryingDescent;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        if (setting.Method is not VaryingDescent)
            return CommonHypotheses.OtherMethod(this);
        var bounds = VaryingBounds.Of(setting, cancellation);
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(PlaneHypotheses.Product, () => setting.ProductForm),
                CommonHypotheses.Timed(PlaneHypotheses.Smooth, () => bounds.Smooth),
                CommonHypotheses.Timed(VaryingHypotheses.Sign, () => bounds.Sign),
                CommonHypotheses.Timed(VaryingHypotheses.Steps, () => bounds.StepsVerdict),
                CommonHypotheses.Timed(VaryingHypotheses.Bounded, () => bounds.Bound.Verdict),
            ],
        };
        if (!result.Applies.IsProved || setting.Start is null || setting.Centre is not { } c || bounds.Bound.Omega is not { } omega)
            return result;
        var (a, b) = VaryingHypotheses.Largest(setting, omega, c);
        return result with
        {
            Conclusions =
            [
                new("omega", "C1", omega), new("D0", "C1", setting.D), new(setting.Mirrored ? "BMax" : "AMax", "C2", a),
                new(setting.Mirrored ? "AMax" : "BMax", "C2", b),
            ],
            Implications = [.. Implications(setting, bounds)],
        };
    }

    private IEnumerable<Implication> Implications(Setting s, VaryingBounds bounds)
    {
        if (s.Regularity.CurvatureAtCentre is { } curvature && curvature.Sign() == 1
            && (curvature * Certified.Sqrt(s.D + 4 * s.Centre!.Square())).UpperBound is { } most)
            yield return new SharpnessCap(From("C1"), most, "D never grows", GivenConvergence: true);
        if (s.D.Sign() != 0)
        {
            yield return s.U.Sign() is 1 or -1
                ? new Balancing(From("C1"), ImbalanceTrend.Falls, $"{From("C1")} with w_0 != 0")
                : new Balancing(From("C1"), ImbalanceTrend.NeverGrows, "u_0 is not decided to differ from 0");
        }
    }
}
