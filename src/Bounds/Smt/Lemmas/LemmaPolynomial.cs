using System.Collections.Immutable;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Smt.Lemmas;

/// <summary>A polynomial in one variable with exact coefficients, lowest first; the material of bounds.</summary>
internal readonly record struct LemmaPolynomial(ImmutableArray<Rational> Coefficients)
{
    /// <summary>The polynomial of the coefficients.</summary>
    internal static LemmaPolynomial Of(params ImmutableArray<Rational> coefficients) => new(coefficients);

    /// <summary>Sum.</summary>
    public static LemmaPolynomial operator +(LemmaPolynomial a, LemmaPolynomial b) =>
        new([.. Enumerable.Range(0, Math.Max(a.Coefficients.Length, b.Coefficients.Length)).Select(i => a.At(i) + b.At(i))]);

    /// <summary>Difference.</summary>
    public static LemmaPolynomial operator -(LemmaPolynomial a, LemmaPolynomial b) => a + Of(-1) * b;

    /// <summary>Product.</summary>
    public static LemmaPolynomial operator *(LemmaPolynomial a, LemmaPolynomial b)
    {
        var product = new Rational[a.Coefficients.Length + b.Coefficients.Length - 1];
        for (int i = 0; i < a.Coefficients.Length; i++)
        {
            for (int j = 0; j < b.Coefficients.Length; j++)
                product[i + j] += a.Coefficients[i] * b.Coefficients[j];
        }
        return new([.. product]);
    }

    /// <summary>The coefficient of a power; 0 beyond the degree.</summary>
    internal Rational At(int power) => power < Coefficients.Length ? Coefficients[power] : 0;

    /// <summary>The derivative.</summary>
    internal LemmaPolynomial Derivative() => Coefficients.Length <= 1
        ? Of(0)
        : new([.. Coefficients.Skip(1).Select((c, i) => c * (i + 1))]);

    /// <summary>The value at a point.</summary>
    internal Rational Evaluate(Rational x)
    {
        Rational value = 0;
        for (int i = Coefficients.Length - 1; i >= 0; i--)
            value = value * x + Coefficients[i];
        return value;
    }

    /// <summary>The coefficients in reverse: x^n p(1/x).</summary>
    internal LemmaPolynomial Reverse() => new([.. Coefficients.Reverse()]);

    /// <summary>The polynomial at a term, by Horner's scheme.</summary>
    internal string At(string term)
    {
        string text = SmtText.Number(At(Coefficients.Length - 1));
        for (int i = Coefficients.Length - 2; i >= 0; i--)
            text = SmtText.Sum(SmtText.Number(Coefficients[i]), SmtText.Product(term, text));
        return text;
    }
}
