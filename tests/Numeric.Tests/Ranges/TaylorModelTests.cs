using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Ranges;

public sealed class TaylorModelTests
{
    private static readonly Expr s_x = Variable.Of("x");

    private static UnivariateFunction F(string text) => UnivariateFunction.FromExpr(Parser.Parse(text).ValueOrThrow(), s_x);

    [TestCase("exp(x) - 1 - x", -0.5, 0.75)]
    [TestCase("sin(5*x)/(2 + x)", 0, 1)]
    [TestCase("tanh(x) - x + x^3/3", -1, 1)]
    [TestCase("log(1 + x)*atan(x)", 0, 2)]
    [TestCase("x^3 - x", -1, 1)]
    public void Values_lie_below_the_bound_and_kept_signs_hold(string text, double lo, double hi)
    {
        var f = F(text);
        var box = Interval.Of(lo, hi);
        var model = TaylorModel.Of(f, box)!;
        var undecided = model.Undecided(strict: true);
        for (int i = 0; i <= 400; i++)
        {
            double x = Math.Min(hi, lo + (hi - lo) * i / 400);
            var value = f.Evaluate(Interval.Point(x)).Value;
            Assert.That(value.Lo, Is.LessThanOrEqualTo(model.Upper));
            Assert.That(value.IsPositive || undecided.Exists(part => part.Contains(Interval.Point(x))), $"{text} at {x}");
        }
    }

    [Test]
    public void A_kink_has_no_model() => Assert.That(TaylorModel.Of(F("abs(x)"), Interval.Of(-1, 1)), Is.Null);

    [Test]
    public void A_pole_has_no_model() => Assert.That(TaylorModel.Of(F("1/x"), Interval.Of(-1, 1)), Is.Null);

    [Test]
    public void A_tiny_difference_of_large_terms_is_decided_on_one_box()
    {
        var model = TaylorModel.Of(F("exp(x) - (1 + x + x^2/2 + x^3/6 + x^4/24) + 1e-15"), Interval.Of(0, 0.25))!;
        Assert.That(model.Undecided(strict: true), Is.Empty);
    }
}
