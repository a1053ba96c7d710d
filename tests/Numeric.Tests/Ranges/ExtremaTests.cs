using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Ranges;

public sealed class ExtremaTests
{
    private static readonly Variable s_s = Variable.Of("s");

    private static UnivariateFunction F(string text) => UnivariateFunction.FromExpr(Claims.Read(text), Claims.U);

    [TestCase("tanh(u)", "(-inf, inf)", "1")]
    [TestCase("atan(u)", "(-inf, inf)", "pi/2")]
    [TestCase("erf(u)", "(-inf, inf)", "1")]
    [TestCase("u/sqrt(1+u^2)", "(0, inf)", "1")]
    [TestCase("log(u)/u^2", "[2, inf)", "log(2)/4")]
    [TestCase("1/(1+u^2)", "(0, inf)", "1")]
    [TestCase("1 - 2*u^2", "(-1, 1)", "1")]
    [TestCase("u^2", "[0, 1/3]", "1/9")]
    [TestCase("u^2", "(0, 1/3)", "1/9")]
    [TestCase("sin(u)/u", "(0, inf)", "1")]
    [TestCase("u*log(u)", "(0, 1]", "0")]
    public void Supremum_is_exact(string f, string domain, string expected)
    {
        var sup = Extrema.Supremum(F(f), Claims.ReadDomain(domain));
        Assert.That(sup.Exact?.ToString(), Is.EqualTo(Claims.Read(expected).ToString()), sup.ToString());
    }

    [TestCase("u/(1+u^2)", "(-inf, inf)", "1/2")]
    [TestCase("2*u/(1+u^2)^2", "(-inf, inf)", "3*sqrt(3)/8")]
    [TestCase("u*exp(-u^2/2)", "(-inf, inf)", "exp(-1/2)")]
    [TestCase("2*tanh(u)*(1-tanh(u)^2)", "(-inf, inf)", "4/(3*sqrt(3))")]
    [TestCase("sin(u)", "(-inf, inf)", "1")]
    [TestCase("log(u)/u", "(0, inf)", "exp(-1)")]
    [TestCase("-u*log(u)", "(0, 1)", "exp(-1)")]
    [TestCase("u + 2*cos(u)", "[0, 1]", "pi/6+sqrt(3)")]
    public void Supremum_is_enclosed_to_the_asked_width(string f, string domain, string expected)
    {
        var sup = Extrema.Supremum(F(f), Claims.ReadDomain(domain), new RangeOptions(Tolerance: 1e-12));
        Assert.That(sup.IsSettled, sup.ToString());
        Assert.That(sup.Value.Width, Is.LessThan(2e-12));
        Assert.That(sup.Value.Contains(Numeric.Exact.ExactReal.FromExpr(Claims.Read(expected)).Enclose(200).MidPoint.ToInterval()), sup.ToString());
    }

    [TestCase("u^2", "(-inf, inf)")]
    [TestCase("u*asinh(u)", "(-inf, inf)")]
    [TestCase("1/u", "(0, 1)")]
    [TestCase("-log(u)", "(0, 1)")]
    [TestCase("exp(u)/u^3", "(1, inf)")]
    [TestCase("log(u)", "(1, inf)")]
    public void Supremum_is_proved_infinite(string f, string domain) =>
        Assert.That(Extrema.Supremum(F(f), Claims.ReadDomain(domain)).IsInfinite);

    [TestCase("tan(u)", "(0, 3)")]
    [TestCase("log(u)", "(-1, 1)")]
    public void Supremum_of_a_function_undefined_somewhere_is_not_settled(string f, string domain) =>
        Assert.That(Extrema.Supremum(F(f), Claims.ReadDomain(domain)).IsSettled, Is.False);

    [TestCase("tanh(s)", "0", "1")]
    [TestCase("s/sqrt(1+s^2)", "0", "1")]
    [TestCase("max(-1, min(s, 1))", "0", "1")]
    [TestCase("exp(s)/(1+exp(s)) - exp(-s)/(1+exp(-s))", "0", "1/2")]
    [TestCase("atan(s)", "0", "1")]
    [TestCase("s/(1+s^2)", "0", "1")]
    [TestCase("2*s/(1+s^2)^2", "0", "2")]
    [TestCase("s*exp(-s^2/2)", "0", "1")]
    [TestCase("3/2*s*(1+s^2)^(-1/4)", "0", "3/2")]
    [TestCase("s + 2*sin(s)*cos(s)/5", "0", "7/5")]
    [TestCase("tanh(s - 3)", "3", "1")]
    [TestCase("s^2 - 2", "sqrt(2)", null)]
    [TestCase("s^3", "0", null)]
    [TestCase("exp(s) - 1", "0", null)]
    public void Sector_constant_is_exact(string derivative, string centre, string? beta)
    {
        var r = UnivariateFunction.Ratio(Claims.Read(derivative), s_s, Centre.Of(Claims.Read(centre)));
        var sup = Extrema.Supremum(r, Domain.Line);
        if (beta is null)
            Assert.That(sup.IsInfinite, sup.ToString());
        else
            Assert.That(sup.Exact?.ToString(), Is.EqualTo(beta), sup.ToString());
    }

    [Test]
    public void Infimum_mirrors_the_supremum() =>
        Assert.That(Extrema.Infimum(F("tanh(u)"), Domain.Line).Exact, Is.SameAs(Constant.MinusOne));

    [Test]
    public void Magnitude_takes_both_signs()
    {
        var g = Extrema.Magnitude(F("tanh(u)*(1 + u^2)/(2 + u^2)"), Domain.Line);
        Assert.That(g.Exact, Is.SameAs(Constant.One), g.ToString());
    }

    [Test]
    public void Limit_that_is_never_attained_is_said_to_be_approached() =>
        Assert.That(Extrema.Supremum(F("tanh(u)"), Domain.Line).Attainment, Is.EqualTo(Attainment.Approached));
}
