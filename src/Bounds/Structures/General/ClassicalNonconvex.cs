using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>T0a: smooth, nonconvex: the least gradient falls like 1/sqrt(K).</summary>
/// <remarks>
/// Problem: min f, f L-smooth. Guarantee: C2 is tight up to h = sqrt3/L, an upper bound beyond; C1 an upper bound.
/// Nesterov (2004), 1.2.3; Abbaszadehpeivasti, de Klerk, Zamani (2022); beyond sqrt3/L own.
/// </remarks>
internal sealed class ClassicalNonconvex : Theorem
{
    private static readonly HypothesisStatement s_bounded = new("bounded-below", "f >= f* on the set");

    private const int LongestZigzag = 40;

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
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "min_{k<K} |∇f(x_k)|^2 <= (f_0 - f*)/(h(1 - Lh/2)K)", Guarantee.Upper),
        new("C2", "min_{k<=K} |∇f(x_k)|^2 <= 4(f_0 - f*)/(Kh(4 - Lh) + 4κ) for Lh <= 1, 4(f_0 - f*)/(Kh(4 - (Lh)^2) + 4κ) for 1 <= Lh <= sqrt(3), " +
            "(4(f_0 - f*) + h((Lh)^2 - 3)|∇f_0|^2)/(Kh(4 - (Lh)^2) + h((Lh)^2 - 3) + 4κ) beyond; κ = 1/(2L) on R^n and for Lh >= 1, else h(1 - Lh/2)",
                Guarantee.Tight),
    ];

    /// <inheritdoc/>
    public override string Source => "Y. Nesterov, Introductory Lectures on Convex Optimization (2004), 1.2.3; " +
        "H. Abbaszadehpeivasti, E. de Klerk, M. Zamani, Optim. Lett. 16 (2022); beyond sqrt(3)/L own";

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
        var (l, h, excess) = (set!.L, setting.Step, Certified.Max(0, report.StartValue! - set.Lowest!));
        // κ|∇f_K|² <= f_K - f*: one more step of length 1/L, inside the set on R^n or on the way to x_{K+1}; else one of length h.
        var last = l.Sign() == 1 && (set.Kind == SetKind.Whole || Certified.LessOrEqual(1, l * h) == true) ? 1 / (2 * l) : h * (1 - l * h * Rational.Half);
        var start = report.StartGradientSquared ?? 2 * l * excess;
        Certified? Sharp(Certified k) => set.HasRoom ? ClassicalRates.SharpGradient(l, h, k, excess, start, last) : null;
        Certified Bound(Certified k) => Sharp(k) is { } exact
            ? Certified.Min(exact, excess * ClassicalRates.Gradient(l, h, k))
            : excess * ClassicalRates.Gradient(l, h, k);
        var from = From(Sharp(1) is null ? "C1" : "C2");
        var rate = new RateBound(from, ClassicalHypotheses.LeastGradientSquared, k => new(k, Bound(k)));
        return result with
        {
            Conclusions = [.. ClassicalHypotheses.Describe(set), new("lossExcess", "C1", excess), ClassicalHypotheses.Table("gradientSquared", rate)],
            Implications = [rate, new CountBound(from, Quantity.Gradient, CountMeaning.First, ClassicalHypotheses.Tolerances, e => Steps(Bound, e)),
                .. SmallSteps(set)],
        };
    }

    /// <summary>A ball that is longer than the path holds the path of its step only; the other sets hold the iterates of every step below 2/L.</summary>
    private IEnumerable<StationaryStep> SmallSteps(ClassicalSet set) =>
        set.Kind != SetKind.PathBall && set.L.Sign() == 1 ? [new StationaryStep(From("C1"), 2 / set.L, set.Text)] : [];

    /// <inheritdoc/>
    public override WorstCase Attaining(WorstCaseQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var (l, h, k) = (question.L, question.Step, question.Steps);
        var z = question.Z;
        if (z > 1 && k > 1)
            return new NoWorstCase(z * z > 3 ? "beyond h = sqrt(3)/L the bound of T0a is an upper bound, above the worst case for K > 1 (docs/classical.md)"
                : "for 1/L < h <= sqrt(3)/L equality needs gradients of one length with |∇f(x_{k+1}) - ∇f(x_k)| = L|x_{k+1} - x_k| in every "
                + "step: on each the Hessian is L times a reflection, with other axes for each step. No formula is known for K > 1; for K = 1 one is given");
        if (z * z > 3)
            // |∇f_0|² = 2L(f_0 - f*) and a gradient that shrinks by z - 1.
            return new AttainedBound(From("C2"), WorstFunctions.Quadratic(l), "x=1", ClassicalHypotheses.LeastGradientSquared,
                l * l * (z - 1) * (z - 1));
        if (z > 1)
            return new AttainedBound(From("C2"), WorstFunctions.Saddle(l, z), $"x=sqrt({(2 + z) / (2 - z)}),y=1", ClassicalHypotheses.LeastGradientSquared,
                4 * l * l / (2 - z));
        if (k > LongestZigzag)
            return new NoWorstCase($"the objective has 2K + 2 pieces; it is written out up to K = {LongestZigzag}");
        var excess = k * h * (1 - question.Z / 4) + 1 / (2 * l);
        return new AttainedBound(From("C2"), WorstFunctions.Zigzag(l, h, k), $"x={1 / l + k * h}",
            ClassicalHypotheses.LeastGradientSquared, ClassicalRates.SharpGradient(l, h, k, excess, 1, 1 / (2 * l))!);
    }

    /// <summary>The least K with a bound below ε², by doubling and bisection (the bound falls with K); null beyond 2^60.</summary>
    private static Certified? Steps(Func<Certified, Certified> bound, Rational epsilon)
    {
        bool Enough(long k) => Certified.Less(bound(k), epsilon * epsilon) == true;
        long high = 1;
        while (!Enough(high))
        {
            if ((high <<= 1) > 1L << 60)
                return null;
        }
        long low = high / 2;
        while (high - low > 1)
        {
            long middle = low + (high - low) / 2;
            (low, high) = Enough(middle) ? (low, middle) : (middle, high);
        }
        return high;
    }
}
