using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Line;

/// <summary>V1b: an attracting cycle.</summary>
/// <remarks>Problem: f of one variable. Guarantee: existence and attraction of the cycle, by interval Newton on T^p(x) - x; and of this run where its
/// enclosures enter the interval. Classical.</remarks>
internal sealed class LineCycle : Theorem
{
    private static readonly HypothesisStatement s_cycle =
        new("cycle", "T^p has a fixed point in an interval by the interval Newton test, the p points are pairwise apart, and |product of T'| < 1 over them");

    private LineCycle()
    {
    }

    /// <summary>The only instance.</summary>
    public static LineCycle Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "V1b";

    /// <inheritdoc/>
    public override string Title => "One variable: an attracting cycle";

    /// <inheritdoc/>
    public override string Problem => "f of one variable, f' C^1 near the cycle, any step";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [LineHypotheses.OneVariable, s_cycle];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "there is an attracting cycle of p >= 2 points: every start near it goes round it for ever and does not converge", Guarantee.Qualitative),
        new("C2", "where the run comes as near to a point of it as T^p contracts on both sides, it is drawn to the cycle and does not converge",
            Guarantee.Qualitative),
    ];

    /// <inheritdoc/>
    public override string Source => "classical; interval Newton: R. Krawczyk (1969), R. E. Moore (1977)";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override bool IsAbout(Structure structure) => structure is LineStructure;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        Cycle? found = null;
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(LineHypotheses.OneVariable, () => LineHypotheses.MapVerdict(setting)),
                CommonHypotheses.Timed(s_cycle, () =>
                {
                    if (setting.Line() is not { } map)
                        return new Unknown("there is no run to look at");
                    (found, string reason) = Cycle.Of(map);
                    return found is null ? new Unknown(reason) : new Proved(Method.Interval,
                        $"p = {found.Points.Length}, the product of T' is in [{found.Multiplier.Lo:G6}, {found.Multiplier.Hi:G6}]");
                }),
            ],
        };
        if (!result.Applies.IsProved || found is null || setting.Line() is not { } line)
            return result;
        var point = Certified.Between(Rational.FromDouble(found.First.Lo), Rational.FromDouble(found.First.Hi));
        string cycle = FormattableString.Invariant($"an attracting cycle of {found.Points.Length} points, one of them {Inequality.Rough(point, 10)}");
        return result with
        {
            Conclusions = [new("period", "C1", (Certified)found.Points.Length), new("point", "C1", point)],
            Implications =
            [
                found.Catches(line, cancellation) is { } step
                    ? new Failure(From("C2"), $"this run is drawn to {cycle}, certified from step {step} on", Exceptions.None)
                    : new OtherStarts(From("C1"), $"there is {cycle}"),
            ],
        };
    }
}
