using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>The absolute value.</summary>
public sealed class Abs : Function
{
    private Abs()
    {
    }

    /// <summary>The only instance.</summary>
    public static Abs Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "abs";

    /// <inheritdoc/>
    public override string Summary => "abs(x): the absolute value; kink at 0";

    /// <inheritdoc/>
    public override bool IsNonnegative => true;

    /// <inheritdoc/>
    public override bool IsEven => true;

    /// <inheritdoc/>
    public override Expr Derivative(ImmutableArray<Expr> arguments, int index) => // |x|' = sign(x) for x != 0
        Sign.Instance.Of(arguments[0]);

    /// <inheritdoc/>
    public override Expr? Expand(ImmutableArray<Expr> arguments) => // |x| = x for x >= 0, -x otherwise
        Piecewise.Of(Relation.GreaterOrEqual, arguments[0], 0, arguments[0], -arguments[0]);

    /// <inheritdoc/>
    public override Expr? Fold(ImmutableArray<Expr> arguments) =>
        arguments[0] is Constant c ? Constant.Of(Rational.Abs(c.Value)) : Totality.IsEvidentlyNonnegative(arguments[0]) ? arguments[0] : null;

    /// <inheritdoc/>
    public override ImmutableArray<Expr> Kinks(ImmutableArray<Expr> arguments) => [Constant.Zero];
}
