using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>The error function.</summary>
public sealed class Erf : Function
{
    private Erf()
    {
    }

    /// <summary>The only instance.</summary>
    public static Erf Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "erf";

    /// <inheritdoc/>
    public override string Summary => "erf(x): the error function 2/sqrt(pi) * integral of exp(-t^2) from 0 to x; values in (-1, 1)";

    /// <inheritdoc/>
    public override bool IsOdd => true;

    /// <inheritdoc/>
    public override bool IsIncreasing => true;

    /// <inheritdoc/>
    public override Expr Derivative(ImmutableArray<Expr> arguments, int index) => // erf' = 2/sqrt(pi) exp(-x^2)
        2 * NamedConstant.Pi.Pow(-Rational.Half) * Exp.Instance.Of(-arguments[0].Pow(2));

    /// <inheritdoc/>
    public override Expr? Fold(ImmutableArray<Expr> arguments) => arguments[0] is Constant c && c.Value.IsZero ? Constant.Zero : null;
}
