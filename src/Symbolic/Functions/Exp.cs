using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>The exponential function.</summary>
public sealed class Exp : Function
{
    private Exp()
    {
    }

    /// <summary>The only instance.</summary>
    public static Exp Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "exp";

    /// <inheritdoc/>
    public override string Summary => "exp(x): the exponential, for all x; values > 0";

    /// <inheritdoc/>
    public override bool IsPositive => true;

    /// <inheritdoc/>
    public override bool IsIncreasing => true;

    /// <inheritdoc/>
    public override Expr Derivative(ImmutableArray<Expr> arguments, int index) => // exp' = exp
        Of(arguments[0]);

    /// <inheritdoc/>
    public override Expr? Fold(ImmutableArray<Expr> arguments) =>
        arguments[0] is Constant c ? (c.Value.IsZero ? Constant.One : c.Value.IsOne ? NamedConstant.E : null) : null;
}
