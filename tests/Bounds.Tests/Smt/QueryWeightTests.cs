using BoundCheck.Bounds.Smt;

namespace BoundCheck.Bounds.Tests.Smt;

/// <summary>The size of a query's polynomials, and the steps it is given for it.</summary>
public sealed class QueryWeightTests
{
    [TestCase("(assert (> x 0.0))", 2)]
    [TestCase("; a comment (* x y)\n(assert (and (>= x 1.0) (<= (* x x) 2.0)))", 2)]
    [TestCase("(assert (= (* (+ x 1.0) (+ x 1.0)) y))", 4)]
    [TestCase("(assert (= (* (+ x y 1.0) (+ x y 1.0)) 0.0))", 7)]
    [TestCase("(define-fun d () Real (+ x y))\n(assert (= (* d d d d) z))", 16)]
    public void Terms_are_those_of_the_largest_atom_multiplied_out_but_no_more_than_there_are_monomials(string script, double terms) =>
        Assert.That(QueryWeight.Terms(script), Is.EqualTo(terms));

    // (a + b + ... + f + 1)^8 and its like: resultants of such polynomials are one step of Z3 and take minutes.
    [Test]
    public void A_query_with_huge_polynomials_is_given_few_steps()
    {
        string sum = "(+ a b c d e f 1.0)", power = $"(* {string.Join(' ', Enumerable.Repeat(sum, 8))})";
        string script = $"(assert (= (* g {power}) 1.0))";
        Assert.That(QueryWeight.Terms(script), Is.EqualTo(3004));
        Assert.That(QueryWeight.Steps(script, 2_000_000), Is.LessThan(3000));
        Assert.That(QueryWeight.Steps("(assert (< (* x x) 0.0))", 2_000_000), Is.EqualTo(2_000_000));
    }
}
