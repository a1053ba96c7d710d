using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Symbolic.Tests.Calculus;

/// <summary>The derivative at points where formulas meet: the common one-sided slope where the function is continuous, nothing elsewhere.</summary>
public sealed class ExactDerivativeTests
{
    private static readonly Expr s_s = Variable.Of("s");

    private static Expr Parse(string text) => Parser.Parse(text).ValueOrThrow();

    private static Expr At(Expr e, string point) => e.Substitute(s_s, Parse(point));

    [TestCase("piecewise(s == 1, 5*s - 4, s^2)", "1", "2", "2")]
    [TestCase("piecewise(s != 1, s^2, 5*s - 4)", "1", "2", "2")]
    [TestCase("piecewise(s <= 1, piecewise(s >= 1, 7*s - 6, s^2), s^3 - s^2/2 - s/2 + 1/2 + (s-1)/2 - (s-1)/2)", "1", "null", "null")]
    [TestCase("piecewise(s <= 1, piecewise(s >= 1, 7*s - 6, s^2), 2*s - 1)", "1", "2", "null")]
    [TestCase("piecewise(s == 0, 1, (exp(s) - 1)/s)", "0", "1/2", "1/3")]
    [TestCase("piecewise(s == 0, 1, sin(s)/s)", "0", "0", "-1/3")]
    [TestCase("piecewise(s == 0, 1, log(1 + s)/s)", "0", "-1/2", "2/3")]
    [TestCase("piecewise(s == 0, 2, (exp(s) - 1)/s)", "0", "null", "null")]
    [TestCase("piecewise(s == sqrt(2), 2 + 9*(s - sqrt(2)), s^2)", "sqrt(2)", "2*sqrt(2)", "2")]
    [TestCase("piecewise(s == pi, 0, sin(s))", "pi", "-1", "0")]
    [TestCase("piecewise(s < log(2), exp(s), piecewise(s == log(2), 2, 2 + 2*(s - log(2))))", "log(2)", "2", "null")]
    [TestCase("max(s, 0) + min(s, 0)", "0", "1", "0")]
    [TestCase("max(s, 0) - abs(s)/2", "0", "1/2", "0")]
    [TestCase("max(s, 0) + min(s, 0) + huber(s - 3, 1)", "0", "0", "0")]
    [TestCase("abs(s)*s", "0", "0", "null")]
    [TestCase("s^2*sign(s)", "0", "0", "null")]
    [TestCase("s^3*sign(s)", "0", "0", "0")]
    [TestCase("abs(s)", "0", "null", "null")]
    [TestCase("abs(s^2 - 2)", "sqrt(2)", "null", "null")]
    [TestCase("abs(s)^3", "0", "0", "0")]
    [TestCase("(s^2)^(3/4)", "0", "0", "null")]
    [TestCase("sqrt(s^2)", "0", "null", "null")]
    [TestCase("huber(s, 1)", "1", "1", "null")]
    [TestCase("log(cosh(abs(s)))", "0", "0", "1")]
    [TestCase("exp(piecewise(s == 1, 5*s - 4, s^2))", "1", "2*e", "6*e")]
    [TestCase("huber(piecewise(s == 1, 3 - s, 2*s), 5)", "1", "4", "4")]
    [TestCase("abs(piecewise(s == 0, 4*s, s - s^2))", "0", "null", "null")]
    [TestCase("max(piecewise(s == 0, 4*s, s), -1)^2", "0", "0", "2")]
    [TestCase("piecewise(s == 1, piecewise(s == 1, s, 2), piecewise(s == 2, 2, s))", "2", "1", "0")]
    [TestCase("piecewise(s < 0, s, s + 5)", "0", "null", "null")]
    [TestCase("piecewise(sqrt(s) == 1, 3*s - 2, s)", "1", "1", "0")]
    public void The_derivative_at_a_point_is_the_common_slope_of_both_sides(string text, string point, string slope, string curvature)
    {
        var first = ExactDerivative.Of(Parse(text), s_s);
        foreach (var (derivative, expected) in new[] { (first, slope), (first.Next(), curvature) })
        {
            var value = At(derivative.Value, point);
            if (expected == "null")
                Assert.That(ClosedValue.Enclose(value, 200), Is.Null, $"{derivative.Value}");
            else
                Assert.That(ClosedValue.Enclose(Pieces.At(derivative.Value, s_s, [RealPoint.Of(Parse(point))])[0]
                    .Substitute(s_s, Parse(point)) - Parse(expected), 200)?.HoldsZero, Is.True, $"{derivative.Value}");
        }
    }

    [TestCase("piecewise(s == 1, 5*s - 4, s^2)", "s^2")]
    [TestCase("piecewise(s <= 1, piecewise(s >= 1, s, s^2), s^2)", "s^2")]
    [TestCase("piecewise(s < 1, s^2, piecewise(s == 1, 1, 2*s - 1))", "piecewise(s <= 1, s^2, 2*s - 1)")]
    [TestCase("max(s, 0) + min(s, 0)", "s")]
    [TestCase("huber(s, 1)", "huber(s, 1)")]
    [TestCase("piecewise(s == 1, 3, s^2)", "piecewise(s == 1, 3, s^2)")]
    [TestCase("piecewise(sqrt(s) > 1, s, s)", "piecewise(sqrt(s) > 1, s, s)")]
    public void Cases_that_make_no_difference_are_merged(string text, string merged) =>
        Assert.That(PieceMerging.Merge(Parse(text), s_s), Is.SameAs(Parse(merged)));

    [Test]
    public void Parts_of_one_variable_are_merged_in_a_function_of_several() =>
        Assert.That(PieceMerging.Merge(Parse("piecewise(x == 1, 5*x - 4, x^2) + x*y*piecewise(y == 0, 1, y)")),
            Is.SameAs(Parse("x^2 + x*y*piecewise(y == 0, 1, y)")));

    // x^3 = x + 1, and the zero of a monotone function without closed form.
    [TestCase("s^3 - s - 1", "s^3 - s - 1 + s^2")]
    [TestCase("s + tanh(s) - 1", "s^2 + s + tanh(s) - 1")]
    public void A_point_without_closed_form_is_known_by_the_sign_of_its_function(string zero, string function)
    {
        var at = Zeros.Of(Parse(zero), s_s).Points.Single();
        var derivative = ExactDerivative.Of(Parse($"piecewise({zero} == 0, 7*s, {function})"), s_s);
        var order = at.Order(s_s);
        Assert.Multiple(() =>
        {
            Assert.That(derivative.Missing.Single().At.Enclose(64)!.Value.Lo.ToDoubleNearest(), Is.EqualTo(at.Enclose(64)!.Value.Lo.ToDoubleNearest())
                .Within(1e-12));
            Assert.That(Totality.IsTotal(order));
            foreach (var x in new Rational[] { -100, -1, 0, new(1, 2), new(13247, 10000), new(13248, 10000), 5, 100 })
                Assert.That(ClosedValue.Sign(order.Substitute(s_s, x)),
                    Is.EqualTo(Math.Sign(x.ToDoubleNearest() - at.Enclose(64)!.Value.Lo.ToDoubleNearest())));
        });
    }
}
