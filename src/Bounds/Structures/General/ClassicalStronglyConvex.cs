using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>T0d: smooth and strongly convex: the distance to the minimiser falls geometrically.</summary>
/// <remarks>Guarantee: tight over the class. Nesterov (2004), 2.1.5; B. Polyak (1964).</remarks>
internal sealed class ClassicalStronglyConvex : Theorem
{
    private static readonly HypothesisStatement s_strong = new("strongly-convex", "f - μ|x|^2/2 is convex on the set, μ > 0");
    private static readonly HypothesisStatement s_minimiser = new("minimiser", "f has a minimiser x* in the set");

    private static readonly Quantity s_distance = new("|x - x*|^2");

    private ClassicalStronglyConvex()
    {
    }

    /// <summary>The only instance.</summary>
    public static ClassicalStronglyConvex Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "T0d";

    /// <inheritdoc/>
    public override string Title => "Classical, strongly convex: geometric distance";

    /// <inheritdoc/>
    public override string Problem => "f of n variables, smooth and strongly convex on a convex set that holds every iterate, small steps";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [ClassicalHypotheses.Set, ClassicalHypotheses.Step, s_strong, s_minimiser];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
        [new("C1", "|x_K - x*|^2 <= max((1 - Lh)^2, (1 - μh)^2)^K |x_0 - x*|^2", Guarantee.Tight)];

    /// <inheritdoc/>
    public override string Source => "B. Polyak (1964); Y. Nesterov (2004), 2.1.5";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <summary>What every start allows where f is strongly convex on all of R^n, where it has a minimiser.</summary>
    /// <param name="l">A Lipschitz constant of the gradient on R^n.</param>
    internal (Source Source, EveryStartStep Step) EveryStart(Certified l) => (From("C1"), new(2 / l, "every start", "2/L on all of R^n"));

    /// <inheritdoc/>
    public override WorstCase Attaining(WorstCaseQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (question.Mu is not { } mu)
            return new NoWorstCase("T0d needs --mu");
        var (l, h) = (question.L, question.Step);
        bool alongMu = (1 - mu * h) * (1 - mu * h) >= (1 - l * h) * (1 - l * h);
        return new AttainedBound(From("C1"), WorstFunctions.Quadratic(mu, l), alongMu
            ? "x=1,y=0"
            : "x=0,y=1", s_distance, ClassicalRates.Power(ClassicalRates.Distance(l, mu, h), question.Steps));
    }

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var report = setting.Classical(cancellation);
        var set = ClassicalHypotheses.Choose(setting, report, s => s.Mu.Sign() == 1 && s.DistanceSquared is not null);
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(ClassicalHypotheses.Set, () => ClassicalHypotheses.SetVerdict(report, set)),
                CommonHypotheses.Timed(ClassicalHypotheses.Step, () => ClassicalHypotheses.StepVerdict(setting, report, set)),
                CommonHypotheses.Timed(s_strong, () => set?.Mu.Sign() == 1
                    ? new Proved(Method.Interval, $"μ = {Inequality.Show(set.Mu)}")
                    : report.StronglyConvex),
                CommonHypotheses.Timed(s_minimiser, () => set is { DistanceSquared: { } d }
                    ? new Proved(Method.Interval, $"|x_0 - x*|^2 = {Inequality.Rough(d)}")
                    : new Unknown("no minimiser is certified")),
            ],
        };
        // All of R^n holds the iterates whatever this step is.
        if (set is { DistanceSquared: not null } && set.Mu.Sign() == 1 && (set.Kind == SetKind.Whole || result.Applies.IsProved))
            result = result with { Implications = ClassicalHypotheses.EveryStep(From("C1"), set) };
        if (!result.Applies.IsProved)
            return result;
        var factor = ClassicalRates.Distance(set!.L, set.Mu, setting.Step);
        var distance = set.DistanceSquared!;
        var rate = new RateBound(From("C1"), set.Minimiser is { } x
            ? s_distance with { AtEnd = m => Squared(m.FinalX, x) }
            : s_distance, k => new(k, ClassicalRates.Power(factor, k) * distance));
        var implications = ImmutableArray.CreateBuilder<Implication>();
        implications.Add(new Convergence(From("C1"), "x_k -> x*, the minimiser on the set, from this start", Exceptions.None));
        implications.Add(rate);
        implications.Add(new CountBound(From("C1"), s_distance, CountMeaning.From, ClassicalHypotheses.Tolerances, e =>
            ClassicalPl.Count(distance, factor, e)));
        implications.AddRange(result.Implications);
        return result with
        {
            Conclusions =
            [
                .. ClassicalHypotheses.Describe(set), new("mu", "C1", set.Mu), new("factor", "C1", factor), new("distanceSquared", "C1", distance),
                ClassicalHypotheses.Table("distanceRate", rate),
            ],
            Implications = implications.ToImmutable(),
        };
    }

    /// <summary>|a - b|²; NaN where rounding of the points hides it.</summary>
    private static double Squared(ImmutableArray<double> a, ImmutableArray<double> b) =>
        a.Length == b.Length && a.Zip(b, (u, v) => (u - v) * (u - v)).Sum() is var d && d > 1e-24 * b.Sum(v => v * v) ? d : double.NaN;
}
