using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>The sign.</summary>
public sealed class Sign : Function
{
    private Sign()
    {
    }

    /// <summary>The only instance.</summary>
    public static Sign Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "sign";

    /// <inheritdoc/>
    public override string Summary => "sign(x): -1, 0 or 1; jumps at 0";

    /// <inheritdoc/>
    public override bool IsOdd => true;

    /// <inheritdoc/>
    public override Expr Derivative(ImmutableArray<Expr> arguments, int index) => // sign' = 0 for x != 0; written 0*x^-1 so that 0 stays outside the domain
        Product.Of([Constant.Zero, arguments[0].Pow(-1)]);

    /// <inheritdoc/>
    public override Expr? Expand(ImmutableArray<Expr> arguments) => // by cases
        Piecewise.Of(Relation.Greater, arguments[0], 0, 1, Piecewise.Of(Relation.Less, arguments[0], 0, -1, 0));

    /// <inheritdoc/>
    public override Expr? Fold(ImmutableArray<Expr> arguments) =>
        arguments[0] is Constant c ? Constant.Of(c.Value.Sign) : Totality.IsEvidentlyPositive(arguments[0]) && Totality.IsTotal(arguments[0]) ? Constant.One
        : null;

    /// <inheritdoc/>
    public override ImmutableArray<Expr> Kinks(ImmutableArray<Expr> arguments) => [Constant.Zero];
}
