using BoundCheck.Symbolic.Growth;

namespace BoundCheck.Symbolic.Tests.Growth;

/// <summary>The examples of D. Gruntz, "On Computing Limits in a Symbolic Manipulation System", ETH thesis 1996, chapter 8, pages 122 to 126, that lie in the
/// language.</summary>
public sealed class ThesisLimitTests
{
    private static IEnumerable<TestCaseData> Cases()
    {
        (string Number, string Text, string Limit)[] cases =
        [
            ("8.1", "exp(x)*(exp(1/x - exp(-x)) - exp(1/x))", "-1"),
            ("8.2", "exp(x)*(exp(1/x + exp(-x) + exp(-x^2)) - exp(1/x - exp(-exp(x))))", "1"),
            ("8.3", "exp(exp(x - exp(-x))/(1 - 1/x)) - exp(exp(x))", "inf"),
            ("8.4", "exp(exp(exp(x)/(1 - 1/x))) - exp(exp(exp(x)/(1 - 1/x - log(x)^(-log(x)))))", "-inf"),
            ("8.5", "exp(exp(exp(x + exp(-x))))/exp(exp(exp(x)))", "inf"),
            ("8.6", "exp(exp(exp(x)))/exp(exp(exp(x - exp(-exp(x)))))", "inf"),
            ("8.7", "exp(exp(exp(x)))/exp(exp(exp(x - exp(-exp(exp(x))))))", "1"),
            ("8.8", "exp(exp(x))/exp(exp(x - exp(-exp(exp(x)))))", "1"),
            ("8.9", "log(x)^2*exp(sqrt(log(x))*log(log(x))^2*exp(sqrt(log(log(x)))*log(log(log(x)))^3))/sqrt(x)", "0"),
            ("8.10", "x*log(x)*log(x*exp(x) - x^2)^2/log(log(x^2 + 2*exp(exp(3*x^3*log(x)))))", "1/3"),
            ("8.11", "(exp(x*exp(-x)/(exp(-x) + exp(-2*x^2/(x + 1)))) - exp(x))/x", "-exp(2)"),
            ("8.12", "(3^x + 5^x)^(1/x)", "5"),
            ("8.13", "x/log(x^(log(x^(log(2)/log(x)))))", "inf"),
            ("8.14", "exp(exp(2*log(x^5 + x)*log(log(x))))/exp(exp(10*log(x)*log(log(x))))", "inf"),
            ("8.15", "exp(exp(5/2*x^(-5/7) + 21/8*x^(6/11) + 2*x^(-8) + 54/17*x^(49/45)))^8/log(log(-log(4/3*x^(-5/14))))^(7/6)", "inf"),
            ("8.16", "(exp(4*x*exp(-x)/(1/exp(x) + 1/exp(2*x^2/(x + 1)))) - exp(x))/exp(x)^4", "1"),
            ("8.17", "exp(x*exp(-x)/(exp(-x) + exp(-2*x^2/(x + 1))))/exp(x)", "1"),
            ("8.18", "exp(exp(-x/(1 + exp(-x))))*exp(-x/(1 + exp(-x/(1 + exp(-x)))))*exp(exp(-x + exp(-x/(1 + exp(-x)))))/exp(-x/(1 + exp(-x)))^2 - exp(x) + x",
                "2"),
            ("8.19", "log(x)*(log(log(x) + log(log(x))) - log(log(x)))/log(log(x) + log(log(log(x))))", "1"),
            ("8.20", "exp(log(log(x + exp(log(x)*log(log(x)))))/log(log(log(exp(x) + x + log(x)))))", "e"),
            ("8.21", "exp(x)*(sin(1/x + exp(-x)) - sin(1/x + exp(-x^2)))", "1"),
            ("8.22", "exp(exp(x))*(exp(sin(1/x + exp(-exp(x)))) - exp(sin(1/x)))", "1"),
            ("8.23", "(erf(x - exp(-exp(x))) - erf(x))*exp(exp(x))*exp(x^2)", "-2/sqrt(pi)"),
        ];
        return cases.Select(c => new TestCaseData(c.Text, c.Limit).SetArgDisplayNames($"problem {c.Number} tends to {c.Limit}"));
    }

    [TestCaseSource(nameof(Cases))]
    public void Thesis_example(string text, string expected) => LimitTests.Check(text, "inf", expected);
}
