using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>
/// A function of υ on a box as f0 + f1 υ + f2(υ) υ²: f0 and f1 are numbers, f2 a function that lies in <paramref name="Second"/> on the whole box.
/// Dividing by υ² near υ = 0 is then a matter of coefficients.
/// </summary>
internal readonly record struct Jet(Interval Constant, Interval First, Interval Second)
{
    public static Jet operator -(Jet f, Jet g) => new(f.Constant - g.Constant, f.First - g.First, f.Second - g.Second);

    /// <summary>f g on the box of υ: the terms of the third and fourth order go into the coefficient of υ².</summary>
    internal static Jet Multiply(Jet f, Jet g, Interval upsilon) => new(
        f.Constant * g.Constant,
        f.Constant * g.First + f.First * g.Constant,
        f.Constant * g.Second + f.First * g.First + f.Second * g.Constant
            + (f.First * g.Second + f.Second * g.First) * upsilon + f.Second * g.Second * Interval.Sqr(upsilon));

    /// <summary>υ f on the box.</summary>
    internal Jet Shift(Interval upsilon) => new(Interval.Zero, Constant, First + Second * upsilon);

    /// <summary>The value on the box.</summary>
    internal Interval At(Interval upsilon) => Constant + First * upsilon + Second * Interval.Sqr(upsilon);
}
