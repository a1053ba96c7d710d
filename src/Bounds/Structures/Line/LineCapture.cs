using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Line;

/// <summary>V1a: this run is caught by a minimiser.</summary>
/// <remarks>
/// Problem: f of one variable, one start. Guarantee: convergence of this run, an upper bound of the distance, the limit sharpness enclosed. Own; mean value
/// theorem.
/// </remarks>
internal sealed class LineCapture : Theorem
{
    private static readonly HypothesisStatement s_capture =
        new("capture", "f'(m) = 0, 0 < h f'' < 2 on |x - m| <= d, and |x_k - m| <= d at some step k of the run");

    private LineCapture()
    {
    }

    /// <summary>The only instance.</summary>
    public static LineCapture Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "V1a";

    /// <inheritdoc/>
    public override string Title => "One variable: capture by a minimiser";

    /// <inheritdoc/>
    public override string Problem => "f of one variable, f' locally Lipschitz near the limit, one start, any step";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [LineHypotheses.OneVariable, s_capture];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "x_k -> m from this start", Guarantee.Qualitative),
        new("C2", "|x_{k+j} - m| <= ρ^j |x_k - m|, ρ = max |1 - h f''| on the set", Guarantee.Upper),
        new("C3", "the limit sharpness is f''(m), below 2/h", Guarantee.Tight),
    ];

    /// <inheritdoc/>
    public override string Source => "own; mean value theorem";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override bool IsAbout(Structure structure) => structure is LineStructure;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        Capture? found = null;
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(LineHypotheses.OneVariable, () => LineHypotheses.MapVerdict(setting)),
                CommonHypotheses.Timed(s_capture, () =>
                {
                    if (setting.Line() is not { } map)
                        return new Unknown("there is no run to follow");
                    (found, string reason) = Capture.Of(map, cancellation);
                    return found is null ? new Unknown(reason) : new Proved(Method.Interval, $"at step {found.Step}, ρ = {found.Rho:G6}");
                }),
            ],
        };
        if (!result.Applies.IsProved || found is null)
            return result;
        Certified phi = Between(found.Curvature), m = Between(found.Minimiser);
        return result with
        {
            Conclusions = [new("step", "C2", (Certified)found.Step), new("minimiser", "C1", m),
                new("rho", "C2", (Certified)Rational.FromDouble(found.Rho)), new("sharpness", "C3", phi)],
            Implications =
            [
                new Convergence(From("C1"), $"x_k -> the minimiser in [{found.Minimiser.Lo:G15}, {found.Minimiser.Hi:G15}], caught at step {found.Step}",
                    Exceptions.None),
                new SharpnessCap(From("C3"), phi.UpperBound!.Value, "f'' at the minimiser"),
                new SharpnessFloor(From("C3"), phi.LowerBound!.Value),
                new AsymptoticRate(From("C3"), Certified.Abs(1 - setting.Step * phi)),
            ],
        };
    }

    /// <inheritdoc/>
    /// <remarks>A cell is one start and the steps of an interval: one enclosed run for all of them.</remarks>
    public override Region? RegionOf(Objective objective, RegularityReport regularity)
    {
        if (objective.Structure is not LineStructure line || LineMap.Of(line.Written, line.Coordinate) is not { } map)
            return null;
        return new Region(From("C1"), Decide, (_, _) => new UndecidedStarts("each start is asked by itself"));

        CellVerdict Decide(ReadOnlySpan<Interval> state, Interval step) =>
            map.From(state[0], step) is { } run && Capture.Of(run, CancellationToken.None).Found is not null ? CellVerdict.Converges : CellVerdict.None;
    }

    private static Certified Between(Interval x) => Certified.Between(Rational.FromDouble(x.Lo), Rational.FromDouble(x.Hi));
}
