using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>The sine.</summary>
public sealed class Sin : Function
{
    private Sin()
    {
    }

    /// <summary>The only instance.</summary>
    public static Sin Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "sin";

    /// <inheritdoc/>
    public override string Summary => "sin(x): the sine, x in radians; values in [-1, 1]";

    /// <inheritdoc/>
    public override bool IsOdd => true;

    /// <inheritdoc/>
    public override Expr Derivative(ImmutableArray<Expr> arguments, int index) => // sin' = cos
        Cos.Instance.Of(arguments[0]);

    /// <inheritdoc/>
    public override Expr? Fold(ImmutableArray<Expr> arguments) => arguments[0] is Constant c && c.Value.IsZero ? Constant.Zero : null;
}
