using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Exact;
using BoundCheck.Numeric.Precision;
using BoundCheck.Numeric.Tests.Evaluation;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Tests.Exact;

public sealed class ExactRealTests
{
    private static Expr R(int n, int d = 1) => new Rational(n, d);

    private static readonly (string Name, Expr Zero)[] s_zeros =
    [
        ("sqrt 2 squared", R(2).Pow(Rational.Half) * R(2).Pow(Rational.Half) - 2),
        ("sqrt 8 is 2 sqrt 2", R(8).Pow(Rational.Half) - 2 * R(2).Pow(Rational.Half)),
        ("exp of log", Exp.Instance.Of(Log.Instance.Of(R(3)) * 2) - 9),
        ("log 6 splits", Log.Instance.Of(R(6)) - Log.Instance.Of(R(2)) - Log.Instance.Of(R(3))),
        ("log of e", Log.Instance.Of(Exp.Instance.Of(R(5, 2))) - R(5, 2)),
        ("cosh and sinh", Cosh.Instance.Of(R(3)).Pow(2) - Sinh.Instance.Of(R(3)).Pow(2) - 1),
        ("tanh at log 2", Tanh.Instance.Of(Log.Instance.Of(R(2))) - R(3, 5)),
        ("sin of pi/6", Sin.Instance.Of(NamedConstant.Pi / 6) - R(1, 2)),
        ("cos of 7 pi", Cos.Instance.Of(7 * (Expr)NamedConstant.Pi) + 1),
        ("atan 1", 4 * Atan.Instance.Of(R(1)) - NamedConstant.Pi),
        ("conjugates", (1 + R(2).Pow(Rational.Half)).Pow(2) - 3 - 2 * R(2).Pow(Rational.Half)),
        ("odd functions", Erf.Instance.Of(R(-1)) + Erf.Instance.Of(R(1))),
        ("exp sums", Exp.Instance.Of(R(1) + NamedConstant.Pi) - Exp.Instance.Of(R(1)) * Exp.Instance.Of(NamedConstant.Pi)),
    ];

    [Test]
    public void Usual_identities_between_constants_are_exactly_zero()
    {
        foreach (var (name, zero) in s_zeros)
            Assert.That(ExactReal.FromExpr(zero).IsZero, name + ": " + ExactReal.FromExpr(zero));
    }

    [Test]
    public void Near_misses_are_not_zero_and_have_the_right_sign()
    {
        foreach (var (name, zero) in s_zeros)
        {
            Assert.That(ExactReal.FromExpr(zero + new Rational(1, System.Numerics.BigInteger.Pow(10, 60))).SignOrNull, Is.EqualTo(1), name);
            Assert.That(ExactReal.FromExpr(zero - new Rational(1, System.Numerics.BigInteger.Pow(10, 60))).SignOrNull, Is.EqualTo(-1), name);
        }
    }

    [Test]
    public void Log_of_a_negative_number_has_no_value() =>
        Assert.That(ExactReal.FromExpr(Log.Instance.Of(R(-1))).IsEmpty);

    [Test]
    public void Enclosures_agree_with_the_expression_evaluated_directly()
    {
        var random = new Random(7);
        int known = 0;
        for (int i = 0; i < 300; i++)
        {
            var closed = RandomExpressions.Make(random, 4).Substitute(RandomExpressions.X, R(random.Next(-3, 4), random.Next(1, 4)));
            var exact = ExactReal.FromExpr(closed);
            if (!exact.IsPoint)
                continue;
            known++;
            var direct = new ValueEvaluator<BigInterval>(Tape.Compile(closed), 200).Evaluate().Value;
            Assert.That(BigInterval.Intersect(exact.Enclose(200), direct).IsEmpty, Is.False, $"{closed}: {exact}");
        }
        Assert.That(known, Is.GreaterThan(150));
    }
}
