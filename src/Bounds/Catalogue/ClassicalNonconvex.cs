using System.Collections.Immutable;
using BoundCheck.Bounds.Classical;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Catalogue;

/// <summary>T0a: smooth, nonconvex: the least gradient falls like 1/sqrt(K).</summary>
/// <remarks>Problem: min f, f L-smooth. Guarantee: upper bound. Nesterov (2004), 1.2.3.</remarks>
public sealed class ClassicalNonconvex : Theorem
{
    private static readonly HypothesisStatement s_bounded = new("bounded-below", "f >= f* on the set");

    private static readonly Quantity s_gradientSquared = new("|∇f|^2") { Extreme = "min |∇f|^2", IsRunningMinimum = true, At = p => p.GradientNorm * p.GradientNorm };

    private ClassicalNonconvex()
    {
    }

    /// <summary>The only instance.</summary>
    public static ClassicalNonconvex Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "T0a";

    /// <inheritdoc/>
    public override string Title => "Classical, nonconvex: a small gradient";

    /// <inheritdoc/>
    public override string Problem => "f of n variables, smooth on a convex set that holds every iterate, small steps";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [ClassicalHypotheses.Set, ClassicalHypotheses.Step, s_bounded];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions => [new("C1", "min_{k<K} |∇f(x_k)|^2 <= (f_0 - f*)/(h(1 - Lh/2)K)", Guarantee.Upper)];

    /// <inheritdoc/>
    public override string Source => "Y. Nesterov, Introductory Lectures on Convex Optimization (2004), 1.2.3";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var report = setting.Classical(cancellation);
        var set = ClassicalHypotheses.Choose(setting, report, s => s.Lowest is not null);
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(ClassicalHypotheses.Set, () => ClassicalHypotheses.SetVerdict(report, set)),
                CommonHypotheses.Timed(ClassicalHypotheses.Step, () => ClassicalHypotheses.StepVerdict(setting, report, set)),
                CommonHypotheses.Timed(s_bounded, () => set?.Lowest is { } low && report.StartValue is not null
                    ? new Proved(Method.Interval, $"f >= {Inequality.Rough(low)} on the set")
                    : new Unknown("no lower bound of f on a set that holds the iterates is certified")),
            ],
        };
        if (!result.Applies.IsProved)
            return result;
        var excess = report.StartValue! - set!.Lowest!;
        Certified Bound(Certified k) => excess * ClassicalRates.Gradient(set.L, setting.Step, k);
        var rate = new RateBound(From("C1"), s_gradientSquared, k => new(k, Bound(k)));
        return result with
        {
            Conclusions = [.. ClassicalHypotheses.Describe(set), new("lossExcess", "C1", excess), ClassicalHypotheses.Table("gradientSquared", rate)],
            Implications =
            [
                rate,
                // Bound(K) = Bound(1)/K < ε² for K > Bound(1)/ε².
                new CountBound(From("C1"), Quantity.Gradient, CountMeaning.First, ClassicalHypotheses.Tolerances,
                    e => Counts.Floor(Bound(1) / ((Certified)e).Square()) is { } n ? n + 1 : null),
            ],
        };
    }
}
