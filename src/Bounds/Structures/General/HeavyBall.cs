using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Methods;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>H1: heavy ball on smooth functions: a small gradient, a geometric loss under a PL inequality, a loss of order 1/K for convex functions.</summary>
/// <remarks>
/// Guarantee: upper bounds. Own, by the Lyapunov function of <see cref="HeavyBallRates"/>; Ghadimi, Feyzmahdavian, Johansson, Global convergence of the
/// heavy-ball method for convex optimization (2015), Theorems 1 and 4, are special cases of C3 and C2.
/// </remarks>
internal sealed class HeavyBall : Theorem
{
    private static readonly HypothesisStatement s_step = new("step", "0 < h < 2(1 - m)/L");
    private static readonly HypothesisStatement s_bounded = new("bounded-below", "f >= f* on the set");

    private HeavyBall()
    {
    }

    /// <summary>The only instance.</summary>
    public static HeavyBall Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "H1";

    /// <inheritdoc/>
    public override string Title => "Heavy ball: small steps";

    /// <inheritdoc/>
    public override string Problem =>
        "f of n variables, smooth on a set that holds every iterate of heavy ball with momentum m from rest: R^n, or a box with f > f_0 on its boundary";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [ClassicalHypotheses.Set, s_step, s_bounded];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "min_{k<K} |∇f(x_k)|^2 <= (f_0 - f*)/(λK), λ = (h(1 - hL/2)c - h^2c^2 - m^2/4)/(c - m^2a), a = L/2 + c, any c > 0 with λ > 0 and c > m^2a",
            Guarantee.Upper),
        new("C2", "|∇f|^2 >= 2μ(f - f*) where f <= f_0, for such c: f_k - f* + c|x_k - x_{k-1}|^2 <= q^k(f_0 - f*), q < 1 the larger root of " +
            "(q - am^2/c)(q - 1 + 2μh(1 - ha)) = μm^2(1 - 2ha)^2/(2c); c = (1/h - L)/2: q = max{1 - μh, m^2/(1 - Lh)}", Guarantee.Upper),
        new("C3", "f convex on R^n with a minimiser x*, γ = h/(1 - m): min_{k<=K} f_k - f* <= (|x_0 - x*|^2/(2γ) + m(f_0 - f*)/(1 - m))/" +
            "(min{1, 2 - γL}(K + 1))", Guarantee.Upper),
    ];

    /// <inheritdoc/>
    public override string Source =>
        "own; C2 with c = (1/h - L)/2, C3: E. Ghadimi, H. Feyzmahdavian, M. Johansson, European Control Conference (2015), Theorems 4 and 1";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override bool Covers(DescentMethod method) => method is Momentum { IsNesterov: false };

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        if (setting.Method is not Momentum { IsNesterov: false } method)
            return CommonHypotheses.OtherMethod(this);
        var report = setting.Classical(cancellation);
        var limit = 2 * (1 - method.Value);
        bool Fits(ClassicalSet s) => s.Lowest is not null && Certified.Less(setting.Step * s.L, limit) == true;
        var set = report.First(s => Fits(s) && s.Pl is not null && s.PlValue is not null) ?? report.First(Fits) ?? report.First(_ => true);
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(ClassicalHypotheses.Set, () => ClassicalHypotheses.SetVerdict(report, set)),
                CommonHypotheses.Timed(s_step, () => ClassicalHypotheses.StepVerdict(setting, report, set, "2(1 - m)", limit)),
                CommonHypotheses.Timed(s_bounded, () => set?.Lowest is { } low && report.StartValue is not null
                    ? new Proved(Method.Interval, $"f >= {Inequality.Rough(low)} on the set")
                    : new Unknown("no lower bound of f on a set that holds the iterates is certified")),
            ],
        };
        return result.Applies.IsProved ? Concluding(result, setting, method, report, set!) : result;
    }

    private TheoremResult Concluding(TheoremResult result, Setting setting, Momentum method, ClassicalReport report, ClassicalSet set)
    {
        Certified l = set.L, h = setting.Step, m = method.Value, excess = Certified.Max(0, report.StartValue! - set.Lowest!);
        var conclusions = ImmutableArray.CreateBuilder<Conclusion>();
        var implications = ImmutableArray.CreateBuilder<Implication>();
        conclusions.AddRange(ClassicalHypotheses.Describe(set));
        if (HeavyBallRates.Decrease(l, h, m, HeavyBallRates.LargeDecrease(l, h, m)) is { } decrease)
        {
            var gradient = new RateBound(From("C1"), ClassicalHypotheses.LeastGradientSquared, k => new(k, excess / (decrease * k)));
            conclusions.Add(new("decrease", "C1", decrease));
            conclusions.Add(ClassicalHypotheses.Table("gradientSquared", gradient));
            implications.Add(gradient);
        }
        if (set is { Pl: { } mu, PlValue: { } star }
            && HeavyBallRates.SmallFactor(l, mu, h, m) is var weight && HeavyBallRates.Factor(l, mu, h, m, weight) is { } factor)
        {
            var above = Certified.Max(0, report.StartValue! - star);
            var rate = new RateBound(From("C2"), ClassicalHypotheses.LossAbove(star), k => new(k, ClassicalRates.Power(factor, k) * above));
            conclusions.AddRange(new("mu", "C2", mu), new("weight", "C2", (Certified)weight), new("factor", "C2", factor),
                ClassicalHypotheses.Table("lossRate", rate));
            // c|d_k|² <= q^k(f_0 - f*): the path is of finite length, and ∇f -> 0.
            if (set.PlIsLeast)
                implications.Add(ClassicalHypotheses.ToMinimiser(From("C2")));
            implications.AddRange(rate,
                new CountBound(From("C2"), Quantity.Loss, CountMeaning.From, ClassicalHypotheses.Tolerances, e => ClassicalPl.Count(above, factor, e)));
        }
        if (set is { Kind: SetKind.Whole, DistanceSquared: { } distance, Lowest: { } lowest } && set.Mu.Sign() is 0 or 1)
        {
            var least = new RateBound(From("C3"), ClassicalHypotheses.LeastLossAbove(lowest), k => new(k, HeavyBallRates.Convex(l, h, m, distance, excess, k)));
            conclusions.Add(ClassicalHypotheses.Table("leastLossRate", least));
            implications.Add(least);
        }
        return result with { Conclusions = conclusions.ToImmutable(), Implications = implications.ToImmutable() };
    }
}
