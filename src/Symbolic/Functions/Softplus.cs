using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>The softplus function.</summary>
public sealed class Softplus : Function
{
    private Softplus()
    {
    }

    /// <summary>The only instance.</summary>
    public static Softplus Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "softplus";

    /// <inheritdoc/>
    public override string Summary => "softplus(x): log(1 + exp(x)); values > 0";

    /// <inheritdoc/>
    public override bool IsPositive => true;

    /// <inheritdoc/>
    public override bool IsIncreasing => true;

    /// <inheritdoc/>
    public override Expr Derivative(ImmutableArray<Expr> arguments, int index) => // softplus' = sigmoid
        Sigmoid.Instance.Of(arguments[0]);

    /// <inheritdoc/>
    public override Expr? Expand(ImmutableArray<Expr> arguments) => // softplus x = log(1 + e^x)
        Log.Instance.Of(1 + Exp.Instance.Of(arguments[0]));
}
