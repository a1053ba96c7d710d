using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>The logarithm of the hyperbolic cosine.</summary>
public sealed class LogCosh : Function
{
    private LogCosh()
    {
    }

    /// <summary>The only instance.</summary>
    public static LogCosh Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "logcosh";

    /// <inheritdoc/>
    public override string Summary => "logcosh(x): log(cosh(x)) without overflow; values >= 0";

    /// <inheritdoc/>
    public override bool IsNonnegative => true;

    /// <inheritdoc/>
    public override bool IsEven => true;

    /// <inheritdoc/>
    public override Expr Derivative(ImmutableArray<Expr> arguments, int index) => // (log cosh)' = tanh
        Tanh.Instance.Of(arguments[0]);

    /// <inheritdoc/>
    public override Expr? Expand(ImmutableArray<Expr> arguments) => // log cosh x
        Log.Instance.Of(Cosh.Instance.Of(arguments[0]));

    /// <inheritdoc/>
    public override Expr? Fold(ImmutableArray<Expr> arguments) => arguments[0] is Constant c && c.Value.IsZero ? Constant.Zero : null;
}
