using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Tests.Claims;

/// <summary>Equalities between closed numbers: decided exactly, and never by digits alone.</summary>
public sealed class ClosedClaimTests
{
    // Each side is equal to the other; checked with 60 digits by another program.
    private static readonly (string Left, string Right)[] s_equal =
    [
        ("4*atan(1/5) - atan(1/239)", "pi/4"),
        ("atan(1/2) + atan(1/3)", "pi/4"),
        ("2*atan(1/3) + atan(1/7)", "pi/4"),
        ("12*atan(1/18) + 8*atan(1/57) - 5*atan(1/239)", "pi/4"),
        ("44*atan(1/57) + 7*atan(1/239) - 12*atan(1/682) + 24*atan(1/12943)", "pi/4"),
        ("atan(2) + atan(3)", "3*pi/4"),
        ("atan(sqrt(2) - 1)", "pi/8"),
        ("atan(2 - sqrt(3)) + atan(1)", "pi/3"),
        ("2*atan((sqrt(5) - 1)/2)", "atan(2)"),
        ("cos(2*pi/5)", "(sqrt(5) - 1)/4"),
        ("sin(pi/5)^2", "(5 - sqrt(5))/8"),
        ("cos(pi/7)*cos(2*pi/7)*cos(3*pi/7)", "1/8"),
        ("cos(2*pi/7) + cos(4*pi/7) + cos(6*pi/7)", "-1/2"),
        ("tan(3*pi/11) + 4*sin(2*pi/11)", "sqrt(11)"),
        ("sin(pi/18)*sin(5*pi/18)*sin(7*pi/18)", "1/8"),
        ("tan(pi/12)", "2 - sqrt(3)"),
        ("cos(pi/17)*cos(2*pi/17)*cos(4*pi/17)*cos(8*pi/17)*sin(pi/17)*16", "sin(16*pi/17)"),
        ("(2 + sqrt(5))^(1/3) - (sqrt(5) - 2)^(1/3)", "1"),
        ("(7 + 5*sqrt(2))^(1/3)", "1 + sqrt(2)"),
        ("sqrt(2) + sqrt(3)", "sqrt(5 + 2*sqrt(6))"),
        ("sqrt(5 + 2*sqrt(6)) - sqrt(5 - 2*sqrt(6))", "2*sqrt(2)"),
        ("(2^(1/3) - 1)^(1/3)", "(1/9)^(1/3) - (2/9)^(1/3) + (4/9)^(1/3)"),
        ("sqrt(5^(1/3) - 4^(1/3))*3", "2^(1/3) + 20^(1/3) - 25^(1/3)"),
        ("(3 + 2*sqrt(2))^(1/4)", "sqrt(1 + sqrt(2))"),
        ("sqrt(16 - 2*sqrt(29) + 2*sqrt(55 - 10*sqrt(29)))", "sqrt(22 + 2*sqrt(5)) - sqrt(11 + 2*sqrt(29)) + sqrt(5)"),
        ("log(1 + sqrt(2)) + log(sqrt(2) - 1)", "0"),
        ("2*log(1 + sqrt(5)) - log(3 + sqrt(5))", "log(2)"),
        ("asinh(1)", "log(1 + sqrt(2))"),
        ("asinh(3/4)", "log(2)"),
        ("pi*(sqrt(2) + sqrt(3))", "pi*sqrt(5 + 2*sqrt(6))"),
        ("exp(1)*cos(2*pi/5)*4", "e*(sqrt(5) - 1)"),
        ("cosh(log(2 + sqrt(3)))", "2"),
    ];

    private static IEnumerable<TestCaseData> Equalities() => s_equal.Select(e => new TestCaseData(e.Left, e.Right).SetName($"{{m}}({e.Left} = {e.Right})"));

    [TestCaseSource(nameof(Equalities))]
    public void Equal_numbers_are_proved_equal_and_their_neighbours_different(string left, string right)
    {
        Assert.That(Decide($"{left} == {right}"), Is.EqualTo("proved"));
        Assert.That(Decide($"{left} <= {right}"), Is.EqualTo("proved"));
        Assert.That(Decide($"{left} < {right}"), Is.EqualTo("refuted"));
        Assert.That(Decide($"{left} != {right}"), Is.EqualTo("refuted"));
        foreach (string neighbour in new[] { "1e-12", "1e-30" })
        {
            Assert.That(Decide($"{left} == {right} + {neighbour}"), Is.EqualTo("refuted"), neighbour);
            Assert.That(Decide($"{left} + {neighbour} <= {right}"), Is.EqualTo("refuted"), neighbour);
            Assert.That(Decide($"{left} < {right} + {neighbour}"), Is.EqualTo("proved"), neighbour);
        }
    }

    // Beyond the precisions at which signs are sought: perhaps not decided, but never called equal.
    [TestCase("4*atan(1/5) - atan(1/239)", "pi/4")]
    [TestCase("cos(2*pi/5)", "(sqrt(5) - 1)/4")]
    [TestCase("sqrt(2) + sqrt(3)", "sqrt(5 + 2*sqrt(6))")]
    [TestCase("2*log(1 + sqrt(5)) - log(3 + sqrt(5))", "log(2)")]
    public void Numbers_that_agree_in_hundreds_of_digits_are_not_proved_equal(string left, string right)
    {
        foreach (string neighbour in new[] { "1e-400", "1e-1200" })
        {
            Assert.That(Decide($"{left} == {right} + {neighbour}"), Is.Not.EqualTo("proved"));
            Assert.That(Decide($"{left} + {neighbour} <= {right}"), Is.Not.EqualTo("proved"));
            Assert.That(Decide($"{left} != {right} + {neighbour}"), Is.Not.EqualTo("refuted"));
        }
    }

    [TestCase("sqrt(1000001) + sqrt(1000003) == 2*sqrt(1000002)")]
    [TestCase("cos(2*pi/7) == 6234898/10000000")]
    [TestCase("atan(1/2) + atan(1/3) == 5*pi/4")]
    [TestCase("atan(2) + atan(3) == -pi/4")]
    [TestCase("tan(pi/2) == 1")]
    [TestCase("exp(pi*sqrt(163)) == 640320^3 + 744")]
    [TestCase("22*pi^4 == 2143")]
    public void Numbers_that_only_look_equal_are_not_proved_equal(string claim) => Assert.That(Decide(claim), Is.EqualTo("refuted"));

    private static string Decide(string claim) => Prover.Decide(ClaimParser.Parse(claim, "").ValueOrThrow()).Text;
}
