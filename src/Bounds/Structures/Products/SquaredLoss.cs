using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>T4: scalar (and vector) factorisation with squared loss; the step condition is exact.</summary>
/// <remarks>
/// Problem: F(s) = a(s-c)²/2 + constant. Guarantee: tight: almost every start with W_0 &lt; 4 converges, almost none with W_0 > 4.
/// S. Liang, G. Montúfar, arXiv 2509.25351 (2025), scalar factorisation; contains h &lt; 4/(p_0 + 4|c|) of Wang, Chen, Zhao, Tao (ICLR 2022).
/// </remarks>
internal sealed class SquaredLoss : Theorem
{
    private static readonly HypothesisStatement s_square = new("square", "F(s) = a(s-c)^2/2 + constant with a > 0");
    private static readonly HypothesisStatement s_step =
        new("step", "ha|c| < 1 and W_0 < 4, that is h < min{1/(a|c|), 8/(a(p_0 + sqrt(p_0^2 - 16 c u_0)))}");

    private SquaredLoss()
    {
    }

    /// <summary>The only instance.</summary>
    public static SquaredLoss Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "T4";

    /// <inheritdoc/>
    public override string Title => "Squared loss: the exact region of convergence";

    /// <inheritdoc/>
    public override string Problem => "f(x, y) = a(x·y - c)^2/2 + constant with x, y in R^d, d >= 1";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [PlaneHypotheses.Product, s_square, s_step];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "s_k -> c for almost every start with W_0 < 4 and h a |c| < 1; W_k < 4 for every k", Guarantee.Tight),
        new("C2", "almost no start with W_0 > 4 and h a |c| < 2 converges", Guarantee.Tight),
    ];

    /// <inheritdoc/>
    public override string Source => "S. Liang, G. Montúfar, arXiv 2509.25351 (2025); contains Y. Wang, M. Chen, T. Zhao, M. Tao, ICLR 2022";

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var scale = setting.Regularity.SquareScale;
        var limit = scale is { } b ? setting.TriangleStep(b) : null;
        var step = CommonHypotheses.Timed(s_step, () => StepVerdict(setting, scale, limit), Triangle.Remedy(setting, scale, limit));
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(PlaneHypotheses.Product, () => setting.ProductForm),
                CommonHypotheses.Timed(s_square, () => setting.Regularity.Square),
                step,
            ],
            Implications = [.. Annihilation.CertifiedStep(From("C1"), setting, limit), .. Converse(setting, scale)],
        };
        if (!result.Applies.IsProved)
            return result;
        var w0 = Triangle.W(setting, scale!);
        return result with
        {
            Implications = [.. Annihilation.Convergence(From("C1"), setting), .. result.Implications],
            Conclusions =
            [
                new("convergence", "C1", "s_k -> c for almost every such start (from every one without an A_k = 0)"),
                new("W0", "C1", w0),
                new("gamma", "C1", setting.Step * scale! * setting.Centre!),
                .. limit is null ? Array.Empty<Conclusion>() : [new Conclusion("stepThreshold", "C1", limit)],
            ],
        };
    }

    /// <inheritdoc/>
    public override Region? RegionOf(Objective objective, RegularityReport regularity)
    {
        if (!objective.IsProduct || !objective.ProductForm.IsProved || !regularity.Square.IsProved || regularity.SquareScale is not { } scale)
            return null;
        var facts = PlaneFacts.Of(objective, regularity);
        var a = scale.ToInterval();
        return new Region(From("C1"), Decide, (step, _) => Triangle.Starts(new Setting(objective, regularity, step, null), scale)) { Spared = Spared };

        StartSet Spared(Certified step, CancellationToken _)
        {
            var setting = new Setting(objective, regularity, step, null);
            return setting.Centre is not null && Certified.Less(Triangle.Gamma(setting, scale), 2) == true
                ? new TriangleStarts(setting, scale) : new NoStart("no failure is certified at this step");
        }

        CellVerdict Decide(ReadOnlySpan<Interval> state, Interval h)
        {
            if (facts is null || !((h * a * facts.Centre).Hi < 2))
                return CellVerdict.None;
            var (near, far) = facts.Oriented(state);
            var w = facts.W(near, far, h * a);
            return w.Lo > 4 ? CellVerdict.Fails
                : w.Hi < 4 && facts.GammaBelowOne(h, a) && facts.LeavesOutNullSet(near, h) ? CellVerdict.Converges : CellVerdict.None;
        }
    }

    /// <summary>C2, for γ &lt; 2: beyond W_0 = 4 a run converges only by hitting s_k = c exactly; a start that is seen to do so is left out.</summary>
    private IEnumerable<Implication> Converse(Setting s, Certified? scale)
    {
        if (s.Start is null || !s.ProductForm.IsProved || !s.Regularity.Square.IsProved || scale?.Sign() != 1 || s.Centre is null || !s.MovesAtFirst)
            yield break;
        var w = Triangle.W(s, scale);
        if (Certified.Less(4, w) == true && Certified.Less(Triangle.Gamma(s, scale), 2) == true)
            yield return new Failure(From("C2"), "W_0 > 4, from where no start converges", s_hits) { IsRobust = Certified.Less(s_visible, w) == true };
    }

    private static readonly Exceptions s_hits = new(ExceptionKind.NullSet, "some u_k = 0 exactly");

    /// <summary>So far beyond W_0 = 4 rounding can't take a run inside.</summary>
    private static readonly Rational s_visible = new(4_000_001, 1_000_000);

    private static Verdict StepVerdict(Setting setting, Certified? scale, Certified? limit)
    {
        if (setting.Start is null)
            return CommonHypotheses.NeedsStart(setting);
        if (scale is null)
            return CommonHypotheses.NeedsConstant(setting.Regularity.Square, "a");
        return Verdict.All([PlaneHypotheses.GammaBelowOne(setting, scale), Triangle.StartInside(setting, scale)]) switch
        {
            Refuted r when limit is not null => r with { Witness =
                r.Witness with { Checked = r.Witness.Checked + $"; the step must be below {Inequality.Show(limit)}" } },
            var v => v,
        };
    }
}
