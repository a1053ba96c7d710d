using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>The square root; folded to the power 1/2 at once, so that it has one form.</summary>
public sealed class Sqrt : Function
{
    private Sqrt()
    {
    }

    /// <summary>The only instance.</summary>
    public static Sqrt Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "sqrt";

    /// <inheritdoc/>
    public override string Summary => "sqrt(x): the square root, for x >= 0; the same expression as x^(1/2)";

    /// <inheritdoc/>
    public override bool IsTotal => false;

    /// <inheritdoc/>
    public override bool DomainIsNonnegative => true;

    /// <inheritdoc/>
    public override bool IsNonnegative => true;

    /// <inheritdoc/>
    public override Expr Derivative(ImmutableArray<Expr> arguments, int index) => // (x^(1/2))' = x^(-1/2)/2
        Rational.Half * arguments[0].Pow(-Rational.Half);

    /// <inheritdoc/>
    public override Expr? Fold(ImmutableArray<Expr> arguments) => arguments[0].Pow(Rational.Half);
}
