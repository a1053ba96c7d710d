using BoundCheck.Bounds.Theory;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Structures.Products.Phases;

/// <summary>The set S = {-α &lt;= υ &lt;= μ, 2 - ν + λυ²e^{2κυ} &lt;= e &lt;= ē} of theorem T13; every number is an exact double.</summary>
/// <param name="Nu">ν > 0.</param>
/// <param name="Lambda">λ > 0.</param>
/// <param name="Kappa">κ.</param>
/// <param name="Left">α > 0.</param>
/// <param name="Right">μ > 0.</param>
/// <param name="Ceiling">ē.</param>
internal sealed record EdgeShape(double Nu, double Lambda, double Kappa, double Left, double Right, double Ceiling)
{
    /// <summary>An enclosure of the lower border 2 - ν + λυ²e^{2κυ} over υ.</summary>
    internal Interval Floor(Interval offset) => Border(Dual.Variable(offset)).Value;

    internal Dual Border(Dual offset) =>
        Interval.Point(2) - Interval.Point(Nu) + Interval.Point(Lambda) * Dual.Sqr(offset) * Dual.Exp(Interval.Point(2) * Interval.Point(Kappa) * offset);

    /// <summary>Whether every state of the box is in S.</summary>
    internal bool Contains(Interval offset, Interval edge) =>
        !offset.IsEmpty && !edge.IsEmpty && -Left <= offset.Lo && offset.Hi <= Right && edge.Hi <= Ceiling && Floor(offset).Hi <= edge.Lo;
}
