using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Methods;

namespace BoundCheck.Bounds.Structures.Products.Decay;

/// <summary>W1b: with weight decay every start of the triangle ends at the balanced minimiser, whose sharpness is known in advance.</summary>
/// <remarks>The limit has F'(s) = -λ and x = y (x = -y for c &lt; 0). Own result.</remarks>
internal sealed class DecayLimit : Theorem
{
    private static readonly HypothesisStatement s_slope = new("slope-at-zero", "F'(0) < -λ (c > 0; for c < 0 F(-s) stands for F)");

    private static readonly HypothesisStatement s_sector =
        new("balanced", "for some ε > 0 and c̃ in (0, c): 0 < (F'(s) + λ)/(s - c̃) <= β for s != c̃ in [-ε, S]");

    private static readonly HypothesisStatement s_alive = new("alive", "A_0 > 0, and the starts with some A_k = 0 are a null set at most (none of them "
        + "when ĥG < 1)");

    private DecayLimit()
    {
    }

    /// <summary>The only instance.</summary>
    public static DecayLimit Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "W1b";

    /// <inheritdoc/>
    public override string Title => "Weight decay: the balanced minimiser and its sharpness, before running";

    /// <inheritdoc/>
    public override string Problem => "f(x, y) = F(x·y) with weight decay λ below the slope at 0; a bounded set of starts, the limit the same for all";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses =>
    [
        PlaneHypotheses.Product, PlaneHypotheses.Smooth, DecayHypotheses.Sector, DecayHypotheses.Decay, DecayHypotheses.Gamma, DecayHypotheses.Start,
        DecayHypotheses.Centre, s_slope, s_sector, s_alive,
    ];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C4", "B_k -> 0 and s_k -> c̃ if no A_k = 0", Guarantee.Qualitative),
        new("C5", "F''(c̃) exists: the limit has x = y, |x|^2 = c̃ and sharpness max(2F''(c̃)c̃, 2λ) < 2/h, the same for every start", Guarantee.Tight),
    ];

    /// <inheritdoc/>
    public override string Source => "own";

    /// <inheritdoc/>
    public override bool Covers(DescentMethod method) => method is WeightDecay;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        if (setting.Method is not WeightDecay)
            return CommonHypotheses.OtherMethod(this);
        var decay = DecaySetting.Of(setting);
        var (_, sector) = DecayHypotheses.SectorOf(decay, cancellation);
        var centre = setting.CentreIsZero == false ? decay.Limit(cancellation) : null;
        (Verdict Verdict, Certified? Beta) around = centre is null || sector is null || DecayHypotheses.Reach(decay, sector) is not { } reach
            ? (new Unknown("no zero of F' + λ in (0, c) was found"), null) : decay.SectorAround(centre, reach, cancellation);
        // One β serves both sectors: S only falls as β grows.
        var (hypotheses, beta) = DecayHypotheses.Triangle(setting, decay, cancellation, around.Beta);
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                .. hypotheses,
                CommonHypotheses.Timed(DecayHypotheses.Centre, () => setting.CentreIsZero switch
                {
                    false => new Proved(Method.Interval, "c != 0"),
                    true => new Refuted(new Witness([], "c = 0: A_k, B_k -> 0"), Method.Symbolic),
                    null => new Unknown("whether c = 0 is not decided"),
                }),
                CommonHypotheses.Timed(s_slope, () => decay.SlopeAtZero is { } slope
                    ? Inequality.Less("F'(0) + λ", slope, "0", 0)
                    : new Unknown("F'(0) is not evaluated")),
                CommonHypotheses.Timed(s_sector, () => around.Verdict),
                CommonHypotheses.Timed(s_alive, () => Alive(setting, decay)),
            ],
        };
        return result.Applies.IsProved && LeftOut(setting, decay) is { } left ? Conclude(result, setting, decay, centre!, beta!, left) : result;
    }

    private TheoremResult Conclude(TheoremResult result, Setting setting, DecaySetting decay, CentreCandidate centre, Certified beta, Exceptions left)
    {
        var limit = centre.Value;
        var curvature = decay.CurvatureAt(limit);
        var sharpness = curvature is null ? null : Certified.Max(2 * curvature * limit, 2 * decay.Lambda);
        var signed = setting.Mirrored ? -limit : limit;
        string at = Inequality.Rough(signed, 10);
        return result with
        {
            Conclusions =
            [
                new("limitProduct", "C4", signed), new("beta", "C4", beta),
                .. sharpness is null ? [] : new Conclusion[] { new("limitSharpness", "C5", sharpness) },
            ],
            Implications =
            [
                new Convergence(From("C4"), $"s_k -> {at} and x = {(setting.Mirrored ? "-" : "")}y in the limit, from this start", left),
                .. sharpness?.UpperBound is { } most
                ? [new SharpnessCap(From("C5"), most, "the balanced minimiser", GivenConvergence: true)]
                : Array.Empty<Implication>(),
                .. sharpness?.LowerBound is { } least ? [new SharpnessFloor(From("C5"), least, GivenConvergence: true)] : Array.Empty<Implication>(),
            ],
        };
    }

    private static Verdict Alive(Setting setting, DecaySetting decay) =>
        setting.Start is null ? CommonHypotheses.NeedsStart(setting) : LeftOut(setting, decay) switch
    {
        null => new Refuted(new Witness([], $"A_{ExactSteps.Annihilation(setting)} = 0 exactly: it stays 0"), Method.Symbolic),
        { Kind: ExceptionKind.None } none => new Proved(Method.Interval, none.Note),
        { Kind: ExceptionKind.NullSet } => new Proved(Method.Symbolic, "A_0 > 0; {|ĥF'| = 1} is a null set, so the starts with some A_k = 0 are one"),
        var left => new Unknown(left.Note),
    };

    private static Exceptions? LeftOut(Setting setting, DecaySetting decay)
    {
        if (setting.Start is null || decay.Plain is not { } plain || setting.A.Sign() is not { } sign)
            return new(ExceptionKind.Undecided, "some hF'(s_k) = θ exactly (A_k = 0)", "whether A_0 = 0 is not decided");
        if (sign == 0 || ExactSteps.Annihilation(setting) is not null)
            return null;
        return Annihilation.SlopesBelowOne(setting.Regularity, plain.Step) ? Exceptions.NoneAs("A_0 > 0, and h|F'| < θ excludes A_k = 0")
            : setting.Regularity.FlatSlopes.AvoidOne(plain.Step.ToInterval()) ? new(ExceptionKind.NullSet, "some hF'(s_k) = θ exactly (A_k = 0)")
            : new(ExceptionKind.Undecided, "some hF'(s_k) = θ exactly (A_k = 0)", "that these starts are a null set is not proved");
    }

    /// <inheritdoc/>
    public override Region? RegionUnder(Objective objective, RegularityReport regularity, DescentMethod method) =>
        DecayRegion.Of(objective, regularity, method) is not { } region ? null
            : new Region(From("C4"), region.Decide, (step, cancellation) => region.Starts(step, cancellation));
}
