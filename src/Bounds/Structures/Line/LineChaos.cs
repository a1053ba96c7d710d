using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Line;

/// <summary>V1c: period three implies chaos.</summary>
/// <remarks>
/// Problem: f of one variable, J invariant. Guarantee: cycles of every period and an uncountable scrambled set in J; it says nothing about one given start, nor
/// that such starts are many. T.-Y. Li, J. A. Yorke (1975), Theorem 1.
/// </remarks>
internal sealed class LineChaos : Theorem
{
    private static readonly HypothesisStatement s_point = new("li-yorke", "some x in J has T^3(x) <= x < T(x) < T^2(x), or all reversed");

    private LineChaos()
    {
    }

    /// <summary>The only instance.</summary>
    public static LineChaos Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "V1c";

    /// <inheritdoc/>
    public override string Title => "One variable: chaos in the sense of Li and Yorke";

    /// <inheritdoc/>
    public override string Problem => "f of one variable with f' continuous, J compact with T(J) in J, any step";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [LineHypotheses.OneVariable, LineHypotheses.Invariant, s_point];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "J has cycles of every period", Guarantee.Qualitative),
        new("C2", "J has an uncountable set of starts of which any two come arbitrarily close and are driven apart again, for ever, and which approach no "
            + "cycle", Guarantee.Qualitative),
    ];

    /// <inheritdoc/>
    public override string Source => "T.-Y. Li, J. A. Yorke, Amer. Math. Monthly 82 (1975), Theorem 1";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override bool IsAbout(Structure structure) => structure is LineStructure;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        Interval? point = null;
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(LineHypotheses.OneVariable, () => LineHypotheses.MapVerdict(setting)),
                CommonHypotheses.Timed(LineHypotheses.Invariant, () => LineHypotheses.InvariantVerdict(setting, cancellation)),
                CommonHypotheses.Timed(s_point, () =>
                {
                    if (setting.Line() is not { } map || setting.InvariantOn(cancellation) is not { } j)
                        return new Unknown("it is about an invariant interval");
                    point = LiYorke.Point(map, j, cancellation);
                    return point is { } x ? new Proved(Method.Interval, $"x = {x.Mid:G10}") : new Unknown("no such point was found in the orbit and on a grid");
                }),
            ],
        };
        return !result.Applies.IsProved || point is not { } at ? result : result with
        {
            Conclusions =
            [
                new("interval", "C1", LineHypotheses.Show(setting.InvariantOn(cancellation)!.Value)),
                new("point", "C1", Certified.Between(Rational.FromDouble(at.Lo), Rational.FromDouble(at.Hi))),
            ],
            Implications =
            [
                new OtherStarts(From("C2"), $"chaos in the sense of Li and Yorke is proved: {LineHypotheses.Show(setting.InvariantOn(cancellation)!.Value)}"
                    + " has cycles of every period and uncountably many starts that approach no cycle"),
            ],
        };
    }
}
