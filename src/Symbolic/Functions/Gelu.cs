using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>
/// The Gaussian error linear unit in its exact form (Hendrycks, Gimpel 2016); folded to a product with the error function at once, so that it has one form.
/// </summary>
public sealed class Gelu : Function
{
    private Gelu()
    {
    }

    /// <summary>The only instance.</summary>
    public static Gelu Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "gelu";

    /// <inheritdoc/>
    public override string Summary => "gelu(x): x*(1 + erf(x/sqrt(2)))/2, without the approximation by tanh; values > -0.17";

    /// <inheritdoc/>
    public override Expr Derivative(ImmutableArray<Expr> arguments, int index) => // (x Phi)' = Phi + x phi with the normal distribution Phi and its density phi
        Phi(arguments[0]) + arguments[0] * Exp.Instance.Of(-Rational.Half * arguments[0].Pow(2)) * (2 * NamedConstant.Pi).Pow(-Rational.Half);

    /// <inheritdoc/>
    public override Expr? Fold(ImmutableArray<Expr> arguments) => arguments[0] * Phi(arguments[0]);

    private static Expr Phi(Expr x) => Rational.Half * (1 + Erf.Instance.Of(x * Constant.Of(2).Pow(-Rational.Half)));
}
