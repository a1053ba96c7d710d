using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products.Rotation;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>T10: one computation certifies counts and the limit sharpness for all starts of a region.</summary>
/// <remarks>
/// Guarantee: upper bounds of the number of large steps and lower bounds of the limit sharpness, by a table over (u, D). Own result: the zones by rotation
/// (T9), contraction (T5) and growth, the cells between them by the images of boxes.
/// </remarks>
internal sealed class RegionTheorem : Theorem
{
    internal static readonly HypothesisStatement Curvature = new("curvature", "F''(c) > 0, and F'(c+u) = F''(c)u(1 + ρ1 u + O(u^2)) near c");
    internal static readonly HypothesisStatement Centre = new("centre", "hF''(c)|c| < 1");
    internal static readonly HypothesisStatement Step = new("step",
        "|F'| <= G with hG < 1 (c = 0: hG < √2); where F' is unbounded only orbits with |hF'| <= √2 and (c != 0) |hF' - 1| >= 1/20 get counts");
    internal static readonly HypothesisStatement Starts = new("region", "a region {hφ_0 <= ē, A_0 >= a, s_0 <= σ} with a > 0, not empty");
    internal static readonly HypothesisStatement Zones =
        new("zones", "zones E (rotation), S (contraction) and U (growth) around the minimiser, certified by branch and bound");
    internal static readonly HypothesisStatement CellsDone =
        new("cells", "every cell of the region lies in a zone, or its image meets only cells that are finished");
    private static readonly HypothesisStatement s_start = new("start", "the start lies in the region");

    private RegionTheorem()
    {
    }

    /// <summary>The only instance.</summary>
    public static RegionTheorem Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "T10";

    /// <inheritdoc/>
    public override string Title => "Region certificate: counts and limit sharpness for every start of a region";

    /// <inheritdoc/>
    public override string Problem => "f(x, y) = F(x·y), F' with a smooth minimum at c; all starts of a region at once, however sharp";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses =>
    [
        PlaneHypotheses.Product, PlaneHypotheses.Smooth, PlaneHypotheses.Sign,
            Curvature, Centre, Step, Starts, Zones, CellsDone, s_start,
    ];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "s_k -> c from every start of the region", Guarantee.Qualitative),
        new("C2", "#{k : |u_k| >= ε} <= N, the table's count of the start's cell", Guarantee.Upper),
        new("C3", "hφ_∞ >= L, the table's floor of the start's cell", Guarantee.Lower),
    ];

    /// <inheritdoc/>
    public override string Source => "own";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <summary>The verdict of the hypothesis about F near c, and the model that the zones start from.</summary>
    internal static Verdict CurvatureOf(Setting setting, out RotationModel? model)
    {
        model = null;
        if (setting.Regularity.CurvatureAtCentre is not { } curvature || curvature.Sign() != 1)
            return new Unknown("F''(c) > 0 is not known");
        model = NormalisedModel.AtCentre(setting) is { } map ? RotationModel.Of(map) : null;
        return model is null
            ? new Unknown("F'(c + u) = F''(c)u(1 + O(u)) with a remainder of second order was not enclosed: F'' has a kink at c, or hF''(c)|c| >= 1")
            : new Proved(Method.Interval, $"F''(c) = {Inequality.Rough(curvature)}, ρ = 1 + ρ1υ + ρ2υ² with ρ2 enclosed");
    }

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        if (setting.Supplement is not RegionCertificate region)
            return WithoutRegion(setting);
        if (!region.Matches(setting))
            throw new ArgumentException("The region belongs to another objective or step.", nameof(setting));
        var answer = setting.Start is { } at ? region.At(at.A, at.B) : null;
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                .. region.Hypotheses.Select(h => h.Statement == CellsDone && answer is not null
                    ? h with { Verdict = new Proved(Method.Interval, "the start's cell is finished") }
                    : h),
                CommonHypotheses.Timed(s_start, () => setting.Start is { } start ? region.Holds(start.A, start.B) : CommonHypotheses.NeedsStart(setting)),
            ],
        };
        if (!result.Applies.IsProved || answer is null)
            return result;
        var tolerances = region.Request.Tolerances;
        return result with
        {
            Conclusions =
            [
                new("convergence", "C1", "s_k -> c from this start"),
                new("count", "C2", tolerances.Select((e, i) => new BoundAt(e, answer.Counts[i])).ToImmutableArray()),
                new("hPhiLimitAtLeast", "C3", answer.EdgeAtLeast),
                new("phiLimitAtLeast", "C3", answer.SharpnessAtLeast),
                new("cells", "C2", (Certified)new Symbolic.Rational(region.Cells, 1)),
            ],
            Implications =
            [
                new Convergence(From("C1"), "s_k -> c from this start", Exceptions.None),
                .. OffsetCounts.WithLossAndSlope(setting, new CountBound(From("C2"), Quantity.Offset, CountMeaning.Count, tolerances, e =>
                    answer.CountAt(tolerances, e))),
                new SharpnessFloor(From("C3"), answer.SharpnessAtLeast),
            ],
        };
    }

    private TheoremResult WithoutRegion(Setting s)
    {
        var known = new Dictionary<HypothesisStatement, Func<Verdict>>
        {
            [PlaneHypotheses.Product] = () => s.ProductForm,
            [PlaneHypotheses.Smooth] = () => s.Regularity.Smooth,
            [PlaneHypotheses.Sign] = () => s.Regularity.Sign,
        };
        return new TheoremResult { Theorem = this, Hypotheses =
            [.. Hypotheses.Select(h => CommonHypotheses.Timed(h, known.GetValueOrDefault(h) ?? (() => NotAsked)))] };
    }

    /// <summary>What is computed for a region only is not looked for without one.</summary>
    internal static Verdict NotAsked { get; } = new Unknown("no region was asked for (--region certifies one)");
}
