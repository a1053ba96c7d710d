using System.Numerics;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Smt;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving.Reductions;

/// <summary>
/// c_1 log A_1 + c_2 log A_2 + ... + r relation 0, with rational c_i and every A_i > 0, as product of A_i^(n c_i) over c_i > 0 relation the product of
/// A_i^(-n c_i) over c_i &lt; 0 times exp(-n r), n > 0: exp is increasing. softplus and log cosh are logarithms too.
/// </summary>
internal static class LogarithmElimination
{
    private const int LargestPower = 6;

    /// <summary>The reduction of a claim whose sides are evidently defined everywhere.</summary>
    internal static Reduction? Apply(Claim claim)
    {
        if (claim.Body.Relation == Relation.NotEqual)
            return null;
        var terms = ExpNormalForm.Split(claim.Body.Difference.Transform(Unfold));
        var logs = terms.Where(t => t.Term is Application { Function: Log }).ToList();
        if (!logs.Exists(t => !t.Term.IsClosed()))
            return null;
        var scale = new Rational(logs.Select(t => t.Coefficient.Denominator)
            .Aggregate(BigInteger.One, (a, b) => a * b / BigInteger.GreatestCommonDivisor(a, b)), 1);
        var rest = Sum.Of(terms.Where(t => t.Term is not Application { Function: Log }).Select(t => t.Coefficient * t.Term));
        if (logs.Exists(t => Rational.Abs(t.Coefficient * scale) > LargestPower) || Expr.Postorder(rest).Exists(n => n is Application { Function: Log }))
            return null;
        Expr Side(int sign) => Product.Of(logs.Where(t => t.Coefficient.Sign == sign)
            .Select(t => ((Application)t.Term).Argument.Pow(Rational.Abs(t.Coefficient * scale))));
        return new("exponentials of both sides",
            [new Part(claim with { Body = new(Side(1), claim.Body.Relation, Side(-1) * Exp.Instance.Of(-scale * rest)) })]);
    }

    private static Expr Unfold(Expr node) => node switch
    {
        Application { Function: Softplus } s => Log.Instance.Of(1 + Exp.Instance.Of(s.Argument)),
        Application { Function: LogCosh } l => Log.Instance.Of(Cosh.Instance.Of(l.Argument)),
        Application { Function: Log, Argument: Application { Function: Exp } e } => e.Argument,
        _ => node,
    };
}
