using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Precision;

namespace BoundCheck.Bounds.Structures.Products.Phases;

/// <summary>T6: where D and the sharpness end, given that D loses at most the factor (1 - q)².</summary>
internal static class LimitRange
{
    /// <summary>Where it is proved.</summary>
    internal static Source Source => LimitSharpness.Enclosure;

    /// <summary>D_∞ in [D_k(1 - q)², D_k].</summary>
    internal static Certified Imbalance(Certified d, Certified q) => Hull(d * (1 - q).Square(), d);

    /// <summary>φ_∞ = F''(c) sqrt(D_∞ + 4c²); null without F''(c).</summary>
    internal static Certified? Sharpness(PhaseModel model, Certified d, Certified q) =>
        model.Sharpness(d * (1 - q).Square()) is { } low && model.Sharpness(d) is { } high ? Hull(low, high) : null;

    /// <summary>The upper end of an enclosure, exact where it can be.</summary>
    internal static Certified Upper(Certified value) => value.UpperBound is { } hi ? hi : value;

    /// <summary>The lower end of an enclosure.</summary>
    internal static Certified Lower(Certified value) => value.LowerBound is { } lo ? lo : value;

    private static Certified Hull(Certified a, Certified b) => Certified.Of(BigInterval.Hull(a.Enclosure, b.Enclosure));
}
