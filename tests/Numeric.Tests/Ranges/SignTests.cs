using BoundCheck.Numeric.Exact;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Ranges;

public sealed class SignTests
{
    [TestCase("u - u^2 - 1/10 <= log(1+u)", "[0, 1]")]
    [TestCase("abs(log(1+u)-u) - 1/10 <= u^2", "[0, 1]")]
    [TestCase("exp(u-u^2) - 1/10 <= 1 + u", "[0, 1]")]
    [TestCase("0 <= -6427443996/10000000000000*exp(-255988998.7*u) - 7600397043/100000000000 + 1443470449/10000000000*exp(-4211001.275*u)",
        "[0, 817/10000000000]")]
    [TestCase("abs(log(1+u)-u) <= 2*u^2", "[-1/2, 1/2]")]
    [TestCase("exp(u) - (1+u) <= u^2*exp(u)", "[0, 1]")]
    [TestCase("exp(u^3) < 3", "[0, 1]")]
    [TestCase("u >= sin(u)", "[0, 3]")]
    [TestCase("u > sin(u)", "(0, 3]")]
    [TestCase("cos(u) >= 1 - u^2/2", "[-3, 3]")]
    [TestCase("(u - 1/3)^2 >= 0", "[-1, 1]")]
    [TestCase("(u - 1/3)^2*exp(u) >= 0", "[0, 1/3]")]
    [TestCase("1/10 - u >= 0", "[0, 1/10]")]
    [TestCase("abs(u) - u^2 >= 0", "[-1, 1]")]
    [TestCase("exp(u) >= 1 + u + u^2/2", "[0, 5]")]
    [TestCase("1 + (2/5)*cos(2*u) > 1/2", "[-10, 10]")]
    public void Bounded_claim_is_proved(string claim, string domain) =>
        Assert.That(Claims.Decide(claim, domain), Is.InstanceOf<SignProved>());

    [TestCase("u", "-1", 1)]
    [TestCase("-u", "1", -1)]
    [TestCase("u", "1/(u - 1/1000)", 1)]
    public void A_sign_beside_a_zero_is_not_carried_over_a_jump(string near, string far, int sign)
    {
        var u = Variable.Of("u");
        var jumps = Piecewise.Of(Relation.Less, u, new Rational(1, 1000), Parser.Parse(near).ValueOrThrow(), Parser.Parse(far).ValueOrThrow());
        var local = new LocalSign(UnivariateFunction.FromExpr(jumps, u), ExactReal.FromRational(0, 53));
        var (found, reach) = local.Decide(1, 1, strict: true, new Budget(1000));
        Assert.That(found, Is.EqualTo(sign));
        Assert.That(reach, Is.LessThan(1e-3).And.Positive);
    }

    [TestCase("tanh(u) - 1 < 0", "(0, inf)")]
    [TestCase("u - tanh(u) > 0", "(0, inf)")]
    [TestCase("u/cosh(u)^2 - tanh(u) <= 0", "[0, inf)")]
    [TestCase("u*(1 - tanh(u)^2) - tanh(u) < 0", "(0, inf)")]
    [TestCase("log(1+u) <= u", "(-1, inf)")]
    [TestCase("exp(-u^2/2) > 0", "(-inf, inf)")]
    [TestCase("exp(-u^2/2) <= 1", "(-inf, inf)")]
    [TestCase("u/(1+u^2)^2 <= 33/100", "[0, inf)")]
    [TestCase("(1+u^2)^(-1/4) > 0", "(-inf, inf)")]
    [TestCase("(1+u^2)^(-1/4) <= 1", "(-inf, inf)")]
    [TestCase("1 + (2/5)*cos(2*u) > 0", "(-inf, inf)")]
    [TestCase("u*asinh(u) >= 0", "(-inf, inf)")]
    [TestCase("atan(u) - u/(1+u^2) > 0", "(0, inf)")]
    [TestCase("exp(u) - 1 >= u", "(-inf, inf)")]
    [TestCase("erf(u) < 1", "(0, inf)")]
    [TestCase("atan(u) < pi/2", "(-inf, inf)")]
    [TestCase("log(cosh(u)) <= abs(u)", "(-inf, inf)")]
    [TestCase("log(cosh(u)) >= abs(u) - log(2)", "(-inf, inf)")]
    [TestCase("log(1+exp(u)) > u", "(-inf, inf)")]
    [TestCase("u*exp(-u) <= exp(-1)", "[0, inf)")]
    [TestCase("sqrt(1+u^2) - 1 < abs(u) + 1/1000", "(-inf, inf)")]
    [TestCase("sqrt(1+u^2) > u", "(-inf, inf)")]
    [TestCase("u*log(u) >= -1/2", "(0, inf)")]
    [TestCase("log(u) <= u - 1", "(0, inf)")]
    [TestCase("log(u)/u < 1/2", "(0, inf)")]
    [TestCase("u^3*exp(-u) < 27/20", "(0, inf)")]
    [TestCase("u^(1/2) > log(u)", "(0, inf)")]
    public void Unbounded_claim_is_proved(string claim, string domain) =>
        Assert.That(Claims.Decide(claim, domain), Is.InstanceOf<SignProved>());

