using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>The Huber function.</summary>
public sealed class Huber : Function
{
    private Huber()
    {
    }

    /// <summary>The only instance.</summary>
    public static Huber Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "huber";

    /// <inheritdoc/>
    public override string Summary => "huber(u, delta): u^2/2 for |u| <= delta, delta(|u| - delta/2) beyond; C^1, not C^2; delta > 0";

    /// <inheritdoc/>
    public override bool IsNonnegative => true;

    /// <inheritdoc/>
    public override Expr Derivative(ImmutableArray<Expr> arguments, int index) => // d/du = max(-delta, min(u, delta)); d/ddelta = max(|u| - delta, 0)
        index == 0
        ? Max.Instance.Of(-arguments[1], Min.Instance.Of(arguments[0], arguments[1]))
        : Max.Instance.Of(Abs.Instance.Of(arguments[0]) - arguments[1], 0);

    /// <inheritdoc/>
    public override Expr? Expand(ImmutableArray<Expr> arguments) => // by cases
        Piecewise.Of(Relation.LessOrEqual, Abs.Instance.Of(arguments[0]), arguments[1], Rational.Half * arguments[0].Pow(2),
            arguments[1] * (Abs.Instance.Of(arguments[0]) - Rational.Half * arguments[1]));

    // The sign, the derivative and the cases above hold for delta > 0 only.
    /// <inheritdoc/>
    public override string? Objection(ImmutableArray<Expr> arguments) =>
        Totality.IsEvidentlyPositive(arguments[1]) ? null : "the width of huber must be positive, such as 1/2 or exp(z)";

    /// <inheritdoc/>
    public override int Arity => 2;
}
