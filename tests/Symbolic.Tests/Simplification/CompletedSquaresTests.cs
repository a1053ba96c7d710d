using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Symbolic.Tests.Simplification;

/// <summary>Polynomials inside functions by completed squares.</summary>
public sealed class CompletedSquaresTests
{
    private static Expr Parse(string text) => Parser.Parse(text).ValueOrThrow();

    [TestCase("sqrt(s^2 - 4*s + 5)", "sqrt((s - 2)^2 + 1)")]
    [TestCase("log(2*s^2 + 3)", "log(2*s^2 + 3)")]
    [TestCase("exp(-(s^2) + s)", "exp(-(s - 1/2)^2 + 1/4)")]
    [TestCase("1/(s^4 - 4*s^3 + 6*s^2 - 4*s + 2)", "1/((s - 1)^4 + 1)")]
    [TestCase("log(s^4 - 2*s^2 + 2)", "log((s^2 - 1)^2 + 1)")]
    [TestCase("log(s^4 + s^3 + s + 5)", "log(((s + 1/4)^2 - 3/16)^2 + 9/8*s + 319/64)")]
    [TestCase("atan(s^3 + 3*s^2 + 3*s)", "atan((s + 1)^3 - 1)")]
    [TestCase("atan(s^3 + s)", "atan(s^3 + s)")]
    [TestCase("sqrt(exp(2*s) - 2*exp(s) + 2)", "sqrt((exp(s) - 1)^2 + 1)")]
    [TestCase("sqrt(s^2 - 2*sqrt(2)*s + 3)", "sqrt((s - sqrt(2))^2 + 1)")]
    [TestCase("(s^2 - 2*s + 1)/(s^2 - 2*s + 2)", "(s - 1)^2/((s - 1)^2 + 1)")]
    [TestCase("s^2 - 2*s + 1", "s^2 - 2*s + 1")]
    [TestCase("log(s^2 + s*t)", "log(s^2 + s*t)")]
    public void Polynomials_are_written_by_completed_squares(string text, string expected)
    {
        var written = CompletedSquares.Of(Parse(text));
        Assert.Multiple(() =>
        {
            Assert.That(ZeroTest.AreEqual(written, Parse(text)));
            Assert.That(written.ToString(), Is.EqualTo(Parse(expected).ToString()));
        });
    }
}
