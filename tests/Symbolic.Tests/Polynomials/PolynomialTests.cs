using BoundCheck.Symbolic.Polynomials;
using CsCheck;

namespace BoundCheck.Symbolic.Tests.Polynomials;

public sealed class PolynomialTests
{
    private static readonly Gen<Rational> s_rational = Gen.Select(Gen.Int[-12, 12], Gen.Int[1, 6], (n, d) => new Rational(n, d));
    private static readonly Gen<Polynomial> s_polynomial = s_rational.Array[0, 5].Select(c => Polynomial.Of(c));

    private static Polynomial WithRoots(IEnumerable<Rational> roots) =>
        roots.Aggregate(Polynomial.One, (p, r) => p * (Polynomial.X - Polynomial.One * r));

    [Test]
    public void Rational_roots_are_found_exactly_with_their_multiplicities() =>
        Gen.Select(s_rational.Array[1, 5], s_rational).Where((_, c) => !c.IsZero).Sample((roots, scale) =>
        {
            var found = (WithRoots(roots) * scale).RealRoots();
            Assert.That(found.Select(f => (f.Root.Lo, f.Root.IsRational, f.Multiplicity)),
                Is.EqualTo(roots.GroupBy(r => r).OrderBy(g => g.Key).Select(g => (g.Key, true, g.Count()))));
        }, iter: 300);

    [Test]
    public void Rational_roots_beside_irrational_ones_are_found_exactly() =>
        Gen.Select(s_rational.Array[0, 3], Gen.Int[2, 30]).Where((rs, n) => !((Rational)n).TryRoot(2, out Rational r)).Sample((roots, n) =>
        {
            var p = WithRoots(roots) * Polynomial.Of(-n, 0, 1);
            var found = p.RealRoots();
            Assert.That(found.Where(f => f.Root.IsRational).Select(f => f.Root.Lo), Is.EqualTo(roots.Distinct().Order()));
            foreach (var (root, _) in found.Where(f => !f.Root.IsRational))
            {
                // The root is ±sqrt(n): its square is n, and bisection keeps it.
                root.Refine(new Rational(1, 1_000_000));
                Assert.That(root.SignOf(Polynomial.Of(-n, 0, 1)), Is.Zero);
                Assert.That(Rational.Min(root.Lo * root.Lo, root.Hi * root.Hi) < n && Rational.Max(root.Lo * root.Lo, root.Hi * root.Hi) > n);
            }
            Assert.That(found.Count(f => !f.Root.IsRational), Is.EqualTo(2));
        }, iter: 200);

    [Test]
    public void Root_order_agrees_with_squares() =>
        Gen.Select(Gen.Int[2, 40], Gen.Int[2, 40]).Sample((a, b) =>
        {
            var p = Polynomial.Of(-a, 0, 1).RealRoots()[^1].Root;
            var q = Polynomial.Of(-(Rational)b * b, 0, 0, 0, 1).RealRoots()[^1].Root;
            Assert.That(Math.Sign(p.CompareTo(q)), Is.EqualTo(a.CompareTo(b)));
        }, iter: 300);

    [Test]
    public void Squarefree_factors_multiply_to_the_polynomial() =>
        s_polynomial.Where(p => p.Degree >= 1).Select(s_polynomial.Where(p => p.Degree >= 1)).Sample((a, b) =>
        {
            var p = a * a * b;
            var product = p.SquarefreeFactors().Aggregate(Polynomial.One, (q, f) => Enumerable.Repeat(f.Factor, f.Multiplicity).Aggregate(q, (x, y) => x * y));
            var (quotient, remainder) = Polynomial.DivRem(p, product);
            Assert.That(remainder.IsZero && quotient.Degree == 0);
        }, iter: 300);

    [Test]
    public void Sign_on_an_interval_holds_at_sampled_points() =>
        Gen.Select(s_polynomial, s_rational, s_rational, s_rational).Where((_, a, b, _) => a < b).Sample((p, a, b, t) =>
        {
            if (p.SignOn(a, b) is { } sign)
            {
                var x = a + (b - a) * Rational.Min(Rational.Max(Rational.Abs(t) / 13, new Rational(1, 99)), new Rational(98, 99));
                Assert.That(p.At(x).Sign, Is.EqualTo(sign));
            }
        }, iter: 1000);

    [Test]
    public void Wilkinson_like_clusters_are_separated()
    {
        var roots = Enumerable.Range(0, 12).Select(i => new Rational(i, 1000) + 1).ToArray();
        Assert.That(WithRoots(roots).RealRoots().Select(r => r.Root.Lo), Is.EqualTo(roots));
    }

    [Test]
    public void Sturm_counts_half_open_intervals()
    {
        var sturm = new SturmSequence(WithRoots([0, 1, 2, 3]));
        Assert.Multiple(() =>
        {
            Assert.That(sturm.CountHalfOpen(0, 2), Is.EqualTo(2));
            Assert.That(sturm.CountOpen(0, 3), Is.EqualTo(2));
            Assert.That(sturm.CountOpen(null, null), Is.EqualTo(4));
            Assert.That(sturm.CountOpen(null, 0), Is.EqualTo(0));
        });
    }
}
