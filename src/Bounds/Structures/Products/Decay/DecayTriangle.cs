using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Methods;

namespace BoundCheck.Bounds.Structures.Products.Decay;

/// <summary>W1: weight decay keeps T1's triangle, and the smaller of |x+y|, |x-y| decays.</summary>
/// <remarks>Scaling (A, B) by θ² &lt; 1 after a plain step with ĥ only raises 4 - W. Own result.</remarks>
internal sealed class DecayTriangle : Theorem
{
    private DecayTriangle()
    {
    }

    /// <summary>The only instance.</summary>
    public static DecayTriangle Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "W1";

    /// <inheritdoc/>
    public override string Title => "Weight decay: an invariant triangle";

    /// <inheritdoc/>
    public override string Problem => "f(x, y) = F(x·y) with weight decay λ; a bounded set of starts";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses =>
        [PlaneHypotheses.Product, PlaneHypotheses.Smooth, DecayHypotheses.Sector, DecayHypotheses.Decay, DecayHypotheses.Gamma, DecayHypotheses.Start];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C2", "the triangle A/(2+γ) + B/(2-γ) < 4/(ĥβ) is invariant: ĥβp_k < 2(2+γ)", Guarantee.Upper),
        new("C3", "c != 0: B_k <= B_0((4-γ^2)/Y_0)^(2/γ) θ^(2k), Y_0 = 4 - W_0; c = 0: A_k, B_k -> 0", Guarantee.Upper),
    ];

    /// <inheritdoc/>
    public override string Source => "own";

    /// <inheritdoc/>
    public override bool Covers(DescentMethod method) => method is WeightDecay;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        if (setting.Method is not WeightDecay)
            return CommonHypotheses.OtherMethod(this);
        var decay = DecaySetting.Of(setting);
        var (hypotheses, beta) = DecayHypotheses.Triangle(setting, decay, cancellation);
        var result = new TheoremResult { Theorem = this, Hypotheses = hypotheses };
        if (!result.Applies.IsProved || setting.CentreIsZero is not { } zero)
            return result;
        var at = decay.Plain!;
        Certified gamma = Products.Triangle.Gamma(at, beta!), w = Products.Triangle.W(at, beta!);
        var conclusions = ImmutableArray.CreateBuilder<Conclusion>();
        conclusions.AddRange(new("scaledStep", "C2", at.Step), new("beta", "C2", beta!), new("gamma", "C2", gamma), new("W0", "C2", w),
            new("triangle", "C2", new TriangleStarts(at, beta!).Vertices));
        if (!zero)
            conclusions.Add(new(setting.Mirrored
                ? "AOverDecay"
                : "BOverDecay", "C3", setting.B * Certified.Exp(2 / gamma * Certified.Log((4 - gamma.Square()) / (4 - w)))));
        return result with
        {
            Conclusions = conclusions.ToImmutable(),
            Implications = zero ? [new Convergence(From("C3"), "x_k, y_k -> 0 from this start", Exceptions.None)] : [],
        };
    }
}
