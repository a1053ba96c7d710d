using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>R1: the exact reduction to the plane of A = |x+y|² and B = |x-y|², and the exact events of the first steps that follow from it.</summary>
/// <remarks>Guarantee: exact. Every objective F(x·y), every dimension, every step. Own result.</remarks>
internal sealed class ExactReduction : Theorem
{
    private static readonly HypothesisStatement s_start = new("start", "a start is given");

    private ExactReduction()
    {
    }

    /// <summary>The only instance.</summary>
    public static ExactReduction Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "R1";

    /// <inheritdoc/>
    public override string Title => "Exact reduction to a map of the plane";

    /// <inheritdoc/>
    public override string Problem => "f(x, y) = F(x·y), any start and step";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [PlaneHypotheses.Product, s_start];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "A' = A(1 - hF'(s))^2, B' = B(1 + hF'(s))^2; so A_k = 0 stays 0 and s <= 0 from then on: with c > 0 s_k never nears c (c < 0: B_k)",
            Guarantee.Tight),
        new("C2", "u_k = 0: the run rests there, at the sharpness F''(c) p_k", Guarantee.Tight),
        new("C3", "D' = D(1 - h^2F'(s)^2)^2: D_0 = 0 stays 0, and D stays D_0 from a critical point", Guarantee.Tight),
    ];

    /// <inheritdoc/>
    public override string Source => "own";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(PlaneHypotheses.Product, () => setting.ProductForm),
                CommonHypotheses.Timed(s_start, () => setting.Start is null
                    ? CommonHypotheses.NeedsStart(setting)
                    : new Proved(Method.Symbolic, "a start is given")),
            ],
        };
        if (!result.Applies.IsProved || setting.Start is not { } start)
            return result;
        return result with
        {
            Conclusions = [new("A0", "C1", start.A), new("B0", "C1", start.B), new("s0", "C1", start.S), new("p0", "C1", start.P), new("D0", "C3", start.D)],
            Implications = [.. Events(setting)],
        };
    }

    private IEnumerable<Implication> Events(Setting s)
    {
        // The only minimisers are those with s = c when the sign condition holds.
        if (s.Annihilation is { } k && s.Regularity.Sign.IsProved)
        {
            string side = s.Mirrored ? "B" : "A";
            yield return new Failure(From("C1"),
                $"{side}_{k} = 0: from then on s stays on the other side of 0 and never nears c{(k == 0 ? ", at any step size" : "")}", Exceptions.None)
            {
                AtEveryStep = k == 0, IsRobust = k == 0,
            };
        }
        if (s.Landing is { } landing && s.Regularity.CurvatureAtCentre is { } curvature && curvature.Sign() == 1)
            yield return new SharpnessCap(From("C2"), Phases.LimitRange.Upper(curvature * landing.P), $"u_{landing.K} = 0: the run rests there");
        if (s.D.Sign() == 0)
            yield return new Balancing(From("C3"), ImbalanceTrend.Constant, "D_0 = 0: the start is balanced and stays so");
        else if (s.Centre is not null && s.U.Sign() == 0)
            yield return new Balancing(From("C3"), ImbalanceTrend.Constant, "u_0 = 0: the start is a critical point, D stays D_0");
    }
}
