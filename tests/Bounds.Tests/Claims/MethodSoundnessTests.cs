using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Bounds.Tests.Claims;

/// <summary>
/// False claims asked of each method alone. The prover looks for a refuting point first, so a method that is wrong would seldom be seen there. Each claim is false
/// at one place, which a method with one condition too few would miss.
/// </summary>
public sealed class MethodSoundnessTests
{
    private static readonly (string Name, Func<ProofTask, Verdict> Ask)[] s_methods =
    [
        ("signs", EvidentSign.Run),
        ("identity", IdentityStrategy.Run),
        ("one variable", UnivariateStrategy.Run),
        ("boxes", task => new BoxSearch<Interval>(task.Claim, task.Signs, task.Points).Run(400, depth: 20, default)),
        ("solver", task => Prover.ProveBySolver(task.Original, ProverOptions.Default with { SolverSteps = 400_000 })
            ? new Proved(Method.Z3, "") : new Unknown("")),
    ];

    // Ends that belong to the range.
    [TestCase("x > 0", "x=[0,1]")]
    [TestCase("x > 0", "x=[0,inf)")]
    [TestCase("x < 0", "x=[-1,0]")]
    [TestCase("x < 1", "x=[0,1]")]
    [TestCase("x != 0", "x=[0,1]")]
    [TestCase("x != 0", "x=[-1,1]")]
    [TestCase("x == 0", "x=[-1,1]")]
    [TestCase("x < sqrt(2)", "x=[0,2]", "x <= sqrt(2)")]
    [TestCase("x > sqrt(2)", "x=[0,2]", "x >= sqrt(2)")]
    [TestCase("x^2 > 0", "x=[-1,1]")]
    // Signs of sums, products, powers and cases.
    [TestCase("x >= 0", "x=[-1/2,1]")]
    [TestCase("x <= 0", "x=[-1,1]")]
    [TestCase("x*y > 0", "x=[0,1];y=(0,1]")]
    [TestCase("x - y > 0", "x=(0,1];y=(0,1]")]
    [TestCase("x - y < 0", "x=(0,1];y=(0,1]")]
    [TestCase("1/x > 0", "x=(-inf,0)")]
    [TestCase("y/x > 0", "x=[-2,-1];y=[1,2]")]
    [TestCase("1/(x/y) > 0", "x=[1,2];y=[-2,-1]")]
    [TestCase("x^(-3) > 0", "x=(-inf,0)")]
    [TestCase("sin(x) > 0", "x=(0,10]")]
    [TestCase("cos(x) - 1 < 0", "x=[-1,1]")]
    [TestCase("relu(x) > 0", "x=(-inf,inf)")]
    [TestCase("huber(x,1) > 0", "x=(-inf,inf)")]
    [TestCase("piecewise(x > 0, 1, -1) > 0", "x=[-1,1]")]
    [TestCase("min(x,y) >= x", "x=[0,1];y=[0,1]")]
    [TestCase("max(x,y) <= x", "x=[0,1];y=[0,1]")]
    [TestCase("abs(x) <= x", "x=[-1,1]")]
    // Side conditions that hold somewhere.
    [TestCase("y > 0", "y=(-inf,inf)", "-y > 0")]
    [TestCase("x < 0", "x=(-inf,inf)", "x <= 0")]
    [TestCase("x < 1/2", "x=[0,1]", "x > 1/4")]
    // Slopes that keep their sign, and one that jumps.
    [TestCase("x <= 1/2", "x=[0,1]")]
    [TestCase("-x >= -1/2", "x=[0,1]")]
    [TestCase("exp(x) <= 2", "x=[0,1]")]
    [TestCase("exp(-x) >= 1/2", "x=[0,1]")]
    [TestCase("sign(x) > 0", "x=[-1,3]")]
    // Sides that are undefined somewhere.
    [TestCase("sqrt(x) >= 0", "x=[-1,1]")]
    [TestCase("-1 <= sqrt(x)", "x=[-1,1]")]
    [TestCase("exp(log(x)) > 0", "x=[-1,1]")]
    [TestCase("log(x) <= x", "x=[-1,1]")]
    [TestCase("log(x) <= x", "x=[0,1]")]
    [TestCase("1/x^2 > 0", "x=[-1,1]")]
    [TestCase("x/x == 1", "x=[-1,1]")]
    [TestCase("log(x) == log(x)", "x=[-1,1]")]
    [TestCase("x^(3/2) >= 0", "x=[-1,1]")]
    [TestCase("piecewise(x > 0, sqrt(x - 1), 0) >= 0", "x=[-1,2]")]
    public void No_method_alone_proves_a_false_claim(string claim, string on, string where = "") => Assert.Multiple(() =>
    {
        var parsed = ClaimParser.Parse(claim, on, where).ValueOrThrow();
        foreach (var (name, ask) in s_methods)
            Assert.That(ask(new ProofTask(parsed, ClaimReduction.Reduce(parsed), ProverOptions.Default)), Is.Not.InstanceOf<Proved>(), name);
    });

    // log 0 - log 0, with a 0 that no digits show.
    [TestCase("log(sqrt(2)+sqrt(3)-sqrt(5+2*sqrt(6)))")]
    [TestCase("1/(atan(2)+atan(3)-3*pi/4)")]
    [TestCase("(sqrt(2)+sqrt(3)-sqrt(5+2*sqrt(6)))^(-1/2)")]
    public void A_value_that_may_be_undefined_is_not_proved_equal_to_itself(string value) => Assert.Multiple(() =>
    {
        foreach (string relation in (string[])["<=", "=="])
            Assert.That(Prover.Decide(ClaimParser.Parse($"{value} {relation} {value}", "").ValueOrThrow()), Is.Not.InstanceOf<Proved>(), relation);
    });
}
