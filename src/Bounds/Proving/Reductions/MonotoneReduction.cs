using System.Collections.Immutable;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Smt;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving.Reductions;

/// <summary>
/// D >= 0 from a face: if, all else fixed, x runs through an interval that starts at a, D is continuous there, D >= 0 at x = a and dD/dx >= 0 inside,
/// then D >= 0 (mean value theorem); the same backwards from the upper end with dD/dx &lt;= 0. The end a may be an expression in the other variables, given
/// by a side condition such as y &lt; x.
/// </summary>
/// <remarks>
/// D has to be evidently defined on the box and made of functions that are continuous where they are defined and differentiable but for isolated points, so
/// it may hold no abs, min, max, sign, huber or piecewise. For D > 0 one of the two claims has to be strict: at the end, or for the slope when the end itself
/// is not asked; or the end is not asked and the slope, a function of x alone, is real-analytic and not 0 throughout: then its zeros are isolated and D rises
/// strictly.
/// </remarks>
internal static class MonotoneReduction
{
    private const int MostSamples = 8;

    /// <summary>The reductions that apply to a claim evidently defined everywhere; a failing one says nothing about the claim.</summary>
    internal static IEnumerable<Reduction> Of(Claim claim)
    {
        if (claim.Body.Relation is Relation.Equal or Relation.NotEqual)
            yield break;
        bool strict = claim.Body.Relation is Relation.Less or Relation.Greater;
        var difference = claim.Body.Relation is Relation.Less or Relation.LessOrEqual ? -claim.Body.Difference : claim.Body.Difference;
        if (CaseSplit.Chooses(difference))
            yield break;
        foreach (var range in claim.Box)
        {
            foreach (bool lower in (bool[])[true, false])
            {
                if (Start(claim, range, lower) is not var (start, open))
                    continue;
                var slope = difference.Derivative(range.Variable);
                var atStart = AtStart(claim, range, start, lower);
                bool risesStrictly = open && VanishesOnlyAtPoints(claim, range, slope);
                foreach (var (first, second) in !strict || risesStrictly ? [(false, false)] : open ? [(false, true), (true, false)] : new[] { (true, false) })
                {
                    var end = atStart with { Body = new(difference.Substitute(range.Variable, start), first
                        ? Relation.Greater
                        : Relation.GreaterOrEqual, Constant.Zero) };
                    var rises = new Comparison(lower ? slope : -slope, second ? Relation.Greater : Relation.GreaterOrEqual, Constant.Zero);
                    foreach (var inside in Insides(claim, range, slope))
                    {
                        yield return new($"{(lower ? "rising" : "falling")} in {range.Variable} from {start}",
                            [new Part(end), new Part(inside with { Body = rises })]);
                    }
                }
            }
        }
    }

    // A real-analytic function of one variable on an interval that is not 0 at one point has isolated zeros (identity theorem). The slope is one if it is
    // defined on all of the open range, not only where the conditions hold (the point may be anywhere in it, and 1/x joins nothing), is made of analytic
    // functions and holds no fractional power of what may be 0.
    private static bool VanishesOnlyAtPoints(Claim claim, VariableRange range, Expr slope)
    {
        if (slope.Variables() is not [var only] || !ReferenceEquals(only, range.Variable))
            return false;
        var open = range with { LowClosed = false, HighClosed = false };
        var nonzero = new Claim(new Comparison(slope, Relation.NotEqual, Constant.Zero), open);
        var signs = new BoxSigns(nonzero);
        var nodes = Expr.Postorder(slope);
        if (!nodes.All(Analyticity.IsAnalytic) || nodes.Exists(n => n is Power { Exponent.IsInteger: false } p && signs.Strict(p.Base) <= 0)
            || !Definition.IsEvident(nonzero, signs))
            return false;
        var check = new PointCheck(nonzero);
        return SampleSearch.Values(open, 1).Take(MostSamples).Any(x => check.At([x]).Outcome == PointOutcome.Holds);
    }

