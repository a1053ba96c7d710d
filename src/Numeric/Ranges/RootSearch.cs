using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Exact;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges.Germs;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>Covers a domain by parts without a root and parts with exactly one.</summary>
internal sealed class RootSearch(UnivariateFunction f, Domain domain, RangeOptions options)
{
    private const int MostUndecided = 8;
    private const double NarrowEnough = 0.25;

    private readonly Budget _work = options.NewBudget();
    private readonly Stack<Interval> _open = new();
    private readonly List<(Root Root, ExactReal? At)> _roots = [];
    private readonly Cover _cover = new();
    private readonly List<Interval> _undecided = [];
    private readonly HashSet<string> _tried = [];
    private string? _obstacle;

    internal RootSet Run()
    {
        double lo = Start(domain.Lower), hi = Start(domain.Upper);
        if (lo < hi)
            _open.Push(Interval.Of(lo, hi));
        else if (lo == hi)
            _open.Push(Interval.Point(lo));
        while (_open.TryPop(out var box) && _undecided.Count < MostUndecided)
        {
            if (!_work.Spend())
            {
                _undecided.Add(box);
                break;
            }
            if (_cover.Rest(box) is { } rest)
                Examine(rest);
        }
        var roots = _roots.Select(r => r.Root).OrderBy(r => r.Enclosure.Mid).ToList();
        // Two enclosures that overlap could hold one root twice; only exact ones are told apart.
        bool overlap = Enumerable.Range(1, Math.Max(0, roots.Count - 1)).Any(i => !roots[i - 1].Enclosure.IsBelow(roots[i].Enclosure));
        if (_undecided.Count == 0 && !overlap && _open.Count == 0)
            return new([.. roots]);
        var smallest = _undecided.Count > 0 ? _undecided.OrderBy(b => b.Width).First() : (Interval?)null;
        return new(overlap ? [] : [.. roots], _work.Shortfall ?? _obstacle ?? "enclosures did not separate the values from 0", smallest);
    }

    // Where the boxes begin: beyond a decided tail, or at the end of the domain.
    private double Start(DomainEnd end)
    {
        if (!end.IsInfinite)
            return end.IsUpper ? end.Enclosure.Hi : end.Enclosure.Lo;
        int side = end.IsUpper ? 1 : -1;
        var other = end.IsUpper ? domain.Lower : domain.Upper;
        double from = other.IsInfinite ? 1 : Math.Max(1, Math.Abs(other.Enclosure.Mid + side));
        var above = TailSign.Decide(f, side, from, strict: true, _work);
        var below = above.Argument is null ? TailSign.Decide(f.Negated(), side, from, strict: true, _work) : above;
        if (below.Argument is null)
        {
            _obstacle = below.Obstacle;
            _undecided.Add(side > 0 ? Interval.Of(below.Start, double.PositiveInfinity) : Interval.Of(double.NegativeInfinity, -below.Start));
        }
        return side * below.Start;
    }

    private void Examine(Interval box)
    {
        var (range, slope) = Boxes.Over(f, box);
        if (range.IsDefined && !range.Value.ContainsZero && !range.Value.IsEmpty)
            return;
        if (range.State == Definedness.Continuous && slope.IsBounded && !slope.ContainsZero && !box.IsPoint)
        {
            Monotone(box, slope.IsPositive);
            return;
        }
        if (box.Width <= 2 && TryTight(box))
        {
            if (_cover.Rest(box) is { } rest)
                _open.Push(rest);
            return;
        }
        double m = Boxes.SplitPoint(box);
        if (double.IsNaN(m) || box.Width < 1e-15 * box.Mag || box.Width < 1e-18)
        {
            _undecided.Add(box);
            return;
        }
        _open.Push(Interval.Of(m, box.Hi));
        _open.Push(Interval.Of(box.Lo, m));
    }

    // f is strictly monotone on the box: one root when the signs at the ends differ, none when they agree.
    private void Monotone(Interval box, bool rising)
    {
        int? low = SignAt(box.Lo), high = SignAt(box.Hi);
        if (low is null || high is null)
        {
            _obstacle ??= "the sign at a point was not certain";
            _undecided.Add(box);
            return;
        }
        if (low == 0 || high == 0)
        {
            Add(ExactReal.FromRational(Rational.FromDouble(low == 0 ? box.Lo : box.Hi), 53), isSimple: true);
            return;
        }
        if (low == high)
            return;
        if (low > 0 == rising)
            throw new InvalidOperationException("A rising function has its negative sign on the left.");
        Narrow(box, rising);
    }

