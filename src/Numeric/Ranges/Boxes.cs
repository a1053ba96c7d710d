using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;

namespace BoundCheck.Numeric.Ranges;

/// <summary>Enclosures of a univariate function over bounded boxes, and how boxes are split.</summary>
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

    /// <summary>A point strictly inside to split at: 0 where it is inside, geometric on long boxes, else the middle; NaN when there is none.</summary>
    internal static double SplitPoint(Interval box)
    {
        if (box.Lo < 0 && box.Hi > 0)
            return 0;
        double a = Math.Min(Math.Abs(box.Lo), Math.Abs(box.Hi)), b = box.Mag;
        double m = b > 4 && b > 16 * a ? (box.Lo < 0 ? -1 : 1) * Math.Max(1, Math.Sqrt(Math.Max(a, 0.25)) * Math.Sqrt(b)) : box.Mid;
        return m > box.Lo && m < box.Hi ? m : box.Mid > box.Lo && box.Mid < box.Hi ? box.Mid : double.NaN;
    }
}
