using System.Collections.Immutable;
using BoundCheck.Bounds.Certificates.Steps;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Proving.Reductions;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Certificates.Search;

/// <summary>Other forms of a value: shorter ones, and those whose denominators stand outside.</summary>
internal static class Factors
{
    internal static IEnumerable<Rewritten> Of(Goal goal)
    {
        var simple = Simplifier.Simplify(goal.Value).Value;
        if (!ReferenceEquals(simple, goal.Value))
            yield return new("1", simple.ToString());
        if (Common(simple) is var common && !ReferenceEquals(common, Constant.One) && !ReferenceEquals(common, simple))
        {
            // The common factor may be the negative one of both.
            foreach (var factor in (Expr[])[common, -common])
                yield return new(factor.ToString(), Sum.Of([.. Terms(simple).Select(t => t / factor)]).ToString());
        }
        if (ClearedDenominators.Apply(goal.Claim, new BoxSigns(goal.Claim)) is not { Parts: [var cleared] })
            yield break;
        var whole = new Goal(cleared.Claim, true).Value;
        yield return new(Simplifier.Simplify(goal.Value / whole).Value.ToString(), Simplifier.Simplify(whole).Value.ToString());
    }

    private static ImmutableArray<Expr> Terms(Expr value) => value is Sum s ? [.. s.Children] : [value];

    private static IEnumerable<(Expr Base, Rational Exponent)> Powers(Expr term) =>
        (term is Product p ? p.Children : [term]).Where(f => f is not Constant).Select(f => f is Power q ? (q.Base, q.Exponent) : (f, 1));

    // The powers that divide every term.
    private static Expr Common(Expr value)
    {
        Expr common = Constant.One;
        foreach (var (factor, _) in Powers(Terms(value)[0]))
        {
            var exponents = Terms(value).Select(t => Powers(t).Where(f => ReferenceEquals(f.Base, factor)).Select(f => f.Exponent).FirstOrDefault(0));
            if (exponents.Min() is { Sign: > 0 } least)
                common *= factor.Pow(least);
        }
        return common;
    }
}
