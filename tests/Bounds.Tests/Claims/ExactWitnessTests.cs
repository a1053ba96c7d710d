using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Claims;

/// <summary>Claims that fail only at points with irrational coordinates, most of them fixed by equations; and their true neighbours.</summary>
public sealed class ExactWitnessTests
{
    private static Verdict Decide(string claim, string on, string where) => Prover.Decide(ClaimParser.Parse(claim, on, where).ValueOrThrow());

    [TestCase("x*y < 1/2", "x=[-1,1]; y=[-1,1]", "x^2 + y^2 == 1")]
    [TestCase("x + y < sqrt(2)", "", "x^2 + y^2 == 1")]
    [TestCase("x*y*z < 1/(3*sqrt(3))", "", "x^2 + y^2 + z^2 == 1")]
    [TestCase("z <= y", "", "x^2 == 3; (z-x)^2 == 3; y > 0")]
    [TestCase("x < y", "", "x^2 == 2; y^2 == 2; x > 0; y > 0")]
    [TestCase("x + y <= 2", "", "x^5 + x == 3; y^3 == x")]
    [TestCase("x*y != sqrt(6)", "", "x^2 == 2; y^2 == 3")]
    [TestCase("x + y < 1 + sqrt(2)", "", "x^2 == 2; y^2 == 1")]
    [TestCase("max(x,y) < sqrt(2)", "", "x^2 + y^2 == 4; x == y")]
    [TestCase("log(2 - x^2) < 5", "", "x^4 == 4; x > 0")]
    [TestCase("abs(x - sqrt(2)) > 0", "", "x^4 == 4")]
    [TestCase("x <= 0", "", "x^3 - 3*x + 1 == 0")]
    public void A_claim_false_at_algebraic_points_alone_is_refuted(string claim, string on, string where) =>
        Assert.That(Decide(claim, on, where), Is.InstanceOf<Refuted>());

    [TestCase("exp(x) < exp(log(3))", "x == log(3)")]
    [TestCase("x < log(3)", "x == log(3)")]
    [TestCase("exp(x) + y < 4", "x == log(3); y == 1")]
    [TestCase("sin(x) > 0", "x == pi")]
    [TestCase("y < 2", "y == exp(log(2))")]
    [TestCase("x*y < 6", "x == sqrt(12); y == sqrt(3)")]
    [TestCase("exp(x)*exp(-x) < 1", "x^2 == 2")]
    public void A_claim_false_at_a_closed_point_alone_is_refuted(string claim, string where) =>
        Assert.That(Decide(claim, "", where), Is.InstanceOf<Refuted>());

    [TestCase("x*y <= 1/2", "", "x^2 + y^2 == 1")]
    [TestCase("x*y != sqrt(6)", "", "x^2 == 2; y^2 == 3; x < 0; y > 0")]
    [TestCase("x <= y", "", "x^2 == 2; y^2 == 2; x > 0; y > 0")]
    [TestCase("exp(x) <= 3", "", "x == log(3)")]
    [TestCase("x + y + z != 0", "", "x^2 == 2; y^2 == 3; z^2 == 5")]
    public void The_true_neighbour_is_not_refuted(string claim, string on, string where) =>
        Assert.That(Decide(claim, on, where), Is.InstanceOf<Proved>());

    [Test]
    public void The_witness_says_the_point_exactly_and_encloses_it()
    {
        var witness = ((Refuted)Decide("x + y < sqrt(2)", "", "x^2 + y^2 == 1")).Witness;
        Assert.That(witness.Checked, Does.Contain("x = sqrt(1/2)").And.Contain("left = right exactly"));
        Assert.That(witness.Values.Select(v => v.Low * v.Low), Is.All.LessThan(Rational.Half));
        Assert.That(witness.Values.Select(v => v.High * v.High), Is.All.GreaterThan(Rational.Half));
    }

    // True by construction at every point of the two or four that the equations leave: s x + t y against its values, exactly or a little off.
    [Test]
    public void Random_claims_at_points_in_quadratic_fields_are_not_proved_when_false_nor_refuted_when_true()
    {
        var random = new Random(17);
        int decided = 0;
        for (int i = 0; i < 40; i++)
        {
            int a = random.Next(2, 8), b = random.Next(2, 8), s = random.Next(1, 5), t = random.Next(1, 5);
            // The largest value of s x + t y is s sqrt(a) + t sqrt(b).
            bool holds = i % 2 == 0;
            string relation = holds ? "<=" : "<";
            var verdict = Decide($"{s}*x + {t}*y {relation} {s}*sqrt({a}) + {t}*sqrt({b})", "", $"x^2 == {a}; y^2 == {b}");
            Assert.That(verdict, holds ? Is.Not.InstanceOf<Refuted>() : Is.Not.InstanceOf<Proved>(), $"{s} {t} {a} {b}");
            decided += verdict is Unknown ? 0 : 1;
        }
        Assert.That(decided, Is.GreaterThan(35));
    }
}
