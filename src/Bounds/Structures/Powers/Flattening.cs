using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Structures.Powers;

/// <summary>P1a: what gradient flow keeps, a step of gradient descent shrinks; and with it the sharpness where the flow ends.</summary>
/// <remarks>
/// Problem: F of a product of powers, any F. Guarantee: C1 exact, C2 one step, C3 a lower bound for every minimiser s = c. Own; for scalar networks with
/// squared loss the quantity φ is that of I. Kreisler, M. S. Nacson, D. Soudry, Y. Carmon, arXiv 2305.13064 (2023).
/// </remarks>
internal sealed class Flattening : Theorem
{
    private static readonly HypothesisStatement s_start = new("start", "a start is given");

    private Flattening()
    {
    }

    /// <summary>The only instance.</summary>
    public static Flattening Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "P1a";

    /// <inheritdoc/>
    public override string Title => "Depth: invariants of the flow and flattening";

    /// <inheritdoc/>
    public override string Problem => "f = F(x_1^a_1 ··· x_n^a_n) with F''(c) > 0 at a centre c != 0, one start";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [PowerFacts.PowerProduct, PowerFacts.Minimisers, s_start];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "E_ij' = E_ij (1 - h^2 F'(s)^2 a_i a_j P_ij^2), E_ij = x_i^2/a_i - x_j^2/a_j, P_ij = s/(x_i x_j); gradient flow keeps E", Guarantee.Tight),
        new("C2", "h |F'(s)| sqrt(a_i a_j) |P_ij| <= 1 for neighbours in the order of x^2/a with E_ij != 0: φ(E') <= φ(E);"
            + " where it holds from step k on, a limit s = c is at most F''(c) φ(E_k) sharp", Guarantee.Upper),
        new("C3", "every minimiser s = c is at least φ_min = F''(c) N |c|^(2-2/N) K^(2/N) sharp, K = Π a_i^(a_i/2); equality where all E_ij = 0",
            Guarantee.Tight),
    ];

    /// <inheritdoc/>
    public override string Source =>
        "own; for scalar networks and squared loss the quantity φ is in I. Kreisler, M. S. Nacson, D. Soudry, Y. Carmon, arXiv 2305.13064 (2023)";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override bool IsAbout(Structure structure) => structure is PowerStructure;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(PowerFacts.PowerProduct, () => PowerFacts.Form(setting)),
                CommonHypotheses.Timed(PowerFacts.Minimisers, () => PowerFacts.MinimisersVerdict(setting.Objective, setting.Regularity)),
                CommonHypotheses.Timed(s_start, () => setting.State is PowerStart ? new Proved(Method.Symbolic, "given") : new Unknown("no start is given")),
            ],
        };
        if (!result.Applies.IsProved || PowerFacts.Of(setting.Objective, setting.Regularity) is not { } facts || setting.State is not PowerStart start)
            return result;
        var least = facts.LeastSharpness;
        var flow = FlowSharpness.At(start, facts.Centre) is { } phi ? facts.Curvature * phi : null;
        return result with
        {
            Conclusions =
            [
                .. start.Factors.Skip(1).Select((f, i) => new Conclusion($"E{i + 1}", "C1", start.Factors[i].T - f.T)),
                new("firstStepFlattens", "C2", FirstStep(setting, start)),
                .. flow is null ? Array.Empty<Conclusion>() : [new("flowLimitSharpness", "C2", flow), new("hFlowLimitSharpness", "C2", setting.Step * flow)],
                new("phiMin", "C3", least),
                new("hPhiMin", "C3", setting.Step * least),
            ],
            Implications = least.LowerBound is { Sign: > 0 } lo ? [new SharpnessFloor(From("C3"), lo, GivenConvergence: true)] : [],
        };
    }

    private static string FirstStep(Setting setting, PowerStart start)
    {
        var slope = setting.Objective.Structure.Outer!.Slope.Value;
        if (new CertifiedFunction(slope, setting.Objective.Structure.Outer.Argument).At(start.S) is not { } g)
            return "not decided: F' has no value at the start";
        // a_i a_j P_ij² depends on t_i and t_j only where they are not 0, so that any of several equal t may stand for all.
        var w = setting.Step * g;
        bool ordered = true;
        var sorted = Enumerable.Range(0, start.Factors.Length).ToList();
        sorted.Sort((i, j) => start.Factors[i].T.ToInterval().Mid.CompareTo(start.Factors[j].T.ToInterval().Mid));
        for (int k = 0; k + 1 < sorted.Count; k++)
            ordered &= Certified.LessOrEqual(start.Factors[sorted[k]].T, start.Factors[sorted[k + 1]].T) == true;
        var pairs = from k in Enumerable.Range(0, sorted.Count)
                    from l in Enumerable.Range(k + 1, sorted.Count - k - 1)
                    where l == k + 1 || !ordered
                    select (sorted[k], sorted[l]);
        foreach (var (i, j) in pairs)
        {
            var (a, b) = (start.Factors[i], start.Factors[j]);
            if ((a.T - b.T).Sign() == 0)
                continue;
            if (Certified.LessOrEqual(w.Square() * a.Exponent * b.Exponent * start.Mixed(i, j).Square(), 1) != true)
                return "no: h |F'(s)| sqrt(a_i a_j) |P_ij| <= 1 is not shown for all neighbours";
        }
        return "yes: φ(E_1) <= φ(E_0)";
    }
}
