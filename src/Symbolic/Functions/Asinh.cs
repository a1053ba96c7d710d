using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>The inverse hyperbolic sine.</summary>
public sealed class Asinh : Function
{
    private Asinh()
    {
    }

    /// <summary>The only instance.</summary>
    public static Asinh Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "asinh";

    /// <inheritdoc/>
    public override string Summary => "asinh(x): the inverse hyperbolic sine";

    /// <inheritdoc/>
    public override bool IsOdd => true;

    /// <inheritdoc/>
    public override bool IsIncreasing => true;

    /// <inheritdoc/>
    public override Expr Derivative(ImmutableArray<Expr> arguments, int index) => // asinh' = 1/sqrt(1 + x^2)
        (1 + arguments[0].Pow(2)).Pow(-Rational.Half);

    /// <inheritdoc/>
    public override Expr? Expand(ImmutableArray<Expr> arguments) => // asinh x = log(x + sqrt(1 + x^2))
        Log.Instance.Of(arguments[0] + (1 + arguments[0].Pow(2)).Pow(Rational.Half));

    /// <inheritdoc/>
    public override Expr? Fold(ImmutableArray<Expr> arguments) => arguments[0] is Constant c && c.Value.IsZero ? Constant.Zero : null;
}
