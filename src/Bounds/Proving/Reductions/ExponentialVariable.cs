using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Smt.Lemmas;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving.Reductions;

/// <summary>
/// x = e^t for a variable x > 0 that occurs in logarithms or fractional powers of it: log x becomes t and x^q becomes e^(qt). The map is a bijection of the
/// ranges, so the claims are equivalent; iterated logarithms lose one.
/// </summary>
internal static class ExponentialVariable
{
    private const int Digits = 128;
    private const string Fresh = "t_";

    internal static Reduction? Apply(Claim claim)
    {
        if (claim.Box is not [var range] || range.Low is not { Sign: >= 0 } low || low.IsZero && range.LowClosed)
            return null;
        var x = range.Variable;
        bool helps = Expr.Postorder(claim.Body.Left, claim.Body.Right).Exists(n =>
            n is Application { Function: Log } l && ReferenceEquals(l.Argument, x) || n is Power p && ReferenceEquals(p.Base, x) && !p.Exponent.IsInteger);
        if (!helps || x.ToString() == Fresh)
            return null;
        Expr t = Variable.Of(Fresh);
        var image = Exp.Instance.Of(t);
        Comparison Put(Comparison c) => c.Map(e => e.Substitute(x, image).Transform(Unfold));
        var conditions = new List<Comparison>();
        var (lowEnd, lowClosed) = End(low, range.LowClosed, true, t, conditions);
        var (highEnd, highClosed) = range.High is { } high ? End(high, range.HighClosed, false, t, conditions) : (null, false);
        return new($"{x} = exp({t})",
            [new Part(new Claim(claim.Name, Put(claim.Body), [new VariableRange(t, lowEnd, lowClosed, highEnd, highClosed)],
                [.. claim.Where.Select(Put), .. conditions]), [(x, image)])]);
    }

    private static (Rational? End, bool Closed) End(Rational end, bool closed, bool lower, Expr t, List<Comparison> conditions)
    {
        if (end.IsZero)
            return (null, false);
        var exact = Log.Instance.Of(end);
        if (exact.IsRational(out var value))
            return (value, closed);
        // The exact end is a condition; the box has a rational one just outside.
        conditions.Add(new(t, lower ? closed ? Relation.GreaterOrEqual : Relation.Greater : closed ? Relation.LessOrEqual : Relation.Less, exact));
        var (below, above) = RationalEnds.Ends(new ValueEvaluator<BigInterval>(Tape.Compile(exact, []), Digits).Evaluate([]).Value)!.Value;
        return (lower ? below : above, true);
    }

    // Both sides of each rule are defined at the same points.
    private static Expr Unfold(Expr node) => node switch
    {
        Application { Function: Log, Argument: Application { Function: Exp } e } => e.Argument,
        Power { Base: Application { Function: Exp } e, Exponent: var q } => Exp.Instance.Of(q * e.Argument),
        _ => node,
    };
}
