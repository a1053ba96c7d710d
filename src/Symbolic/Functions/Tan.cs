using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>The tangent.</summary>
public sealed class Tan : Function
{
    private Tan()
    {
    }

    /// <summary>The only instance.</summary>
    public static Tan Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "tan";

    /// <inheritdoc/>
    public override string Summary => "tan(x): the tangent, for x not an odd multiple of pi/2";

    /// <inheritdoc/>
    public override bool IsTotal => false;

    /// <inheritdoc/>
    public override bool IsOdd => true;

    /// <inheritdoc/>
    public override Expr Derivative(ImmutableArray<Expr> arguments, int index) => // tan' = 1 + tan^2
        1 + Of(arguments[0]).Pow(2);

    /// <inheritdoc/>
    public override Expr? Expand(ImmutableArray<Expr> arguments) => // tan = sin/cos
        Sin.Instance.Of(arguments[0]) / Cos.Instance.Of(arguments[0]);

    /// <inheritdoc/>
    public override Expr? Fold(ImmutableArray<Expr> arguments) => arguments[0] is Constant c && c.Value.IsZero ? Constant.Zero : null;
}
