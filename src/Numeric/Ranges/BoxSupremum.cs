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
    private readonly PriorityQueue<(Interval[] Box, double Bound), (double, int)> _open = new();
    private double _least = double.NegativeInfinity;
    private int _parts;

    internal BoxSupremum(Expr f, IReadOnlyList<Expr> variables, RangeOptions options)
    {
        _f = new(f, variables);
        _options = options;
        _work = options.NewBudget();
    }

    internal BoxExtremum Run(Interval[] box)
    {
        _work.Spend(0);
        Add(box);
        string? shortfall = null;
        double most = double.NegativeInfinity;
        while (_open.TryPeek(out var part, out _))
        {
            most = part.Bound;
            if (most <= _least + Tolerance())
                break;
            if (!_work.Spend())
            {
                shortfall = _work.Shortfall;
                break;
            }
            if (BoxParts.Split(part.Box) is not var (low, high))
            {
                shortfall = "a part could not be narrowed further";
                break;
            }
            _open.Dequeue();
            Add(low);
            Add(high);
        }
        if (_open.Count == 0)
            most = _least;
        var places = _open.UnorderedItems.Select(p => p.Element).Where(p => p.Bound >= _least).OrderByDescending(p => p.Bound).Select(p => p.Box.ToImmutableArray());
        return new(Interval.Of(_least, Math.Max(most, _least)), [.. places], _parts, shortfall ?? (most <= _least + Tolerance() ? null : "the width was not reached"));
    }

    private double Tolerance() => double.IsFinite(_least) ? _options.Tolerance * Math.Max(1, Math.Abs(_least)) : 0;

    private void Add(Interval[] box)
    {
        _parts++;
        var range = _f.Range(box);
        double bound = range.IsDefined && !range.Value.IsEmpty ? range.Value.Hi : double.PositiveInfinity;
        if (bound < _least)
            return;
        Sample(BoxParts.Middle(box));
        if (range.IsContinuous)
            box = Reduced(box);
        _open.Enqueue((box, bound), (-bound, _parts));
    }

    private void Sample(Interval[] point)
    {
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
            Sample(BoxParts.Middle(face));
        return face;
    }
}
