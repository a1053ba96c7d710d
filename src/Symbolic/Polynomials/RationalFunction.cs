namespace BoundCheck.Symbolic.Polynomials;

/// <summary>
/// A quotient of polynomials, reduced as far as <see cref="MultivariatePolynomial.Gcd"/> goes; the denominator is nonzero with coprime integer coefficients
/// and positive lead.
/// </summary>
internal sealed class RationalFunction : IEquatable<RationalFunction>
{
    private RationalFunction(MultivariatePolynomial numerator, MultivariatePolynomial denominator)
    {
        Numerator = numerator;
        Denominator = denominator;
    }

    /// <summary>The numerator.</summary>
    public MultivariatePolynomial Numerator { get; }

    /// <summary>The denominator, never zero.</summary>
    public MultivariatePolynomial Denominator { get; }

    /// <summary>0.</summary>
    public static RationalFunction Zero { get; } = Of(MultivariatePolynomial.Zero);

    /// <summary>1.</summary>
    public static RationalFunction One { get; } = Of(MultivariatePolynomial.One);

    /// <summary>A polynomial.</summary>
    public static RationalFunction Of(MultivariatePolynomial numerator) => new(numerator, MultivariatePolynomial.One);

    /// <summary>numerator/denominator, common factors cancelled: equal to the quotient wherever the denominator is not zero.</summary>
    /// <exception cref="DivideByZeroException">The denominator is the zero polynomial.</exception>
    public static RationalFunction Of(MultivariatePolynomial numerator, MultivariatePolynomial denominator)
    {
        ArgumentNullException.ThrowIfNull(numerator);
        ArgumentNullException.ThrowIfNull(denominator);
        if (denominator.IsZero)
            throw new DivideByZeroException("A rational function needs a nonzero denominator.");
        if (numerator.IsZero)
            return Zero;
        if (!denominator.IsConstant)
        {
            var gcd = MultivariatePolynomial.Gcd(numerator, denominator);
            if (!gcd.IsConstant)
            {
                numerator = numerator.DivideExactly(gcd)!;
                denominator = denominator.DivideExactly(gcd)!;
            }
        }
        var scale = denominator.Content();
        if (denominator.LeadingCoefficient.Sign < 0)
            scale = -scale;
        return new RationalFunction(numerator * scale.Reciprocal(), denominator * scale.Reciprocal());
    }

    /// <summary>True for 0.</summary>
    public bool IsZero => Numerator.IsZero;

    /// <summary>Degree of the numerator less that of the denominator: common factors don't change it, products add it. Negative for 0.</summary>
    public int Degree => Numerator.Degree - Denominator.Degree;

    /// <summary>True when the denominator is 1.</summary>
    public bool IsPolynomial => Denominator.IsConstant;

    /// <summary>The value when it is a rational.</summary>
    public bool IsRational(out Rational value)
    {
        value = Numerator.ConstantTerm;
        return Numerator.IsConstant && Denominator.IsConstant;
    }

    /// <summary>Sum.</summary>
    public static RationalFunction operator +(RationalFunction a, RationalFunction b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return a.Denominator.Equals(b.Denominator)
            ? Of(a.Numerator + b.Numerator, a.Denominator)
            : Of(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);
    }

    /// <summary>Difference.</summary>
    public static RationalFunction operator -(RationalFunction a, RationalFunction b) => a + -b;

    /// <summary>Negation.</summary>
    public static RationalFunction operator -(RationalFunction a)
    {
        ArgumentNullException.ThrowIfNull(a);
        return new(-a.Numerator, a.Denominator);
    }

    /// <summary>Product.</summary>
    public static RationalFunction operator *(RationalFunction a, RationalFunction b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return Of(a.Numerator * b.Numerator, a.Denominator * b.Denominator);
    }

    /// <summary>Quotient.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static RationalFunction operator /(RationalFunction a, RationalFunction b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return Of(a.Numerator * b.Denominator, a.Denominator * b.Numerator);
    }

    /// <inheritdoc/>
    public bool Equals(RationalFunction? other) => other is not null && Numerator.Equals(other.Numerator) && Denominator.Equals(other.Denominator);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RationalFunction);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    /// <inheritdoc/>
    public override string ToString() => IsPolynomial ? Numerator.ToString() : $"({Numerator})/({Denominator})";
}
