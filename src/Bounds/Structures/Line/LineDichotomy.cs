using System.Collections.Immutable;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Structures.Line;

/// <summary>V1: on an invariant compact interval every start converges if and only if no orbit turns back across itself.</summary>
/// <remarks>
/// Problem: f of one variable, f' continuous, T(J) in J, J compact. Guarantee: tight, an equivalence: (NC), no 2-cycle in J, and convergence from every start
/// of J are the same; so one point that breaks (NC) refutes "every start of J converges". It says nothing about one given start unless (NC) holds.
/// W. A. Coppel (1955) for the equivalence of the last two; the condition and its check are own.
/// </remarks>
internal sealed class LineDichotomy : Theorem
{
    private static readonly HypothesisStatement s_condition = new("no-turning-back", "f'(x)(f'(x) + f'(T(x))) > 0 for every x in J with f'(x) != 0");

    private LineDichotomy()
    {
    }

    /// <summary>The only instance.</summary>
    public static LineDichotomy Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "V1";

    /// <inheritdoc/>
    public override string Title => "One variable: the exact dichotomy";

    /// <inheritdoc/>
    public override string Problem => "f of one variable with f' continuous (kinks allowed), J compact with T(J) in J, any step";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [LineHypotheses.OneVariable, LineHypotheses.Invariant, s_condition];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "every orbit from J converges to a zero of f'; to the minimiser, where it is the only zero in J", Guarantee.Tight),
        new("C2", "conversely, where one point of J breaks the third hypothesis, some orbit from J does not converge (there is a 2-cycle); nothing is "
            + "said of one given start", Guarantee.Tight),
    ];

    /// <inheritdoc/>
    public override string Source =>
        "W. A. Coppel, Proc. Cambridge Philos. Soc. 51 (1955) for the equivalence of no 2-cycle and convergence; the condition own";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override bool IsAbout(Structure structure) => structure is LineStructure;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var invariant = CommonHypotheses.Timed(LineHypotheses.Invariant, () => LineHypotheses.InvariantVerdict(setting, cancellation));
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(LineHypotheses.OneVariable, () => LineHypotheses.MapVerdict(setting)),
                invariant,
                CommonHypotheses.Timed(s_condition, () => setting.Line() is { } map && setting.InvariantOn(cancellation) is { } on
                    ? TurningBack.Decide(map, on, ((LineStructure)setting.Objective.Structure).Coordinate.ToString()!, cancellation)
                    : new Unknown("it is about an invariant interval")),
            ],
        };
        if (setting.InvariantOn(cancellation) is not { } j)
            return result;
        if (result.Hypotheses[^1].Verdict.IsRefuted)
            return result with { Implications = [new OtherStarts(From("C2"),
                $"not every start of {LineHypotheses.Show(j)} converges: it holds a cycle of two points")] };
        if (!result.Applies.IsProved)
            return result;
        var minimiser = OnlyZero.In(setting.Line()!, j, cancellation);
        string limit = minimiser is { } m ? $"x_k -> the only minimiser of {LineHypotheses.Show(j)}, in [{m.Lo:G10}, {m.Hi:G10}], from every start of it" : "";
        return result with
        {
            Conclusions = [new("interval", "C1", LineHypotheses.Show(j)), new("limit", "C1", minimiser is null ? "a zero of f'" : limit)],
            Implications = minimiser is null ? [] : [new Convergence(From("C1"), limit, Exceptions.None)],
        };
    }
}
