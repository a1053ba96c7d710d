using System.Collections.Immutable;
using System.Numerics;

namespace BoundCheck.Symbolic.Polynomials;

/// <summary>A polynomial in numbered indeterminates with rational coefficients, in expanded canonical form: equal polynomials have equal terms.</summary>
public sealed partial class MultivariatePolynomial : IEquatable<MultivariatePolynomial>
{
    private MultivariatePolynomial(ImmutableArray<(Monomial Monomial, Rational Coefficient)> terms) => Terms = terms;

    /// <summary>The terms in descending monomial order, no coefficient zero.</summary>
    public ImmutableArray<(Monomial Monomial, Rational Coefficient)> Terms { get; }

    /// <summary>0.</summary>
    public static MultivariatePolynomial Zero { get; } = new([]);

    /// <summary>1.</summary>
    public static MultivariatePolynomial One { get; } = Of(Monomial.One, 1);

    /// <summary>A rational as a polynomial.</summary>
    public static MultivariatePolynomial Of(Rational value) => Of(Monomial.One, value);

    /// <summary>One term.</summary>
    public static MultivariatePolynomial Of(Monomial monomial, Rational coefficient) => coefficient.IsZero ? Zero : new([(monomial, coefficient)]);

    /// <summary>An indeterminate.</summary>
    public static MultivariatePolynomial Indeterminate(int index) => Of(Monomial.Of(index), 1);

    /// <summary>The sum of any terms, equal monomials collected.</summary>
    public static MultivariatePolynomial Of(IEnumerable<(Monomial Monomial, Rational Coefficient)> terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var sum = new Dictionary<Monomial, Rational>();
        foreach (var (m, c) in terms)
            sum[m] = sum.TryGetValue(m, out var old) ? old + c : c;
        return Of(sum);
    }

    private static MultivariatePolynomial Of(Dictionary<Monomial, Rational> sum)
    {
        var terms = sum.Where(t => !t.Value.IsZero).Select(t => (Monomial: t.Key, Coefficient: t.Value)).ToArray();
        Array.Sort(terms, (a, b) => b.Monomial.CompareTo(a.Monomial));
        return terms.Length == 0 ? Zero : new(ImmutableArray.Create(terms));
    }

    /// <summary>True for the zero polynomial.</summary>
    public bool IsZero => Terms.IsEmpty;

    /// <summary>True for a rational, zero included.</summary>
    public bool IsConstant => Terms.IsEmpty || Terms[0].Monomial.Degree == 0;

    /// <summary>The value when it is a rational, else the constant term.</summary>
    public Rational ConstantTerm => Terms.IsEmpty || Terms[^1].Monomial.Degree > 0 ? 0 : Terms[^1].Coefficient;

    /// <summary>The total degree; -1 for zero.</summary>
    public int Degree => IsZero ? -1 : Terms[0].Monomial.Degree;

    /// <summary>The coefficient of the leading term; 0 for zero.</summary>
    public Rational LeadingCoefficient => IsZero ? 0 : Terms[0].Coefficient;

    /// <summary>The indeterminates that occur, ascending.</summary>
    public ImmutableArray<int> Indeterminates() => [.. Terms.SelectMany(t => t.Monomial.Factors).Select(f => f.Index).Distinct().Order()];

    /// <summary>The degree in one indeterminate; 0 for zero.</summary>
    public int DegreeIn(int index) => Terms.Select(t => t.Monomial.ExponentOf(index)).DefaultIfEmpty(0).Max();

