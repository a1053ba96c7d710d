using BoundCheck.Bounds.Catalogue;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Prediction;

/// <summary>Loss and sharpness at the start and after one step, certified; null where F or F'' can't be evaluated there.</summary>
internal sealed record FirstStep(Certified? Loss, Certified? NextLoss, Certified? Sharpness, Certified? NextSharpness)
{
    /// <summary>The first step of a setting; null without a start in product form.</summary>
    internal static FirstStep? Of(Setting setting)
    {
        if (setting.Start is not { } start || setting.Objective is not { Outer: { } outer, Slope: { } first, Curvature: { } second, Argument: var argument })
            return null;
        var (value, slope, curvature) = (new CertifiedFunction(outer, argument), new CertifiedFunction(first.Value, argument), new CertifiedFunction(second.Value, argument));
        bool wide = start.X.Length > 1;
        if (slope.At(start.S) is not { } g)
            return null;
        // R1: s' = s(1 + w²) - w p, p' = p(1 + w²) - 4 w s.
        var w = setting.Step * g;
        Certified grow = 1 + w.Square(), s1 = start.S * grow - w * start.P, p1 = start.P * grow - 4 * w * start.S;
        return new FirstStep(value.At(start.S), value.At(s1), SharpnessAt(start.S, start.P, g, curvature.At(start.S), wide), SharpnessAt(s1, p1, slope.At(s1), curvature.At(s1), wide));
    }

    // R2: λ+ for d = 1, max(λ+, |F'|) for d >= 2.
    private static Certified? SharpnessAt(Certified s, Certified p, Certified? slope, Certified? curvature, bool wide)
    {
        if (slope is null || curvature is null)
            return null;
        var top = Predictor.Sharpness(curvature, slope, s, p);
        return wide ? Certified.Max(top, Certified.Abs(slope)) : top;
    }
}
