using System.Collections.Immutable;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>sup of a function over a box, best first.</summary>
internal sealed class BoxSupremum
{
    private readonly MultivariateFunction<Interval> _f;
    private readonly RangeOptions _options;
    private readonly Budget _work;
    private readonly Subdivision<Interval[]> _search;
    private Interval[] _whole = [];
    private double _least = double.NegativeInfinity;

    internal BoxSupremum(Expr f, IReadOnlyList<Expr> variables, RangeOptions options)
    {
        _f = new(f, variables);
        _options = options;
        _work = options.NewBudget();
        _search = Subdivision<Interval[]>.BestFirst(Cuts.Relative, Bound, _work);
    }

    internal BoxExtremum Run(Interval[] box)
    {
        _whole = box;
        _search.Add(box);
        var ending = _search.Run(_ => _search.Largest <= _least + Tolerance() ? Fate.Final : Fate.Open);
        double most = Math.Max(_search.Largest, _least);
        string? shortfall = most <= _least + Tolerance() ? null : ending == Ending.Indivisible ? "a part could not be narrowed further" : _work.Shortfall;
        var places = _search.Open.Where(p => p.Bound >= _least).OrderByDescending(p => p.Bound).Select(p => p.Part.ToImmutableArray());
        return new(Interval.Of(_least, most), [.. places], (int)_search.Parts, shortfall);
    }

    private double Tolerance() => double.IsFinite(_least) ? _options.Tolerance * Math.Max(1, Math.Abs(_least)) : 0;

    private Bounded<Interval[]>? Bound(Interval[] box)
    {
        var range = _f.Range(box);
        double bound = range.IsDefined && !range.Value.IsEmpty ? range.Value.Hi : double.PositiveInfinity;
        if (bound < _least)
            return null;
        Sample(Boxes.Middle(box), range.IsContinuous);
        return new(range.IsContinuous ? Reduced(box) : box, bound);
    }

    // Where f is continuous a value at an end of the box is a limit of values inside, so that it counts for an open box too; beside a jump it does not.
    private void Sample(Interval[] point, bool continuous)
    {
        if (!continuous && !_whole.Zip(point, (x, p) => x.IsPoint || p.Lo > x.Lo && p.Hi < x.Hi).All(inside => inside))
            return;
        if (_f.Evaluate(point) is { IsDefined: true } v && v.Value.Lo > _least)
            _least = v.Value.Lo;
    }

    // Where f is monotone in a variable its larger values are on one face; the face belongs to the part, so its supremum is that of the part.
    private Interval[] Reduced(Interval[] box)
    {
        var gradient = new Interval[box.Length];
        if (!_f.Gradient(box, gradient))
            return box;
        var face = (Interval[])box.Clone();
        bool changed = false;
        for (int i = 0; i < box.Length; i++)
        {
            if (box[i].IsPoint || !box[i].IsBounded || gradient[i].IsEmpty || !(gradient[i].IsNonnegative || gradient[i].IsNonpositive))
                continue;
            face[i] = gradient[i].IsNonnegative ? box[i].UpperPoint : box[i].LowerPoint;
            changed = true;
        }
        if (changed)
            Sample(Boxes.Middle(face), continuous: true);
        return face;
    }
}