    /// <summary>Sum.</summary>
    public static MultivariatePolynomial operator +(MultivariatePolynomial a, MultivariatePolynomial b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.IsZero)
            return b;
        if (b.IsZero)
            return a;
        // Both are sorted, so a merge is enough.
        var terms = ImmutableArray.CreateBuilder<(Monomial, Rational)>(a.Terms.Length + b.Terms.Length);
        int i = 0, j = 0;
        while (i < a.Terms.Length || j < b.Terms.Length)
        {
            int order = i == a.Terms.Length ? -1 : j == b.Terms.Length ? 1 : a.Terms[i].Monomial.CompareTo(b.Terms[j].Monomial);
            if (order != 0)
            {
                terms.Add(order > 0 ? a.Terms[i++] : b.Terms[j++]);
                continue;
            }
            var c = a.Terms[i].Coefficient + b.Terms[j].Coefficient;
            if (!c.IsZero)
                terms.Add((a.Terms[i].Monomial, c));
            i++;
            j++;
        }
        return terms.Count == 0 ? Zero : new(terms.ToImmutable());
    }

    /// <summary>Difference.</summary>
    public static MultivariatePolynomial operator -(MultivariatePolynomial a, MultivariatePolynomial b) => a + -b;

    /// <summary>Negation.</summary>
    public static MultivariatePolynomial operator -(MultivariatePolynomial a) => a * -1;

    /// <summary>Scaling.</summary>
    public static MultivariatePolynomial operator *(MultivariatePolynomial a, Rational b)
    {
        ArgumentNullException.ThrowIfNull(a);
        return b.IsZero ? Zero : b.IsOne ? a : new([.. a.Terms.Select(t => (t.Monomial, t.Coefficient * b))]);
    }

    /// <summary>Product.</summary>
    public static MultivariatePolynomial operator *(MultivariatePolynomial a, MultivariatePolynomial b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.IsZero || b.IsZero)
            return Zero;
        if (b.Terms.Length == 1 && b.Terms[0].Monomial.Degree == 0)
            return a * b.Terms[0].Coefficient;
        var sum = new Dictionary<Monomial, Rational>();
        foreach (var (m, c) in a.Terms)
        {
            foreach (var (n, d) in b.Terms)
            {
                var product = m * n;
                sum[product] = sum.TryGetValue(product, out var old) ? old + c * d : c * d;
            }
        }
        return Of(sum);
    }

    /// <summary>A power with exponent >= 0, by squaring.</summary>
    public MultivariatePolynomial Pow(int exponent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(exponent);
        var result = One;
        for (var square = this; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
                result *= square;
            if (exponent > 1)
                square *= square;
        }
        return result;
    }

    /// <summary>The positive rational c with this = c times a polynomial of coprime integer coefficients; 0 for zero.</summary>
    public Rational Content()
    {
        BigInteger numerators = 0, denominators = 1;
        foreach (var (_, c) in Terms)
        {
            numerators = BigInteger.GreatestCommonDivisor(numerators, c.Numerator);
            denominators *= c.Denominator / BigInteger.GreatestCommonDivisor(denominators, c.Denominator);
        }
        return new Rational(numerators, denominators);
    }

    /// <summary>The greatest monomial that divides every term; 1 for zero.</summary>
    public Monomial MonomialContent()
    {
        if (IsZero)
            return Monomial.One;
        var gcd = Terms[0].Monomial;
        for (int i = 1; i < Terms.Length && gcd.Degree > 0; i++)
            gcd = Monomial.Gcd(gcd, Terms[i].Monomial);
        return gcd;
    }

    /// <summary>The coefficients of the powers of one indeterminate, from degree 0 up.</summary>
    public MultivariatePolynomial[] CoefficientsIn(int index)
    {
        var parts = new List<(Monomial, Rational)>[DegreeIn(index) + 1];
        for (int i = 0; i < parts.Length; i++)
            parts[i] = [];
        foreach (var (m, c) in Terms)
            parts[m.ExponentOf(index)].Add((m.Without(index), c));
        return [.. parts.Select(Of)];
    }

    /// <inheritdoc/>
    public bool Equals(MultivariatePolynomial? other)
    {
        if (other is null || other.Terms.Length != Terms.Length)
            return false;
        for (int i = 0; i < Terms.Length; i++)
        {
            if (Terms[i].Coefficient != other.Terms[i].Coefficient || !Terms[i].Monomial.Equals(other.Terms[i].Monomial))
                return false;
        }
        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MultivariatePolynomial);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (m, c) in Terms)
        {
            hash.Add(m);
            hash.Add(c);
        }
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => IsZero ? "0" : string.Join(" + ", Terms.Select(t => $"{t.Coefficient}*{t.Monomial}"));
}
