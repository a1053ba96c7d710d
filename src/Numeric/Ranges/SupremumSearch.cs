using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Exact;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges.Germs;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>sup of a function over a domain by branch and bound.</summary>
internal sealed class SupremumSearch
{
    /// <summary>Taylor models are made after so many parts.</summary>
    private const int ModelsAfter = 64;

    private readonly UnivariateFunction _f;
    private readonly Domain _domain;
    private readonly RangeOptions _options;
    private readonly Budget _work;
    private readonly Subdivision<Part> _search;
    private readonly List<(ExactReal Value, DomainEnd? End, ExactReal? Point)> _candidates = [];
    private readonly HashSet<string> _tried = [];
    private readonly List<DomainEnd> _jumps = [];
    private double _least = double.NegativeInfinity;
    private double? _best;
    private string? _infinite;
    private DomainEnd? _infiniteEnd;
    private string? _obstacle;

    internal SupremumSearch(UnivariateFunction f, Domain domain, RangeOptions options)
    {
        _f = f;
        _domain = domain;
        _options = options;
        _work = options.NewBudget();
        _search = Subdivision<Part>.BestFirst(Halve, Bound, _work);
    }

    /// <summary>A box, or the part beyond a start at an end of the domain, with an upper bound of f on it where one is known.</summary>
    private sealed record Part(Interval Box, DomainEnd? End = null, double Start = 0, double? Bound = null);

    internal Extremum Run()
    {
        Open();
        if (_infinite is null)
            _search.Run(Look);
        return _infinite is null ? Finish(Math.Max(_search.Largest, _least))
            : new(Interval.Entire, null, true, Attainment.Approached, null, null, _infinite, null) { End = _infiniteEnd };
    }

    private double Tolerance() => _options.Tolerance * Math.Max(1, Math.Abs(_least));

    private void Open()
    {
        foreach (double x in SamplePoints.Of(_domain))
        {
            if (_work.Spend())
                Sample(x);
        }
        Polish();
        double lo = OpenEnd(_domain.Lower), hi = OpenEnd(_domain.Upper);
        if (lo <= hi)
            _search.Add(new(Interval.Of(lo, hi)));
    }

    /// <summary>Treats an end of the domain and returns where the boxes start.</summary>
    private double OpenEnd(DomainEnd end)
    {
        int side = end.IsUpper ? 1 : -1;
        if (end.IsInfinite)
        {
            var other = end.IsUpper ? _domain.Lower : _domain.Upper;
            double start = 4;
            if (!other.IsInfinite)
                start = Math.Max(start, side * (other.Enclosure.Mid + side));
            AddTail(end, start);
            Limit(end, new EndPlace(side, null));
            return side * start;
        }
        var at = end.Enclosure;
        var value = _f.Evaluate(at);
        // At an open end the value is a limit only where f is continuous beside the end too.
        if (value.IsContinuous && (!end.IsOpen || _f.Evaluate(Beside(end)).IsContinuous))
        {
            // A value at the end, or, by continuity, a limit at an open end. The box is as narrow as doubles allow.
            _least = Math.Max(_least, value.Value.Lo);
            if (end.Exact.IsPoint && _f.Evaluate(end.Exact) is { IsContinuous: true, Value.IsPoint: true } exact)
                _candidates.Add((exact.Value, end, end.Exact));
        }
        else if (end.Exact.IsPoint)
        {
            Limit(end, new EndPlace(-side, end.Exact));
            if (end.IsOpen && value.IsDefined)
                _jumps.Add(end);
        }
        return end.IsUpper ? at.Hi : at.Lo;
    }

    private static Interval Beside(DomainEnd end)
    {
        double width = 1e-6 * Math.Max(1, end.Enclosure.Mag);
        return end.Enclosure + (end.IsUpper ? Interval.Of(-width, 0) : Interval.Of(0, width));
    }

