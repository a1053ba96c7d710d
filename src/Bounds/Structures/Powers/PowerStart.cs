using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Problems;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Powers;

/// <summary>A factor x^a of the product at a point.</summary>
/// <param name="X">x.</param>
/// <param name="Exponent">a >= 1.</param>
internal sealed record PowerFactor(Certified X, int Exponent)
{
    /// <summary>t = x²/a, the quantity that the flow changes alike in all factors.</summary>
    internal Certified T => (X.ExactSquare is { } square ? (Certified)square : X.Square()) / Exponent;
}

/// <summary>A start of F(x_1^a_1 ··· x_n^a_n).</summary>
/// <param name="Factors">The factors in the order of the product.</param>
internal sealed record PowerStart(ImmutableArray<PowerFactor> Factors) : ReducedState
{
    /// <summary>s = Π x_i^a_i.</summary>
    internal Certified S { get; } = Monomial(Factors, [.. Factors.Select(f => f.Exponent)]);

    /// <summary>∂_i s = a_i s/x_i, read as a monomial.</summary>
    internal Certified Slope(int i) => Factors[i].Exponent * Monomial(Factors, [.. Factors.Select((f, j) => f.Exponent - (i == j ? 1 : 0))]);

    /// <summary>P_ij = s/(x_i x_j) for i != j, read as a monomial.</summary>
    internal Certified Mixed(int i, int j) => Monomial(Factors, [.. Factors.Select((f, k) => f.Exponent - (k == i || k == j ? 1 : 0))]);

    /// <summary>After a step of gradient descent with w = hF'(s).</summary>
    internal PowerStart Next(Certified w) => new([.. Factors.Select((f, i) => f with { X = f.X - w * Slope(i) })]);

    /// <summary>The common value of all t_i where they are equal as rationals and positive: the start is balanced exactly; else null.</summary>
    internal Rational? Balance =>
        Factors.Select(f => f.X.ExactSquare / f.Exponent).Distinct().ToList() is [{ Sign: > 0 } t] ? t : null;

    /// <inheritdoc/>
    public override ReducedState Moved(double share) => new PowerStart(Factors.SetItem(0,
        Factors[0] with { X = Factors[0].X + Rational.FromDouble(share) * Certified.Max(1, Certified.Abs(Factors[0].X)) }));

    private static Certified Monomial(ImmutableArray<PowerFactor> factors, ImmutableArray<int> exponents) =>
        factors.Zip(exponents).Aggregate((Certified)1, (product, f) => product * f.First.X.Power(f.Second));
}
