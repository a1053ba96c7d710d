using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Regularity;

/// <summary>Why F has no centre: F' keeps one sign, or its zeros are no minimisers.</summary>
internal static class NoCentre
{
    internal static (Verdict Verdict, string Note) Explain(AnalysisContext context, CentreFinder finder)
    {
        var slope = UnivariateFunction.FromExpr(context.F.Slope, context.F.Argument);
        foreach (var (relation, words) in new[] { (Relation.Less, "F' < 0 everywhere"), (Relation.Greater, "F' > 0 everywhere"),
            (Relation.LessOrEqual, "F' <= 0 everywhere"), (Relation.GreaterOrEqual, "F' >= 0 everywhere") })
        {
            // One point decides which of the claims is worth asking.
            var at = slope.Evaluate(Interval.Point(relation is Relation.Less or Relation.LessOrEqual ? 1 : -1));
            if (!at.IsDefined || !(relation is Relation.Less or Relation.LessOrEqual ? at.Value.IsNonpositive : at.Value.IsNonnegative))
                continue;
            var verdict = context.Record(words, () => Decisions.Sign(slope, Domain.Line, relation, "F'", context.Cancellation));
            if (verdict.IsProved)
            {
                // u F'(c+u) > 0 fails for every c on the side where F' has the wrong sign.
                int u = relation is Relation.Less or Relation.LessOrEqual ? 1 : -1;
                return (new Refuted(Witness.At("u", u, $"{words}, so u F'(c+u) <= 0 at u = {u} for every c"), Method.Interval),
                    $"no finite minimiser: {words}");
            }
        }
        // A centre c has F' > 0 above and F' < 0 below it: F'(a) > 0 puts c below a, F'(b) < 0 puts it above b, and a < b leaves no place.
        if (finder.Reversal() is var (a, b))
        {
            string why = $"F'({a}) > 0 > F'({b}), so no c has u F'(c+u) > 0 for every u != 0";
            return (context.Keep("u F'(c+u) > 0 for u != 0 and some c", new Refuted(new Witness([new WitnessValue("a", a), new WitnessValue("b", b)], why),
                Method.Interval)), "no centre: " + why);
        }
        return (new Unknown("no point where F' passes from negative to positive was found"), "no point where F' passes from negative to positive was found");
    }
}
