using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>The inverse tangent.</summary>
public sealed class Atan : Function
{
    private Atan()
    {
    }

    /// <summary>The only instance.</summary>
    public static Atan Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "atan";

    /// <inheritdoc/>
    public override string Summary => "atan(x): the inverse tangent; values in (-pi/2, pi/2)";

    /// <inheritdoc/>
    public override bool IsOdd => true;

    /// <inheritdoc/>
    public override bool IsIncreasing => true;

    /// <inheritdoc/>
    public override Expr Derivative(ImmutableArray<Expr> arguments, int index) => // atan' = 1/(1 + x^2)
        (1 + arguments[0].Pow(2)).Pow(-1);

    /// <inheritdoc/>
    public override Expr? Fold(ImmutableArray<Expr> arguments) =>
        arguments[0] is Constant c ? (c.Value.IsZero ? Constant.Zero : c.Value.IsOne ? NamedConstant.Pi / 4 : c.Value == -1 ? -(NamedConstant.Pi / 4) : null)
        : null;
}
