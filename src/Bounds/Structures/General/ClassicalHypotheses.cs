using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Structures.Products;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.General;

/// <summary>Hypotheses and tables that the classical theorems share.</summary>
internal static class ClassicalHypotheses
{
    private static readonly object s_report = new();

    /// <summary>The certified sets of the classical theorems, searched once for a setting.</summary>
    internal static ClassicalReport Classical(this Setting setting, CancellationToken cancellation) => setting.Once(s_report, () => setting.Scalars is { } s
        ? ClassicalAnalysis.Analyze(setting, s.Expression, s.Start, cancellation)
        : ClassicalAnalysis.WithoutScalars(setting, setting.Start is null ? "no start is given" : "too many variables", cancellation));

    internal static readonly HypothesisStatement Set = new("smooth", "f has an L-Lipschitz gradient on a convex set that holds every iterate");
    internal static readonly HypothesisStatement Step = new("step", "0 < h < 2/L");

    private static readonly int[] s_steps = [10, 100, 1000, 10000];

    internal static Verdict SetVerdict(ClassicalReport report, ClassicalSet? set) => set is null
        ? new Unknown($"no convex set is certified to hold every iterate: {report.Missing}")
        : new Proved(set.L.Exact is not null && set.Kind == SetKind.Whole ? Method.Symbolic : Method.Interval, $"L = {Inequality.Show(set.L)} on {set.Text}");

    /// <summary>h &lt; 2/L (decided as hL &lt; 2) on the set; without a set, refuted where the curvature at the start forbids it.</summary>
    internal static Verdict StepVerdict(Setting setting, ClassicalReport report, ClassicalSet? set) => StepVerdict(setting, report, set, "2", 2);

    /// <summary>hL below a limit that is at most 2.</summary>
    internal static Verdict StepVerdict(Setting setting, ClassicalReport report, ClassicalSet? set, string limit, Rational value) => set is null
        ? report.Step
        : Inequality.Less("h*L", setting.Step * set.L, limit, value, ("h", setting.Step), ("L", set.L)) switch
        {
            // L is an upper bound: a larger one than 2/h refutes only where the curvature at the start does.
            Refuted r => report.Step is Refuted s ? s : set.Kind == SetKind.Whole
                && set.L.Exact is not null ? r : new Unknown($"{r.Witness.Checked}, with an upper bound L"),
            var v => v,
        };

    internal static bool StepFits(Setting setting, ClassicalSet set) => Certified.Less(setting.Step * set.L, 2) == true;

    /// <summary>The set of a theorem: the first with the property and h &lt; 2/L, else the first with h &lt; 2/L, else the first.</summary>
    internal static ClassicalSet? Choose(Setting setting, ClassicalReport report, Func<ClassicalSet, bool> property) =>
        report.First(s => property(s) && StepFits(setting, s)) ?? report.First(s => StepFits(setting, s)) ?? report.First(_ => true);

    internal static IEnumerable<Conclusion> Describe(ClassicalSet set)
    {
        yield return new("set", "C1", set.Text);
        yield return new("L", "C1", set.L);
    }

    /// <summary>f - f* for a certified f*, as a finished run measures it; not measured where rounding of f hides it.</summary>
    internal static Quantity LossAbove(Certified? lowest) => Above(lowest, Quantity.Loss, m => m.Final.Loss);

    /// <summary>The least f - f* so far, likewise.</summary>
    internal static Quantity LeastLossAbove(Certified? lowest) => Above(lowest, Quantity.LeastLoss, m => m.LeastLoss);

    private static Quantity Above(Certified? lowest, Quantity quantity, Func<Measurement, double> loss) => lowest?.ToInterval() is not { IsBounded: true } value
        ? quantity
        : quantity with
        {
            AtEnd = m => loss(m) - value.Mid is var above
                && above > 1e-11 * (Math.Abs(m.Final.Loss) + Math.Abs(m.Initial.Loss) + value.Mag) ? above : double.NaN,
        };

    /// <summary>min |∇f|² over the steps so far.</summary>
    internal static Quantity LeastGradientSquared { get; } = new("|∇f|^2")
    {
        Extreme = "min |∇f|^2", IsRunningMinimum = true, At = p => p.GradientNorm * p.GradientNorm, AtEnd = m => m.LeastGradientNorm * m.LeastGradientNorm,
    };

    /// <summary>
    /// 2/L, for a theorem that holds on the set for every smaller step: these sets hold the iterates of every step below 2/L, the ball around the start
    /// those of this one alone. None for L = 0.
    /// </summary>
    internal static ImmutableArray<Implication> EveryStep(Source from, ClassicalSet set) =>
        set.Kind is SetKind.Whole or SetKind.ConvexBall or SetKind.Sublevel && set.L.Sign() == 1
            ? [new CertifiedStep(from, 2 / set.L, Exceptions.None)]
            : [];

    internal static Convergence ToMinimiser(Source source) => new(source, "x_k -> a minimiser on the set, from this start", Exceptions.None);

    /// <summary>A bound at K = 10, 100, 1000, 10000.</summary>
    internal static Conclusion Table(string name, RateBound bound) => bound.Table(name, s_steps);

    internal static readonly ImmutableArray<Rational> Tolerances = [new(1, 100), new(1, 10000), new(1, 1000000)];
}
