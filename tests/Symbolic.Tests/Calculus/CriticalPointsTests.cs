using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Symbolic.Tests.Calculus;

public sealed class CriticalPointsTests
{
    private static readonly Expr s_s = Variable.Of("s");

    private static Expr Parse(string text) => Parser.Parse(text) is ParseResult<Expr>.Success s ? s.Value : throw new ArgumentException(text);

    // Each point as value:multiplicity:sign before:sign after.
    [TestCase("(s - 1)^2/2", "1:1:-1:1")]
    [TestCase("log(cosh(s - 1))", "1:1:-1:1")]
    [TestCase("log(exp(s - 1) + exp(1 - s))", "1:1:-1:1")]
    [TestCase("sqrt(1 + (s - 3/2)^2)", "3/2:1:-1:1")]
    [TestCase("huber(s - 1, 1/2)", "1:1:-1:1")]
    [TestCase("(s^2 - 2)^2", "-sqrt(2):1:-1:1; 0:1:1:-1; sqrt(2):1:-1:1")]
    [TestCase("s^4", "0:3:-1:1")]
    [TestCase("s^3", "0:2:1:1")]
    [TestCase("exp(s) - 2*s", "log(2):1:-1:1")]
    [TestCase("exp(-(s - 1)^2)*-1", "1:1:-1:1")]
    [TestCase("log(1 + s^2)", "0:1:-1:1")]
    [TestCase("1 - exp(-s^2)", "0:1:-1:1")]
    [TestCase("s*asinh(s) - sqrt(1 + s^2)", "0:1:-1:1")]
    [TestCase("s^2/(1 + s^2)", "0:1:-1:1")]
    [TestCase("abs(s)*s", "0:?:1:1")]
    [TestCase("softplus(s) - s/3", "-0.6931471805599453:1:-1:1")]
    [TestCase("(s - 1)^2/2 + log(cosh(s - 1))", "1:1:-1:1")]
    [TestCase("s^2/2 + exp(s)", "-0.5671432904097838:1:-1:1")]
    [TestCase("s^3/3 - s^2/2 - 2*s", "-1:1:1:-1; 2:1:-1:1")]
    [TestCase("s^5/5 - 2*s^3/3 + s", "-1:2:1:1; 1:2:1:1")]
    [TestCase("s^4/4 - s", "1:1:-1:1")]
    [TestCase("s^4/4 - 2*s", "1.2599210498948732:1:-1:1")]
    [TestCase("(1 + s^2)^(3/4)", "0:1:-1:1")]
    [TestCase("exp(s)", "")]
    [TestCase("softplus(-s)", "")]
    [TestCase("erf(s - 2)^2", "2:1:-1:1")]
    [TestCase("piecewise(s < 1, (s - 1)^2, 2*(s - 1)^2)", "1:?:-1:1")]
    [TestCase("atan(s)^2", "0:1:-1:1")]
    [TestCase("tanh(s)^2 + s^2", "0:1:-1:1")]
    public void Critical_points_are_exact_and_complete(string text, string expected)
    {
        var found = CriticalPoints.Find(Parse(text).Derivative(s_s), s_s);
        var shown = string.Join("; ", found.Points.Select(p => $"{p.Point}:{p.Multiplicity}:{p.SignBefore}:{p.SignAfter}"));
        TestContext.Out.WriteLine($"{text}: {shown} [{found.Note}]");
        Assert.That(found.IsComplete, $"{shown} {found.Note}");
        var parts = expected.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(p => p.Split(':')).ToArray();
        Assert.That(found.Points.Select(p => p.Point.Enclose(64)!.Value.Lo.ToDoubleNearest()),
            Is.EqualTo(parts.Select(p => ClosedValue.Enclose(Parse(p[0]), 64)!.Value.Lo.ToDoubleNearest())).Within(1e-15));
        Assert.That(found.Points.Select(p => $"{p.Multiplicity?.ToString() ?? "?"}:{p.SignBefore}:{p.SignAfter}"),
            Is.EqualTo(parts.Select(p => string.Join(':', p[1..]))));
    }

    [Test]
    public void Sine_has_zeros_that_are_not_listed_and_says_so() =>
        Assert.That(CriticalPoints.Find(Sin.Instance.Of(s_s), s_s).IsComplete, Is.False);

    [Test]
    public void Flat_parts_are_listed()
    {
        var found = CriticalPoints.Find(Parse("max(s - 1, 0)"), s_s);
        Assert.That(found.Flat.Single().Lo, Is.Null);
        Assert.That(found.Flat.Single().Hi!.ToString(), Is.EqualTo("1"));
    }
}
