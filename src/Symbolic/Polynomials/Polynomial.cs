using System.Collections.Immutable;
using System.Numerics;

namespace BoundCheck.Symbolic.Polynomials;

/// <summary>A univariate polynomial with rational coefficients.</summary>
public sealed partial class Polynomial : IEquatable<Polynomial>
{
    private Polynomial(ImmutableArray<Rational> coefficients) => Coefficients = coefficients;

    /// <summary>The coefficients from degree 0 up; the last one is not zero; empty for the zero polynomial.</summary>
    public ImmutableArray<Rational> Coefficients { get; }

    /// <summary>0.</summary>
    public static Polynomial Zero { get; } = new([]);

    /// <summary>1.</summary>
    public static Polynomial One { get; } = new([Rational.One]);

    /// <summary>The indeterminate.</summary>
    public static Polynomial X { get; } = new([Rational.Zero, Rational.One]);

    /// <summary>The polynomial of the coefficients, from degree 0 up.</summary>
    public static Polynomial Of(params ReadOnlySpan<Rational> coefficients)
    {
        int n = coefficients.Length;
        while (n > 0 && coefficients[n - 1].IsZero)
            n--;
        return n == 0 ? Zero : new([.. coefficients[..n]]);
    }

    /// <summary>The same polynomial of one indeterminate; null when another one occurs.</summary>
    public static Polynomial? From(MultivariatePolynomial p, int index)
    {
        ArgumentNullException.ThrowIfNull(p);
        if (p.Indeterminates().Any(i => i != index) || p.DegreeIn(index) > 10_000)
            return null;
        var coefficients = new Rational[p.DegreeIn(index) + 1];
        foreach (var (m, c) in p.Terms)
            coefficients[m.ExponentOf(index)] = c;
        return Of(coefficients);
    }

    /// <summary>The degree; -1 for zero.</summary>
    public int Degree => Coefficients.Length - 1;

    /// <summary>True for 0.</summary>
    public bool IsZero => Coefficients.IsEmpty;

    /// <summary>The coefficient of the highest power; 0 for zero.</summary>
    public Rational LeadingCoefficient => IsZero ? 0 : Coefficients[^1];

    /// <summary>The exact value at a rational point.</summary>
    public Rational At(Rational x)
    {
        Rational value = 0;
        for (int i = Degree; i >= 0; i--)
            value = value * x + Coefficients[i];
        return value;
    }

    /// <summary>The sign far to the right (+1) or left (-1).</summary>
    public int SignAtInfinity(int side) => LeadingCoefficient.Sign * (side < 0 && Degree % 2 != 0 ? -1 : 1);

    /// <summary>The derivative.</summary>
    public Polynomial Derivative()
    {
        if (Degree < 1)
            return Zero;
        var d = new Rational[Degree];
        for (int i = 1; i <= Degree; i++)
            d[i - 1] = Coefficients[i] * i;
        return Of(d);
    }

    /// <summary>Sum.</summary>
    public static Polynomial operator +(Polynomial a, Polynomial b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var sum = new Rational[Math.Max(a.Coefficients.Length, b.Coefficients.Length)];
        for (int i = 0; i < sum.Length; i++)
            sum[i] = (i <= a.Degree ? a.Coefficients[i] : 0) + (i <= b.Degree ? b.Coefficients[i] : 0);
        return Of(sum);
    }

    /// <summary>Difference.</summary>
    public static Polynomial operator -(Polynomial a, Polynomial b) => a + b * -1;

    /// <summary>Scaling.</summary>
    public static Polynomial operator *(Polynomial a, Rational b)
    {
        ArgumentNullException.ThrowIfNull(a);
        return Of([.. a.Coefficients.Select(c => c * b)]);
    }

    /// <summary>Product.</summary>
    public static Polynomial operator *(Polynomial a, Polynomial b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.IsZero || b.IsZero)
            return Zero;
        var product = new Rational[a.Degree + b.Degree + 1];
        for (int i = 0; i <= a.Degree; i++)
        {
            for (int j = 0; j <= b.Degree; j++)
                product[i + j] += a.Coefficients[i] * b.Coefficients[j];
        }
        return Of(product);
    }

    /// <summary>Quotient and remainder of the division by a nonzero polynomial.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static (Polynomial Quotient, Polynomial Remainder) DivRem(Polynomial a, Polynomial b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (b.IsZero)
            throw new DivideByZeroException("Division by the zero polynomial.");
        if (a.Degree < b.Degree)
            return (Zero, a);
        var rest = a.Coefficients.ToArray();
        var quotient = new Rational[a.Degree - b.Degree + 1];
        for (int i = quotient.Length - 1; i >= 0; i--)
        {
            var c = rest[i + b.Degree] / b.LeadingCoefficient;
            quotient[i] = c;
            for (int j = 0; j <= b.Degree && !c.IsZero; j++)
                rest[i + j] -= c * b.Coefficients[j];
        }
        return (Of(quotient), Of(rest));
    }

    /// <summary>The polynomial with coprime integer coefficients and the same signs: this over its positive content.</summary>
    public Polynomial Primitive()
    {
        BigInteger numerators = 0, denominators = 1;
        foreach (var c in Coefficients)
        {
            numerators = BigInteger.GreatestCommonDivisor(numerators, c.Numerator);
            denominators *= c.Denominator / BigInteger.GreatestCommonDivisor(denominators, c.Denominator);
        }
        return IsZero ? this : this * new Rational(denominators, numerators);
    }

    /// <summary>The greatest common divisor with coprime integer coefficients and positive lead, by a primitive remainder sequence.</summary>
    public static Polynomial Gcd(Polynomial a, Polynomial b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        while (!b.IsZero)
            (a, b) = (b, DivRem(a, b).Remainder.Primitive());
        a = a.Primitive();
        return a.LeadingCoefficient.Sign < 0 ? a * -1 : a;
    }

    /// <summary>The squarefree factors f_k with their multiplicities: this = c * product of f_k^k (D. Y. Y. Yun, SYMSAC 1976). Empty for constants.</summary>
    public ImmutableArray<(Polynomial Factor, int Multiplicity)> SquarefreeFactors()
    {
        var factors = ImmutableArray.CreateBuilder<(Polynomial, int)>();
        if (Degree < 1)
            return [];
        var derivative = Derivative();
        var gcd = Gcd(this, derivative);
        var b = DivRem(this, gcd).Quotient;
        var d = DivRem(derivative, gcd).Quotient - b.Derivative();
        for (int k = 1; b.Degree > 0; k++)
        {
            var factor = Gcd(b, d);
            if (factor.Degree > 0)
                factors.Add((factor, k));
            b = DivRem(b, factor).Quotient;
            d = DivRem(d, factor).Quotient - b.Derivative();
        }
        return factors.ToImmutable();
    }

    /// <summary>The polynomial as an expression in the given variable, highest power first.</summary>
    public Expr ToExpr(Expr variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return Sum.Of(Enumerable.Range(0, Coefficients.Length).Reverse().Where(i => !Coefficients[i].IsZero)
            .Select(i => i == 0 ? Coefficients[0] : Coefficients[i] * variable.Pow(i)));
    }

    /// <inheritdoc/>
    public bool Equals(Polynomial? other) => other is not null && Coefficients.AsSpan().SequenceEqual(other.Coefficients.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Polynomial);

    /// <inheritdoc/>
    public override int GetHashCode() => Coefficients.Aggregate(17, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => ToExpr(Variable.Of("x")).ToString();
}
