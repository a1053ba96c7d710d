using BoundCheck.Symbolic.Growth;

namespace BoundCheck.Symbolic.Tests.Growth;

public sealed class LimitTextTests
{
    [TestCase("2 + 1/x", "2")]
    [TestCase("x^2", "inf")]
    [TestCase("-x", "-inf")]
    [TestCase("2*softsign(x)", "2")]
    [TestCase("3 + sin(x)", "oscillates between 2 and 4")]
    public void Limits_at_infinity_are_said_in_words(string f, string words) =>
        Assert.That(Limits.AtPlusInfinity(Parser.Parse(f).ValueOrThrow(), Variable.Of("x")).ToString(), Is.EqualTo(words));

    [Test]
    public void An_undecided_limit_says_why() =>
        Assert.That(Limits.AtPlusInfinity(Parser.Parse("x*y").ValueOrThrow(), Variable.Of("x")).ToString(), Does.StartWith("unknown: "));
}
