using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products.Phases;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>T5: the linear phase. Near the centre V = |u| e^{κu} falls by a certified factor at every step.</summary>
/// <remarks>
/// Guarantee: an upper bound for every later step. The contraction is certified by branch and bound over the smallest set that holds the
/// start; κ is tuned. A start outside every such set leaves the theorem unknown; run looks again at later steps. Own result.
/// </remarks>
internal sealed class LinearPhase : Theorem
{
    internal static readonly HypothesisStatement Centre = new("centre", "F'(c) = 0");
    internal static readonly HypothesisStatement Offset = new("start", "u_0 in [-a, b], D_0 <= D̄ (a band: D_0(1-q)^2 >= θD̄)");

    private static readonly HypothesisStatement s_contraction = new("contraction",
        "on u in [-a, b], D in [θD̄, D̄] (θ = 0 allowed for c != 0): |1 - h r (sqrt(D+4s^2) - h r u s)| e^{κ(u'-u)} <= ρ < 1 and h|F'| <= sqrt(2), with a "
            + "e^{-κa} = b e^{κb}, κa < 1, -κb < 1");

    private static readonly ImmutableArray<Rational> s_tolerances = [new(1, 1_000), new(1, 1_000_000), new(1, 1_000_000_000)];

    private LinearPhase()
    {
    }

    /// <summary>The only instance.</summary>
    public static LinearPhase Instance { get; } = new();

    /// <summary>The conclusion that gives the factor, at whichever state of a run.</summary>
    internal static Source Contraction => Instance.From("C1");

    /// <inheritdoc/>
    public override string Id => "T5";

    /// <inheritdoc/>
    public override string Title => "Linear phase: a certified factor for every later step";

    /// <inheritdoc/>
    public override string Problem => "f(x, y) = F(x·y) near a centre of F; starts in a certified set [-a, b] x [θD̄, D̄] of (u, D)";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses =>
        [PlaneHypotheses.Product, PlaneHypotheses.Smooth, Centre, Offset, s_contraction];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "V_k <= ρ^k V_0 with V = |u| e^{κu}; u_k in [-a, b] and D_k <= D̄ for every k", Guarantee.Upper),
        new("C2", "D_k in [D_0(1-q)^2, D_0] with q = h^2β^2V_0^2 e^{2|κ|max(a,b)}/(1-ρ^2) < 1, where such a band was certified", Guarantee.Lower),
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
        var contraction = CommonHypotheses.Timed(s_contraction, () => Decide(setting, model, symmetric: false, cancellation, out outcome));
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(PlaneHypotheses.Product, () => setting.ProductForm),
                CommonHypotheses.Timed(PlaneHypotheses.Smooth, () => setting.Regularity.Smooth),
                CommonHypotheses.Timed(Centre, () => CentreVerdict(setting)),
                CommonHypotheses.Timed(Offset, () => StartVerdict(setting, outcome)),
                contraction,
            ],
        };
        if (!result.Applies.IsProved || outcome?.Set is not { } set)
            return result;
        return result with { Conclusions = [.. Describe(set), .. Largest(model!, set, cancellation)], Implications = Implications(setting, From("C1"), set) };
    }

    /// <summary>T5 from one state on, wherever in a run it is.</summary>
    internal static ImmutableArray<Implication> Implications(Setting setting, Source source, ContractionSet set) =>
    [
        new Convergence(source, "u_k falls by a certified factor from the start on", Exceptions.None),
        new OffsetBound(source, set.OffsetAfter, $"|u_k| <= {set.Amplitude.ToInterval().Hi:G4} * {set.Rho:G6}^k"),
        .. OffsetCounts.WithLossAndSlope(setting, new CountBound(source, Quantity.Offset, CountMeaning.From, s_tolerances, e => set.StepsTo(e) is { } n
            ? (Certified)n
            : null)),
    ];

    /// <summary>The contraction around the start: proved on a set, refuted where no set can hold this D, unknown with how far it fails.</summary>
    internal static Verdict Decide(Setting s, PhaseModel? model, bool symmetric, CancellationToken cancellation, out ContractionOutcome? outcome)
    {
        outcome = null;
        if (s.Start is null)
            return CommonHypotheses.NeedsStart(s);
        if (model is null)
            return new Unknown("it needs f = F(x·y) with a locally Lipschitz F' and a centre, all proved");
        outcome = ContractionSearch.Around(model, model.SignedOffset, s.D, symmetric, cancellation);
        return outcome switch
        {
            { Set: { } set } =>
                new Proved(Method.Interval,
                    $"branch and bound: ρ = {set.Rho:G8} on u in [-{set.Left:G6}, {set.Right:G6}], D in [{set.DLow:G6}, {set.DHigh:G6}], κ = {set.Kappa:G4}"),
            { IsImpossible: true } => new Refuted(new Witness(Values(s), outcome.Reason), Method.Interval),
            _ => new Unknown(outcome.Reason),
        };
    }

    internal static Verdict CentreVerdict(Setting s) => s.Centre is null
        ? new Unknown("there is no centre c")
        : new Proved(Method.Interval, "a zero of F' by exact arithmetic or the intermediate value theorem");

    internal static Verdict StartVerdict(Setting s, ContractionOutcome? outcome) =>
        s.Start is null ? CommonHypotheses.NeedsStart(s)
        : outcome?.Set is null ? new Unknown("no set around the start is certified")
        : new Proved(Method.Interval, "the set was made around the start");

    private static ImmutableArray<WitnessValue> Values(Setting s) => s.D is { LowerBound: { } lo, UpperBound: { } hi } ? [new WitnessValue("D_0", lo, hi)] : [];

    internal static IEnumerable<Conclusion> Describe(ContractionSet set)
    {
        yield return new("a", "C1", Exactly(set.Left));
        yield return new("b", "C1", Exactly(set.Right));
        yield return new("DLow", "C1", Exactly(set.DLow));
        yield return new("DHigh", "C1", Exactly(set.DHigh));
        yield return new("kappa", "C1", Exactly(set.Kappa));
        yield return new("rho", "C1", Exactly(set.Rho));
        yield return new("offsetAmplitude", "C1", set.Amplitude);
        if (set.Loss is { } q)
            yield return new("q", "C2", q);
    }

    private static IEnumerable<Conclusion> Largest(PhaseModel model, ContractionSet set, CancellationToken cancellation)
    {
        double largest;
        try
        {
            largest = ContractionSearch.LargestImbalance(model, set, cancellation);
        }
        catch (OperationCanceledException)
        {
            yield break;
        }
        yield return new("largestD", "C1", Exactly(largest));
    }

    private static Certified Exactly(double value) => Rational.FromDouble(value);
}
