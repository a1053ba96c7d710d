using System.Collections.Immutable;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving.Reductions;

/// <summary>Small rewrites of boxes and side conditions that leave the set of points asked about as it is.</summary>
internal static class ConditionTools
{
    /// <summary>The conditions that say that a value lies in a range.</summary>
    internal static IEnumerable<Comparison> Within(Expr value, VariableRange range)
    {
        if (range.Low is { } low)
            yield return new(value, range.LowClosed ? Relation.GreaterOrEqual : Relation.Greater, low);
        if (range.High is { } high)
            yield return new(value, range.HighClosed ? Relation.LessOrEqual : Relation.Less, high);
    }

    /// <summary>A claim with a variable replaced everywhere and its range turned into conditions on the value.</summary>
    internal static Claim Replace(Claim claim, Expr variable, Expr value, IEnumerable<Comparison> without)
    {
        var dropped = without.ToHashSet(ReferenceEqualityComparer.Instance);
        var range = claim.RangeOf(variable)!;
        Comparison Put(Comparison c) => c.Map(e => e.Substitute(variable, value));
        return Fold(claim with
        {
            Body = Put(claim.Body),
            Box = claim.Box.Remove(range),
            Where = [.. claim.Where.Where(c => !dropped.Contains(c)).Select(Put), .. Within(value, range)],
        });
    }

    /// <summary>Conditions "variable relation rational", also with a rational factor and summand, become ends of the box; those that hold evidently are
    /// dropped.</summary>
    internal static Claim Fold(Claim claim)
    {
        var box = claim.Box.ToBuilder();
        var where = ImmutableArray.CreateBuilder<Comparison>();
        foreach (var condition in claim.Where)
        {
            if (condition.Left.IsRational(out var a) && condition.Right.IsRational(out var b) && Piecewise.Holds(condition.Relation, a.CompareTo(b)))
                continue;
            if (condition.Relation is Relation.Equal or Relation.NotEqual || Linear(condition.Difference) is not ({ } variable, var slope, var offset))
            {
                where.Add(condition);
                continue;
            }
            // slope x + offset relation 0.
            var end = -offset / slope;
            var relation = slope.Sign > 0 ? condition.Relation : Mirror(condition.Relation);
            int place = Enumerable.Range(0, box.Count).First(i => ReferenceEquals(box[i].Variable, variable));
            box[place] = Narrow(box[place], relation, end);
        }
        return claim with { Box = box.ToImmutable(), Where = where.ToImmutable() };
    }

    /// <summary>A claim under one more condition, without conditions that evidently follow from the others; null when there is evidently no
    /// point.</summary>
    internal static Claim? Given(Claim claim, Comparison condition)
    {
        claim = Fold(claim with { Where = claim.Where.Add(condition) });
        if (claim.IsVacuous)
            return null;
        foreach (var one in claim.Where)
        {
            var others = claim with { Where = claim.Where.Remove(one) };
            var (signs, difference) = (new BoxSigns(others), one.Difference);
            bool? holds = one.Relation switch
            {
                Relation.Less => signs.Strict(difference) < 0 ? true : signs.IsNonnegative(difference) ? false : null,
                Relation.LessOrEqual => signs.IsNonnegative(-difference) ? true : signs.Strict(difference) > 0 ? false : null,
                Relation.Greater => signs.Strict(difference) > 0 ? true : signs.IsNonnegative(-difference) ? false : null,
                Relation.GreaterOrEqual => signs.IsNonnegative(difference) ? true : signs.Strict(difference) < 0 ? false : null,
                Relation.Equal => signs.Strict(difference) != 0 ? false : null,
                _ => signs.Strict(difference) != 0 ? true : null,
            };
            if (holds == false)
                return null;
            // A condition fails where it is undefined.
            if (holds == true && Totality.IsTotal(difference))
                claim = others;
        }
        return claim;
    }

    internal static Relation Mirror(Relation relation) => relation switch
    {
        Relation.Less => Relation.Greater,
        Relation.LessOrEqual => Relation.GreaterOrEqual,
        Relation.Greater => Relation.Less,
        Relation.GreaterOrEqual => Relation.LessOrEqual,
        _ => relation,
    };

    internal static VariableRange Narrow(VariableRange range, Relation relation, Rational end)
    {
        bool closed = relation is Relation.LessOrEqual or Relation.GreaterOrEqual;
        if (relation is Relation.Less or Relation.LessOrEqual)
        {
            return range.High is not { } high || end < high ? range with { High = end, HighClosed = closed }
                : end == high ? range with { HighClosed = range.HighClosed && closed } : range;
        }
        return range.Low is not { } low || end > low ? range with { Low = end, LowClosed = closed }
            : end == low ? range with { LowClosed = range.LowClosed && closed } : range;
    }

    /// <summary>slope * variable + offset with slope != 0, when the expression is one.</summary>
    internal static (Expr Variable, Rational Slope, Rational Offset)? Linear(Expr expr)
    {
        Expr? variable = null;
        Rational slope = 0, offset = 0;
        foreach (var (term, coefficient) in Smt.ExpNormalForm.Split(expr))
        {
            if (ReferenceEquals(term, Constant.One))
                offset += coefficient;
            else if (term is Variable or Component && (variable is null || ReferenceEquals(variable, term)))
                (variable, slope) = (term, slope + coefficient);
            else
                return null;
        }
        // A term that cancelled may have been undefined somewhere; then the expression is not total.
        return variable is null || slope.IsZero || !Totality.IsTotal(expr) ? null : (variable, slope, offset);
    }
}
