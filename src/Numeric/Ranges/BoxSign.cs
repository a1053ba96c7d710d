using BoundCheck.Numeric.Evaluation;
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
        int sign = 0;
        var ending = Subdivision.Over([box], part =>
        {
            // A value on the other side, or a zero, ends the question.
            if (!Agrees(_f.Evaluate(Boxes.Middle(part)), ref sign, out _) || !Agrees(_f.Range(part), ref sign, out bool settled))
                return Fate.Final;
            return settled ? Fate.Settled : Fate.Open;
        }, Cuts.Relative, _work);
        return ending == Ending.Covered && sign != 0 ? sign : null;
    }

    // False when the values have the other sign; settled when they have one.
    private static bool Agrees(Decorated<Interval> values, ref int sign, out bool settled)
    {
        settled = values.IsDefined && !values.Value.IsEmpty && !values.Value.ContainsZero;
        if (!settled)
            return true;
        int here = values.Value.IsPositive ? 1 : -1;
        if (here == -sign)
            return false;
        sign = here;
        return true;
    }
}
