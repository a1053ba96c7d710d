using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Methods;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>R2: the Hessian of F(x·y) in closed form, and with it loss and sharpness before and after the first step, enclosed.</summary>
/// <remarks>Guarantee: exact where F'' exists. Own result.</remarks>
internal sealed class ExactSharpness : Theorem
{
    private static readonly HypothesisStatement s_start = new("start", "a start is given, and F', F'' exist there");

    private ExactSharpness()
    {
    }

    /// <summary>The only instance.</summary>
    public static ExactSharpness Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "R2";

    /// <inheritdoc/>
    public override string Title => "The Hessian in closed form";

    /// <inheritdoc/>
    public override string Problem => "f(x, y) = F(x·y), any start; where F'' exists";

    /// <inheritdoc/>
    public override ImmutableArray<HypothesisStatement> Hypotheses => [PlaneHypotheses.Product, s_start];

    /// <inheritdoc/>
    public override ImmutableArray<ConclusionStatement> Conclusions =>
    [
        new("C1", "the largest eigenvalue is λ+ = (F''p + sqrt(F''^2p^2 + 8F'F''s + 4F'^2))/2, for d >= 2 max(λ+, |F'|)", Guarantee.Tight),
        new("C2", "at a minimiser it is φ = F''(c) sqrt(D + 4c^2)", Guarantee.Tight),
    ];

    /// <inheritdoc/>
    public override string Source => "own";

    /// <inheritdoc/>
    public override bool IsLargeStep => false;

    /// <inheritdoc/>
    public override TheoremResult Check(Setting setting, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setting);
        FirstStep? first = null;
        var result = new TheoremResult
        {
            Theorem = this,
            Hypotheses =
            [
                CommonHypotheses.Timed(PlaneHypotheses.Product, () => setting.ProductForm),
                CommonHypotheses.Timed(s_start, () =>
                {
                    if (setting.Start is null)
                        return CommonHypotheses.NeedsStart(setting);
                    first = First(setting);
                    return first?.Sharpness is null
                        ? new Unknown("F' or F'' does not exist at the start, or is not evaluated there")
                        : new Proved(Method.Interval, "evaluated there");
                }),
            ],
        };
        if (!result.Applies.IsProved || first is null)
            return result;
        var conclusions = ImmutableArray.CreateBuilder<Conclusion>();
        conclusions.Add(new("sharpness", "C1", first.Sharpness!));
        if (first.NextSharpness is { } next)
            conclusions.Add(new("sharpnessAfterOneStep", "C1", next));
        // Gradient flow keeps D and ends with the sharpness φ(D_0).
        var flow = Phases.PhaseModel.Of(setting)?.EdgeRatio(setting.D);
        return result with
        {
            Conclusions = conclusions.ToImmutable(),
            Implications = flow is null ? [first] : [first, new FlowLimit(From("C2"), flow)],
        };
    }

    private FirstStep? First(Setting setting)
    {
        if (setting.Start is not { } start || setting.Objective.Structure.Outer is not { } outer)
            return null;
        CertifiedFunction value = new(outer.Value, outer.Argument),
            slope = new(outer.Slope.Value, outer.Argument), curvature = new(outer.Curvature.Value, outer.Argument);
        bool wide = start.X.Length > 1;
        if (slope.At(start.S) is not { } g)
            return null;
        var step = new ProductStep<Certified>(setting.Step * g);
        Certified s1 = step.Product(start.S, start.P), p1 = step.Size(start.S, start.P);
        return new FirstStep(From("C1"), value.At(start.S), value.At(s1),
            Sharpness(start.S, start.P, g, curvature.At(start.S), wide), Sharpness(s1, p1, slope.At(s1), curvature.At(s1), wide));
    }

    private static Certified? Sharpness(Certified s, Certified p, Certified? slope, Certified? curvature, bool wide)
    {
        if (slope is null || curvature is null)
            return null;
        var kp = curvature * p;
        var top = (kp + Certified.Sqrt(Certified.Max(0, kp.Square() + 8 * slope * curvature * s + 4 * slope.Square()))) * Rational.Half;
        return wide ? Certified.Max(top, Certified.Abs(slope)) : top;
    }
}
