using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>The hyperbolic cosine.</summary>
public sealed class Cosh : Function
{
    private Cosh()
    {
    }

    /// <summary>The only instance.</summary>
    public static Cosh Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "cosh";

    /// <inheritdoc/>
    public override string Summary => "cosh(x): the hyperbolic cosine; values >= 1";

    /// <inheritdoc/>
    public override bool IsPositive => true;

    /// <inheritdoc/>
    public override bool IsEven => true;

    /// <inheritdoc/>
    public override Expr Derivative(ImmutableArray<Expr> arguments, int index) => // cosh' = sinh
        Sinh.Instance.Of(arguments[0]);

    /// <inheritdoc/>
    public override Expr? Expand(ImmutableArray<Expr> arguments) => // cosh x = (e^x + e^-x)/2
        Rational.Half * (Exp.Instance.Of(arguments[0]) + Exp.Instance.Of(-arguments[0]));

    /// <inheritdoc/>
    public override Expr? Fold(ImmutableArray<Expr> arguments) => arguments[0] is Constant c && c.Value.IsZero ? Constant.One : null;
}
