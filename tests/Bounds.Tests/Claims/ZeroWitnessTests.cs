using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Claims;

/// <summary>Zeros without rational coordinates as witnesses, and jumps over 0, which are none.</summary>
public sealed class ZeroWitnessTests
{
    private static Verdict Decide(string claim, string on, string? where = null) => Prover.Decide(ClaimParser.Parse(claim, on, where).ValueOrThrow());

    [TestCase("abs(x^2-2) > 0", "x=[0,2]", null)]
    [TestCase("(exp(x)-2)^4 > 0", "x=[0,2]", null)]
    [TestCase("sqrt(abs(x^3-2)) > 0", "x=[0,2]", null)]
    [TestCase("abs(cos(x)-x) > 0", "x=[0,2]", null)]
    [TestCase("-abs(sin(x)-1/3) < 0", "x=[0,2]", null)]
    [TestCase("abs(cos(x)-x) + 1 > 1", "x=[0,2]", null)]
    [TestCase("max(cos(x)-x, x-cos(x)) > 0", "x=[0,2]", null)]
    [TestCase("abs(x*exp(y)-3/2) > 0", "x=[0,2]; y=[1,2]", null)]
    [TestCase("1/(cos(x)-x)^2 >= 0", "x=[0,2]", null)]
    [TestCase("log(abs(cos(x)-x)) <= 10", "x=[0,2]", null)]
    [TestCase("tan(x*y)^2 >= 0", "x=[1,2]; y=[1,2]", null)]
    [TestCase("x < 1/2", "x=[0,2]", "cos(x) == x")]
    [TestCase("piecewise(cos(x) == x, -1, 1) >= 0", "x=[0,2]", null)]
    [TestCase("sign(cos(x)-x) != 0", "x=[0,2]", null)]
    [TestCase("piecewise(x == pi, 0, 1) != 0", "x=[0,4]", null)]
    public void A_change_of_sign_is_a_witness(string claim, string on, string? where) =>
        Assert.That(Decide(claim, on, where), Is.InstanceOf<Refuted>());

    // The zero is excluded by a condition, or nothing is asked there, or the sign changes by a jump.
    [TestCase("abs(cos(x)-x) > 0", "x=[0,2]", "cos(x) != x")]
    [TestCase("abs(cos(x)-x) > 0", "x=[0,2]", "1/(cos(x)-x)^2 > 0")]
    [TestCase("abs(cos(x)-x) > 0", "x=[0,2]", "x < 1/2")]
    [TestCase("x < 3/4", "x=[0,2]", "cos(x) == x")]
    [TestCase("sign(x) + 1/2 != 0", "x=[-1,1]", null)]
    [TestCase("sign(x-sqrt(2)) + 1/2 != 0", "x=[1,2]", null)]
    [TestCase("sign(cos(x)-x) + 1/2 != 0", "x=[0,2]", null)]
    [TestCase("x + 2*sign(x-sqrt(2)) != 0", "x=[1,3/2]", null)]
    [TestCase("2*sign(x-y) + 1 != 0", "x=[-1,1]; y=[-1,1]", null)]
    public void A_zero_that_is_not_asked_about_or_not_there_is_no_witness(string claim, string on, string? where) =>
        Assert.That(Decide(claim, on, where), Is.InstanceOf<Proved>());

    // The end of the domain is where the value jumps over 0.
    [TestCase("piecewise(x < {0}, 1, -1) != 0", "x=[0,{0}]")]
    [TestCase("sign(x - {0}) + 1/2 != 0", "x=[0,{0}]")]
    [TestCase("piecewise(x < {0}, x + 1, -x - 1) != 0", "x=[0,{0}]")]
    [TestCase("piecewise(x > {0}, 1, -2) != 0", "x=[{0},9]")]
    [TestCase("piecewise(x >= {0}, 1 + x^2, -exp(x)) != 0", "x=[0,9]")]
    [TestCase("min(x - {0}, 0) + piecewise(x < {0}, -1, 1) != 0", "x=[0,{0}]")]
    public void A_jump_over_zero_at_an_irrational_place_refutes_nothing(string claim, string on) => Assert.Multiple(() =>
    {
        foreach (string place in (string[])["pi", "sqrt(2)", "log(2)", "e", "2^(1/3)", "(1+sqrt(5))/2"])
            Assert.That(Decide(claim.Replace("{0}", place), on.Replace("{0}", place)), Is.InstanceOf<Proved>(), place);
    });

    // Random values on both sides of an irrational place and at it, all of them other than 0, or one of them 0.
    [Test]
    public void Random_jumps_are_told_from_zeros()
    {
        var random = new Random(31);
        string[] places = ["pi", "sqrt(2)", "log(3)", "e", "sqrt(3)", "exp(1/2)"];
        string Value(string at, bool zero) => zero
            ? $"{random.Next(1, 5)}*(x-{at})"
            : $"{(random.Next(2) == 0 ? "" : "-")}({random.Next(1, 9)}/{random.Next(1, 9)} + x^2)";
        for (int i = 0; i < 60; i++)
        {
            string at = places[i % places.Length];
            // 0: no zero; 1: a zero at the place alone.
            bool zero = i % 3 == 0;
            string text = $"piecewise(x < {at}, {Value(at, false)}, piecewise(x > {at}, {Value(at, false)}, {Value(at, zero)})) != 0";
            string on = (i % 4) switch { 0 => $"x=[0,{at}]", 1 => $"x=[{at},5]", _ => "x=[0,5]" };
            var verdict = Decide(text, on);
            if (zero)
                Assert.That(verdict, Is.Not.InstanceOf<Proved>(), $"{text} on {on}");
            else
                Assert.That(verdict, Is.Not.InstanceOf<Refuted>(), $"{text} on {on}");
        }
    }

    [Test]
    public void The_witness_of_a_change_of_sign_brackets_the_zero()
    {
        var witness = ((Refuted)Decide("abs(cos(x)-x) > 0", "x=[0,2]")).Witness;
        Assert.That(witness.Values[0].Low, Is.LessThan(Rational.FromDouble(0.7390851332151607)));
        Assert.That(witness.Values[0].High, Is.GreaterThan(Rational.FromDouble(0.7390851332151606)));
        Assert.That(witness.Checked, Does.Contain("cos(x) - x"));
    }
}
