using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>The hyperbolic tangent.</summary>
public sealed class Tanh : Function
{
    private Tanh()
    {
    }

    /// <summary>The only instance.</summary>
    public static Tanh Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "tanh";

    /// <inheritdoc/>
    public override string Summary => "tanh(x): the hyperbolic tangent; values in (-1, 1)";

    /// <inheritdoc/>
    public override bool IsOdd => true;

    /// <inheritdoc/>
    public override bool IsIncreasing => true;

    /// <inheritdoc/>
    public override Expr Derivative(ImmutableArray<Expr> arguments, int index) => // tanh' = 1 - tanh^2
        1 - Of(arguments[0]).Pow(2);

    /// <inheritdoc/>
    public override Expr? Expand(ImmutableArray<Expr> arguments) => // tanh x = 1 - 2/(e^2x + 1)
        1 - 2 / (Exp.Instance.Of(2 * arguments[0]) + 1);

    /// <inheritdoc/>
    public override Expr? Fold(ImmutableArray<Expr> arguments) => arguments[0] is Constant c && c.Value.IsZero ? Constant.Zero : null;
}
