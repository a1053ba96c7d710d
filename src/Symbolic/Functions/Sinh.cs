using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>The hyperbolic sine.</summary>
public sealed class Sinh : Function
{
    private Sinh()
    {
    }

    /// <summary>The only instance.</summary>
    public static Sinh Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "sinh";

    /// <inheritdoc/>
    public override string Summary => "sinh(x): the hyperbolic sine";

    /// <inheritdoc/>
    public override bool IsOdd => true;

    /// <inheritdoc/>
    public override bool IsIncreasing => true;

    /// <inheritdoc/>
    public override Expr Derivative(ImmutableArray<Expr> arguments, int index) => // sinh' = cosh
        Cosh.Instance.Of(arguments[0]);

    /// <inheritdoc/>
    public override Expr? Expand(ImmutableArray<Expr> arguments) => // sinh x = (e^x - e^-x)/2
        Rational.Half * (Exp.Instance.Of(arguments[0]) - Exp.Instance.Of(-arguments[0]));

    /// <inheritdoc/>
    public override Expr? Fold(ImmutableArray<Expr> arguments) => arguments[0] is Constant c && c.Value.IsZero ? Constant.Zero : null;
}
