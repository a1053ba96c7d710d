using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>T2: with a bounded derivative the imbalance never grows, from every start.</summary>
/// <remarks>Guarantee: C1 and C2 hold at every step; C3, C4 are upper bounds. Own result.</remarks>
internal sealed class BoundedDerivative : Theorem
{
    private static readonly HypothesisStatement s_step = new("step", "hG < sqrt(2)");

    private BoundedDerivative()
    {
    }

    /// <summary>The only instance.</summary>
    public static BoundedDerivative Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "T2";

    /// <inheritdoc/>
    public override string Title => "Bounded derivative: balancing from every start";

    /// <inheritdoc/>
    public override string Problem => "f(x, y) = F(x·y) with F' bounded and one centre; no condition on the start";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses =>
        [PlaneHypotheses.Product, PlaneHypotheses.Smooth, PlaneHypotheses.Sign, PlaneHypotheses.BoundedDerivative, s_step];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "D_{k+1} = D_k(1 - h^2 F'(s_k)^2)^2 <= D_k", Guarantee.Tight),
        new("C2", "A_k <= max(A_0, (1+hG)^2(2c + sqrt(4c^2+D_0))), B_k <= max(B_0, (1+hG)^2(-2c + sqrt(4c^2+D_0)))", Guarantee.Upper),
        new("C3", "D_0 > 0: min_{k<K} τ_k <= 1 - (D_K/D_0)^(1/(2K)) with τ = min(h^2F'^2, 2 - h^2F'^2)", Guarantee.Upper),
        new("C4", "for 0 < ε < 1/h and 0 < D* < D_0 at most floor(ln(D_0/D*)/(-2 ln m)) + 1 steps with D_k >= D* have |F'(s_k)| >= ε, m = max(1-h^2ε^2, "
            + "h^2G^2-1)", Guarantee.Upper),
        new("C5", "F'(s_k) -> 0 or D_k -> 0", Guarantee.Qualitative),
    ];

    /// <inheritdoc/>
    public override string Source => "own";

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        var report = setting.Regularity;
        var g = report.DerivativeBound.Value;
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(PlaneHypotheses.Product, () => setting.ProductForm),
                CommonHypotheses.Timed(PlaneHypotheses.Smooth, () => report.Smooth),
                CommonHypotheses.Timed(PlaneHypotheses.Sign, () => report.Sign),
                CommonHypotheses.Timed(PlaneHypotheses.BoundedDerivative, () => report.DerivativeBound.Verdict),
                CommonHypotheses.Timed(s_step, () => PlaneHypotheses.StepBelowRootTwo(setting), g is null
                    ? null
                    : $"h < sqrt(2)/G = {Inequality.Rough(Certified.Sqrt(2) / g)}"),
            ],
        };
        if (!result.Applies.IsProved || setting.Start is null || setting.Centre is not { } c)
            return result;
        var (aMax, bMax) = Largest(setting, g!, c);
        var conclusions = ImmutableArray.CreateBuilder<Conclusion>();
        conclusions.Add(new("balancing", "C1", "D_k never increases"));
        conclusions.Add(new("D0", "C1", setting.D));
        conclusions.Add(new(setting.Mirrored ? "BMax" : "AMax", "C2", aMax));
        conclusions.Add(new(setting.Mirrored ? "AMax" : "BMax", "C2", bMax));
        if (setting.D.Sign() > 0)
        {
            Rational share = new(1, 100);
            conclusions.Add(new("largeGradientSteps", "C4",
                new[] { new Rational(1, 10), new Rational(1, 100), new Rational(1, 1000) }
                    .Select(e => new BoundAt(e, LargeGradientCount(setting, g!, e, 1 / share))).ToImmutableArray()));
            conclusions.Add(new("largeGradientShare", "C4", (Certified)share));
        }
        return result with { Conclusions = conclusions.ToImmutable(), Implications = [.. Implications(setting)] };
    }

    private IEnumerable<Implication> Implications(Setting s)
    {
        if (s.Regularity.CurvatureAtCentre is { } curvature && curvature.Sign() == 1
            && (curvature * Certified.Sqrt(s.D + 4 * s.Centre!.Square())).UpperBound is { } most)
            yield return new SharpnessCap(From("C1"), most, "D never grows", GivenConvergence: true);
        if (s.D.Sign() == 0)
            yield break;
        // D_1 = D_0(1 - h²F'(s_0)²)² < D_0 when 0 < h²F'(s_0)² < 2, and D never increases afterwards.
        yield return s.U.Sign() is 1 or -1
            ? new Balancing(From("C1"), ImbalanceTrend.Falls, $"{From("C1")} with F'(s_0) != 0")
            : new Balancing(From("C1"), ImbalanceTrend.NeverGrows, "u_0 is not decided to differ from 0");
        if (s.D.Sign() == 1)
        {
            double h = s.Step.ToInterval().Mid;
            var tau = new Quantity("min(h^2F'^2, 2 - h^2F'^2)")
            {
                Extreme = "min of min(h^2F'^2, 2 - h^2F'^2)", IsRunningMinimum = true, Before = k => k.MinTau,
                At = p => Math.Min(h * h * p.Slope * p.Slope, 2 - h * h * p.Slope * p.Slope),
            };
            yield return new StateBound(From("C3"), tau, "D_K", k => !double.IsFinite(k.D) ? null
                : k.D == 0 ? 1 : 1 - Certified.Exp(Certified.Log(Rational.FromDouble(k.D) / s.D) / (2 * k.K)));
        }
    }

    /// <summary>C2's bounds on A_k and B_k (oriented).</summary>
    internal static (Certified A, Certified B) Largest(Setting s, Certified g, Certified c) => Varying.VaryingHypotheses.Largest(s, s.Step * g, c);

    /// <summary>C4: the number of steps with D_k >= D_0/<paramref name="ratio"/> and |F'(s_k)| >= ε; null when ε is not below 1/h or the bound is
    /// void.</summary>
    internal static Certified? LargeGradientCount(Setting s, Certified g, Certified epsilon, Certified ratio)
    {
        var w = s.Step * epsilon;
        if (Certified.Less(w, 1) != true)
            return null;
        var m = Certified.Max(1 - w.Square(), (s.Step * g).Square() - 1);
        // m = 0 only when hε = hG = 1; then one such step makes D vanish.
        if (m.Sign() != 1)
            return m.Sign() == 0 ? 1 : null;
        return Counts.Floor(Certified.Log(ratio) / (-2 * Certified.Log(m))) is { } n ? n + 1 : null;
    }
}
