using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products.Phases;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>T13: edge of stability, certified for any centre: an invariant set from which hφ_∞ ends in [2 - ν, 2].</summary>
/// <remarks>
/// Guarantee: a lower bound of the limit sharpness whose ν exceeds the worst simulated 2 - hφ_∞ from the set by a few percent. The set is certified
/// by branch and bound for the F, h and start at hand (<see cref="EdgeInvariance"/>). Generalises T8, whose closed form is kept: at c = 0 its set can
/// be the larger one. Own result.
/// </remarks>
internal sealed class EdgeOfStabilityAnywhere : Theorem
{
    private static readonly HypothesisStatement s_set = new("invariant-set",
        "on S = {-α <= υ <= μ, e_0(υ) <= e <= ē}, e_0 = 2 - ν + λυ^2e^{2κυ}: r > 0 off 0, w^2 < 2, υ' in [-α, μ], e' >= e_0(υ') from e = e_0(υ), and e' - "
            + "e_0(υ') rises in e; ē > 2 - ν > 2γ");

    private static readonly HypothesisStatement s_start = new("start", "υ_0 = hF''(c)u_0 and e_0 = hφ(D_0) = hF''(c) sqrt(D_0 + 4c^2) are in S");

    private EdgeOfStabilityAnywhere()
    {
    }

    /// <summary>The only instance.</summary>
    public static EdgeOfStabilityAnywhere Instance { get; } = new();

    /// <summary>The conclusion that gives the floor, at whichever state of a run.</summary>
    internal static Source Floor => Instance.From("C2");

    /// <inheritdoc/>
    public override string Id => "T13";

    /// <inheritdoc/>
    public override string Title => "Edge of stability for any centre, certified before running";

    /// <inheritdoc/>
    public override string Problem => "f(x, y) = F(x·y), F'(c+u)/u falling away from its centre; starts near the minimiser with hφ_0 around 2";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses =>
        [PlaneHypotheses.Product, PlaneHypotheses.Smooth, LinearPhase.Centre, s_set, s_start];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "every later state is in S; s_k -> c", Guarantee.Qualitative),
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
        EdgeSet? set = null;
        var invariant = CommonHypotheses.Timed(s_set, () => Decide(setting, cancellation, out set));
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(PlaneHypotheses.Product, () => setting.ProductForm),
                CommonHypotheses.Timed(PlaneHypotheses.Smooth, () => setting.Regularity.Smooth),
                CommonHypotheses.Timed(LinearPhase.Centre, () => LinearPhase.CentreVerdict(setting)),
                invariant,
                CommonHypotheses.Timed(s_start, () => setting.Start is null ? CommonHypotheses.NeedsStart(setting)
                    : set is null ? new Unknown("no set around the start is certified")
                    : new Proved(Method.Interval, "the set was made around the start")),
            ],
        };
        if (!result.Applies.IsProved || set is null)
            return result;
        return result with { Conclusions = [.. Describe(setting, set)], Implications = [.. Implications(setting, set)] };
    }

    private static Verdict Decide(Setting s, CancellationToken cancellation, out EdgeSet? set)
    {
        set = null;
        if (s.Start is not { } start)
            return CommonHypotheses.NeedsStart(s);
        if (EdgeSetSearch.Of(s) is not { } search)
            return new Unknown("it needs f = F(x·y) with a locally Lipschitz F', a centre of known sign, F''(c) > 0 and γ < 1, all proved");
        var state = EdgeState.Of(search.Model, start.S - s.Regularity.Centre!, s.D);
        if (!state.Edge.IsBounded || !state.Offset.IsBounded)
            return new Unknown("the start has no finite enclosure");
        // The lowest ceiling that holds the start gives the smallest ν.
        set = search.Below(state.Edge.Hi, state, cancellation);
        return set is { Shape: var shape }
            ? new Proved(Method.Interval,
                $"branch and bound: ν = {shape.Nu:G6}, λ = {shape.Lambda:G6}, κ = {shape.Kappa:G4}, υ in [-{shape.Left:G5}, {shape.Right:G5}], ē = "
                    + $"{shape.Ceiling:G6}")
            : new Unknown($"no invariant set with the start (υ = {state.Offset.Mid:G6}, hφ_0 = {state.Edge.Mid:G6}) was found");
    }

    /// <summary>T13 from a state of the set on, wherever in a run it is.</summary>
    internal static IEnumerable<Implication> Implications(Setting s, EdgeSet set)
    {
        yield return new Convergence(Instance.From("C1"), "s_k -> c at the edge of stability", Exceptions.None);
        if (s.Regularity.CurvatureAtCentre is null)
            yield break;
        yield return new SharpnessFloor(Instance.From("C2"), LimitRange.Lower(set.Bound / s.Step));
        if (s.MovesAtFirst)
            yield return new SharpnessCap(Instance.From("C3"), 2 / s.Step, "2/h");
    }

    private static IEnumerable<Conclusion> Describe(Setting s, EdgeSet set)
    {
        static Certified Exactly(double value) => Rational.FromDouble(value);
        yield return new("convergence", "C1", "s_k -> c");
        if (s.Regularity.CurvatureAtCentre is not null)
        {
            yield return new("hPhiLimitAtLeast", "C2", set.Bound);
            yield return new("phiLimitAtLeast", "C2", set.Bound / s.Step);
            if (s.MovesAtFirst)
                yield return new("hPhiLimitAtMost", "C3", (Certified)2);
        }
        yield return new("nu", "C2", Exactly(set.Shape.Nu));
        yield return new("lambda", "C1", Exactly(set.Shape.Lambda));
        yield return new("kappa", "C1", Exactly(set.Shape.Kappa));
        yield return new("alpha", "C1", Exactly(set.Shape.Left));
        yield return new("mu", "C1", Exactly(set.Shape.Right));
        yield return new("ceiling", "C1", Exactly(set.Shape.Ceiling));
    }
}
