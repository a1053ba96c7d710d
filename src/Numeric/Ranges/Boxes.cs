using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;

namespace BoundCheck.Numeric.Ranges;

/// <summary>Enclosures of a univariate function over bounded boxes, and points of boxes.</summary>
internal static class Boxes
{
    /// <summary>The value at a double, at growing precision until its sign shows or <paramref name="digits"/> binary digits have been used.</summary>
    internal static Decorated<Interval> AtPoint(UnivariateFunction f, double x, int digits = 256)
    {
        var p = Interval.Point(x);
        var value = f.Evaluate(p);
        if (!value.Value.ContainsZero && value.IsDefined)
            return value;
        return AtHighPrecision(f, p, digits);
    }

    /// <summary>The values over a narrow box in arbitrary precision, rounded to doubles.</summary>
    internal static Decorated<Interval> AtHighPrecision(UnivariateFunction f, Interval box, int digits)
    {
        var big = f.Evaluate(BigInterval.FromInterval(box, digits), digits);
        return new(big.Value.ToInterval(), big.State);
    }

    /// <summary>
    /// The range over a bounded box by the natural form, the mean value form f(c) + f'(X)(X - c) and, where the slope keeps its sign, the values at the
    /// ends; with the slope.
    /// </summary>
    internal static (Decorated<Interval> Range, Interval Slope) Over(UnivariateFunction f, Interval box)
    {
        Span<Interval> a = stackalloc Interval[2];
        var state = f.Taylor(box, a);
        var range = a[0];
        var slope = a[1];
        if (state == Definedness.Continuous && slope.IsBounded && !box.IsPoint)
        {
            if (slope.IsNonnegative || slope.IsNonpositive)
            {
                // A continuous monotone function takes its extremes at the ends.
                var ends = Interval.Hull(f.Evaluate(box.LowerPoint).Value, f.Evaluate(box.UpperPoint).Value);
                range = Interval.Intersect(range, ends);
            }
            else
            {
                var c = box.MidPoint;
                range = Interval.Intersect(range, f.Evaluate(c).Value + slope * (box - c));
            }
        }
        return (new(range, state), slope);
    }

    /// <summary>Taylor form of the given order in arbitrary precision: sum of a_k(c)(X - c)^k for k below the order, plus a_n(X)(X - c)^n.</summary>
    internal static Decorated<Interval> Precise(UnivariateFunction f, Interval box, int order, int digits)
    {
        var x = BigInterval.FromInterval(box, digits);
        var c = x.MidPoint;
        Span<BigInterval> over = new BigInterval[order + 1], at = new BigInterval[order];
        var state = f.Taylor(x, over, digits);
        var range = over[0];
        // The Lagrange remainder needs derivatives up to the order on the box; where one fails its coefficient is unbounded.
        if (state == Definedness.Continuous && over[order].IsBounded && f.Taylor(c, at, digits) == Definedness.Continuous)
        {
            var h = x - c;
            var sum = over[order] * BigInterval.Pow(h, order);
            for (int k = order - 1; k >= 0; k--)
                sum += at[k] * BigInterval.Pow(h, k);
            range = BigInterval.Intersect(range, sum);
        }
        return new(range.ToInterval(), state);
    }

    /// <summary>A finite point of a box: the middle of bounded sides, the finite end of others, 0 of a whole line.</summary>
    internal static Interval[] Middle(Interval[] box) =>
        [.. box.Select(x => Interval.Point(x.IsBounded ? x.Mid : double.IsFinite(x.Lo) ? x.Lo : double.IsFinite(x.Hi) ? x.Hi : 0))];
}
