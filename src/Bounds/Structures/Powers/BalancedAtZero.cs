using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Powers;

/// <summary>P1d: squared loss with centre 0 of a product of powers from a balanced start, the zero singular values of a deep linear network.</summary>
/// <remarks>
/// Problem: F(s) = as²/2 + constant, x_i = ± sqrt(a_i) w_0. Guarantee: qualitative; the step is the largest for which |w| falls at once.
/// w' = w(1 - haK²w^(2N-2)), so |w| falls, and a limit l > 0 of it would have haK²l^(2N-2) = 2. Own result.
/// </remarks>
internal sealed class BalancedAtZero : Theorem
{
    private static readonly HypothesisStatement s_square = new("square", "F(s) = as^2/2 + constant with a > 0");
    private static readonly HypothesisStatement s_balanced = new("balanced", "x_i^2/a_i = w_0^2 > 0 for all i, exactly");
    private static readonly HypothesisStatement s_step = new("step", "haK^2 w_0^(2N-2) < 2, K^2 = Π a_i^a_i");

    private BalancedAtZero()
    {
    }

    /// <summary>The only instance.</summary>
    public static BalancedAtZero Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "P1d";

    /// <inheritdoc/>
    public override string Title => "Depth, squared loss with centre 0, balanced start";

    /// <inheritdoc/>
    public override string Problem => "f = a(x_1^a_1 ··· x_n^a_n)^2/2 + constant from a balanced start, n >= 2";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [PowerFacts.PowerProduct, s_square, s_balanced, s_step];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
        [new("C1", "|w_k| falls to 0, where the sharpness is 0: s_k -> 0; the run stays balanced", Guarantee.Qualitative)];

    /// <inheritdoc/>
    public override string Source => "own";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override bool IsAbout(Structure structure) => structure is PowerStructure;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var balance = (setting.State as PowerStart)?.Balance;
        var square = CommonHypotheses.Timed(s_square, () => Verdict.All([setting.Regularity.Square, setting.Regularity.Centre?.Sign() switch
        {
            0 => new Proved(Method.Symbolic, "c = 0"),
            1 or -1 => new Refuted(new Witness([], $"c = {Inequality.Rough(setting.Regularity.Centre)}"), Method.Interval),
            _ => new Unknown("there is no centre c, or its sign is not decided"),
        }]));
        var form = CommonHypotheses.Timed(PowerFacts.PowerProduct, () => PowerFacts.Form(setting));
        // By h: the share of w_0 that the first step takes away.
        var share = form.Verdict.IsProved && square.Verdict.IsProved && balance is { } t
            && setting.Objective.Structure is PowerStructure { Product: var product }
            ? setting.Regularity.SquareScale! * product.Factors.Aggregate(Rational.One, (k, f) => k * Rational.Pow(f.Exponent, f.Exponent))
                * ((Certified)t).Power(product.Degree - 1)
            : null;
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                form,
                square,
                CommonHypotheses.Timed(s_balanced, () => setting.State is not PowerStart ? new Unknown("no start is given")
                    : balance is null ? BalancedThreshold.NotBalanced((PowerStart)setting.State)
                    : new Proved(Method.Symbolic, $"x_i^2/a_i = {balance} for all i")),
                CommonHypotheses.Timed(s_step, () => share is null ? new Unknown("it is about a balanced start and squared loss with centre 0")
                    : Inequality.Less("h*a*K^2*w_0^(2N-2)", setting.Step * share, "2", 2, ("h", setting.Step))),
            ],
            Implications = share is null ? [] : [new CertifiedStep(From("C1"), 2 / share, Exceptions.None)],
        };
        return !result.Applies.IsProved ? result : result with
        {
            Conclusions = [new("stepCertified", "C1", 2 / share!)],
            Implications =
            [
                new Convergence(From("C1"), "s_k -> 0 from this balanced start", Exceptions.None),
                .. result.Implications,
                new SharpnessCap(From("C1"), 0, "the Hessian at 0"),
            ],
        };
    }
}
