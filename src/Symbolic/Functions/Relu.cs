using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>The rectified linear unit; folded to a maximum at once, so that it has one form.</summary>
public sealed class Relu : Function
{
    private Relu()
    {
    }

    /// <summary>The only instance.</summary>
    public static Relu Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "relu";

    /// <inheritdoc/>
    public override string Summary => "relu(x): max(x, 0); kink at 0";

    /// <inheritdoc/>
    public override bool IsNonnegative => true;

    /// <inheritdoc/>
    public override Expr Derivative(ImmutableArray<Expr> arguments, int index) => // 0 before the kink, 1 behind it
        Piecewise.Of(Relation.Greater, arguments[0], 0, 1, 0);

    /// <inheritdoc/>
    public override Expr? Fold(ImmutableArray<Expr> arguments) => Max.Instance.Of(arguments[0], 0);
}
