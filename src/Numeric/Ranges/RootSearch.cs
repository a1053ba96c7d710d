using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Exact;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges.Germs;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>Covers a domain by parts without a root and parts with exactly one.</summary>
internal sealed class RootSearch
{
    private const int MostUndecided = 8;
    private const double NarrowEnough = 0.25;

    private readonly UnivariateFunction _f;
    private readonly Domain _domain;
    private readonly double _tolerance;
    private readonly Budget _work;
    private readonly Subdivision<Interval> _search;
    private readonly List<(Root Root, ExactReal? At)> _roots = [];
    private readonly Cover _cover = new();
    private readonly HashSet<string> _tried = [];
    private string? _obstacle;

    internal RootSearch(UnivariateFunction f, Domain domain, RangeOptions options)
    {
        (_f, _domain, _tolerance, _work) = (f, domain, options.Tolerance, options.NewBudget());
        _search = Subdivision<Interval>.DepthFirst(Cut, _work, MostUndecided);
    }

    internal RootSet Run()
    {
        double lo = Start(_domain.Lower), hi = Start(_domain.Upper);
        if (lo <= hi)
            _search.Add(Interval.Of(lo, hi));
        bool covered = _search.Run(box => _cover.Rest(box) is { } rest ? Examine(rest) : Fate.Settled) == Ending.Covered;
        var roots = _roots.Select(r => r.Root).OrderBy(r => r.Enclosure.Mid).ToList();
        // Two enclosures that overlap could hold one root twice; only exact ones are told apart.
        bool overlap = Enumerable.Range(1, Math.Max(0, roots.Count - 1)).Any(i => !roots[i - 1].Enclosure.IsBelow(roots[i].Enclosure));
        return covered && !overlap ? new([.. roots])
            : new(overlap ? [] : [.. roots], _work.Shortfall ?? _obstacle ?? "enclosures did not separate the values from 0", Narrowest());
    }

    private Interval? Narrowest()
    {
        var left = _search.Left.OrderBy(b => b.Width).ToList();
        return left.Count == 0 ? null : left[0];
    }

    // Where the boxes begin: beyond a decided tail, or at the end of the _domain.
    private double Start(DomainEnd end)
    {
        if (!end.IsInfinite)
            return end.IsUpper ? end.Enclosure.Hi : end.Enclosure.Lo;
        int side = end.IsUpper ? 1 : -1;
        var other = end.IsUpper ? _domain.Lower : _domain.Upper;
        double from = other.IsInfinite ? 1 : Math.Max(1, Math.Abs(other.Enclosure.Mid + side));
        var above = TailSign.Decide(_f, side, from, strict: true, _work);
        var below = above.Argument is null ? TailSign.Decide(_f.Negated(), side, from, strict: true, _work) : above;
        if (below.Argument is null)
        {
            _obstacle = below.Obstacle;
            _search.Add(side > 0 ? Interval.Of(below.Start, double.PositiveInfinity) : Interval.Of(double.NegativeInfinity, -below.Start));
        }
        return side * below.Start;
    }

    private (Interval, Interval)? Cut(Interval box) =>
        _cover.Rest(box) is { } rest && !(rest.Width < 1e-15 * rest.Mag || rest.Width < 1e-18) ? Cuts.ByScale(rest) : null;

    private Fate Examine(Interval box)
    {
        // A tail that was not decided.
        if (!box.IsBounded)
            return Fate.Stuck;
        var (range, slope) = Boxes.Over(_f, box);
        if (range.IsDefined && !range.Value.ContainsZero && !range.Value.IsEmpty)
            return Fate.Settled;
        if (range.State == Definedness.Continuous && slope.IsBounded && !slope.ContainsZero && !box.IsPoint)
            return Monotone(box, slope.IsPositive);
        if (box.Width > 2 || !TryTight(box))
            return Fate.Open;
        if (_cover.Rest(box) is { } rest)
            _search.Add(rest);
        return Fate.Settled;
    }

    // f is strictly monotone on the box: one root when the signs at the ends differ, none when they agree.
    private Fate Monotone(Interval box, bool rising)
    {
        int? low = SignAt(box.Lo), high = SignAt(box.Hi);
        if (low is null || high is null)
        {
            _obstacle ??= "the sign at a point was not certain";
            return Fate.Stuck;
        }
        if (low == 0 || high == 0)
            return Add(ExactReal.FromRational(Rational.FromDouble(low == 0 ? box.Lo : box.Hi), 53), isSimple: true);
        if (low == high)
            return Fate.Settled;
        if (low > 0 == rising)
            throw new InvalidOperationException("A rising function has its negative sign on the left.");
        return Narrow(box, rising);
    }

