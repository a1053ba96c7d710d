using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>The logistic sigmoid.</summary>
public sealed class Sigmoid : Function
{
    private Sigmoid()
    {
    }

    /// <summary>The only instance.</summary>
    public static Sigmoid Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "sigmoid";

    /// <inheritdoc/>
    public override string Summary => "sigmoid(x): 1/(1 + exp(-x)); values in (0, 1)";

    /// <inheritdoc/>
    public override bool IsPositive => true;

    /// <inheritdoc/>
    public override bool IsIncreasing => true;

    /// <inheritdoc/>
    public override Expr Derivative(ImmutableArray<Expr> arguments, int index) => // sigmoid' = sigmoid(1 - sigmoid)
        Of(arguments[0]) * (1 - Of(arguments[0]));

    /// <inheritdoc/>
    public override Expr? Expand(ImmutableArray<Expr> arguments) => // sigmoid x = 1/(1 + e^-x)
        (1 + Exp.Instance.Of(-arguments[0])).Pow(-1);

    /// <inheritdoc/>
    public override Expr? Fold(ImmutableArray<Expr> arguments) => arguments[0] is Constant c && c.Value.IsZero ? Constant.Of(Rational.Half) : null;
}
