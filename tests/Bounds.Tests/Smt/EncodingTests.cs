using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Smt;

namespace BoundCheck.Bounds.Tests.Smt;

public sealed class EncodingTests
{
    private static System.Collections.Immutable.ImmutableArray<SmtObligation> Encode(string claim, string on, int level = 0, string? where = null)
    {
        var parsed = ClaimParser.Parse(claim, on, where).ValueOrThrow();
        return SmtEncoder.Encode(parsed, LemmaPlan.Standard(level), new BoxSigns(parsed).Strict);
    }

    [Test]
    public void The_text_of_an_algebraic_claim_is_stable() =>
        Assert.That(Encode("x/(1+x^2) <= sqrt(x)", "x=(0,4]").Single().Script, Is.EqualTo(
            """
            ; claim: x/(1 + x^2) <= sqrt(x) on x in (0, 4]
            ; goal: x/(1 + x^2) <= sqrt(x)
            ; expected: unsat
            (set-info :smt-lib-version 2.6)
            (set-logic QF_NRA)
            (declare-fun v_x () Real)
            (assert (> v_x 0.0))
            (assert (<= v_x 4.0))
            (declare-fun root_0 () Real)
            (assert (> root_0 0.0))
            (assert (= (* root_0 root_0) v_x))
            ; negated goal
            (assert (not (<= (+ v_x (* (- root_0) (+ 1.0 (* v_x v_x)))) 0.0)))
            (check-sat)

            """.ReplaceLineEndings("\n")));

    [Test]
    public void The_text_of_a_transcendental_claim_names_its_lemmas() =>
        Assert.That(Encode("1 + x <= exp(x)", "x=[0,1]").Single().Script, Is.EqualTo(
            """
            ; claim: 1 + x <= exp(x) on x in [0, 1]
            ; goal: 1 + x <= exp(x)
            ; expected: unsat
            (set-info :smt-lib-version 2.6)
            (set-logic QF_NRA)
            (declare-fun v_x () Real)
            (assert (>= v_x 0.0))
            (assert (<= v_x 1.0))
            (declare-fun exp_0 () Real)
            ; lemma exp-positive
            (assert (> exp_0 0.0))
            ; lemma exp-below(1) at 0
            (assert (>= exp_0 (+ 1.0 v_x)))
            ; lemma exp-above(1) at 0
            (assert (<= (* exp_0 (+ 1.0 (- v_x))) 1.0))
            ; negated goal
            (assert (not (<= (+ 1.0 v_x) exp_0)))
            (check-sat)

            """.ReplaceLineEndings("\n")));

    [Test]
    public void The_same_claim_gives_the_same_bytes() =>
        Assert.That(Encode("log(x)*exp(y) <= x + y", "x=(0,9]; y=[-1,1]", 2)
            .Select(o => o.Script), Is.EqualTo(Encode("log(x)*exp(y) <= x + y", "x=(0,9]; y=[-1,1]", 2).Select(o => o.Script)));

    [Test]
    public void A_denominator_that_may_vanish_is_an_obligation_before_the_goal() =>
        Assert.That(Encode("1/(x - 1) <= 5", "x=[0,3]").Select(o => o.Kind + ": " + o.Statement),
            Is.EqualTo((string[])["defined: x - 1 != 0", "goal: 1/(x - 1) <= 5"]));

    [Test]
    public void A_denominator_of_evident_sign_needs_no_obligation() =>
        Assert.That(Encode("1/(x*y) + 1/(1+x^2) <= 5", "x=(0,3]; y=(-inf,0)").Single().Kind, Is.EqualTo("goal"));

    [Test]
    public void What_a_branch_needs_is_asked_under_its_condition()
    {
        var obligation = Encode("piecewise(x > 1, sqrt(x - 1), 0) <= x", "x=[0,3]")[0];
        Assert.That(obligation.Kind, Is.EqualTo("defined"));
        Assert.That(obligation.Script, Does.Contain("(=> (> v_x 1.0)"));
    }

    [Test]
    public void Exponentials_of_sums_share_their_factors() =>
        Assert.That(Encode("exp(x+y) == exp(x)*exp(y)", "x=[0,1]; y=[0,1]").Single().Script.Split("declare-fun exp").Length - 1, Is.EqualTo(2));

    [Test]
    public void Names_that_are_not_simple_symbols_are_quoted() =>
        Assert.That(Encode("x[0] <= x[1] + 1", "x[0]=[0,1]; x[1]=[0,1]").Single().Script, Does.Contain("(declare-fun |v_x[0]| () Real)"));

    [Test]
    public void A_power_beyond_the_limit_is_not_for_the_solver() =>
        Assert.That(() => Encode("x^1000 <= 1", "x=[0,1]"), Throws.TypeOf<SmtUnsupportedException>());

    [Test]
    public void Every_query_of_an_encoding_is_accepted_by_the_solver_without_error()
    {
        string[] claims =
        [
            "tanh(x) + atan(y) <= 3", "sin(x)*cos(x) <= 1", "erf(x) < 2", "max(x, min(y, x^2)) >= -9", "sign(x)*abs(y) <= 5", "huber(x, 1) + x^(3/2) >= 0",
            "asinh(x) <= x + 1", "softplus(x) >= 0", "sigmoid(x) < 1", "pi + e > x - 9",
                "x^(-2/3) > 0", "piecewise(x < y, x, log(x)) <= 9", "logcosh(x) >= 0", "tan(x/9) <= 9",
        ];
        foreach (var claim in claims)
        {
            foreach (var obligation in Encode(claim, "x=[1,2]; y=[1,3]", 1))
            {
                var answer = Z3Runner.Default.Run(obligation.Script, obligation.Symbols, 100_000);
                Assert.That(answer.Reason, Does.Not.Contain("error"), $"{claim}\n{obligation.Script}");
            }
        }
    }
}
