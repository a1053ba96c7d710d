using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>The cosine.</summary>
public sealed class Cos : Function
{
    private Cos()
    {
    }

    /// <summary>The only instance.</summary>
    public static Cos Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "cos";

    /// <inheritdoc/>
    public override string Summary => "cos(x): the cosine, x in radians; values in [-1, 1]";

    /// <inheritdoc/>
    public override bool IsEven => true;

    /// <inheritdoc/>
    public override Expr Derivative(ImmutableArray<Expr> arguments, int index) => // cos' = -sin
        -Sin.Instance.Of(arguments[0]);

    /// <inheritdoc/>
    public override Expr? Fold(ImmutableArray<Expr> arguments) => arguments[0] is Constant c && c.Value.IsZero ? Constant.One : null;
}
