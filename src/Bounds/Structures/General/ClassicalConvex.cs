using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>T0c: smooth and convex: the loss and the gradient fall like 1/K, geometrically where f is strongly convex, with the best constants.</summary>
/// <remarks>Guarantee: tight over the class. Drori, Teboulle (2014) up to h = 1/L; J. Kim (2024); Rotaru, Glineur, Patrinos (2024).</remarks>
internal sealed class ClassicalConvex : Theorem
{
    private static readonly HypothesisStatement s_convex = new("convex", "f is convex on the set");
    private static readonly HypothesisStatement s_minimiser =
        new("minimiser", "f has a minimiser x* in the set, with room around it for the interpolation inequalities");

    /// <summary>|∇f|² at the last step; not measured where rounding of x hides it, an L-fold of which the gradient has.</summary>
    private static Quantity LastGradient(Certified l)
    {
        double curvature = l.ToInterval().Hi;
        return new("|∇f|^2")
        {
            At = p => p.GradientNorm * p.GradientNorm,
            AtEnd = m => m.Final.GradientNorm > 1e-13 * curvature * m.FinalX.Max(Math.Abs) ? m.Final.GradientNorm * m.Final.GradientNorm : double.NaN,
        };
    }

    private ClassicalConvex()
    {
    }

    /// <summary>The only instance.</summary>
    public static ClassicalConvex Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "T0c";

    /// <inheritdoc/>
    public override string Title => "Classical, convex: loss of order 1/K";

    /// <inheritdoc/>
    public override string Problem => "f of n variables, smooth and convex on a convex set that holds every iterate, small steps";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [ClassicalHypotheses.Set, ClassicalHypotheses.Step, s_convex, s_minimiser];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions => 
    [
        new("C1", "h <= 1/L: f_K - f* <= L|x_0 - x*|^2/(4KLh + 2)", Guarantee.Tight),
        new("C2", "1/L < h < 2/L: f_K - f* <= (L/2)|x_0 - x*|^2 max{1/(2KLh + 1), (1 - Lh)^(2K)}", Guarantee.Tight),
        new("C3", "f μ-strongly convex, μ > 0: f_K - f* <= (L/2)|x_0 - x*|^2 t_K, t_K = max{κq/(1 - (1 - κ)q), (1 - Lh)^(2K)}, κ = μ/L, q = (1 - μh)^(2K)",
            Guarantee.Tight),
        new("C4", "|∇f_K|^2 <= 2L(f_0 - f*) t_K; t_K = max{1/(2KLh + 1), (1 - Lh)^(2K)} without strong convexity", Guarantee.Tight),
        new("C5", "|∇f_K|^2 <= L^2|x_0 - x*|^2 t_i t_j, i = floor(K/2), j = K - i; without strong convexity for even K: (L|x_0 - x*|max{1/(KLh + 1), "
            + "|1 - Lh|^K})^2, exact; odd K: above it, and performance estimation finds that same value (not proved)",
            Guarantee.Upper),
        new("C6", "x_k converges to a minimiser of f on the set", Guarantee.Qualitative),
    ];

