using BoundCheck.Symbolic.Polynomials;

namespace BoundCheck.Symbolic;

/// <summary>An expression whose parts are set one after the other.</summary>
internal interface IFormula
{
    /// <summary>The expression of the parts as they are.</summary>
    Expr Value { get; }

    /// <summary>Another part.</summary>
    void Set(int part, Expr value);
}

/// <summary>A long sum of which a few terms change at a time, its polynomials added up.</summary>
/// <remarks>The sums of halves, of quarters, .. are kept, so that a changed term costs the logarithm of their number where the terms are polynomials.</remarks>
internal sealed class SumOfFormulas : IFormula
{
    /// <summary>Shorter sums are written as they stand.</summary>
    internal const int Fewest = 16;

    private const int MostDegree = 12;

    private readonly Expr _variable;
    private readonly int _leaves;
    private readonly (Polynomial Polynomial, Expr Others)[] _sums;

    internal SumOfFormulas(Expr variable, int terms)
    {
        _variable = variable;
        _leaves = terms;
        _sums = new (Polynomial, Expr)[2 * terms];
        Array.Fill(_sums, (Polynomial.Zero, Constant.Zero));
    }

    /// <inheritdoc/>
    public Expr Value => Sum.Of([_sums[1].Others, _sums[1].Polynomial.ToExpr(_variable)]);

    /// <inheritdoc/>
    public void Set(int part, Expr value)
    {
        int i = _leaves + part;
        _sums[i] = AsPolynomial(value) is { } polynomial ? (polynomial, Constant.Zero) : (Polynomial.Zero, value);
        for (i /= 2; i >= 1; i /= 2)
            _sums[i] = (_sums[2 * i].Polynomial + _sums[2 * i + 1].Polynomial, Sum.Of([_sums[2 * i].Others, _sums[2 * i + 1].Others]));
    }

    // What is read as a polynomial has a value everywhere.
    private Polynomial? AsPolynomial(Expr expr)
    {
        var images = new Dictionary<Expr, Polynomial>(ReferenceEqualityComparer.Instance);
        foreach (var node in Expr.Postorder(expr))
        {
            var image = node switch
            {
                Constant c => Polynomial.Of(c.Value),
                _ when ReferenceEquals(node, _variable) => Polynomial.X,
                Sum => node.Children.Select(c => images[c]).Aggregate((a, b) => a + b),
                Product => node.Children.Select(c => images[c]).Aggregate((a, b) => a * b),
                Power { Exponent: { IsInteger: true, Sign: > 0 } q } p when q <= MostDegree =>
                    Enumerable.Repeat(images[p.Base], (int)q.Numerator).Aggregate((a, b) => a * b),
                _ => null,
            };
            if (image is null || image.Degree > MostDegree)
                return null;
            images[node] = image;
        }
        return images[expr];
    }
}