    // The tightest lower (upper) bound of the variable, and whether it is left out; null when there is none, or none is evident, or a condition is of another
    // kind.
    private static (Expr Start, bool Open)? Start(Claim claim, VariableRange range, bool lower)
    {
        var x = range.Variable;
        var bounds = new List<(Expr End, bool Open)>();
        foreach (var condition in claim.Where.Where(c => Mentions(c.Left, x) || Mentions(c.Right, x)))
        {
            if (Bound(condition, x) is not var (end, isLower, open))
                return null;
            if (isLower == lower)
                bounds.Add((end, open));
        }
        (Expr End, bool Open)? start = bounds.Count == 0
            ? null
            : bounds.Find(one => bounds.TrueForAll(b => b == one || IsKeptInside(claim, one.End, b, lower)));
        if (start is { End: null })
            return null;
        var boxEnd = lower ? range.Low : range.High;
        if (boxEnd is not { } e)
            return start;
        bool boxOpen = !(lower ? range.LowClosed : range.HighClosed);
        if (start is not { } s)
            return (e, boxOpen);
        // A variable whose own range keeps it inside is the tighter end.
        return claim.RangeOf(s.End) is { } other && (lower
            ? other.Low is { } l && (l > e || l == e && (!boxOpen || !other.LowClosed || s.Open))
            : other.High is { } h && (h < e || h == e && (!boxOpen || !other.HighClosed || s.Open))) ? s : null;
    }

    // A variable that has the same bound by a condition of its own: max(a, e) = a where a >= e.
    private static bool IsKeptInside(Claim claim, Expr end, (Expr End, bool Open) bound, bool lower) => claim.RangeOf(end) is not null
        && claim.Where.Any(c => (Mentions(c.Left, end) || Mentions(c.Right, end)) && Bound(c, end) is var (own, isLower, open)
            && isLower == lower && ReferenceEquals(own, bound.End) && (open || !bound.Open));

    // Where the slope is asked about; one in x alone also at every x of its range that the conditions on x alone leave: more points, but one variable.
    private static IEnumerable<Claim> Insides(Claim claim, VariableRange range, Expr slope)
    {
        var interior = Interior(claim, range);
        bool IsOfX(Expr e) => e.Variables().All(v => ReferenceEquals(v, range.Variable));
        if (!interior.Where.IsEmpty && IsOfX(slope))
        {
            yield return interior with
            {
                Box = [interior.RangeOf(range.Variable)!],
                Where = [.. interior.Where.Where(c => IsOfX(c.Left) && IsOfX(c.Right))],
            };
        }
        yield return interior;
    }

    // The mean value theorem asks for the slope between the ends only.
    private static Claim Interior(Claim claim, VariableRange range) => claim with
    {
        Box = claim.Box.Replace(range, range with { LowClosed = false, HighClosed = false }),
        Where = [.. claim.Where.Select(c => Mentions(c.Left, range.Variable) || Mentions(c.Right, range.Variable) ? Strict(c) : c)],
    };

    // c x + r relation 0 with r free of x: x is bounded by -r/c.
    private static (Expr End, bool IsLower, bool Open)? Bound(Comparison condition, Expr x)
    {
        if (condition.Relation is Relation.Equal or Relation.NotEqual || !Totality.IsTotal(condition.Difference))
            return null;
        Rational slope = 0;
        var rest = new List<Expr>();
        foreach (var (term, coefficient) in ExpNormalForm.Split(condition.Difference))
        {
            if (ReferenceEquals(term, x))
                slope = coefficient;
            else if (Mentions(term, x))
                return null;
            else
                rest.Add(coefficient * term);
        }
        if (slope.IsZero)
            return null;
        bool above = condition.Relation is Relation.Greater or Relation.GreaterOrEqual;
        return ((-1 / slope) * Sum.Of(rest), above == slope.Sign > 0, condition.Relation is Relation.Greater or Relation.Less);
    }

    // The box and conditions of all points that have an x: the other end is then not before the start.
    private static Claim AtStart(Claim claim, VariableRange range, Expr start, bool lower)
    {
        var x = range.Variable;
        var where = ImmutableArray.CreateBuilder<Comparison>();
        foreach (var condition in claim.Where)
        {
            if (!Mentions(condition.Left, x) && !Mentions(condition.Right, x))
                where.Add(condition);
            else if (Bound(condition, x) is var (_, isLower, _) && isLower != lower)
                where.Add(Weak(condition.Map(e => e.Substitute(x, start))));
        }
        if ((lower ? range.High : range.Low) is { } other)
            where.Add(new(start, lower ? Relation.LessOrEqual : Relation.GreaterOrEqual, other));
        return ConditionTools.Fold(claim with { Box = claim.Box.Remove(range), Where = where.ToImmutable() });
    }

    private static Comparison Weak(Comparison c) => c with
    {
        Relation = c.Relation switch { Relation.Less => Relation.LessOrEqual, Relation.Greater => Relation.GreaterOrEqual, var r => r },
    };

    private static Comparison Strict(Comparison c) => c with
    {
        Relation = c.Relation switch { Relation.LessOrEqual => Relation.Less, Relation.GreaterOrEqual => Relation.Greater, var r => r },
    };

    private static bool Mentions(Expr expr, Expr variable) => expr.Variables().Any(v => ReferenceEquals(v, variable));
}
