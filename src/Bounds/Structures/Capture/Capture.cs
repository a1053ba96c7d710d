using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Methods;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Capture;

/// <summary>K1: from an enclosed iterate on, a run is caught by a minimiser.</summary>
/// <remarks>
/// Problem: any objective in scalar variables, one start, steps along the gradient: plain, by a schedule, clipped by its norm, or with weight decay (plain on
/// f + (λ/2)|z|²). Guarantee: convergence of this run; upper bounds of the distance and the rate; the limit and its sharpness enclosed. Own arrangement
/// of the Polyak-Łojasiewicz argument on a ball (K1a) and of strong convexity on a ball (K1b).
/// </remarks>
internal sealed class Capture : Theorem
{
    private static readonly HypothesisStatement s_start = new("start",
        "a start of every variable is given; z_{k+1} = z_k - h_k ∇f(z_k), 0 < h_k <= h from the step k on, Σ h_k infinite");
    private static readonly HypothesisStatement s_capture = new("capture",
        "at some step k, on a ball B around z_k: f = |R|²/2, λ_min(JJᵀ) >= μ > 0, h L < 2 and sqrt(2f(z_k)/μ)/(1 - hL/2) below the radius; "
        + "or 0 < m <= ∇²f <= L, h L < 2 and 2|∇f(z_k)|/m below it");

    private Capture()
    {
    }

    /// <summary>The only instance.</summary>
    public static Capture Instance { get; } = new();

    /// <summary>What certified cells of starts rest on.</summary>
    internal static Source OfStarts => Instance.From("C1");

    /// <inheritdoc/>
    public override string Id => "K1";

    /// <inheritdoc/>
    public override string Title => "Capture: certified from a step of the run on";

    /// <inheritdoc/>
    public override string Problem =>
        "Any f in scalar variables, C² near the limit; one start, any step size, schedule or norm clipping; least squares with J of full row rank, or an "
            + "isolated minimiser; with weight decay f is the sum";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [s_start, s_capture];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "least squares: all later iterates stay in B, z_{k+j} -> z_∞ in B with R(z_∞) = 0, with all steps h f_{k+j} <= q^j f_k and "
            + "|z_{k+j} - z_∞| <= q^(j/2) sqrt(2f_k/μ)/(1 - hL/2), q = 1 - μh(2 - hL)", Guarantee.Upper),
        new("C2", "isolated minimiser: B holds exactly one critical point z*, |z_k - z*| <= |∇f(z_k)|/m, "
            + "and the distance falls by max(|1 - hm|, |1 - hL|) a step of size h", Guarantee.Upper),
        new("C3", "the sharpness of the limit is the largest eigenvalue of its Hessian (JJᵀ for least squares), enclosed over B and below 2/h",
            Guarantee.Tight),
    ];

    /// <inheritdoc/>
    public override string Source => "own arrangement; Polyak (1963) and Łojasiewicz (1963) for the inequality on the ball";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    // F(x·y) and one variable have theorems of their own about the limit of a run.
    /// <inheritdoc/>
    public override bool IsAbout(Structure structure)
    {
        ArgumentNullException.ThrowIfNull(structure);
        return !structure.ComparesRuns && structure.Dimension is null or > 1;
    }

    /// <inheritdoc/>
    public override bool Covers(DescentMethod method) => RunSteps.Covers(method);

    // With other steps those theorems are not asked.
    /// <inheritdoc/>
    public override bool IsAsked(Structure structure, DescentMethod method)
    {
        ArgumentNullException.ThrowIfNull(method);
        return IsAbout(structure) && method.IsPlain || !method.IsPlain && Covers(method);
    }

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var plane = setting.State is { } state && setting.Objective.Is(setting.Objective.Structure.Class).IsProved
            ? setting.Objective.Structure.InPlane(state, setting.Method) : null;
        var scalars = setting.Method.IsPlain ? setting.Scalars : plane ?? setting.Scalars;
        var steps = RunSteps.Of(setting.Method, setting.Step);
        CaughtRun? found = null;
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(s_start, () => scalars is null ? new Unknown("no start is given, or one of too many variables")
                    : steps is null ? new Unknown("the steps have no enclosures in the range of doubles") : new Proved(Method.Symbolic, "")),
                CommonHypotheses.Timed(s_capture, () =>
                {
                    if (scalars is not var (expression, start) || steps is null)
                        return new Unknown("there is no run to follow");
                    (found, string reason) = CaptureSearch.Of(expression, start, steps, cancellation);
                    return found is null ? new Unknown(reason)
                        : new Proved(Method.Interval, FormattableString.Invariant($"at step {found.Step}, radius {found.First.Distance:G3}"));
                }),
            ],
        };
        if (!result.Applies.IsProved || found is null)
            return result;
        var (sharpness, rate) = (Between(found.Last.Sharpness), (Certified)Rational.FromDouble(found.First.Rate));
        var names = scalars!.Value.Expression.Variables();
        var caught = new Captured(From(found.First.Conclusion), found.Step, Rational.FromDouble(found.First.Distance), rate,
            setting.Method.IsPlain || plane is null ? [.. found.Limit.Select((x, i) => (names[i].ToString(), Between(x)))]
                : [(setting.Objective.Structure.Inner!, Between(found.Limit[0] * found.Limit[1]))], sharpness);
        return result with
        {
            Conclusions =
            [
                new("step", found.First.Conclusion, (Certified)found.Step), new("distance", found.First.Conclusion, caught.Distance),
                new("rate", found.First.Conclusion, rate), new("limitEnclosedAt", found.Last.Conclusion, (Certified)found.Late),
                new("limitRadius", found.Last.Conclusion, (Certified)Rational.FromDouble(found.Last.Distance)),
                new("sharpness", "C3", sharpness), .. steps!.AtLimit is { } h ? [new("edgeRatio", "C3", h * sharpness)] : Array.Empty<Conclusion>(),
            ],
            Implications = [.. Implications(found, caught, sharpness).Select(i => i with { IsSensitive = found.IsSensitive })],
        };
    }

    private IEnumerable<Implication> Implications(CaughtRun found, Captured caught, Certified sharpness) =>
    [
        new Convergence(From(found.First.Conclusion),
            FormattableString.Invariant($"this run converges to a minimiser, certified from step {found.Step} on"), Exceptions.None),
        caught,
        new SharpnessCap(From("C3"), sharpness.UpperBound!.Value, "the Hessian at the limit"),
        new SharpnessFloor(From("C3"), sharpness.LowerBound!.Value),
    ];

    private static Certified Between(Interval x) => Certified.Between(Rational.FromDouble(x.Lo), Rational.FromDouble(x.Hi));
}
