namespace BoundCheck.Symbolic.Tests.Expressions;

public sealed class SharingTests
{
    private static readonly Expr s_x = Variable.Of("x");

    [Test]
    public void Equal_expressions_are_one_object() =>
        Assert.That(Tanh.Instance.Of(s_x * 2 + 1), Is.SameAs(Tanh.Instance.Of(s_x * 2 + 1)));

    [Test]
    public void Literals_fold_exactly() =>
        Assert.That(((Expr)new Rational(1, 3) + new Rational(1, 6)).IsRational(out var v) ? v : default, Is.EqualTo(Rational.Half));

    [Test]
    public void Zero_times_a_logarithm_keeps_its_domain() =>
        Assert.That(0 * Log.Instance.Of(s_x), Is.Not.SameAs(Constant.Zero));

    [Test]
    public void Derivative_of_tanh_prints_as_its_identity() =>
        Assert.That(Tanh.Instance.Of(s_x).Derivative(s_x).ToString(), Is.EqualTo("1 - tanh(x)^2"));

    [Test]
    public void Substitution_is_simultaneous_even_where_a_rebuilt_node_folds_to_the_variable() =>
        Assert.That(Exp.Instance.Of(-s_x).Substitute(s_x, -s_x), Is.SameAs(Exp.Instance.Of(s_x)));

    [Test]
    public void Deep_expressions_are_walked_without_recursion()
    {
        Expr e = s_x;
        for (int i = 0; i < 100_000; i++)
            e = Sin.Instance.Of(e);
        Assert.That(Expr.Postorder(e.Derivative(s_x)), Has.Count.LessThan(400_000));
    }
}
