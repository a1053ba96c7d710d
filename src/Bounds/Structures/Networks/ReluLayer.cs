using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Structures.Networks;

/// <summary>N1a: a relu layer on one datum: the step at which each neuron dies, and convergence of the neurons that live.</summary>
/// <remarks>
/// Problem: f = F(Σ a_j relu(w_j·z)), relu'(0) = 0. Guarantee: exact for the steps that are followed in enclosures; for ever from a step on at which T6 holds.
/// Own result.
/// </remarks>
internal sealed class ReluLayer : Theorem
{
    private static readonly HypothesisStatement s_layer = new("relu-layer", "f = F(Σ_j a_j relu(w_j·z)), no variable twice, relu'(0) = 0");
    private static readonly HypothesisStatement s_start = new("start", "a start is given, and the sign of every w_j·z is decided");

    private ReluLayer()
    {
    }

    /// <summary>The only instance.</summary>
    public static ReluLayer Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "N1a";

    /// <inheritdoc/>
    public override string Title => "A relu layer on one datum: when neurons die, and what the living do";

    /// <inheritdoc/>
    public override string Problem => "f = F(Σ_j a_j relu(w_j·z)) for one datum z, one start, any step";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [s_layer, s_start];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "neuron j dies at the first k with (x_j + y_j)_0 P_k <= (x_j - y_j)_0 Q_k, P_k = Π(1 - w), Q_k = Π(1 + w), w = hF'(s) |z|,"
            + " of the planar map of the living neurons, begun anew after each death; it rests from then on", Guarantee.Tight),
        new("C2", "from a step on at which T6 holds for the living neurons and bounds P and Q: no neuron dies any more, and s_k -> c", Guarantee.Qualitative),
        new("C3", "the limit sharpness is that of F(|z| x·y) of the living neurons", Guarantee.Tight),
        new("C4", "once all neurons are dead the run rests at s = 0", Guarantee.Tight),
    ];

    /// <inheritdoc/>
    public override string Source => "own";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override bool IsAbout(Structure structure) => structure is ReluStructure;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var start = setting.State as ReluStart;
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(s_layer, () => setting.Objective.Is(ReluStructure.Kind)),
                CommonHypotheses.Timed(s_start, () => start is null ? new Unknown("no start is given")
                    : start.Neurons.All(n => n.Y.Sign() is not null) ? new Proved(Method.Interval, $"{start.Neurons.Count(n => n.Y.Sign() > 0)} neurons "
                        + "start alive")
                    : new Unknown("whether a neuron starts alive is not decided")),
            ],
        };
        if (!result.Applies.IsProved || start is null)
            return result;
        var run = ReluRun.Of(setting, start, cancellation);
        string deaths = run.Deaths.Count == 0 ? "none"
            : string.Join(", ", run.Deaths.Select(d => d.Step == 0 ? $"neuron {d.Neuron} from the start" : $"neuron {d.Neuron} at step {d.Step}"));
        return result with
        {
            Conclusions = [new("deaths", "C1", deaths), new("followed", "C1", (Certified)run.Steps),
                new("afterwards", run.Rests ? "C4" : "C2", Afterwards(run))],
            Implications = [.. Known(setting, run)],
        };
    }

    private static string Afterwards(ReluRun run) => run.Rests ? "all neurons are dead: the run rests"
        : run.End is not null ? "no neuron dies any more, s_k -> c" : run.Reason!;

    private IEnumerable<Implication> Known(Setting setting, ReluRun run)
    {
        // At rest with s = 0: no minimum of F where F' does not vanish there or c is known to be elsewhere.
        if (run.Rests && setting.Regularity.Sign.IsProved && setting.Regularity.Centre?.Sign() is 1 or -1)
            yield return new Failure(From("C4"), $"all neurons are dead at step {run.Steps}, and the run rests at s = 0", Exceptions.None);
        if (run.End is not { } end)
            yield break;
        yield return new Convergence(From("C2"), $"s_k -> c, from step {run.Steps} on by a certified factor, "
            + (run.Deaths.Count == 0 ? "and no neuron ever dies" : $"and no neuron dies after step {run.Deaths[^1].Step}"), Exceptions.None);
        if (run.AtKink)
            yield break;
        foreach (var cap in end.Implications.OfType<SharpnessCap>())
            yield return new SharpnessCap(From("C3"), cap.Most, cap.Reason);
        foreach (var floor in end.Implications.OfType<SharpnessFloor>())
            yield return new SharpnessFloor(From("C3"), floor.Least);
    }
}
