using BoundCheck.Symbolic.Simplification;
using BoundCheck.Symbolic.Tests.Support;

namespace BoundCheck.Symbolic.Tests.Simplification;

/// <summary>Every identity of the table, on expressions that are built to be left sides.</summary>
public sealed class IdentitiesTests
{
    private static readonly Expr s_x = Variable.Of("x");

    private static Expr Exp(Expr u) => Symbolic.Exp.Instance.Of(u);

    private static Expr Log(Expr u) => Symbolic.Log.Instance.Of(u);

    private static IEnumerable<Expr> LeftSides()
    {
        foreach (var u in new[] { s_x, 2 * s_x - 1, s_x.Pow(2) })
        {
            Expr cosh = Cosh.Instance.Of(u), sinh = Sinh.Instance.Of(u), tanh = Tanh.Instance.Of(u), sigmoid = Sigmoid.Instance.Of(u);
            yield return Log(Exp(u));
            yield return Log(cosh);
            yield return Log(1 + Exp(u));
            yield return Log(3 * Exp(u) + 2 * Exp(-s_x));
            yield return Log(Exp(u) + Exp(-u));
            yield return Log(Exp(u) + 2 + new Rational(1, 3) * Exp(-3 * u));
            yield return Log(cosh + 1);
            yield return Log(3 * (Exp(u) + Exp(s_x)));
            yield return 1 / (1 + Exp(u));
            yield return sinh / cosh;
            yield return Sin.Instance.Of(u) / Cos.Instance.Of(u);
            yield return (Exp(u) - Exp(-u)) / (Exp(u) + Exp(-u));
            yield return (Exp(2 * u) - 1) / (Exp(2 * u) + 1);
            yield return (1 - Exp(-2 * u)) / (1 + Exp(-2 * u));
            yield return 2 * Exp(u) / (3 * Exp(u) + 1);
            yield return (s_x * Exp(u) + Exp(-s_x) + sinh) / (Exp(u) + Exp(-s_x) + 2).Pow(2);
            yield return Exp(u) * (Exp(u) + 1).Pow(-Rational.Half);
            yield return sinh / (cosh + 1);
            yield return 1 - tanh.Pow(2);
            yield return 1 - sigmoid;
            yield return 1 - tanh;
            yield return 1 + tanh;
            yield return sigmoid - Sigmoid.Instance.Of(-u);
        }
    }

    [Test]
    public void Both_sides_of_every_identity_have_the_same_values()
    {
        var seen = new HashSet<string>();
        foreach (var left in LeftSides())
        {
            foreach (var identity in Identities.All)
            {
                if (identity.Apply(left) is not { } right)
                    continue;
                seen.Add(identity.Statement);
                for (double x = -3; x <= 3; x += 0.37)
                {
                    var point = new Dictionary<string, double> { ["x"] = x };
                    double a = DoubleEvaluation.Evaluate(left, point), b = DoubleEvaluation.Evaluate(right, point);
                    Assert.That(b, Is.EqualTo(a).Within(1e-9 * (1 + Math.Abs(a))), $"{identity.Statement}: {left} = {right} at {x}");
                }
            }
        }
        Assert.That(Identities.All.Select(i => i.Statement).Except(seen), Is.Empty, "Every identity needs a left side here.");
    }

    [Test]
    public void Sums_with_a_negative_scale_are_left_alone()
    {
        foreach (var e in new[] { Log(Exp(s_x) - Exp(-s_x)), Log(2 - Exp(s_x)), (Exp(s_x) + 1) / (Exp(s_x) - 1) })
            Assert.That(Identities.Apply(e, IdentityUse.Kernels), Is.Null, e.ToString());
    }
}
