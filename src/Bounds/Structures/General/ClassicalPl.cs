using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>T0b: smooth with a Polyak-Lojasiewicz inequality: the loss falls geometrically.</summary>
/// <remarks>Guarantee: C2 is exact for one step; beyond sqrt3/L C3 is smaller after some steps (own). Polyak (1963); Abbaszadehpeivasti, de Klerk, Zamani
/// (2023).</remarks>
internal sealed class ClassicalPl : Theorem
{
    private static readonly HypothesisStatement s_pl = new("pl", "|∇f|^2 >= 2μ(f - f*) where f <= f_0 on the set, μ > 0");

    private ClassicalPl()
    {
    }

    /// <summary>The only instance.</summary>
    public static ClassicalPl Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "T0b";

    /// <inheritdoc/>
    public override string Title => "Classical, Polyak-Łojasiewicz: geometric loss";

    /// <inheritdoc/>
    public override string Problem =>
        "f of n variables, smooth on a convex set that holds every iterate, with a PL inequality where f <= f_0 there, small steps";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [ClassicalHypotheses.Set, ClassicalHypotheses.Step, s_pl];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "f_k - f* <= (1 - 2μh(1 - Lh/2))^k (f_0 - f*)", Guarantee.Upper),
        new("C2", "the factor ((μ(1-Lh) + sqrt(4L^2 - 2L(L+μ)μh(2-Lh)))/(2L+μ))^2 for Lh <= 1, 1 - μh(4 - (Lh)^2)/(2 + μh) for 1 <= Lh <= sqrt(3), " +
            "(Lh-1)^2/((Lh-1)^2 + μh(2-Lh)) beyond", Guarantee.Tight),
        new("C3", "Lh > sqrt(3): f_k - f* <= (1 - μh(4 - (Lh)^2)/(2 + μh))^k (f_0 - f* + h((Lh)^2 - 3)|∇f_0|^2/4)", Guarantee.Upper),
        new("C4", "f >= f* on the set: x_k converges to a minimiser of f on the set", Guarantee.Qualitative),
    ];

    /// <inheritdoc/>
    public override string Source => "B. Polyak (1963); H. Abbaszadehpeivasti, E. de Klerk, M. Zamani, Optim. Lett. 17 (2023), Theorem 3; C3 own";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var report = setting.Classical(cancellation);
        var set = ClassicalHypotheses.Choose(setting, report, s => s.Pl is not null && s.PlValue is not null);
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(ClassicalHypotheses.Set, () => ClassicalHypotheses.SetVerdict(report, set)),
                CommonHypotheses.Timed(ClassicalHypotheses.Step, () => ClassicalHypotheses.StepVerdict(setting, report, set)),
                CommonHypotheses.Timed(s_pl, () => set is { Pl: { } mu, PlValue: not null } && report.StartValue is not null
                    ? new Proved(Method.Interval, $"μ = {Inequality.Show(mu)} where f <= f_0: {set.PlReason}")
                    : report.Pl),
            ],
        };
        if (!result.Applies.IsProved)
            return result;
        Certified l = set!.L, h = setting.Step, constant = set.Pl!, excess = Certified.Max(0, report.StartValue! - set.PlValue!);
        var basic = ClassicalRates.PlFactor(l, constant, h);
        var exact = set.HasRoom && Certified.LessOrEqual(constant, l) == true ? ClassicalRates.SharpPlFactor(l, constant, h) : null;
        bool sharp = exact is not null && Certified.LessOrEqual(exact, basic) == true;
        var factor = sharp ? exact! : basic;
        var from = From(sharp ? "C2" : "C1");
        var loss = ClassicalHypotheses.LossAbove(set.PlValue);
        List<Implication> implications = [new RateBound(from, loss, k => new(k, ClassicalRates.Power(factor, k) * excess)), Count(from, excess, factor)];
        var conclusions = ImmutableArray.CreateBuilder<Conclusion>();
        conclusions.AddRange(ClassicalHypotheses.Describe(set));
        conclusions.Add(new("mu", "C1", constant));
        conclusions.Add(new("factor", from.Conclusion, factor));
        conclusions.Add(ClassicalHypotheses.Table("lossRate", (RateBound)implications[0]));
        var beyond = (l * h).Square() - 3;
        if (set.HasRoom && beyond.Sign() == 1)
        {
            // V = f - f* + h((Lh)² - 3)|∇f|²/4 bounds f - f* and falls by a smaller factor.
            var along = ClassicalRates.PlLongFactor(l, constant, h);
            var first = excess + h * beyond / 4 * (report.StartGradientSquared ?? 2 * l * excess);
            var rate = new RateBound(From("C3"), loss, k => new(k, ClassicalRates.Power(along, k) * first));
            conclusions.Add(new("factorInTheLongRun", "C3", along));
            conclusions.Add(ClassicalHypotheses.Table("lossRateInTheLongRun", rate));
            implications.AddRange([rate, Count(From("C3"), first, along)]);
        }
        if (set.PlIsLeast)
            implications.AddRange([ClassicalHypotheses.ToMinimiser(From("C4")), .. ClassicalHypotheses.EveryStep(From("C4"), set)]);
        return result with { Conclusions = conclusions.ToImmutable(), Implications = [.. implications] };
    }

    /// <inheritdoc/>
    public override WorstCase Attaining(WorstCaseQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var (l, k) = (question.L, question.Steps);
        return question.Mu is not { } mu ? new NoWorstCase("T0b needs --mu")
            : mu < l ? new NoWorstCase("for μ < L the factor is exact where |∇f|^2 >= 2μ(f - f*) is asked at the iterates only (docs/classical.md); no "
                + "objective that has it everywhere, " +
                "as the program certifies it, is known to attain the factor. For μ = L one does")
            : new AttainedBound(From("C2"), WorstFunctions.Quadratic(l), "x=1", Quantity.Loss,
                ClassicalRates.Power(ClassicalRates.SharpPlFactor(l, mu, question.Step)!, k) * l / 2);
    }

    private static CountBound Count(Source from, Certified excess, Certified factor) =>
        new(from, Quantity.Loss, CountMeaning.From, ClassicalHypotheses.Tolerances, e => Count(excess, factor, e));

    /// <summary>The least K proved to have factor^K excess &lt; ε: above ln(excess/ε)/(-ln factor).</summary>
    internal static Certified? Count(Certified excess, Certified factor, Rational epsilon)
    {
        if (Certified.Less(excess, epsilon) == true)
            return 0;
        // factor <= 0 only where the bound is 0 after one step.
        if (factor.Sign() != 1)
            return factor.Sign() is 0 or -1 ? 1 : null;
        return Certified.Less(factor, 1) == true && Counts.Floor(Certified.Max(0, Certified.Log(excess / epsilon) / -Certified.Log(factor))) is { } n
            ? n + 1
            : null;
    }
}
