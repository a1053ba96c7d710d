namespace BoundCheck.Bounds.Tests.Regularity.Piecewise;

/// <summary>Value, slope and curvature, at a point or in the limit from one side of it.</summary>
internal readonly record struct Jet(double Value, double Slope, double Curvature)
{
    /// <summary>Smaller differences are rounding: the generator makes differences far above it.</summary>
    private const double Same = 1e-9;

    public static Jet operator +(Jet a, Jet b) => new(a.Value + b.Value, a.Slope + b.Slope, a.Curvature + b.Curvature);

    public static Jet operator -(Jet a, Jet b) => new(a.Value - b.Value, a.Slope - b.Slope, a.Curvature - b.Curvature);

    public static Jet operator *(double c, Jet a) => new(c * a.Value, c * a.Slope, c * a.Curvature);

    public static Jet operator *(Jet a, Jet b) =>
        new(a.Value * b.Value, a.Slope * b.Value + a.Value * b.Slope, a.Curvature * b.Value + 2 * a.Slope * b.Slope + a.Value * b.Curvature);

    /// <summary>The chain rule; the outer jet is at this value.</summary>
    internal Jet Inside(Jet outer) => new(outer.Value, outer.Slope * Slope, outer.Curvature * Slope * Slope + outer.Slope * Curvature);

    internal static bool Agree(double a, double b) => Math.Abs(a - b) <= Same * (1 + Math.Abs(a) + Math.Abs(b));

    /// <summary>The sign just on a side of the point (0: at it): that of the first coefficient that is not 0.</summary>
    internal int SignToward(int side) => Math.Abs(Value) > Same ? Math.Sign(Value)
        : side == 0 ? 0
        : Math.Abs(Slope) > Same ? Math.Sign(Slope) * side
        : Math.Abs(Curvature) > Same ? Math.Sign(Curvature) : 0;
}
