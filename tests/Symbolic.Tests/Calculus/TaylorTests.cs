using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Symbolic.Tests.Calculus;

public sealed class TaylorTests
{
    private static readonly Expr s_x = Variable.Of("x");

    private static Expr Parse(string text) => Parser.Parse(text) is ParseResult<Expr>.Success s ? s.Value : throw new ArgumentException(text);

    [TestCase("exp(x)", "0", "1 1 1/2 1/6 1/24 1/120")]
    [TestCase("log(1 + x)", "0", "0 1 -1/2 1/3 -1/4 1/5")]
    [TestCase("sqrt(1 + x)", "0", "1 1/2 -1/8 1/16 -5/128 7/256")]
    [TestCase("tanh(x - 1)", "1", "0 1 0 -1/3 0 2/15")]
    [TestCase("tan(x)", "0", "0 1 0 1/3 0 2/15")]
    [TestCase("asinh(x)", "0", "0 1 0 -1/6 0 3/40")]
    [TestCase("atan(x)", "0", "0 1 0 -1/3 0 1/5")]
    [TestCase("logcosh(x)", "0", "0 0 1/2 0 -1/12 0")]
    [TestCase("sigmoid(x)", "0", "1/2 1/4 0 -1/48 0 1/480")]
    [TestCase("1/(1 - x)", "1/2", "2 4 8 16 32 64")]
    [TestCase("(x - 1)^3*exp(x - 1)", "1", "0 0 0 1 1 1/2")]
    [TestCase("sin(x)*cos(x)", "0", "0 1 0 -2/3 0 2/15")]
    [TestCase("abs(x)", "-2", "2 -1 0 0 0 0")]
    [TestCase("huber(x, 1)", "3", "5/2 1 0 0 0 0")]
    [TestCase("log(x)", "2", "log(2) 1/2 -1/8 1/24 -1/64 1/160")]
    public void Coefficients_are_the_known_ones(string text, string point, string expected)
    {
        Assert.That(((Constant)Parse(point)).Value is var at);
        var taylor = Taylor.Coefficients(Parse(text), s_x, at, 5);
        Assert.That(taylor.Failure, Is.Null);
        Assert.That(taylor.Coefficients.Zip(expected.Split(' ').Select(Parse))
            .All(p => ZeroTest.AreEqual(p.First, p.Second)), string.Join(" ", taylor.Coefficients));
    }

    [TestCase("exp(sin(x) + x^2)", "1/3")]
    [TestCase("sqrt(1 + x^2)*atan(x)", "2")]
    [TestCase("erf(x)/(2 + cos(x))", "-1/2")]
    [TestCase("softplus(x)^(3/2)", "0")]
    [TestCase("logcosh(x - 1)*x", "3")]
    public void Coefficients_are_derivatives_over_factorials(string text, string point)
    {
        var e = Parse(text);
        var at = ((Constant)Parse(point)).Value;
        var taylor = Taylor.Coefficients(e, s_x, at, 5).Coefficients;
        Rational factorial = 1;
        for (int k = 0; k <= 5; k++)
        {
            var (a, b) = (ClosedValue.Enclose(taylor[k], 128)!.Value, ClosedValue.Enclose(e.Substitute(s_x, at) / factorial, 128)!.Value);
            Assert.That(a.Lo <= b.Hi && b.Lo <= a.Hi, $"order {k}: {a} and {b}");
            e = e.Derivative(s_x);
            factorial *= k + 1;
        }
    }

    [TestCase("abs(x)", "0")]
    [TestCase("sqrt(x)", "0")]
    [TestCase("1/x", "0")]
    [TestCase("log(x)", "-1")]
    [TestCase("min(x, 2*x)", "0")]
    public void Where_there_is_no_series_the_reason_is_given(string text, string point) =>
        Assert.That(Taylor.Coefficients(Parse(text), s_x, ((Constant)Parse(point)).Value, 3).Failure, Is.Not.Null);

    [Test]
    public void Hessian_of_a_product_objective_is_the_known_one()
    {
        Expr x = Variable.Of("x"), y = Variable.Of("y");
        var hessian = Gradients.Hessian((x * y - 1).Pow(2) / 2, [x, y]);
        Assert.That(ZeroTest.AreEqual(hessian[0][0], y.Pow(2)) && ZeroTest.AreEqual(hessian[0][1], 2 * x * y - 1)
            && ReferenceEquals(hessian[1][0], hessian[0][1]) && ZeroTest.AreEqual(hessian[1][1], x.Pow(2)));
    }
}
