using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Polynomials;

namespace BoundCheck.Bounds.Proving.Reductions;

/// <summary>
/// A polynomial in variables, with closed coefficients, by its homogeneous components. Closed terms that are not rational are indeterminates of degree 0.
/// </summary>
internal sealed class GradedPolynomial
{
    private const int MostTerms = 300, LargestPower = 12;

    private readonly Dictionary<Expr, int> _indices = new(ReferenceEqualityComparer.Instance);
    private readonly List<Expr> _expressions = [];
    private readonly int _variables;

    private GradedPolynomial(IEnumerable<Expr> variables)
    {
        foreach (var x in variables)
            Index(x);
        _variables = _expressions.Count;
    }

    /// <summary>The components that are not 0, by degree.</summary>
    internal SortedDictionary<int, Expr> Components { get; } = [];

    /// <summary>Null when the expression is not such a polynomial, or is a large one. Equal to the expression wherever that is defined.</summary>
    internal static GradedPolynomial? Of(Expr expr, IEnumerable<Expr> variables)
    {
        var graded = new GradedPolynomial(variables);
        if (graded.Convert(expr) is not { } polynomial)
            return null;
        foreach (var component in polynomial.Terms.GroupBy(t => graded.DegreeOf(t.Monomial)))
            graded.Components[component.Key] = Sum.Of(component.Select(t => graded.ToExpr(t.Monomial, t.Coefficient)));
        return graded;
    }

    private int Index(Expr expr)
    {
        if (!_indices.TryGetValue(expr, out int index))
        {
            _indices[expr] = index = _expressions.Count;
            _expressions.Add(expr);
        }
        return index;
    }

    private int DegreeOf(Monomial monomial) => monomial.Factors.Where(f => f.Index < _variables).Sum(f => f.Exponent);

    private Expr ToExpr(Monomial monomial, Rational coefficient) =>
        Product.Of(monomial.Factors.Select(f => _expressions[f.Index].Pow(f.Exponent)).Prepend(coefficient));

    private MultivariatePolynomial? Convert(Expr root)
    {
        var values = new Dictionary<Expr, MultivariatePolynomial>(ReferenceEqualityComparer.Instance);
        foreach (var node in Expr.Postorder(root))
        {
            MultivariatePolynomial? value = node switch
            {
                Constant c => MultivariatePolynomial.Of(c.Value),
                Sum or Product when node.Children.All(values.ContainsKey) => node is Sum
                    ? node.Children.Select(c => values[c]).Aggregate((a, b) => a + b)
                    : node.Children.Select(c => values[c]).Aggregate((MultivariatePolynomial?)MultivariatePolynomial.One, Multiply),
                Power { Exponent: { IsInteger: true, Sign: > 0 } n } p when n <= LargestPower && values.TryGetValue(p.Base, out var b) =>
                    Enumerable.Repeat(b, (int)n.Numerator).Aggregate((MultivariatePolynomial?)MultivariatePolynomial.One, Multiply),
                _ when _indices.ContainsKey(node) || node.IsClosed() => MultivariatePolynomial.Indeterminate(Index(node)),
                _ => null,
            };
            if (value is not null)
                values[node] = value;
        }
        return values.GetValueOrDefault(root);
    }

    private static MultivariatePolynomial? Multiply(MultivariatePolynomial? a, MultivariatePolynomial b) =>
        a is null || (long)a.Terms.Length * b.Terms.Length > MostTerms * MostTerms || a * b is not { Terms.Length: <= MostTerms } product ? null : product;
}
