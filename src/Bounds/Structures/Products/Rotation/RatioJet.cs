using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Rotation;

/// <summary>ρ over a box of υ, with ρ(υ) = 1 + ρ1 υ + ρ2 υ² for every υ of the box.</summary>
/// <param name="Upsilon">The box.</param>
/// <param name="Value">An enclosure of ρ.</param>
/// <param name="First">An enclosure of ρ1 = ρ'(0); the whole line where it does not exist.</param>
/// <param name="Second">An enclosure of ρ2 over the box; the whole line where there is none.</param>
internal readonly record struct RatioJet(Interval Upsilon, Interval Value, Interval First, Interval Second)
{
    /// <summary>ρ as a 2-jet in υ.</summary>
    internal Jet Jet => new(Interval.One, First, Second);
}
