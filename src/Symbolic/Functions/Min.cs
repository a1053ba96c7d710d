using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>The minimum.</summary>
public sealed class Min : Function
{
    private Min()
    {
    }

    /// <summary>The only instance.</summary>
    public static Min Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "min";

    /// <inheritdoc/>
    public override string Summary => "min(x, y): the smaller of two; kink where they are equal";

    /// <inheritdoc/>
    public override Expr Derivative(ImmutableArray<Expr> arguments, int index) => // the derivative of the smaller argument, for x != y
        Piecewise.Of(Relation.Less, arguments[0], arguments[1], index == 0 ? 1 : 0, index == 0 ? 0 : 1);

    /// <inheritdoc/>
    public override Expr? Expand(ImmutableArray<Expr> arguments) => // by cases
        Piecewise.Of(Relation.LessOrEqual, arguments[0], arguments[1], arguments[0], arguments[1]);

    /// <inheritdoc/>
    public override Expr? Fold(ImmutableArray<Expr> arguments) =>
        ReferenceEquals(arguments[0], arguments[1]) ? arguments[0] : arguments[0] is Constant a && arguments[1] is Constant b
        ? Constant.Of(Rational.Min(a.Value, b.Value)) : null;

    /// <inheritdoc/>
    public override int Arity => 2;

    /// <inheritdoc/>
    public override ImmutableArray<Expr> Kinks(ImmutableArray<Expr> arguments) => [arguments[1]];
}
