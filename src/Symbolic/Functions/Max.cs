using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>The maximum.</summary>
public sealed class Max : Function
{
    private Max()
    {
    }

    /// <summary>The only instance.</summary>
    public static Max Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "max";

    /// <inheritdoc/>
    public override string Summary => "max(x, y): the larger of two; kink where they are equal";

    /// <inheritdoc/>
    public override Expr Derivative(ImmutableArray<Expr> arguments, int index) => // the derivative of the larger argument, for x != y
        Piecewise.Of(Relation.Greater, arguments[0], arguments[1], index == 0 ? 1 : 0, index == 0 ? 0 : 1);

    /// <inheritdoc/>
    public override Expr? Expand(ImmutableArray<Expr> arguments) => // by cases
        Piecewise.Of(Relation.GreaterOrEqual, arguments[0], arguments[1], arguments[0], arguments[1]);

    /// <inheritdoc/>
    public override Expr? Fold(ImmutableArray<Expr> arguments) =>
        ReferenceEquals(arguments[0], arguments[1]) ? arguments[0] : arguments[0] is Constant a && arguments[1] is Constant b
        ? Constant.Of(Rational.Max(a.Value, b.Value)) : null;

    /// <inheritdoc/>
    public override int Arity => 2;

    /// <inheritdoc/>
    public override ImmutableArray<Expr> Kinks(ImmutableArray<Expr> arguments) => [arguments[1]];
}
