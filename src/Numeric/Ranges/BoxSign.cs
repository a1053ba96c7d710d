using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>The strict sign of a function on a box, depth first.</summary>
internal sealed class BoxSign
{
    private readonly MultivariateFunction<Interval> _f;
    private readonly Budget _work;

    internal BoxSign(Expr f, IReadOnlyList<Expr> variables, RangeOptions options)
    {
        _f = new(f, variables);
        _work = options.NewBudget();
    }

    internal int? Run(Interval[] box)
    {
        _work.Spend(0);
        var open = new Stack<Interval[]>([box]);
        int sign = 0;
        while (open.TryPop(out var part))
        {
            if (!_work.Spend())
                return null;
            // A value on the other side, or a zero, ends the question.
            var at = _f.Evaluate(BoxParts.Middle(part));
            if (at.IsDefined && !at.Value.ContainsZero)
            {
                int here = at.Value.IsPositive ? 1 : -1;
                if (here == -sign)
                    return null;
                sign = here;
            }
            var range = _f.Range(part);
            if (range.IsDefined && !range.Value.IsEmpty && !range.Value.ContainsZero)
            {
                int here = range.Value.IsPositive ? 1 : -1;
                if (here == -sign)
                    return null;
                sign = here;
                continue;
            }
            if (BoxParts.Split(part) is not var (low, high))
                return null;
            open.Push(high);
            open.Push(low);
        }
        return sign == 0 ? null : sign;
    }
}
