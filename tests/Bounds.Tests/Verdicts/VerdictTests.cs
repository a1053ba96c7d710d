using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Tests.Verdicts;

public sealed class VerdictTests
{
    private static readonly Proved s_symbolic = new(Method.Symbolic, "a");
    private static readonly Proved s_z3 = new(Method.Z3, "b");
    private static readonly Proved s_interval = new(Method.Interval, "c");
    private static readonly Unknown s_unknown = new("time");
    private static readonly Refuted s_refuted = new(Witness.At("x", 2, "F'(2) = -6 < 0"), Method.Interval);

    [Test]
    public void Methods_print_as_the_contract_says() =>
        Assert.That(Enum.GetValues<Method>().Select(m => m.Text()), Is.EqualTo((string[])["symbolic", "z3", "interval", "z3+interval"]));

    [Test]
    public void A_conjunction_of_proofs_is_proved_by_the_joined_methods()
    {
        Assert.That(Verdict.All([s_symbolic, s_z3]).DecidedBy, Is.EqualTo(Method.Z3));
        Assert.That(Verdict.All([s_interval, s_symbolic]).DecidedBy, Is.EqualTo(Method.Interval));
        Assert.That(Verdict.All([s_z3, s_symbolic, s_interval]).DecidedBy, Is.EqualTo(Method.Z3AndInterval));
    }

    [Test]
    public void One_refutation_refutes_and_one_unknown_leaves_unknown()
    {
        Assert.That(Verdict.All([s_unknown, s_refuted]), Is.SameAs(s_refuted));
        Assert.That(Verdict.All([s_z3, s_unknown]), Is.SameAs(s_unknown));
    }

    [Test]
    public void A_witness_prints_its_point_and_what_was_checked() =>
        Assert.That(s_refuted.Witness.ToString(), Is.EqualTo("x = 2: F'(2) = -6 < 0"));

    [Test]
    public void An_inexact_value_prints_as_an_interval() =>
        Assert.That(new WitnessValue("x", Rational.Half, 1).ToString(), Is.EqualTo("x in [1/2, 1]"));
}
