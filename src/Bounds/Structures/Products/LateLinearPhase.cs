using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products.Phases;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>T5b: a count of the steps with a large slope, at one coarse tolerance, leads into T5's linear phase: geometric convergence before
/// running.</summary>
/// <remarks>
/// Guarantee: |u_k| falls geometrically from a step known before running. The counts are those of T1 and T3 at the ε below which u must be in the
/// set; D never grows (T2.C1, hG &lt; √2), so a set for every D up to D_0 holds the state whenever the step of small slope comes. Own result.
/// </remarks>
internal sealed class LateLinearPhase : Theorem
{
    private static readonly HypothesisStatement s_count =
        new("count", "#{k : h|F'(s_k)| >= ε} <= N(ε) by T1 or T3, D_{k+1} <= D_k by T2 (c = 0: |h F'(s_k)| <= sqrt(2))");
    private static readonly HypothesisStatement s_contraction = new("contraction",
        "T5's contraction on u in [-a, b] and every D in [0, D_0] (c = 0: in [D_low, D_0] with D_low of T1.C8), where h|F'(c+u)| >= ε for every reachable "
            + "u outside");

    private static readonly ImmutableArray<Rational> s_tolerances = [new(1, 10), new(1, 1000), new(1, 1_000_000), new(1, 1_000_000_000)];

    private LateLinearPhase()
    {
    }

    /// <summary>The only instance.</summary>
    public static LateLinearPhase Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "T5b";

    /// <inheritdoc/>
    public override string Title => "Linear phase after a certified number of steps";

    /// <inheritdoc/>
    public override string Problem => "f(x, y) = F(x·y) with F' ; starts with hφ(D_0) < 2, however far from the centre";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [PlaneHypotheses.Product, PlaneHypotheses.Smooth, s_count, s_contraction];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "some k <= N(ε) has u_k in [-a, b]; from then on V falls by the factor ρ at every step, so |u_k| <= V e^{|κ|max(a,b)} ρ^{k-N(ε)} for k "
            + ">= N(ε)", Guarantee.Upper),
    ];

    /// <inheritdoc/>
    public override string Source => "own";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        Entrance? entrance = null;
        ImmutableArray<LateEntry> entries = [];
        var count = CommonHypotheses.Timed(s_count, () => CountVerdict(setting, cancellation, out entrance));
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(PlaneHypotheses.Product, () => setting.ProductForm),
                CommonHypotheses.Timed(PlaneHypotheses.Smooth, () => setting.Regularity.Smooth),
                count,
                CommonHypotheses.Timed(s_contraction, () => entrance is null
                    ? new Unknown("there is no count to join")
                    : ContractionVerdict(setting, entrance, cancellation, out entries)),
            ],
        };
        if (!result.Applies.IsProved || entries is not [var widest, ..])
            return result;
        return result with
        {
            Conclusions =
            [
                new("entry", "C1", widest.Steps),
                new("rho", "C1", (Certified)Rational.FromDouble(entries.Min(e => e.Set.Rho))),
                new("a", "C1", (Certified)Rational.FromDouble(widest.Set.Left)),
                new("b", "C1", (Certified)Rational.FromDouble(widest.Set.Right)),
            ],
            Implications =
            [
                new Convergence(From("C1"), "u_k falls by a certified factor from a known step on", Exceptions.None),
                .. OffsetCounts.WithLossAndSlope(setting, new CountBound(From("C1"), Quantity.Offset, CountMeaning.From, s_tolerances, e =>
                    Least(entries.Select(entry => entry.StepsTo(e))))),
            ],
        };
    }

    private static Certified? Least(IEnumerable<Certified?> counts) => counts.Aggregate((a, b) => a is null ? b : b is null ? a : Certified.Min(a, b));

    /// <summary>The counts of h|F'| by T1 and T3 with what holds every state: D never grows where hG &lt; √2, or for c = 0 where hβ|s| &lt;= hβp_0/2 &lt;=
    /// √2.</summary>
    private static Verdict CountVerdict(Setting s, CancellationToken cancellation, out Entrance? entrance)
    {
        entrance = null;
        if (s.Start is null)
            return CommonHypotheses.NeedsStart(s);
        TheoremResult global = GoodRegularity.Instance.Check(s, cancellation), local = SectorClass.Instance.Check(s, cancellation);
        bool everywhere = global.Applies.IsProved, triangle = local.Applies.IsProved && s.CentreIsZero == true && Inside(s);
        if (!everywhere && !triangle)
            return global.Applies;
        var name = Quantity.Slope(1).Name;
        var counts = global.Implications.Concat(local.Implications).OfType<CountBound>()
            .Where(c => c.Quantity.Name == name && c.Meaning == CountMeaning.Count).ToImmutableArray();
        if (counts.IsEmpty)
            return new Unknown("the counts need hG < 1 or c = 0");
        Certified least = 0;
        if (s.CentreIsZero == true)
        {
            if (!local.Applies.IsProved || local.Conclusions.FirstOrDefault(c => c.Name == "imbalanceLimitAtLeast")?.Value is not Certified low)
                return new Unknown("c = 0: no lower bound of the imbalance is proved (T1.C8), and small D contract too slowly");
            least = low;
        }
        double p = (s.P / 2).ToInterval().Hi;
        var reach = everywhere ? OffsetCounts.Reach(s, s.Regularity.DerivativeBound.Value!) : Interval.Of(-p, p);
        entrance = new Entrance(counts, reach, least);
        return new Proved(Method.Interval, $"counts of {string.Join(", ", counts.Select(c => c.Source))}");
    }

    // For c = 0, hβp_k never exceeds hβp_0 in the triangle, so w² <= (hβp_0/2)².
    private static bool Inside(Setting s) => s.Regularity.Sector is { Verdict.IsProved: true, Value: { } beta }
        && Certified.LessOrEqual((s.Step * beta * s.P).Square(), 8) == true;

    private static Verdict ContractionVerdict(Setting s, Entrance entrance, CancellationToken cancellation, out ImmutableArray<LateEntry> entries)
    {
        entries = [];
        if (PhaseModel.Of(s) is not { } model)
            return new Unknown("it needs a centre and a locally Lipschitz F', all proved");
        if (model.EdgeRatio(s.D) is { } edge && Certified.LessOrEqual(2, edge) == true)
            return new Refuted(new Witness([], $"hφ(D_0) = {Inequality.Rough(edge, 8)} >= 2: near u = 0 the factor tends to |1 - hφ| >= 1"), Method.Interval);
        entries = LateEntries.Find(model, entrance.Reach, entrance.Least, e => Least(entrance.Counts.Select(c => c.At(e))), cancellation);
        return entries is [var first, ..]
            ? new Proved(Method.Interval,
                $"branch and bound: ρ = {first.Set.Rho:G8} on u in [-{first.Set.Left:G6}, {first.Set.Right:G6}], entered by step "
                    + $"{Inequality.Rough(first.Steps)}; {entries.Length} sets")
            : new Unknown("no set for every D up to D_0 is certified");
    }

    /// <summary>What leads into a set.</summary>
    /// <param name="Counts">Counts of large slopes.</param>
    /// <param name="Reach">It holds every u_k.</param>
    /// <param name="Least">D_k is never below; 0 for c != 0.</param>
    private sealed record Entrance(ImmutableArray<CountBound> Counts, Interval Reach, Certified Least);
}
