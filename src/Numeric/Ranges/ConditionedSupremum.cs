using System.Collections.Immutable;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>sup of a function over the points of a box where side conditions hold, best first.</summary>
/// <remarks>
/// A part where the conditions fail is dropped; another is bounded by f and by each function above f. Beside a maximum on the border of a condition g &lt;= 0
/// the bound f is no better than the width of the part, and f - λg, λ the multiplier there, is stationary: its error is the square of the width, so
/// that few parts are left.
/// </remarks>
internal sealed class ConditionedSupremum
{
    private readonly ImmutableArray<MultivariateFunction<Interval>> _above;
    private readonly SideConditions _conditions;
    private readonly RangeOptions _options;
    private readonly Budget _work;
    private readonly Subdivision<Interval[]> _search;
    private double _least = double.NegativeInfinity;
    private Interval[]? _best;

    internal ConditionedSupremum(Expr f, IReadOnlyList<Expr> variables, SideConditions conditions, RangeOptions options)
    {
        _above = [.. conditions.Bounds.Prepend(f).Select(e => new MultivariateFunction<Interval>(e, variables))];
        (_conditions, _options) = (conditions, options);
        _work = options.NewBudget();
        _search = Subdivision<Interval[]>.BestFirst(Cuts.Relative, Bound, _work);
    }

    internal BoxExtremum Run(Interval[] box)
    {
        foreach (var known in _conditions.Holding)
        {
            var values = _above[0].Range(known);
            if (values.IsContinuous)
                Raise(values.Value.Lo, known);
        }
        _search.Add(box);
        var ending = _search.Run(_ => _search.Largest <= _least + Tolerance() ? Fate.Final : Fate.Open);
        double most = Math.Max(_search.Largest, _least);
        if (double.IsNegativeInfinity(most))
            return new(Interval.Empty, [], (int)_search.Parts, "no point of the box satisfies the conditions");
        string? shortfall = most <= _least + Tolerance() ? null
            : ending == Ending.Indivisible ? "a part could not be narrowed further" : _work.Shortfall;
        var places = _search.Open.Where(p => p.Bound >= _least).OrderByDescending(p => p.Bound).Select(p => p.Part.ToImmutableArray());
        return new(Interval.Of(_least, most), [.. places], (int)_search.Parts, shortfall) { Best = _best?.ToImmutableArray() };
    }

    private double Tolerance() => double.IsFinite(_least) ? _options.Tolerance * Math.Max(1, Math.Abs(_least)) : 0;

    private Bounded<Interval[]>? Bound(Interval[] box)
    {
        if (_conditions.Asked(box) == false)
            return null;
        double bound = double.PositiveInfinity;
        foreach (var above in _above)
        {
            var range = above.Range(box);
            if (range.IsDefined && !range.Value.IsEmpty)
                bound = Math.Min(bound, range.Value.Hi);
        }
        if (bound < _least)
            return null;
        Sample(Boxes.Middle(box));
        foreach (var corner in Corners(box))
            Sample(corner);
        return new(box, bound);
    }

    // The lowest and the highest corner: beside the border of a condition the middle is often outside.
    private static IEnumerable<Interval[]> Corners(Interval[] box)
    {
        if (!box.All(x => x.IsBounded))
            yield break;
        yield return [.. box.Select(x => x.LowerPoint)];
        yield return [.. box.Select(x => x.UpperPoint)];
    }

    private void Sample(Interval[] point)
    {
        if (_above[0].Evaluate(point) is { IsDefined: true } v && v.Value.Lo > _least && _conditions.Asked(point) == true)
            Raise(v.Value.Lo, point);
    }

    private void Raise(double value, Interval[] at)
    {
        if (value > _least)
            (_least, _best) = (value, at);
    }
}
