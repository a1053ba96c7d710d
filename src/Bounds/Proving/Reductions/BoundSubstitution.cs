using System.Collections.Immutable;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Smt.Lemmas;
using BoundCheck.Bounds.Smt;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving.Reductions;

/// <summary>
/// D >= 0 by a smaller difference: where D = A t + B with a transcendental term t that A and B are free of, t may be replaced by a lower bound if A >= 0 at
/// every point asked about, and by an upper bound if A &lt;= 0. Term by term, until D is algebraic or an identity. For claims whose sides are evidently defined
/// everywhere.
/// </summary>
/// <remarks>
/// The bounds are lemmas of proofs/index.tsv: exp-below(n) for odd n at 0, the tangents of exp at another exponential and of log at 1 and at another logarithm,
/// and the Taylor bounds of cos. With the tangents this is Jensen's inequality: a log x + b log y &lt;= log(a x + b y) for a + b = 1.
/// </remarks>
internal static class BoundSubstitution
{
    private const int MostReferences = 5, MostSamples = 40;
    private const string Fresh = "bounded_";

    private delegate Expr? Bound(Application term, bool lower);

    internal static IEnumerable<Reduction> Of(Claim claim)
    {
        if (claim.Body.Relation is Relation.Equal or Relation.NotEqual)
            yield break;
        bool below = claim.Body.Relation is Relation.Less or Relation.LessOrEqual, strict = claim.Body.Relation is Relation.Less or Relation.Greater;
        var difference = EncodedFunctions.Expand(below ? -claim.Body.Difference : claim.Body.Difference);
        var terms = Expr.Postorder(difference).OfType<Application>().Where(t => !t.IsClosed() && t.Function is Exp or Log or Cos).Reverse().ToList();
        // The slope in a term says nothing of what chooses by its value: sign(t) has slope 0.
        if (terms.Count == 0 || CaseSplit.Chooses(difference))
            yield break;
        foreach (var (name, bound) in Schemes(terms))
        {
            if (Apply(claim, difference, terms, bound) is not var (least, signs))
                continue;
            var relation = strict ? Relation.Greater : Relation.GreaterOrEqual;
            yield return new(name, [new Part(claim with { Body = new(least, relation, Constant.Zero) }),
                .. signs.Select(s => new Part(claim with { Body = s }))]);
        }
    }

    private static IEnumerable<(string Name, Bound Bound)> Schemes(List<Application> terms)
    {
        foreach (var reference in terms.Where(t => t.Function is Exp or Log).Take(MostReferences))
        {
            if (terms.Count(t => ReferenceEquals(t.Function, reference.Function)) > 1)
                yield return ($"tangents at {reference}", (term, lower) => ReferenceEquals(term, reference) ? term : AtReference(term, reference, lower));
        }
        foreach (int n in terms.Exists(t => t.Function is Exp or Cos) ? new[] { 1, 3, 5 } : [1])
            yield return ($"bounds of degree {n}", (term, lower) => Fixed(term, lower, n));
    }

    private static Expr? AtReference(Application term, Application reference, bool lower)
    {
        var (u, v) = (term.Argument, reference.Argument);
        return (term.Function, reference.Function, lower) switch
        {
            // exp-exp-tangent: e^u >= e^v (1 + u - v)
            (Exp, Exp, true) => reference * (1 + u - v),
            // log-log-tangent: v >= u (1 + log v - log u), and with u and v exchanged
            (Log, Log, true) => reference + 1 - v / u,
            (Log, Log, false) => reference + u / v - 1,
            _ => null,
        };
    }

    private static Expr? Fixed(Application term, bool lower, int n)
    {
        var u = term.Argument;
        return (term.Function, lower) switch
        {
            // exp-below(n) at 0
            (Exp, true) => Polynomial(ExpLemmas.Taylor(n), u),
            // log-below(0) at 1, log-above(0) at 1
            (Log, true) => 1 - u.Pow(-1),
            (Log, false) => u - 1,
            // cos-taylor(2k) is below, cos-taylor(2k + 1) above
            (Cos, _) => Polynomial(TrigLemmas.Taylor(lower ? n / 2 * 2 + 2 : n / 2 * 2 + 1, 0), u),
            _ => null,
        };
    }

    // With (c u)^k = c^k u^k, so that terms of u and -u meet.
    private static Expr Polynomial(LemmaPolynomial p, Expr u)
    {
        var (factor, rest) = u is Product product ? product.Split() : (1, u);
        return Sum.Of(p.Coefficients.Select((c, k) => c * Rational.Pow(factor, k) * rest.Pow(k)));
    }

    // The smaller difference, and what has to be shown of the signs of coefficients.
    private static (Expr Least, List<Comparison> Signs)? Apply(Claim claim, Expr difference, List<Application> terms, Bound bound)
    {
        Expr t = Variable.Of(Fresh);
        var signs = new BoxSigns(claim);
        var shown = new List<Comparison>();
        foreach (var term in terms)
        {
            var with = difference.Substitute(term, t);
            if (ReferenceEquals(with, difference) || ReferenceEquals(bound(term, true), term))
                continue;
            var coefficient = Collected(with.Derivative(t));
            if (Expr.Postorder(coefficient).Contains(t))
                return null;
            bool rises = signs.IsNonnegative(coefficient);
            if (!rises && !signs.IsNonnegative(-coefficient))
            {
                if (Sign(claim, coefficient) is not { } sign)
                    return null;
                rises = sign > 0;
                shown.Add(new(coefficient, rises ? Relation.GreaterOrEqual : Relation.LessOrEqual, Constant.Zero));
            }
            if (bound(term, rises) is not { } value)
                return null;
            difference = Collected(with.Substitute(t, value));
        }
        return (difference, shown);
    }

    // Like terms of sums together. All of them are defined at the points asked about.
    private static Expr Collected(Expr expr) => expr.Transform(static node => node is Sum
        ? Sum.Of(ExpNormalForm.Split(node).Select(t => t.Coefficient * t.Term))
        : node);

    // The sign at some point asked about; a guess for all of them.
    private static int? Sign(Claim claim, Expr coefficient)
    {
        foreach (var relation in (Relation[])[Relation.Greater, Relation.Less])
        {
            var check = new PointCheck(claim with { Body = new(coefficient, relation, Constant.Zero) });
            if (SampleSearch.Diagonal(claim).Take(MostSamples).Any(p => check.At(p).Outcome == PointOutcome.Holds))
                return relation == Relation.Greater ? 1 : -1;
        }
        return null;
    }
}
