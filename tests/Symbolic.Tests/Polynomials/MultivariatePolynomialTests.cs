using BoundCheck.Symbolic.Polynomials;
using CsCheck;

namespace BoundCheck.Symbolic.Tests.Polynomials;

public sealed class MultivariatePolynomialTests
{
    private static readonly Gen<MultivariatePolynomial> s_polynomial =
        Gen.Select(Gen.Int[0, 2].Array[3], Gen.Int[-5, 5], (e, c) =>
            (Enumerable.Range(0, 3).Aggregate(Monomial.One, (m, i) => m * Monomial.Of(i, e[i])), (Rational)c)).Array[0, 4].Select(MultivariatePolynomial.Of);

    [Test]
    public void Product_divides_exactly() =>
        Gen.Select(s_polynomial, s_polynomial).Where((_, b) => !b.IsZero).Sample((a, b) => Assert.That((a * b).DivideExactly(b), Is.EqualTo(a)));

    [Test]
    public void Division_with_a_remainder_is_refused() =>
        Gen.Select(s_polynomial, s_polynomial).Where((_, b) => b.Degree > 0)
            .Sample((a, b) => Assert.That((a * b + MultivariatePolynomial.One).DivideExactly(b), Is.Null));

    [Test]
    public void Common_factor_divides_the_gcd() =>
        Gen.Select(s_polynomial, s_polynomial, s_polynomial).Where((_, _, c) => !c.IsZero).Sample((a, b, c) =>
        {
            var gcd = MultivariatePolynomial.Gcd(a * c, b * c);
            Assert.That(a.IsZero && b.IsZero || gcd.DivideExactly(c.Primitive()) is not null);
        }, iter: 500);

    [Test]
    public void Addition_and_multiplication_distribute() =>
        Gen.Select(s_polynomial, s_polynomial, s_polynomial).Sample((a, b, c) => Assert.That(a * (b + c), Is.EqualTo(a * b + a * c)));

    [Test]
    public void Quotient_in_lowest_terms_is_unique() =>
        Gen.Select(s_polynomial, s_polynomial, s_polynomial).Where((_, b, c) => !b.IsZero && !c.IsZero).Sample((a, b, c) =>
            Assert.That(RationalFunction.Of(a * c, b * c), Is.EqualTo(RationalFunction.Of(a, b))), iter: 500);
}
