using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Benchmarks;

/// <summary>Outer functions F(s - c) of known character, by name.</summary>
internal static class Zoo
{
    private static readonly Expr s_s = Variable.Of("s");

    internal static readonly (string Name, Func<Expr, Expr> Outer)[] All =
    [
        ("square", u => Rational.Half * u.Pow(2)),
        ("logcosh", u => Log.Instance.Of(Cosh.Instance.Of(u))),
        ("pseudohuber", u => (1 + u.Pow(2)).Pow(Rational.Half) - 1),
        ("huber", u => Huber.Instance.Of(u, 1)),
        ("symlogistic", u => Log.Instance.Of(1 + Exp.Instance.Of(u)) + Log.Instance.Of(1 + Exp.Instance.Of(-u))),
        ("atanloss", u => u * Atan.Instance.Of(u) - Rational.Half * Log.Instance.Of(1 + u.Pow(2))),
        ("cauchy", u => Rational.Half * Log.Instance.Of(1 + u.Pow(2))),
        ("geman", u => u.Pow(2) / (1 + u.Pow(2))),
        ("welsch", u => 1 - Exp.Instance.Of(-Rational.Half * u.Pow(2))),
        ("power32", u => (1 + u.Pow(2)).Pow(new Rational(3, 4))),
        ("wavy", u => Rational.Half * u.Pow(2) + Sin.Instance.Of(u).Pow(2) / 5),
        ("quartic", u => u.Pow(4) / 4),
        ("doublewell", u => (u.Pow(2) - 1).Pow(2)),
        ("expmu", u => Exp.Instance.Of(u) - u),
        ("logistic", u => Log.Instance.Of(1 + Exp.Instance.Of(-u))),
        ("absolute", u => Abs.Instance.Of(u)),
        ("saddlecube", u => (1 - (u + 1).Pow(3)).Pow(2)),
    ];

    internal static OuterFunction Compile(string name, Rational centre)
    {
        var outer = All.Single(z => z.Name == name).Outer(s_s - centre);
        return OuterFunction.Compile(outer, s_s, centre);
    }
}
