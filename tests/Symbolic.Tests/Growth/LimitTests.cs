using BoundCheck.Symbolic.Growth;

namespace BoundCheck.Symbolic.Tests.Growth;

public sealed class LimitTests
{
    internal static void Check(string text, string point, string expected)
    {
        var limit = Limits.At(Texts.Read(text), Texts.X, Texts.Point(point));
        if (limit is Limit.Finite f && !expected.Contains("inf", StringComparison.Ordinal) && !expected.Contains('[', StringComparison.Ordinal))
            Assert.That(Texts.SameNumber(f.Value, Texts.Read(expected)), Is.True, $"got {f.Value}");
        else
            Assert.That(Texts.Show(limit), Is.EqualTo(expected));
    }

    private static IEnumerable<TestCaseData> Cases()
    {
        (string Text, string Point, string Limit)[] cases =
        [
            ("x", "inf", "inf"),
            ("-x", "inf", "-inf"),
            ("x^2", "-inf", "inf"),
            ("x^3", "-inf", "-inf"),
            ("1/x", "inf", "0"),
            ("1/x", "0+", "inf"),
            ("1/x", "0-", "-inf"),
            ("(x^2 - 1)/(x - 1)", "1+", "2"),
            ("(1 + 1/x)^x", "inf", "e"),
            ("x*log(x)", "0+", "0"),
            ("x^x", "0+", "1"),
            ("(exp(x) - 1)/x", "0-", "1"),
            ("sin(x)/x", "0+", "1"),
            ("(1 - cos(x))/x^2", "0+", "1/2"),
            ("(tan(x) - sin(x))/x^3", "0-", "1/2"),
            ("exp(x)/x^100", "inf", "inf"),
            ("log(x)^100/x", "inf", "0"),
            ("x - log(1 + exp(x))", "inf", "0"),
            ("sqrt(x^2 + x) - x", "inf", "1/2"),
            ("sqrt(x^2 + x) + x", "-inf", "-1/2"),
            ("tanh(x)", "inf", "1"),
            ("tanh(x)", "-inf", "-1"),
            ("exp(2*x)*(1 - tanh(x))", "inf", "2"),
            ("sigmoid(x)", "-inf", "0"),
            ("sigmoid(x)*exp(-x)", "-inf", "1"),
            ("softplus(x) - x", "inf", "0"),
            ("softplus(x)*exp(-x)", "-inf", "1"),
            ("log(cosh(x)) - abs(x)", "-inf", "-log(2)"),
            ("log(cosh(x)) - abs(x)", "inf", "-log(2)"),
            ("asinh(x) - log(x)", "inf", "log(2)"),
            ("asinh(x) + log(-x)", "-inf", "-log(2)"),
            ("asinh(x)/x", "0+", "1"),
            ("sinh(x)*exp(x)", "-inf", "-1/2"),
            ("atan(x)", "inf", "pi/2"),
            ("atan(x)", "-inf", "-pi/2"),
            ("x*(pi/2 - atan(x))", "inf", "1"),
            ("x^3*(pi/2 - atan(x) - 1/x)", "inf", "-1/3"),
            ("(atan(x) - x)/x^3", "0+", "-1/3"),
            ("erf(x)", "inf", "1"),
            ("erf(x)", "-inf", "-1"),
            ("(1 - erf(x))*x*exp(x^2)", "inf", "1/sqrt(pi)"),
            ("(1 + erf(x))*x*exp(x^2)", "-inf", "-1/sqrt(pi)"),
            ("erf(x)/x", "0-", "2/sqrt(pi)"),
            ("abs(x)/x", "0-", "-1"),
            ("max(x, x^2) - x^2", "inf", "0"),
            ("max(x, x^2)/x", "0+", "1"),
            ("min(exp(x), x^2 + 1)", "-inf", "0"),
            ("sign(x - 1/2)", "1/2-", "-1"),
            ("huber(x, 1) - abs(x)", "inf", "-1/2"),
            ("piecewise(x > 3, x^2, log(-x))/x", "-inf", "0"),
            ("piecewise(x > 3, x^2, log(-x))/x^2", "inf", "1"),
            ("exp(x + log(2)) - 2*exp(x)", "inf", "0"),
            ("(exp(x) - 2)/(x - log(2))", "log(2)+", "2"),
            ("(x^2 - 2)/(x - sqrt(2))", "sqrt(2)-", "2*sqrt(2)"),
            ("sin(x)/(x - pi)", "pi+", "-1"),
            ("cos(x)/(x - pi/2)", "pi/2-", "-1"),
            ("(log(x) - 1)/(x - e)", "e+", "exp(-1)"),
            ("sin(x)", "inf", "[-1, 1]"),
            ("3 + 2*sin(x) + cos(x)", "inf", "[3 - sqrt(5), 3 + sqrt(5)]"),
            ("sin(x)^2 + cos(x)^2", "inf", "1"),
            ("sin(x)^2", "-inf", "[0, 1]"),
            ("sin(x)/x", "inf", "0"),
            ("x + sin(x)", "-inf", "-inf"),
            ("x*sin(x)", "inf", "[-inf, inf]"),
            ("exp(sin(x))", "inf", "[exp(-1), e]"),
            ("1/(2 + cos(x))", "inf", "[1/3, 1]"),
            ("sin(x + 1/x) - sin(x)", "inf", "0"),
            ("sin(x) + sin(sqrt(2)*x)", "inf", "within [-2, 2]"),
            ("x*(sin(x + 1/x) - sin(x))", "inf", "[-1, 1]"),
            ("sin(1/x)", "0+", "[-1, 1]"),
            ("x*sin(1/x)", "0-", "0"),
            ("exp(sqrt(x))/x^10", "inf", "inf"),
            ("x/log(log(x*exp(x)))", "inf", "inf"),
            ("((x^7 + x + 1)/(2^x + x^2))^(-1/x)", "inf", "2"),
            ("1/log(atan(x))", "inf", "1/log(pi/2)"),
            ("(x + 1)^(1/log(x + 1))", "inf", "e"),
            ("(3^(1/x) + 5^(1/x))^x", "0+", "5"),
            ("sinh(x)^2 - cosh(x)^2", "inf", "-1"),
            ("exp(x)*(tanh(x) - sinh(x)/cosh(x))", "inf", "0"),
            ("log(exp(x) + 1)/x", "inf", "1"),
            ("(sqrt(1 + x^2) - 1)/x^2", "0+", "1/2"),
            ("exp(x)*(asinh(sinh(x)) - x)", "inf", "0"),
            ("exp(x)*(sqrt(exp(2*x) + 2*exp(x) + 1) - exp(x) - 1)", "inf", "0"),
            ("x*(log(x + sqrt(x^2 - 1)) + log(x - sqrt(x^2 - 1)))", "inf", "0"),
            ("x*(sqrt(3 + 2*sqrt(2)) - 1 - sqrt(2))", "inf", "0"),
            ("x*((2^(1/3) + 1)*(4^(1/3) - 2^(1/3) + 1) - 3)", "inf", "0"),
            ("x*(sin(1/x + 1)^2 + cos(1/x + 1)^2 - 1)", "inf", "0"),
            ("exp(x)*(exp(2*x)*exp(exp(-x)) - exp(2*x) - exp(x) - 1/2)", "inf", "1/6"),
            ("exp(x)^2 - exp(2*x + exp(-3*x)) + exp(-x)", "inf", "0"),
            ("(x + 1)^20/x^20", "inf", "1"),
            ("sqrt((x + 1)^27)/x^(27/2)", "inf", "1"),
            ("x*(exp(pi*sqrt(163)) - 262537412640768744)", "inf", "-inf"),
        ];
        return cases.Select(c => new TestCaseData(c.Text, c.Point, c.Limit).SetArgDisplayNames($"{c.Text} as x tends to {c.Point} is {c.Limit}"));
    }

    [TestCaseSource(nameof(Cases))]
    public void Limit_is_known(string text, string point, string expected) => Check(text, point, expected);
}