    /// <inheritdoc/>
    public override string Source => "Y. Drori, M. Teboulle, Math. Program. 145 (2014); C2, C3: J. Kim, arXiv 2412.04427 (2024); " +
        "C4: T. Rotaru, F. Glineur, P. Patrinos, arXiv 2406.17506 (2024), J. Kim, arXiv 2412.04435 (2024)";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var report = setting.Classical(cancellation);
        var set = ClassicalHypotheses.Choose(setting, report, s => s.Mu.Sign() is 0 or 1 && s.DistanceSquared is not null && s.HasRoom);
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(ClassicalHypotheses.Set, () => ClassicalHypotheses.SetVerdict(report, set)),
                CommonHypotheses.Timed(ClassicalHypotheses.Step, () => ClassicalHypotheses.StepVerdict(setting, report, set)),
                CommonHypotheses.Timed(s_convex, () => set?.Mu.Sign() is 0 or 1
                    ? new Proved(Method.Interval, $"no eigenvalue of the Hessian on the set is below {Inequality.Rough(set.Mu)}")
                    : report.Convex),
                CommonHypotheses.Timed(s_minimiser, () => set is { DistanceSquared: { } d, HasRoom: true }
                    ? new Proved(Method.Interval, $"|x_0 - x*|^2 = {Inequality.Rough(d)}")
                    : new Unknown("no minimiser is certified")),
            ],
        };
        if (!result.Applies.IsProved)
            return result;
        var (l, h, distance) = (set!.L, setting.Step, set.DistanceSquared!);
        bool small = Certified.LessOrEqual(h * l, 1) == true;
        var from = From(small ? "C1" : "C2");
        bool strong = set.Mu.Sign() == 1 && Certified.LessOrEqual(set.Mu, l) == true;
        Certified Factor(long k) => strong
            ? Certified.Min(ClassicalRates.Convex(l, set.Mu, h, k), ClassicalRates.Convex(l, h, k))
            : ClassicalRates.Convex(l, h, k);
        var rate = new RateBound(strong ? From("C3") : from, ClassicalHypotheses.LossAbove(set.Lowest), k => new(k, l * Rational.Half * distance * Factor(k)));
        var count = new CountBound(from, Quantity.Loss, CountMeaning.From, ClassicalHypotheses.Tolerances, e => Steps(l, h, distance, e, small));
        Conclusion[] conclusions = [.. ClassicalHypotheses.Describe(set),
            new("distanceSquared", from.Conclusion, distance), ClassicalHypotheses.Table("lossRate", rate)];
        var gradient = report.StartValue is { } start && set.Lowest is { } lowest && Certified.Max(0, start - lowest) is var excess
            ? new RateBound(From("C4"), LastGradient(l), k => new(k, 2 * l * excess * Factor(k))) : null;
        // C1, C3: f_i - f* <= (L/2)|x_0 - x*|² t_i; then C4 from x_i on.
        var fromDistance = new RateBound(From("C5"), LastGradient(l), k => new(k, l.Square() * distance * Factor(k / 2) * Factor(k - k / 2)));
        return result with
        {
            Conclusions =
            [
                .. conclusions, .. gradient is null ? [] : (Conclusion[])[ClassicalHypotheses.Table("gradientRate", gradient)],
                ClassicalHypotheses.Table("gradientRateFromDistance", fromDistance),
            ],
            Implications =
            [
                ClassicalHypotheses.ToMinimiser(From("C6")), .. ClassicalHypotheses.EveryStep(From("C6"), set), rate, fromDistance,
                .. gradient is null ? [] : (Implication[])[gradient],
                .. l.Sign() == 1 ? (Implication[])[count] : [],
            ],
        };
    }

    /// <inheritdoc/>
    public override WorstCase Attaining(WorstCaseQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var (l, z, k) = (question.L, question.Z, question.Steps);
        var factor = question.Mu is { } mu ? ClassicalRates.Convex(l, mu, question.Step, k) : ClassicalRates.Convex(l, question.Step, k);
        // Rational numbers, compared exactly.
        bool quadratic = z > 1 && Certified.LessOrEqual(factor, ClassicalRates.Power((1 - z) * (1 - z), k)) == true;
        var objective = quadratic ? WorstFunctions.Quadratic(l) : factor.Exact is { } delta ? WorstFunctions.Huber(l, question.Mu ?? 0, delta) : null;
        return objective is null ? new NoWorstCase("the bound has too many digits to be written as a fraction")
            : new AttainedBound(From(question.Mu is not null ? "C3" : z <= 1 ? "C1" : "C2"), objective, "x=1", Quantity.Loss, l / 2 * factor);
    }

    /// <summary>L d²/(4KLh + 2) &lt; ε for K > (L d²/ε - 2)/(4Lh), and for h > 1/L also (L d²/2)(1 - Lh)^(2K) &lt; ε.</summary>
    private static Certified? Steps(Certified l, Certified h, Certified distance, Rational epsilon, bool small)
    {
        if (Counts.Floor(Certified.Max(-1, (l * distance / epsilon - 2) / (4 * l * h))) is not { } n)
            return null;
        if (small)
            return n + 1;
        return ClassicalPl.Count(l * distance * Rational.Half, (1 - l * h).Square(), epsilon) is { } k ? Certified.Max(n + 1, k) : null;
    }
}
