using System.Collections.Immutable;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Studies.Laboratory;

/// <summary>An outer function of known character, as a function of u = s - c.</summary>
/// <param name="Name">A short name.</param>
/// <param name="Of">The loss of an expression.</param>
public sealed record Loss(string Name, Func<Expr, Expr> Of);

/// <summary>The project's list of losses: what benchmarks measure and where the hunt for counterexamples begins.</summary>
public static class Losses
{
    /// <summary>The losses, the simplest first.</summary>
    public static ImmutableArray<Loss> All { get; } =
    [
        new("square", u => Rational.Half * u.Pow(2)),
        new("huber", u => Huber.Instance.Of(u, 1)),
        new("logcosh", u => Log.Instance.Of(Cosh.Instance.Of(u))),
        new("pseudohuber", u => (1 + u.Pow(2)).Pow(Rational.Half) - 1),
        new("symlogistic", u => Log.Instance.Of(1 + Exp.Instance.Of(u)) + Log.Instance.Of(1 + Exp.Instance.Of(-u))),
        new("atanloss", u => u * Atan.Instance.Of(u) - Rational.Half * Log.Instance.Of(1 + u.Pow(2))),
        new("cauchy", u => Rational.Half * Log.Instance.Of(1 + u.Pow(2))),
        new("geman", u => u.Pow(2) / (1 + u.Pow(2))),
        new("welsch", u => 1 - Exp.Instance.Of(-Rational.Half * u.Pow(2))),
        new("power32", u => (1 + u.Pow(2)).Pow(new Rational(3, 4))),
        new("wavy", u => Rational.Half * u.Pow(2) + Sin.Instance.Of(u).Pow(2) / 5),
        new("quartic", u => u.Pow(4) / 4),
        new("doublewell", u => (u.Pow(2) - 1).Pow(2)),
        new("expmu", u => Exp.Instance.Of(u) - u),
        new("logistic", u => Log.Instance.Of(1 + Exp.Instance.Of(-u))),
        new("absolute", u => Abs.Instance.Of(u)),
        new("saddlecube", u => (1 - (u + 1).Pow(3)).Pow(2)),
    ];
}
