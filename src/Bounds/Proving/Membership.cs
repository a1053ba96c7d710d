using System.Collections.Immutable;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving;

/// <summary>Whether a claim is asked at the points of a box: the ranges with their open and closed ends, and the side conditions.</summary>
internal sealed class Membership
{
    private readonly ImmutableArray<VariableRange> _ranges;
    private readonly ImmutableArray<Comparison> _where;
    private readonly ValueEvaluator<Interval> _values;

    internal Membership(Claim claim)
    {
        (_ranges, _where) = (claim.Box, claim.Where);
        _values = new(Tape.Compile([.. _where.Select(c => c.Difference)], [.. _ranges.Select(r => r.Variable)]));
    }

    /// <summary>True when every point of a box is asked about, false when none is, null when that is not known.</summary>
    /// <param name="box">The box.</param>
    /// <param name="except">A side condition that is left out.</param>
    internal bool? Of(Interval[] box, int? except = null)
    {
        bool all = true;
        for (int i = 0; i < box.Length; i++)
        {
            bool? low = Beyond(_ranges[i].Low, _ranges[i].LowClosed, box[i].Lo, box[i].Hi, 1);
            bool? high = Beyond(_ranges[i].High, _ranges[i].HighClosed, box[i].Hi, box[i].Lo, -1);
            if (low == false || high == false)
                return false;
            all &= low == true && high == true;
        }
        if (_where.IsEmpty)
            return all ? true : null;
        _values.Run(box);
        for (int i = 0; i < _where.Length; i++)
        {
            if (i == except)
                continue;
            var side = _values.Output(i);
            if (side.Value.IsEmpty || PointCheck.Holds(_where[i].Relation, side.Value) == false)
                return false;
            all &= side.IsDefined && PointCheck.Holds(_where[i].Relation, side.Value) == true;
        }
        return all ? true : null;
    }

    /// <summary>Whether the two sides of a condition are equal at a point of a box: their difference is continuous on it, with opposite signs at two
    /// points.</summary>
    internal bool IsBetween(int condition, Interval[] from, Interval[] to, Interval[] box)
    {
        _values.Run(box);
        if (!_values.Output(condition).IsContinuous)
            return false;
        _values.Run(from);
        var one = _values.Output(condition).Value;
        _values.Run(to);
        var other = _values.Output(condition).Value;
        return one.IsNegative && other.IsPositive || one.IsPositive && other.IsNegative;
    }

    // Whether numbers lie on the inner side of an end of a range: the nearest to it decides for all, the farthest for none.
    private static bool? Beyond(Rational? end, bool closed, double nearest, double farthest, int side)
    {
        if (end is not { } at)
            return true;
        return Inside(nearest) ? true : Inside(farthest) ? null : false;

        bool Inside(double x) => double.IsFinite(x) ? Rational.FromDouble(x).CompareTo(at) * side is var order && (order > 0 || order == 0 && closed)
            : x * side > 0;
    }
}
