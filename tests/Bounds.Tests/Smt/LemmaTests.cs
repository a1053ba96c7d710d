using BoundCheck.Bounds.Smt.Lemmas;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Smt;

public sealed class LemmaTests
{
    // U' - 1/t = (P'Q - PQ')/Q^2 - 1/t has the numerator (P'Q - PQ') t - Q^2, which must be k (t-1)^m with k > 0 and m odd.
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void Upper_bounds_of_log_are_certified_by_their_derivative(int n)
    {
        var (p, q) = LogLemmas.Upper(n);
        Assert.That(p.Evaluate(1).IsZero);
        Assert.That(q.Coefficients.All(c => c.Sign > 0), "the denominator is positive for t > 0");
        var numerator = (p.Derivative() * q - p * q.Derivative()) * LemmaPolynomial.Of(0, 1) - q * q;
        int m = 2 * n + 1;
        var power = LemmaPolynomial.Of(1);
        for (int i = 0; i < m; i++)
            power *= LemmaPolynomial.Of(-1, 1);
        var k = numerator.At(m);
        Assert.That(k.Sign, Is.Positive);
        for (int i = 0; i < Math.Max(numerator.Coefficients.Length, power.Coefficients.Length); i++)
            Assert.That(numerator.At(i), Is.EqualTo(k * power.At(i)), $"coefficient {i}");
    }

    [Test]
    public void Convergents_of_atan_and_tanh_lie_above_and_below_in_turn()
    {
        foreach (bool atan in (bool[])[true, false])
        {
            for (int n = 1; n <= 6; n++)
            {
                var (p, q) = ContinuedFraction.Convergent(atan, n);
                for (int k = 1; k <= 40; k++)
                {
                    var t = new Rational(k, 8);
                    var x = BigInterval.FromRational(t, 200);
                    var value = atan ? BigInterval.Atan(x) : BigInterval.Tanh(x);
                    var bound = BigInterval.FromRational(p.Evaluate(t) / q.Evaluate(t), 200);
                    Assert.That(n % 2 == 1 ? value.IsBelow(bound) : bound.IsBelow(value), $"{(atan ? "atan" : "tanh")} {n} at {t}");
                }
            }
        }
    }

    [Test]
    public void Taylor_bounds_of_sin_and_cos_lie_above_and_below_in_turn()
    {
        for (int n = 1; n <= 6; n++)
        {
            for (int k = 1; k <= 40; k++)
            {
                var t = new Rational(k, 4);
                var x = BigInterval.FromRational(t, 200);
                var (s, c) = (BigInterval.Sin(x), BigInterval.Cos(x));
                var (ps, pc) = (BigInterval.FromRational(TrigLemmas.Taylor(n, 1).Evaluate(t), 200),
                    BigInterval.FromRational(TrigLemmas.Taylor(n, 0).Evaluate(t), 200));
                Assert.That(n % 2 == 1 ? s.IsNotAbove(ps) && c.IsNotAbove(pc) : ps.IsNotAbove(s) && pc.IsNotAbove(c), $"{n} at {t}");
            }
        }
    }

    [Test]
    public void Odd_Taylor_polynomials_lie_below_exp_on_the_whole_line()
    {
        for (int n = 1; n <= 9; n += 2)
        {
            for (int k = -40; k <= 40; k++)
            {
                var t = new Rational(k, 4);
                Assert.That(BigInterval.FromRational(ExpLemmas.Taylor(n).Evaluate(t), 200)
                    .IsNotAbove(BigInterval.Exp(BigInterval.FromRational(t, 200))), $"{n} at {t}");
            }
        }
    }
}
