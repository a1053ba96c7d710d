using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Rotation;

/// <summary>A set {e >= border(υ), e &lt;= Ceiling} of states from which e_∞ >= Value is certified (theorem T13).</summary>
/// <param name="Value">2 - ν, rounded down.</param>
/// <param name="Ceiling">ē.</param>
/// <param name="Border">An upper bound of the border over a box of υ; +infinity where the box leaves the set's interval.</param>
internal sealed record EdgeFloor(double Value, double Ceiling, Func<Interval, double> Border);
