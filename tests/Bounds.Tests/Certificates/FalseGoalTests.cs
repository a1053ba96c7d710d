using BoundCheck.Bounds.Certificates;
using BoundCheck.Bounds.Certificates.Steps;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Verdicts;

namespace BoundCheck.Bounds.Tests.Certificates;

/// <summary>Each rule of the checker given a false claim for which one of its conditions alone fails.</summary>
public sealed class FalseGoalTests
{
    private static IEnumerable<TestCaseData> Refusals()
    {
        yield return Case("enclosure: 0 is not positive", "x > 0", "x=[0,1]", goal => Enclosure(goal, 0, "0", "1"));
        yield return Case("enclosure: of a claim with <", "x < 1", "x=[0,1]", goal => Enclosure(goal, 0, "0", "1"));
        yield return Case("enclosure: a lower bound that it does not give", "x > 0", "x=[0,1]", goal => Enclosure(goal, 0, "1/2", "1"));
        yield return Case("enclosure: an upper bound that it does not give", "x != 0", "x=[-1,1]", goal => Enclosure(goal, 0, "-1", "-1/2"));
        yield return Case("enclosure: a right side that is undefined", "-1 <= sqrt(x)", "x=[-1,1]", goal => Enclosure(goal, 0, "1/2", "3"));
        yield return Case("enclosure: a left side that is undefined", "sqrt(x) >= -1", "x=[-1,1]", goal => Enclosure(goal, 0, "1/2", "3"));
        yield return Case("enclosure: the mean value over a jump", "sign(x) > 0", "x=[-1,3]", goal => Enclosure(goal, 1, "1", "1"));
        yield return Case("enclosure: Taylor over a jump", "sign(x) > 0", "x=[-1,3]", goal => Enclosure(goal, 2, "1", "1"));
        yield return Case("identity: of a strict claim", "x > x", "x=[0,1]", _ => new ByIdentity());
        yield return Case("identity: of a claim with !=", "x != x", "x=[0,1]", _ => new ByIdentity());
        yield return Case("identity: an end taken for a point", "x == 1", "x=[1,2]", _ => new ByIdentity());
        yield return Case("identity: undefined somewhere", "log(x) == log(x)", "x=[-1,1]", _ => new ByIdentity());
        yield return Case("signs: undefined somewhere", "sqrt(x) >= 0", "x=[-1,1]", _ => new BySigns());
        yield return Case("signs: 0 is not positive", "x^2 > 0", "x=[-1,1]", _ => new BySigns());
        yield return Case("excluded: a condition that holds somewhere", "x <= 0", "x=[0,2]", goal => new Excluded(goal.On, 0, 53), "x > 1");
        yield return Case("monotone: undefined at the open end", "log(x) > -5", "x=(0,1]", _ => new Monotone("x", "low", true));
        yield return Case("monotone: over a jump", "x - 3*sign(x) > 0", "x=[-1,1]", _ => new Monotone("x", "low", true));
        yield return Case("monotone: undefined where the condition fails", "-log(x) >= 0 - 1", "x=[-1,2]", _ => new Monotone("x", "high", true), "x > 0");
        yield return Case("monotone: a limit that is reached", "x - x > 0", "x=(-inf,inf)", _ => new Monotone("x", "low", false, "0"));
        yield return Case("convex: a kink", "1 - abs(x) - x >= 0", "x=[-2,2]", _ => new Convex("-1"));
        yield return Case("convex: undefined somewhere", "x^2*log(x)/log(x) >= 0", "x=[-1,1]", _ => new Convex("0"));
        yield return Case("rewritten: another value", "x >= 1", "x=[0,1]", _ => new Rewritten("1", "5"));
        yield return Case("rewritten: undefined somewhere", "log(x) <= log(x) + 1", "x=[-1,1]", _ => new Rewritten("1", "1"));
        yield return Case("stripped: undefined somewhere", "log(x) <= log(x + 3)", "x=[-1,1]", _ => new Stripped());
        yield return Case("stripped: a function that falls", "cosh(x) <= cosh(y)", "x=[-2,-1];y=[0,1/2]", _ => new Stripped());

        static ByEnclosure Enclosure(Goal goal, int order, string lower, string upper) => new(goal.On, order, 53, lower, upper);
    }

