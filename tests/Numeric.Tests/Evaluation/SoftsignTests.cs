using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Evaluation;

public sealed class SoftsignTests
{
    private static readonly FunctionRule s_rule = FunctionRule.All[Softsign.Instance];

    private static Rational Exact(Rational x) => x / (1 + Rational.Abs(x));

    [Test]
    public void Values_over_boxes_are_the_values_at_the_ends_and_no_wider()
    {
        double[] ends = [-1e300, -7, -1, -0.1, -1e-300, 0, 5e-324, 0.3, 2, 1e17];
        for (int i = 0; i < ends.Length; i++)
        {
            for (int j = i; j < ends.Length; j++)
            {
                var image = s_rule.Value(new Interval(ends[i], ends[j]));
                Rational lo = Exact(Rational.FromDouble(ends[i])), hi = Exact(Rational.FromDouble(ends[j]));
                Assert.That(image.Contains(lo) && image.Contains(hi), Is.True, $"[{ends[i]}, {ends[j]}] to {image}");
                Assert.That(image.Hi - image.Lo, Is.LessThanOrEqualTo((hi - lo).ToDoubleNearest() + 1e-15), $"[{ends[i]}, {ends[j]}] to {image}");
            }
        }
    }

    [Test]
    public void The_values_over_the_line_are_between_minus_one_and_one()
    {
        var image = s_rule.Value(Interval.Entire);
        Assert.That((image.Lo, image.Hi), Is.EqualTo((-1.0, 1.0)));
    }

    [TestCase(0.5)]
    [TestCase(-2.25)]
    public void Taylor_coefficients_enclose_the_exact_ones(double x)
    {
        Interval[] u = [Interval.Point(x), Interval.One, Interval.Zero, Interval.Zero, Interval.Zero], v = new Interval[5];
        s_rule.Taylor<Interval>(u, v);
        // With s the sign of x, softsign = s - s/(1 + s x): coefficient k >= 1 is -s (-s)^k (1 + s x)^(-k-1).
        int s = Math.Sign(x);
        for (int k = 1; k < 5; k++)
        {
            var exact = -s * Rational.Pow(-s, k) * Rational.Pow(1 + s * Rational.FromDouble(x), -k - 1);
            Assert.That(v[k].Contains(exact), Is.True, $"coefficient {k}: {exact} in {v[k]}");
            Assert.That(v[k].Hi - v[k].Lo, Is.LessThan(1e-13));
        }
    }

    [Test]
    public void Across_zero_the_first_derivative_is_enclosed_and_the_second_is_not_bounded()
    {
        Interval[] u = [new Interval(-1, 1), Interval.One, Interval.Zero], v = new Interval[3];
        s_rule.Taylor<Interval>(u, v);
        Assert.That((v[1].Lo, v[1].Hi), Is.EqualTo((0.25, 1.0)));
        Assert.That(v[2], Is.EqualTo(Interval.Entire));
    }
}
