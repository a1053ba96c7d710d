using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>T0c: smooth and convex: the loss falls like 1/K, with the best constant.</summary>
/// <remarks>Guarantee: tight over the class. Drori, Teboulle (2014) up to h = 1/L; J. Kim (2024) beyond.</remarks>
public sealed class ClassicalConvex : Theorem
{
    private static readonly HypothesisStatement s_convex = new("convex", "f is convex on the set");
    private static readonly HypothesisStatement s_minimiser = new("minimiser", "f has a minimiser x* in the set, with room around it for the interpolation inequalities");

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
    ];

    /// <inheritdoc/>
    public override string Source => "Y. Drori, M. Teboulle, Math. Program. 145 (2014); C2: J. Kim, arXiv 2412.04427 (2024)";

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
                CommonHypotheses.Timed(s_convex, () => set?.Mu.Sign() is 0 or 1 ? new Proved(Method.Interval, $"no eigenvalue of the Hessian on the set is below {Inequality.Rough(set.Mu)}") : report.Convex),
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
        var rate = new RateBound(from, ClassicalHypotheses.LossAbove(set.Lowest), k => new(k, distance * ClassicalRates.Convex(l, h, k)));
        var count = new CountBound(from, Quantity.Loss, CountMeaning.From, ClassicalHypotheses.Tolerances, e => Steps(l, h, distance, e, small));
        return result with
        {
            Conclusions = [.. ClassicalHypotheses.Describe(set), new("distanceSquared", from.Conclusion, distance), ClassicalHypotheses.Table("lossRate", rate)],
            Implications = l.Sign() == 1 ? [rate, count] : [rate],
        };
    }

    /// <inheritdoc/>
    public override WorstCase Attaining(WorstCaseQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var (l, z, k) = (question.L, question.Z, question.Steps);
        // Exact comparison: all are rational.
        bool quadratic = z > 1 && Certified.Less(1 / (2 * k * z + 1), ClassicalRates.Power((1 - z) * (1 - z), k)) == true;
        return new AttainedBound(From(z <= 1 ? "C1" : "C2"), quadratic ? WorstFunctions.Quadratic(l) : WorstFunctions.Huber(l, z, k), "x=1", Quantity.Loss, ClassicalRates.Convex(l, question.Step, k));
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