    /// <summary>The limit at an end: infinite settles the question, a finite one is a lower bound and a candidate.</summary>
    private void Limit(DomainEnd end, EndPlace place)
    {
        foreach (int e in (int[])[2, 4, 8, 16, 32, 64, 128])
        {
            if (EndGerm.Of(_f, place, Math.ScaleB(1, e), _work, out _) is not { } germ)
                continue;
            if (germ.Divergence > 0)
                (_infiniteEnd, _infinite) = (end, $"it tends to infinity at {(end.IsInfinite ? end.IsUpper ? "inf" : "-inf" : end.Value)}");
            if (germ.Limit is { } limit)
            {
                _least = Math.Max(_least, limit.ToInterval().Lo);
                _candidates.Add((limit, end, null));
            }
            return;
        }
    }

    private Bounded<Part>? Bound(Part part)
    {
        double bound = part.Bound ?? Bound(part.Box);
        return bound < _least ? null : new(part, bound);
    }

    private double Bound(Interval box)
    {
        var (range, slope) = Boxes.Over(_f, box);
        double bound = range.IsDefined ? range.Value.Hi : double.PositiveInfinity;
        if (range.IsDefined && box.Width < 1e-4 && !slope.IsNonnegative && !slope.IsNonpositive && bound > _least + Tolerance() / 4)
            bound = Math.Min(bound, SecondOrder(box));
        if (_search.Parts > ModelsAfter && range.State == Definedness.Continuous && box.Width <= 1 && bound > _least + Tolerance() && _work.Spend(16)
            && TaylorModel.Of(_f, box) is { } model)
            bound = Math.Min(bound, model.Upper);
        double before = _least;
        Sample(box.Mid);
        if (_least > before)
            Polish();
        if (slope.IsNonnegative || slope.IsNonpositive)
        {
            Sample(box.Lo);
            Sample(box.Hi);
        }
        return bound;
    }

    /// <summary>f(c) + f'(c)(X - c) + f''(X)/2 (X - c)^2, bounded as a quadratic for f'' &lt; 0.</summary>
    private double SecondOrder(Interval box)
    {
        Span<Interval> over = stackalloc Interval[3], at = stackalloc Interval[2];
        var c = box.MidPoint;
        if (_f.Taylor(box, over) < Definedness.Continuous || !over[2].IsBounded || _f.Taylor(c, at) < Definedness.Continuous)
            return double.PositiveInfinity;
        // a1 h + a2 h^2 <= a1^2/(-4 a2) for a2 < 0, and <= |a1| r + a2 r^2 otherwise.
        var h = box - c;
        var linear = at[0] + at[1] * h + over[2] * Interval.Sqr(h);
        if (over[2].IsNegative)
            linear = Interval.Intersect(Interval.Of(double.NegativeInfinity, linear.Hi),
                Interval.Of(double.NegativeInfinity, (at[0] + Interval.Sqr(at[1]) / (Interval.FromRational(-4) * over[2])).Hi));
        return linear.Hi;
    }

    private void Sample(double x)
    {
        if (_domain.CertainlyContains(x) && _f.Evaluate(Interval.Point(x)) is { IsDefined: true } v && v.Value.Lo > _least)
        {
            _least = v.Value.Lo;
            _best = x;
        }
    }

    /// <summary>Newton's method for f' = 0 from the best point so far; it only chooses where to look.</summary>
    private void Polish()
    {
        if (_best is not { } x)
            return;
        Span<Interval> a = stackalloc Interval[3];
        for (int i = 0; i < 8 && _work.Spend(); i++)
        {
            _f.Taylor(Interval.Point(x), a);
            double step = a[1].Mid / (2 * a[2].Mid);
            if (!(a[2].Hi < 0) || !double.IsFinite(step) || x - step == x)
                return;
            x -= step;
            Sample(x);
        }
    }

