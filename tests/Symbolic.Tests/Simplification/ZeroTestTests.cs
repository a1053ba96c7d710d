using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Symbolic.Tests.Simplification;

public sealed class ZeroTestTests
{
    private static Expr Parse(string text) => Parser.Parse(text) is ParseResult<Expr>.Success s ? s.Value : throw new ArgumentException(text);

    [TestCase("(x + y)^2 - x^2 - 2*x*y - y^2")]
    [TestCase("log(exp(x) + exp(-x)) - logcosh(x) - log(2)")]
    [TestCase("tanh(x) - sinh(x)/cosh(x)")]
    [TestCase("tanh(2*x) - 2*tanh(x)/(1 + tanh(x)^2)")]
    [TestCase("sigmoid(x) - (1 + tanh(x/2))/2")]
    [TestCase("sin(2*x) - 2*sin(x)*cos(x)")]
    [TestCase("sin(x + y) - sin(x)*cos(y) - cos(x)*sin(y)")]
    [TestCase("1 + tan(x)^2 - 1/cos(x)^2")]
    [TestCase("sqrt(x)*sqrt(x) - x")]
    [TestCase("sqrt(8) - 2*sqrt(2)")]
    [TestCase("log(6) - log(2) - log(3)")]
    [TestCase("abs(x)*abs(y) - abs(x*y)")]
    [TestCase("max(x, y) + min(x, y) - x - y")]
    [TestCase("huber(2*x, 2) - 4*huber(-x, 1)")]
    [TestCase("piecewise(x > 0, x, -x) - abs(x)")]
    [TestCase("piecewise(x < y, 1, 2) - piecewise(y <= x, 2, 1)")]
    [TestCase("x^(1/2)*x^(1/4) - x^(3/4)")]
    [TestCase("abs(x)*log(x) - x*log(x)")]
    [TestCase("exp(log(x)) - x")]
    [TestCase("exp(x/3)^6 - exp(x)^2")]
    [TestCase("(x^3 - 1)/(x - 1) - x^2 - x - 1")]
    public void Is_proved_zero(string text) => Assert.That(ZeroTest.IsIdenticallyZero(Parse(text)), Is.True);

    [TestCase("x - y")]
    [TestCase("x^2 + 1")]
    public void Is_proved_not_zero(string text) => Assert.That(ZeroTest.IsIdenticallyZero(Parse(text)), Is.False);

    [TestCase("sqrt(x^2) - x")]
    [TestCase("sign(x)^2 - 1")]
    [TestCase("abs(x) - x")]
    [TestCase("piecewise(y > 0, sqrt(x), 0) + abs(x) - x - piecewise(y > 0, sqrt(x), 0)")]
    [TestCase("log(x^2) - 2*log(-y)")]
    [TestCase("asinh(sinh(x)) - 2*x")]
    [TestCase("x^2*sign(x) - x^2")]
    [TestCase("exp(x) - 1")]
    [TestCase("piecewise(x > 0, x, 0) - x")]
    [TestCase("x/(y - y) - x/(y - y)")]
    public void Is_never_called_zero(string text) => Assert.That(ZeroTest.IsIdenticallyZero(Parse(text)), Is.Not.True);

    [TestCase("tanh(1 - 1)", "0")]
    [TestCase("log(exp(2))", "2")]
    [TestCase("sqrt(2)^2", "2")]
    [TestCase("sqrt(2)*sqrt(8)", "4")]
    [TestCase("exp(log(3) + log(5))", "15")]
    [TestCase("cosh(log(2))", "5/4")]
    [TestCase("sin(1)^2 + cos(1)^2", "1")]
    [TestCase("log(2)/log(4)", "1/2")]
    public void Closed_value_is_exact(string text, string expected) =>
        Assert.That(ExactValue.TryEvaluate(Parse(text), out var value) ? value.ToString() : "none", Is.EqualTo(expected));

    [TestCase("log(-1) - log(-1)")]
    [TestCase("1/(sqrt(2)^2 - 2)")]
    [TestCase("sqrt(-1)^2")]
    [TestCase("exp(1)")]
    public void Undefined_or_irrational_values_are_refused(string text) =>
        Assert.That(Parser.Parse(text) is ParseResult<Expr>.Success s && ExactValue.TryEvaluate(s.Value, out _), Is.False);
}
