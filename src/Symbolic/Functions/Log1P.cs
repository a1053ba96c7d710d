using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>The logarithm of 1 + x; folded to a logarithm at once, so that it has one form.</summary>
public sealed class Log1P : Function
{
    private Log1P()
    {
    }

    /// <summary>The only instance.</summary>
    public static Log1P Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "log1p";

    /// <inheritdoc/>
    public override string Summary => "log1p(x): log(1 + x), for x > -1";

    /// <inheritdoc/>
    public override bool IsTotal => false;

    /// <inheritdoc/>
    public override Expr Derivative(ImmutableArray<Expr> arguments, int index) => // 1/(1 + x)
        (1 + arguments[0]).Pow(-1);

    /// <inheritdoc/>
    public override Expr? Fold(ImmutableArray<Expr> arguments) => Log.Instance.Of(1 + arguments[0]);
}
