using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Evaluation;

public sealed class TapeTests
{
    private static readonly Variable s_x = Variable.Of("x");
    private static readonly Variable s_y = Variable.Of("y");

    private static Decorated<Interval> Over(Expr e, double lo, double hi) =>
        new ValueEvaluator<Interval>(Tape.Compile(e, s_x)).Evaluate(new Interval(lo, hi));

    [Test]
    public void Log_over_a_box_that_touches_zero_is_possibly_undefined()
    {
        Assert.That(Over(Log.Instance.Of(s_x), 0, 1).State, Is.EqualTo(Definedness.Possibly));
        Assert.That(Over(Log.Instance.Of(s_x), 0.5, 1).State, Is.EqualTo(Definedness.Continuous));
    }

    [Test]
    public void Division_by_a_box_around_zero_is_possibly_undefined() =>
        Assert.That(Over(1 / (Expr)s_x, -1, 1).State, Is.EqualTo(Definedness.Possibly));

    [Test]
    public void Sign_over_zero_is_defined_and_not_continuous() =>
        Assert.That(Over(Symbolic.Sign.Instance.Of(s_x), -1, 1), Is.EqualTo(new Decorated<Interval>(new(-1, 1), Definedness.Defined)));

    [Test]
    public void Only_the_branch_taken_has_to_be_defined()
    {
        var e = Piecewise.Of(Relation.Greater, s_x, 0, Log.Instance.Of(s_x), 0);
        Assert.That(Over(e, -2, -1).State, Is.EqualTo(Definedness.Continuous));
        Assert.That(Over(e, -2, 1).State, Is.EqualTo(Definedness.Possibly));
    }

    [Test]
    public void Equal_factors_are_one_square() =>
        Assert.That(Over(s_x * (s_x + 0), -1, 2).Value, Is.EqualTo(new Interval(0, 4)));

    [Test]
    public void Quotients_are_not_cancelled() =>
        Assert.That(Over(s_x / (Expr)s_x, -1, 1).State, Is.EqualTo(Definedness.Possibly));

    [Test]
    public void Log_of_cosh_is_enclosed_without_overflow() =>
        Assert.That(Over(Log.Instance.Of(Cosh.Instance.Of(s_x)), 5000, 5000).Value.Width, Is.LessThan(1e-10));

    [Test]
    public void Log_of_one_plus_exp_is_enclosed_without_overflow() =>
        Assert.That(Over(Log.Instance.Of(1 + Exp.Instance.Of(s_x)), 5000, 5000).Value.Width, Is.LessThan(1e-10));

    [Test]
    public void Exp_minus_one_keeps_relative_accuracy() =>
        Assert.That(Over(Exp.Instance.Of(s_x) - 1, 1e-20, 1e-20).Value.Lo, Is.GreaterThan(0.99e-20));

    [Test]
    public void Precision_is_carried_by_constants()
    {
        var tape = Tape.Compile(Exp.Instance.Of(s_x * new Rational(1, 3)), s_x);
        var value = new ValueEvaluator<BigInterval>(tape, 300).Evaluate(BigInterval.FromRational(1, 300)).Value;
        Assert.That((value - value.MidPoint).ToInterval().Mag, Is.LessThan(1e-85));
    }

    [Test]
    public void A_foreign_variable_is_rejected() =>
        Assert.That(() => Tape.Compile(s_x + s_y, s_x), Throws.ArgumentException);

    [Test]
    public void Shared_subterms_are_computed_once()
    {
        Expr e = s_x;
        for (int i = 0; i < 200; i++)
            e = Sin.Instance.Of(e) * e + e;
        Assert.That(Tape.Compile(e, s_x).Instructions, Has.Length.LessThan(1400));
    }

    [Test]
    public void Deep_expressions_compile_without_recursion()
    {
        Expr e = s_x;
        for (int i = 0; i < 50_000; i++)
            e = Tanh.Instance.Of(e);
        Assert.That(Tape.Compile(e, s_x).Instructions, Has.Length.EqualTo(50_001));
    }
}