    private void Narrow(Interval box, bool rising)
    {
        double Width() => options.Tolerance * Math.Max(1, box.Mag);
        while (box.Width > Width() && _work.Spend())
        {
            var next = Roots.Newton(f, box, 53);
            if (next is { } n && n.Width <= 0.5 * box.Width)
            {
                box = n;
                continue;
            }
            double m = box.Mid;
            if (!(m > box.Lo && m < box.Hi) || SignAt(m) is not { } sign)
                break;
            if (sign == 0)
            {
                Add(ExactReal.FromRational(Rational.FromDouble(m), 53), isSimple: true);
                return;
            }
            box = sign > 0 == rising ? Interval.Of(box.Lo, m) : Interval.Of(m, box.Hi);
        }
        // A covered part holds no other root than the one recorded for it.
        if (_cover.Contains(box))
            return;
        var simple = ExactReal.FromRational(Rational.Simplest(Rational.FromDouble(box.Lo), Rational.FromDouble(box.Hi)), 53);
        if (f.Evaluate(simple) is { IsDefined: true, Value.IsZero: true })
            Add(simple, isSimple: true);
        else if (domain.CertainlyContains(box))
            _roots.Add((new Root(box, null, true), null));
        else if (EndsBeside(box) is { } end && end.Exact.IsPoint && f.Evaluate(end.Exact) is { IsDefined: true, Value.IsZero: true })
            Add(end.Exact, isSimple: true);
        else if (!EndsAway(box))
            _undecided.Add(box);
    }

    // The only root of the box is at the end itself when f vanishes there.
    private DomainEnd? EndsBeside(Interval box) =>
        ((DomainEnd[])[domain.Lower, domain.Upper]).FirstOrDefault(e => !e.IsInfinite && !Interval.Intersect(e.Enclosure, box).IsEmpty);

    // The box lies outside the domain.
    private bool EndsAway(Interval box) =>
        !domain.Lower.IsInfinite && box.IsBelow(domain.Lower.Enclosure) || !domain.Upper.IsInfinite && domain.Upper.Enclosure.IsBelow(box);

    private int? SignAt(double x)
    {
        var value = Boxes.AtPoint(f, x);
        if (value.IsDefined && !value.Value.ContainsZero)
            return value.Value.IsPositive ? 1 : -1;
        var exact = f.Evaluate(ExactReal.FromRational(Rational.FromDouble(x), 53));
        return exact.IsDefined ? exact.Value.SignOrNull : null;
    }

    private void Add(ExactReal at, bool isSimple)
    {
        var enclosure = at.ToInterval();
        bool member = domain.CertainlyContains(enclosure)
            || ((DomainEnd[])[domain.Lower, domain.Upper]).Any(e => !e.IsInfinite && !e.IsOpen && e.Exact.IsPoint && e.Exact == at);
        bool outside = EndsAway(enclosure) || ((DomainEnd[])[domain.Lower, domain.Upper]).Any(e => !e.IsInfinite && e.IsOpen && e.Exact.IsPoint && e.Exact == at);
        if (!member && !outside)
            _undecided.Add(enclosure);
        else if (member && !_roots.Exists(r => r.At is { } known && known == at))
            _roots.Add((new Root(enclosure, at.Expr, isSimple), at));
    }

    // Exact points where f may vanish without changing sign in a way that boxes show: the ends of the domain, a simple rational, recognised irrationals.
    private bool TryTight(Interval box)
    {
        foreach (var end in (DomainEnd[])[domain.Lower, domain.Upper])
        {
            if (!end.IsInfinite && end.Exact.IsPoint && !Interval.Intersect(end.Enclosure, box).IsEmpty && TryPoint(end.Exact, end))
                return true;
        }
        if (TryPoint(ExactReal.FromRational(Rational.Simplest(Rational.FromDouble(box.Lo), Rational.FromDouble(box.Hi)), 53), null))
            return true;
        return box.Width <= NarrowEnough && _tried.Add($"near {box.Mid}") && ExactPlaces.Near(f, box, _work).Any(p => TryPoint(p, null));
    }

    private bool TryPoint(ExactReal t, DomainEnd? end)
    {
        if (!_tried.Add(t.ToString()))
            return false;
        var at = t.ToInterval();
        if (end is null && (!domain.CertainlyContains(at) || f.Evaluate(at) is { IsDefined: true, Value.ContainsZero: false }))
            return false;
        _work.Spend(20);
        var local = new LocalSign(f, t);
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
        _cover.Add(parts.Count == 2 ? [Interval.Hull(parts[0], parts[1])] : parts);
        if (isRoot)
            Add(t, isSimple: local.Zeros == 1);
        return true;
    }

    private (int Sign, double Reach) ByExpansion(ExactReal t, int side)
    {
        foreach (int e in (int[])[2, 4, 8, 16, 32, 64, 128, 256, 512, 1000])
        {
            double start = Math.ScaleB(1, e);
            if (EndGerm.Of(f, new(side, t), start, _work, out _) is { Sign: { } sign } && sign != 0)
                return (sign, 1 / start);
        }
        return (0, 0);
    }
}
