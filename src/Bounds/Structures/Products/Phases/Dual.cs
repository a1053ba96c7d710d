using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Phases;

/// <summary>Enclosures of a function of one variable and of its derivative over an interval: forward differentiation (Moore 1966).</summary>
/// <remarks>A slope that is the whole line says that nothing is known of it; for a kink it holds the generalised derivatives (Clarke).</remarks>
internal readonly record struct Dual(Interval Value, Interval Slope) : IRing<Dual>
{
    public static implicit operator Dual(Interval constant) => new(constant, Interval.Zero);

    public static Dual operator +(Dual x, Dual y) => new(x.Value + y.Value, x.Slope + y.Slope);

    public static Dual operator -(Dual x, Dual y) => new(x.Value - y.Value, x.Slope - y.Slope);

    public static Dual operator -(Dual x) => new(-x.Value, -x.Slope);

    public static Dual operator *(Dual x, Dual y) => new(x.Value * y.Value, x.Slope * y.Value + x.Value * y.Slope);

    public static Dual operator /(Dual x, Dual y)
    {
        var value = x.Value / y.Value;
        return new(value, y.Value.ContainsZero ? Interval.Entire : (x.Slope - value * y.Slope) / y.Value);
    }

    /// <inheritdoc/>
    public static Dual OneLike(Dual x) => Interval.One;

    /// <inheritdoc/>
    public static Dual Square(Dual x) => Sqr(x);

    /// <summary>The variable itself over an interval.</summary>
    internal static Dual Variable(Interval box) => new(box, Interval.One);

    internal static Dual Sqr(Dual x) => new(Interval.Sqr(x.Value), Interval.Point(2) * x.Value * x.Slope);

    internal static Dual Sqrt(Dual x)
    {
        var root = Interval.Sqrt(x.Value);
        return new(root, root.IsPositive ? x.Slope / (Interval.Point(2) * root) : Interval.Entire);
    }

    internal static Dual Exp(Dual x)
    {
        var value = Interval.Exp(x.Value);
        return new(value, value * x.Slope);
    }

    /// <summary>The value over the box, narrowed by the mean value theorem from the value at a point of it.</summary>
    internal Interval Narrowed(Interval atPoint, Interval box, double point) => Interval.Intersect(Value, atPoint + Slope * (box - Interval.Point(point)));
}
