using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>The exponential less 1; folded to a difference at once, so that it has one form.</summary>
public sealed class ExpM1 : Function
{
    private ExpM1()
    {
    }

    /// <summary>The only instance.</summary>
    public static ExpM1 Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "expm1";

    /// <inheritdoc/>
    public override string Summary => "expm1(x): exp(x) - 1; values > -1";

    /// <inheritdoc/>
    public override bool IsIncreasing => true;

    /// <inheritdoc/>
    public override Expr Derivative(ImmutableArray<Expr> arguments, int index) => // e^x
        Exp.Instance.Of(arguments[0]);

    /// <inheritdoc/>
    public override Expr? Fold(ImmutableArray<Expr> arguments) => Exp.Instance.Of(arguments[0]) - 1;
}
