using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>
/// The sigmoid-weighted linear unit (Elfwing, Uchibe, Doya 2018), also called swish; folded to a product with the sigmoid at once, so that it has one form.
/// </summary>
public sealed class Silu : Function
{
    private Silu()
    {
    }

    /// <summary>The only instance.</summary>
    public static Silu Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "silu";

    /// <inheritdoc/>
    public override string Summary => "silu(x): x*sigmoid(x); values > -0.279";

    /// <inheritdoc/>
    public override Expr Derivative(ImmutableArray<Expr> arguments, int index) => // (x sigmoid)' = sigmoid + x sigmoid(1 - sigmoid)
        Sigmoid.Instance.Of(arguments[0]) * (1 + arguments[0] * (1 - Sigmoid.Instance.Of(arguments[0])));

    /// <inheritdoc/>
    public override Expr? Fold(ImmutableArray<Expr> arguments) => arguments[0] * Sigmoid.Instance.Of(arguments[0]);
}