    private void AddTail(DomainEnd end, double start)
    {
        int side = end.IsUpper ? 1 : -1;
        var tail = side > 0 ? Interval.Of(start, double.PositiveInfinity) : Interval.Of(double.NegativeInfinity, -start);
        Span<Interval> a = stackalloc Interval[2];
        var state = _f.Taylor(tail, a);
        double bound = state >= Definedness.Defined ? a[0].Hi : double.PositiveInfinity;
        var germ = EndGerm.Of(_f, new EndPlace(side, null), start, _work, out var obstacle);
        if (germ is not null)
        {
            bound = Math.Min(bound, germ.Range.Hi);
            // Rising outward: at most the limit. Falling outward: at most the value at the start.
            var outward = side > 0 ? a[1] : -a[1];
            if (state == Definedness.Continuous && outward.IsNonnegative && germ.Limit is { } limit)
                bound = Math.Min(bound, limit.ToInterval().Hi);
        }
        if (state == Definedness.Continuous && (side > 0 ? a[1] : -a[1]).IsNonpositive)
            bound = Math.Min(bound, _f.Evaluate(Interval.Point(side * start)).Value.Hi);
        if (double.IsPositiveInfinity(bound))
            _obstacle = obstacle ?? "a tail is unbounded";
        _search.Add(new(tail, end, start, bound));
    }

    private Fate Look(Part part)
    {
        if (_infinite is not null || _search.Largest <= _least + Tolerance())
            return Fate.Final;
        if (part.End is { IsInfinite: true } end)
        {
            if (part.Start > 1e100)
                return Stuck();
            double next = part.Start * 8;
            AddTail(end, next);
            _search.Add(new(end.IsUpper ? Interval.Of(part.Start, next) : Interval.Of(-next, -part.Start)));
            return Fate.Settled;
        }
        if (part.End is { } near)
            return Expand(part.Box, near, 8 * part.Start) ? Fate.Settled : Stuck();
        if (part.Box.Width <= 1 && (double.IsPositiveInfinity(_search.Largest) || _jumps.Exists(e => !Interval.Intersect(e.Enclosure, part.Box).IsEmpty))
            && Singular(part.Box))
            return Fate.Settled;
        return Halve(part) is null ? Stuck() : Fate.Open;
    }

    private Fate Stuck()
    {
        _obstacle ??= "a part could not be narrowed further";
        return Fate.Stuck;
    }

    private static (Part, Part)? Halve(Part part) =>
        !(part.Box.Width < 1e-15 * part.Box.Mag || part.Box.Width < 1e-30) && Cuts.ByScale(part.Box) is var (low, high) ? (new(low), new(high)) : null;

    /// <summary>Handles a box without a bound through the expansions beside an exact point of it; true when it has been dealt with.</summary>
    private bool Singular(Interval box)
    {
        foreach (var end in (DomainEnd[])[_domain.Lower, _domain.Upper])
        {
            if (end.IsInfinite || !end.Exact.IsPoint || Interval.Intersect(end.Enclosure, box).IsEmpty)
                continue;
            if (!end.IsOpen || !_tried.Add(end.Exact.ToString()))
                return false;
            return Expand(box, end, 4);
        }
        var simple = Rational.Simplest(Rational.FromDouble(box.Lo), Rational.FromDouble(box.Hi));
        var point = ExactReal.FromRational(simple, 53);
        if (!_tried.Add(point.ToString()))
            return false;
        foreach (int side in (int[])[1, -1])
        {
            for (int e = 4; e <= 64 && _infinite is null; e *= 2)
            {
                if (EndGerm.Of(_f, new(side, point), Math.ScaleB(1, e), _work, out _) is { Divergence: > 0 })
                    _infinite = $"it tends to infinity beside {simple}";
            }
        }
        return false;
    }