    private Fate Narrow(Interval box, bool rising)
    {
        double Width() => _tolerance * Math.Max(1, box.Mag);
        while (box.Width > Width() && _work.Spend())
        {
            var next = Roots.Newton(_f, box, 53);
            if (next is { } n && n.Width <= 0.5 * box.Width)
            {
                box = n;
                continue;
            }
            double m = box.Mid;
            if (!(m > box.Lo && m < box.Hi) || SignAt(m) is not { } sign)
                break;
            if (sign == 0)
                return Add(ExactReal.FromRational(Rational.FromDouble(m), 53), isSimple: true);
            box = sign > 0 == rising ? Interval.Of(box.Lo, m) : Interval.Of(m, box.Hi);
        }
        // A covered part holds no other root than the one recorded for it.
        if (_cover.Contains(box))
            return Fate.Settled;
        var simple = ExactReal.FromRational(Rational.Simplest(Rational.FromDouble(box.Lo), Rational.FromDouble(box.Hi)), 53);
        if (_f.Evaluate(simple) is { IsDefined: true, Value.IsZero: true })
            return Add(simple, isSimple: true);
        if (_domain.CertainlyContains(box))
            _roots.Add((new Root(box, null, true), null));
        else if (EndsBeside(box) is { } end && end.Exact.IsPoint && _f.Evaluate(end.Exact) is { IsDefined: true, Value.IsZero: true })
            return Add(end.Exact, isSimple: true);
        else if (!EndsAway(box))
            return Fate.Stuck;
        return Fate.Settled;
    }

    // The only root of the box is at the end itself when f vanishes there.
    private DomainEnd? EndsBeside(Interval box) =>
        ((DomainEnd[])[_domain.Lower, _domain.Upper]).FirstOrDefault(e => !e.IsInfinite && !Interval.Intersect(e.Enclosure, box).IsEmpty);

    // The box lies outside the domain.
    private bool EndsAway(Interval box) =>
        !_domain.Lower.IsInfinite && box.IsBelow(_domain.Lower.Enclosure) || !_domain.Upper.IsInfinite && _domain.Upper.Enclosure.IsBelow(box);

    private int? SignAt(double x)
    {
        var value = Boxes.AtPoint(_f, x);
        if (value.IsDefined && !value.Value.ContainsZero)
            return value.Value.IsPositive ? 1 : -1;
        var exact = _f.Evaluate(ExactReal.FromRational(Rational.FromDouble(x), 53));
        return exact.IsDefined ? exact.Value.SignOrNull : null;
    }

    // The only root of a part; stuck where the domain may or may not contain it.
    private Fate Add(ExactReal at, bool isSimple)
    {
        var enclosure = at.ToInterval();
        bool member = _domain.CertainlyContains(enclosure)
            || ((DomainEnd[])[_domain.Lower, _domain.Upper]).Any(e => !e.IsInfinite && !e.IsOpen && e.Exact.IsPoint && e.Exact == at);
        bool outside = EndsAway(enclosure) || ((DomainEnd[])[_domain.Lower, _domain.Upper]).Any(e => !e.IsInfinite && e.IsOpen && e.Exact.IsPoint
            && e.Exact == at);
        if (member && !_roots.Exists(r => r.At is { } known && known == at))
            _roots.Add((new Root(enclosure, at.Expr, isSimple), at));
        return member || outside ? Fate.Settled : Fate.Stuck;
    }

    // Exact points where f may vanish without changing sign in a way that boxes show: the ends of the domain, a simple rational, recognised irrationals.
    private bool TryTight(Interval box)
    {
        foreach (var end in (DomainEnd[])[_domain.Lower, _domain.Upper])
        {
            if (!end.IsInfinite && end.Exact.IsPoint && !Interval.Intersect(end.Enclosure, box).IsEmpty && TryPoint(end.Exact, end))
                return true;
        }
        if (TryPoint(ExactReal.FromRational(Rational.Simplest(Rational.FromDouble(box.Lo), Rational.FromDouble(box.Hi)), 53), null))
            return true;
        return box.Width <= NarrowEnough && _tried.Add($"near {box.Mid}") && ExactPlaces.Near(_f, box, _work).Any(p => TryPoint(p, null));
    }

    private bool TryPoint(ExactReal t, DomainEnd? end)
    {
        if (!_tried.Add(t.ToString()))
            return false;
        var at = t.ToInterval();
        if (end is null && (!_domain.CertainlyContains(at) || _f.Evaluate(at) is { IsDefined: true, Value.ContainsZero: false }))
            return false;
        _work.Spend(20);
        var local = new LocalSign(_f, t);
        bool isRoot = local.State >= Definedness.Defined && local.Value.IsZero;
        // A point of the domain whose value is not known stays in the boxes.
        if (!isRoot && (end is null || !end.IsOpen) && local.State >= Definedness.Defined && local.Value.SignOrNull is null)
            return false;
        if (!isRoot && end is null)
            return false;
        if (!isRoot && end is { IsOpen: false } && local.State < Definedness.Defined)
            return false;
        var parts = new List<Interval>();
        foreach (int side in (int[])[-1, 1])
        {
            if (end is not null && end.IsUpper == side > 0)
                continue;
            var (sign, within) = local.Decide(side, 1, strict: true, _work);
            if (sign == 0)
                (sign, within) = ByExpansion(t, side);
            if (sign == 0)
                return false;
            parts.Add(local.Decided(side, within));
        }
        if (isRoot && Add(t, isSimple: local.Zeros == 1) == Fate.Stuck)
            return false;
        _cover.Add(parts.Count == 2 ? [Interval.Hull(parts[0], parts[1])] : parts);
        return true;
    }

    private (int Sign, double Reach) ByExpansion(ExactReal t, int side)
    {
        foreach (int e in (int[])[2, 4, 8, 16, 32, 64, 128, 256, 512, 1000])
        {
            double start = Math.ScaleB(1, e);
            if (EndGerm.Of(_f, new(side, t), start, _work, out _) is { Sign: { } sign } && sign != 0)
                return (sign, 1 / start);
        }
        return (0, 0);
    }
}