    private static IEnumerable<TestCaseData> Parts()
    {
        yield return Case("monotone: an end that belongs to the range", "x > 0", "x=[0,1]", _ => new Monotone("x", "low", true));
        yield return Case("monotone: from the wrong end", "x >= 1/2", "x=[0,1]", _ => new Monotone("x", "high", true));
        yield return Case("monotone: from the other wrong end", "-x >= -1/2", "x=[0,1]", _ => new Monotone("x", "low", true));
        yield return Case("monotone: an equation by its limit", "1/(1+x^2) == 0", "x=[0,inf)", _ => new Monotone("x", "high", false, "0"));
        yield return Case("convex: a point below the box", "x^4/12 - x^2/2 >= 0", "x=[1,2]", _ => new Convex("0"));
        yield return Case("convex: a point above the box", "x^4/12 - x^2/2 >= 0", "x=[-2,-1]", _ => new Convex("0"));
        yield return Case("convex: a slope that is not 0", "x^2 - 1 >= 0", "x=[-2,2]", _ => new Convex("3/2"));
        yield return Case("convex: concave", "1 - x^2 >= 0", "x=[-2,2]", _ => new Convex("0"));
        yield return Case("rewritten: a negative number as factor", "x <= -1", "x=[0,1]", _ => new Rewritten("-1", "1+x"));
        yield return Case("rewritten: a factor of both signs", "x >= 0", "x=[-1,1]", _ => new Rewritten("x", "1"));
        yield return Case("split: the last part", "x <= 1", "x=[0,2]", _ => new Split("x", ["1"]));
        yield return Case("split: the first part", "x >= 1", "x=[0,2]", _ => new Split("x", ["1"]));
        yield return Case("split: cuts that do not rise", "abs(x - 4) >= 1", "x=[0,10]", _ => new Split("x", ["5", "3"]));
        yield return Case("cases: one of a known sign", "abs(x) <= 0", "x=[1,2]", _ => new Cases());
        yield return Case("cases: the other known sign", "abs(x) <= 0", "x=[-2,-1]", _ => new Cases());
        yield return Case("cases: the value below 0", "abs(x) <= x", "x=[-1,1]", _ => new Cases());
        yield return Case("cases: the greater of two", "max(x,1-x) <= x", "x=[0,1]", _ => new Cases());
        yield return Case("cases: the smaller of two", "min(x,1-x) >= x", "x=[0,1]", _ => new Cases());
        yield return Case("cases: the sign of 0", "sign(x)^2 > 0", "x=[-1,1]", _ => new Cases());
        yield return Case("sided", "x != 0", "x=[-1,1]", _ => new Sided(true));
        yield return Case("stripped", "exp(x) <= exp(2*x)", "x=[-1,1]", _ => new Stripped());
    }

    private static TestCaseData Case(string name, string claim, string on, Func<Goal, ProofStep> rule, string where = "") =>
        new TestCaseData(claim, on, where, rule).SetName($"{{m}}({name})");

    [TestCaseSource(nameof(Refusals))]
    public void A_rule_whose_condition_fails_is_refused(string claim, string on, string where, Delegate rule) =>
        Assert.That(Apply(claim, on, where, rule).Refusal, Is.Not.Null);

    [TestCaseSource(nameof(Parts))]
    public void What_a_rule_leaves_of_a_false_claim_is_not_all_true(string claim, string on, string where, Delegate rule)
    {
        var (goals, refusal) = Apply(claim, on, where, rule);
        Assert.That(refusal is not null || goals.Any(g => Prover.Decide(g.Claim) is Refuted), Is.True, string.Join("; ", goals));
    }

    private static Outcome Apply(string claim, string on, string where, Delegate rule)
    {
        var goal = new Goal(ClaimParser.Parse(claim, on, where).ValueOrThrow(), false);
        return ((Func<Goal, ProofStep>)rule)(goal).Apply(goal);
    }
}
