using System.Collections.Immutable;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving.Reductions;

/// <summary>
/// What has to hold for both sides to be defined, each as a claim of its own (the argument of a logarithm is > 0, a denominator keeps the sign that it has at a
/// sample), then the claim under all of that as conditions: there it is evidently defined.
/// </summary>
internal static class DomainFirst
{
    private const int MostConditions = 4, MostSamples = 40;

    internal static Reduction? Apply(Claim claim)
    {
        var parts = ImmutableArray.CreateBuilder<Part>();
        var known = claim;
        while (Definition.Undefined(known, new BoxSigns(known)) is { } node)
        {
            if (parts.Count == MostConditions || Needed(known, node) is not { } condition)
                return null;
            // Its own sides have to be defined under the conditions so far.
            parts.Add(new(known with { Body = condition }));
            known = known with { Where = known.Where.Add(condition) };
        }
        return parts.Count == 0 ? null : new("defined first", [.. parts, new Part(known)]);
    }

    private static Comparison? Needed(Claim claim, Expr node) => node switch
    {
        Power { Exponent.IsInteger: false } p => new(p.Base, p.Exponent.Sign > 0 ? Relation.GreaterOrEqual : Relation.Greater, Constant.Zero),
        Power p => Nonzero(claim, p.Base),
        Application { Function.DomainIsPositive: true } a => new(a.Argument, Relation.Greater, Constant.Zero),
        Application { Function.DomainIsNonnegative: true } a => new(a.Argument, Relation.GreaterOrEqual, Constant.Zero),
        _ => null,
    };

    private static Comparison? Nonzero(Claim claim, Expr denominator)
    {
        foreach (var relation in (Relation[])[Relation.Greater, Relation.Less])
        {
            var condition = new Comparison(denominator, relation, Constant.Zero);
            var check = new PointCheck(claim with { Body = condition });
            if (SampleSearch.Diagonal(claim).Take(MostSamples).Any(p => check.At(p).Outcome == PointOutcome.Holds))
                return condition;
        }
        return null;
    }
}
