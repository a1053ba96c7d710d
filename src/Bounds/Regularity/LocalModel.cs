using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Regularity;

/// <summary>F' around its centre in the forms that enclosures are computed from.</summary>
/// <param name="Slope">F', an expression in <paramref name="Argument"/>.</param>
/// <param name="Argument">The variable s.</param>
/// <param name="Centre">c, certainly a zero of F'.</param>
public sealed record LocalModel(Expr Slope, Variable Argument, Centre Centre)
{
    /// <summary>r(u) = F'(c + u)/u.</summary>
    public UnivariateFunction Ratio { get; } = UnivariateFunction.Ratio(Slope, Argument, Centre);
}