    /// <summary>
    /// Bounds the neighbourhood of an end by an expansion from some T >= start on, and the rest of the box as usual; false when there is no expansion.
    /// </summary>
    private bool Expand(Interval box, DomainEnd end, double start)
    {
        int side = end.IsUpper ? -1 : 1;
        double width = side > 0 ? (Interval.Point(box.Hi) - end.Enclosure).Lo : (end.Enclosure - Interval.Point(box.Lo)).Lo;
        for (; start <= 1e38; start *= start < 256 ? 2 : 256)
        {
            if (1 / start > width || EndGerm.Of(_f, new(side, end.Exact), start, _work, out _) is not { } germ)
                continue;
            // The rest of the box, overlapping the neighbourhood by rounding.
            double inner = side > 0 ? (end.Enclosure.LowerPoint + Interval.Point(1 / start)).Lo : (end.Enclosure.UpperPoint - Interval.Point(1 / start)).Hi;
            bool rest = side > 0 ? inner < box.Hi : inner > box.Lo;
            double outer = side > 0 ? (end.Enclosure.UpperPoint + Interval.Point(1 / start)).Hi : (end.Enclosure.LowerPoint - Interval.Point(1 / start)).Lo;
            _search.Add(new(!rest ? box : side > 0 ? Interval.Of(box.Lo, Math.Min(box.Hi, outer)) : Interval.Of(Math.Max(box.Lo, outer), box.Hi), end, start,
                germ.Range.Hi));
            if (rest)
                _search.Add(new(side > 0 ? Interval.Of(inner, box.Hi) : Interval.Of(box.Lo, inner)));
            return true;
        }
        return false;
    }

    private Extremum Finish(double most)
    {
        var value = double.IsNegativeInfinity(_least) ? Interval.Of(double.NegativeInfinity, most) : Interval.Of(_least, most);
        var left = _search.Open.Where(p => p.Bound >= _least).Select(p => p.Part).ToList();
        var location = left.Count == 0 ? (Interval?)null : left.Select(p => p.Box).Aggregate(Interval.Hull);
        bool settled = most <= _least + Tolerance();
        string? shortfall = settled ? null : _work.Shortfall ?? _obstacle ?? "the width was not reached";
        bool inside = settled && location is { IsBounded: true } l && _domain.CertainlyContains(l) && left.TrueForAll(p => p.End is null);
        var numeric = new Extremum(
            value, null, false, inside ? Attainment.Attained : Attainment.Unknown, location, null, "branch and bound", shortfall);
        var places = new List<Rational>();
        if (location is { IsBounded: true } narrow)
            places.Add(Rational.Simplest(Rational.FromDouble(narrow.Lo), Rational.FromDouble(narrow.Hi)));
        if (_best is { } best)
            places.Add(Rational.FromDouble(best));
        foreach (var place in places.Distinct())
        {
            var simple = ExactReal.FromRational(place, 53);
            if (_domain.CertainlyContains(simple.ToInterval()) && _f.Evaluate(simple) is { IsDefined: true, Value.IsPoint: true } exact)
                _candidates.Add((exact.Value, null, simple));
        }
        return Recognise(numeric) ?? numeric;
    }

    /// <summary>Tries the exact values met on the way: one that f never exceeds is the supremum.</summary>
    private Extremum? Recognise(Extremum numeric)
    {
        // Values that are attained before limits.
        foreach (var (value, end, point) in _candidates.OrderBy(c => c.Point is not null && c.End is not { IsOpen: true } ? 0 : 1))
        {
            if (value.Expr is not { } v || Interval.Intersect(value.ToInterval(), numeric.Value).IsEmpty)
                continue;
            var proof = Signs.Decide(_f.Minus(v), _domain, Relation.LessOrEqual, _options with { WorkLimit = Math.Min(_options.WorkLimit, 4000) });
            if (proof is not SignProved proved)
                continue;
            bool attained = point is not null && (end is null || !end.IsOpen);
            bool never = !attained && Signs.Decide(_f.Minus(v), _domain, Relation.Less,
                _options with { WorkLimit = Math.Min(_options.WorkLimit, 4000) }) is SignProved;
            return new(
                value.ToInterval(), v, false, attained ? Attainment.Attained : never ? Attainment.Approached : Attainment.Unknown,
                attained ? point!.Value.ToInterval() : numeric.Location, attained ? point!.Value.Expr : null, proved.Certificate, null) { End = attained
                    ? null : end };
        }
        return null;
    }
}