    [TestCase("exp(u) + sin(u) <= 6", "(-inf, 2)")]
    [TestCase("cos(u)*sin(u) != tanh(u)", "(-10, 10)")]
    [TestCase("log(u) != 999999/1000000", "(2, 3)")]
    [TestCase("tanh(u) < 99999/100000", "(0, inf)")]
    [TestCase("u > sin(u)", "[0, 3]")]
    [TestCase("(u - 1/3)^2 > 0", "[-1, 1]")]
    [TestCase("u^3 >= 0", "[-1, 1]")]
    [TestCase("cos(u) >= 1 - 49/100*u^2", "[-3, 3]")]
    [TestCase("log(u) <= u - 1 - 1/10^12", "(0, inf)")]
    [TestCase("u^2 - 1/10^30 >= 0", "[-1, 1]")]
    [TestCase("log(u)/u < 36787/100000", "(0, inf)")]
    [TestCase("log(log(u)) < 4", "(2, inf)")]
    public void False_claim_is_refuted(string claim, string domain) =>
        Assert.That(Claims.Decide(claim, domain), Is.InstanceOf<SignRefuted>());

    [TestCase("log(u) <= u - 1", "(-1, 1)")]
    [TestCase("1/u^2 > 0", "(-1, 1)")]
    [TestCase("sqrt(u) >= 0", "[-1/1000000, 1]")]
    public void Claim_about_a_function_undefined_somewhere_is_unknown(string claim, string domain) =>
        Assert.That(Claims.Decide(claim, domain), Is.InstanceOf<SignUnknown>());

    [TestCase("max(u-1,0) > 0", "(0, 1/16)")]
    [TestCase("max(u-1,0) > 0", "(-inf, 0)")]
    [TestCase("abs(u) - u > 0", "(0, 1/16)")]
    [TestCase("abs(u) + u > 0", "(-1/16, 0)")]
    [TestCase("abs(u) - u > 0", "(0, inf)")]
    [TestCase("abs(u) + u > 0", "(-inf, 0)")]
    [TestCase("u*(abs(u) - u) > 0", "(0, 1/16)")]
    public void A_function_that_is_0_on_the_domain_is_not_positive(string claim, string domain) =>
        Assert.That(Claims.Decide(claim, domain), Is.Not.InstanceOf<SignProved>());

    [Test]
    public void Witness_of_a_zero_is_exact()
    {
        var refuted = (SignRefuted)Claims.Decide("cos(u)*sin(u) != tanh(u)", "(-10, 10)");
        Assert.That(refuted.Point, Is.SameAs(Constant.Zero));
    }

    [Test]
    public void Witness_bracket_contains_the_root_of_a_logarithm()
    {
        var refuted = (SignRefuted)Claims.Decide("log(u) != 999999/1000000", "(2, 3)");
        Assert.That(refuted.Low.ToDoubleNearest(), Is.LessThanOrEqualTo(2.71827911018).And.GreaterThan(2.71827));
        Assert.That((refuted.High - refuted.Low).ToDoubleNearest(), Is.LessThan(1e-9));
    }
}
