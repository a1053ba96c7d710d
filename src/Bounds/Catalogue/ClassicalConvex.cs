using System.Collections.Immutable;
using BoundCheck.Bounds.Classical;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Catalogue;

/// <summary>T0c: smooth and convex, h at most 1/L: the loss falls like 1/K, with the best constant.</summary>
/// <remarks>Guarantee: tight over the class. Drori, Teboulle (2014).</remarks>
public sealed class ClassicalConvex : Theorem
{
    private static readonly HypothesisStatement s_step = new("step", "0 < h <= 1/L");
    private static readonly HypothesisStatement s_convex = new("convex", "f is convex on the set");
    private static readonly HypothesisStatement s_minimiser = new("minimiser", "f has a minimiser x* in the set, with room around it for the interpolation inequalities");

    private ClassicalConvex()
    {
    }

    /// <summary>The only instance.</summary>
    public static ClassicalConvex Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "T0c";

    /// <inheritdoc/>
    public override string Title => "Classical, convex: loss of order 1/K";

    /// <inheritdoc/>
    public override string Problem => "f of n variables, smooth and convex on a convex set that holds every iterate, h <= 1/L";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [ClassicalHypotheses.Set, s_step, s_convex, s_minimiser];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions => [new("C1", "f_K - f* <= L|x_0 - x*|^2/(4KLh + 2)", Guarantee.Tight)];

    /// <inheritdoc/>
    public override string Source => "Y. Drori, M. Teboulle, Math. Program. 145 (2014)";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var report = setting.Classical(cancellation);
        var set = ClassicalHypotheses.Choose(setting, report, s => s.Mu.Sign() is 0 or 1 && s.DistanceSquared is not null && s.HasRoom);
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(ClassicalHypotheses.Set, () => ClassicalHypotheses.SetVerdict(report, set)),
                CommonHypotheses.Timed(s_step, () => StepVerdict(setting, report, set)),
                CommonHypotheses.Timed(s_convex, () => set?.Mu.Sign() is 0 or 1 ? new Proved(Method.Interval, $"no eigenvalue of the Hessian on the set is below {Inequality.Rough(set.Mu)}") : report.Convex),
                CommonHypotheses.Timed(s_minimiser, () => set is { DistanceSquared: { } d, HasRoom: true }
                    ? new Proved(Method.Interval, $"|x_0 - x*|^2 = {Inequality.Rough(d)}")
                    : new Unknown("no minimiser is certified")),
            ],
        };
        if (!result.Applies.IsProved)
            return result;
        Certified Bound(Certified k) => set!.DistanceSquared! * ClassicalRates.Convex(set.L, setting.Step, k);
        var rate = new RateBound(From("C1"), Quantity.Loss, k => new(k, Bound(k)));
        // L d²/(4KLh + 2) < ε for K > (L d²/ε - 2)/(4Lh).
        var count = new CountBound(From("C1"), Quantity.Loss, CountMeaning.From, ClassicalHypotheses.Tolerances,
            e => Counts.Floor(Certified.Max(-1, (set!.L * set.DistanceSquared! / e - 2) / (4 * set.L * setting.Step))) is { } n ? n + 1 : null);
        return result with
        {
            Conclusions = [.. ClassicalHypotheses.Describe(set!), new("distanceSquared", "C1", set!.DistanceSquared!), ClassicalHypotheses.Table("lossRate", rate)],
            Implications = set.L.Sign() == 1 ? [rate, count] : [rate],
        };
    }

    /// <summary>hL &lt;= 1: 1 &lt; hL is what would refute it.</summary>
    private static Verdict StepVerdict(Setting setting, ClassicalReport report, ClassicalSet? set)
    {
        if (set is null)
            return report.Step;
        var product = setting.Step * set.L;
        return Certified.LessOrEqual(product, 1) switch
        {
            true => new Proved(product.Exact is null ? Method.Interval : Method.Symbolic, $"h*L = {Inequality.Show(product)} <= 1"),
            false when set.Kind == SetKind.Whole && set.L.Exact is not null => Inequality.Less("h*L", product, "1", 1, ("h", setting.Step), ("L", set.L)),
            _ => report.Step is Refuted ? report.Step : new Unknown($"h*L = {Inequality.Rough(product)} > 1 with an upper bound L"),
        };
    }
}
