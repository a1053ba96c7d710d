using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>The softsign function.</summary>
public sealed class Softsign : Function
{
    private Softsign()
    {
    }

    /// <summary>The only instance.</summary>
    public static Softsign Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "softsign";

    /// <inheritdoc/>
    public override string Summary => "softsign(x): x/(1 + |x|); values in (-1, 1); C^1, not C^2 at 0";

    /// <inheritdoc/>
    public override bool IsOdd => true;

    /// <inheritdoc/>
    public override bool IsIncreasing => true;

    /// <inheritdoc/>
    public override Expr Derivative(ImmutableArray<Expr> arguments, int index) => // (x/(1 + |x|))' = 1/(1 + |x|)^2, at 0 too
        (1 + Abs.Instance.Of(arguments[0])).Pow(-2);

    /// <inheritdoc/>
    public override Expr? Expand(ImmutableArray<Expr> arguments) =>
        arguments[0] / (1 + Abs.Instance.Of(arguments[0]));

    /// <inheritdoc/>
    public override Expr? Fold(ImmutableArray<Expr> arguments) => arguments[0] is Constant { Value: var c } ? Constant.Of(c / (1 + Rational.Abs(c))) : null;
}
