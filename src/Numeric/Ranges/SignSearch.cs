using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Exact;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;
using BoundCheck.Numeric.Ranges.Germs;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>Decides f > 0 (strict) or f >= 0 on a domain by covering it.</summary>
internal sealed class SignSearch
{
    /// <summary>After this many undecided parts the search for a refutation is given up.</summary>
    private const int MostUndecided = 12;

    /// <summary>Irrational zeros are sought in boxes as narrow as this, so often at most.</summary>
    private const double NarrowEnough = 0.25;
    private const int MostPolished = 24;

    /// <summary>Descents from low samples, and their steps.</summary>
    private const int MostDescents = 4, DescentSteps = 30;

    /// <summary>Taylor models are tried after so many boxes.</summary>
    private const int ModelsAfter = 8;

    private readonly UnivariateFunction _f;
    private readonly bool _strict;
    private readonly Domain _domain;
    private readonly Budget _work;
    private readonly Subdivision<Interval> _search;
    private readonly Cover _cover = new();
    private readonly HashSet<string> _tried = [];
    private readonly List<string> _notes = [];
    private int _boxes;
    private int _polished;
    private double _modelWidth = 2;
    private string? _obstacle;
    private SignRefuted? _refuted;

    internal SignSearch(UnivariateFunction f, bool strict, Domain domain, Budget work)
    {
        (_f, _strict, _domain, _work) = (f, strict, domain, work);
        _search = Subdivision<Interval>.DepthFirst(Cut, work, MostUndecided);
    }

    internal SignResult Run()
    {
        if (Sample() is { } failure)
            return failure;
        double lo = _domain.Lower.IsInfinite ? Tail(-1) : _domain.Lower.Enclosure.Lo;
        double hi = _domain.Upper.IsInfinite ? Tail(1) : _domain.Upper.Enclosure.Hi;
        if (_refuted is not null)
            return _refuted;
        if (lo <= hi)
            _search.Add(Interval.Of(lo, hi));
        var ending = _search.Run(box => _cover.Rest(box) is { } rest ? Examine(rest) : Fate.Settled);
        if (ending == Ending.Answered)
            return _refuted!;
        if (ending != Ending.Covered)
            return new SignUnknown(_work.Shortfall ?? _obstacle ?? "enclosures did not separate the values from 0", _search.Left.OrderBy(b => b.Width).First());
        _notes.Insert(0, _boxes == 1 ? "1 box" : $"{_boxes} boxes");
        return new SignProved(string.Join("; ", _notes));
    }

    private SignRefuted? Sample()
    {
        var values = new List<(double At, double Value)>();
        foreach (double x in SamplePoints.Of(_domain))
        {
            if (!_work.Spend())
                return null;
            if (Refutes(x, 120, out double value) is { } r)
                return r;
            values.Add((x, value));
        }
        return Descend(values);
    }

    /// <summary>Newton's method for f' = 0 from the lowest samples: a function that dips below 0 between them is refuted before anything is covered.</summary>
    private SignRefuted? Descend(List<(double At, double Value)> values)
    {
        values.Sort();
        var low = new List<(double Value, double At)>();
        for (int i = 0; i < values.Count; i++)
        {
            if ((i == 0 || values[i].Value <= values[i - 1].Value) && (i == values.Count - 1 || values[i].Value <= values[i + 1].Value)
                && double.IsFinite(values[i].Value))
                low.Add((values[i].Value, values[i].At));
        }
        var a = new Interval[3];
        foreach (var (_, start) in low.Order().Take(MostDescents))
        {
            double x = start;
            for (int i = 0; i < DescentSteps && _work.Spend(); i++)
            {
                _f.Taylor(Interval.Point(x), a);
                double step = a[1].Mid / (2 * Math.Abs(a[2].Mid));
                if (!double.IsFinite(step) || !_domain.CertainlyContains(x - step) || x - step == x)
                    break;
                x -= step;
                if (Math.Abs(step) <= 1e-9 * Math.Abs(x))
                    break;
            }
            if (x != start && Refutes(x, 256) is { } refuted)
                return refuted;
        }
        return null;
    }

    /// <summary>Decides a tail beyond some T and returns T, or adds the whole tail to the undecided parts.</summary>
    private double Tail(int side)
    {
        double from = side > 0 ? Math.Max(1, _domain.Lower.IsInfinite ? 1 : _domain.Lower.Enclosure.Hi + 1)
            : Math.Min(-1, _domain.Upper.IsInfinite ? -1 : _domain.Upper.Enclosure.Lo - 1);
        var tail = TailSign.Decide(_f, side, Math.Abs(from), _strict, _work);
        if (tail.Witness is { } w)
            _refuted ??= Refutes(w, 400);
        if (tail.Argument is null)
        {
            _obstacle = tail.Obstacle;
            _search.Add(side > 0 ? Interval.Of(tail.Start, double.PositiveInfinity) : Interval.Of(double.NegativeInfinity, -tail.Start));
        }
        else
        {
            _notes.Add($"{(side > 0 ? "above" : "below")} {side * tail.Start}: {tail.Argument}");
        }
        return side * tail.Start;
    }

    private (Interval, Interval)? Cut(Interval box) =>
        _cover.Rest(box) is { } rest && !(rest.Width < 1e-15 * rest.Mag || rest.Width < 1e-18) ? Cuts.ByScale(rest) : null;

    private Fate Examine(Interval box)
    {
        // A tail that was not decided.
        if (!box.IsBounded)
            return Fate.Stuck;
        _boxes++;
        var (range, slope) = Boxes.Over(_f, box);
        if (range.IsDefined && Holds(range.Value))
            return Fate.Settled;
        bool narrow = box.Width < 1e-3 * Math.Max(1, box.Mag);
        if (narrow && range.IsDefined && (Precisely(box) || Monotone(box, slope, range.State)))
            return Fate.Settled;
        double m = Cuts.ScalePoint(box);
        _refuted = double.IsNaN(m) ? null : Refutes(m, narrow ? 256 : 100);
        if (_refuted is null && box.Width <= 2)
        {
            _refuted = TryTight(box);
            var rest = _cover.Rest(box);
            if (_refuted is null && rest != box)
            {
                if (rest is { } left)
                    _search.Add(left);
                return Fate.Settled;
            }
            if (_refuted is null && range.State == Definedness.Continuous && TryModel(box))
                return Fate.Settled;
        }
        if (_refuted is not null)
            return Fate.Final;
        if (!range.IsDefined && Cut(box) is null)
            _obstacle ??= "the function is not certainly defined on the whole domain";
        return Fate.Open;
    }

    private bool Precisely(Interval box)
    {
        _work.Spend(8);
        foreach (int digits in (int[])[256, 1200])
        {
            var precise = Boxes.Precise(_f, box, 6, digits);
            if (precise.IsDefined && Holds(precise.Value))
                return true;
            // More digits help where rounding, not the width of the box, hides the sign.
            if (!precise.IsDefined || !_f.Evaluate(BigInterval.FromInterval(box.MidPoint, digits), digits).Value.ContainsZero)
                return false;
            _work.Spend(20);
        }
        return false;
    }

    /// <summary>A Taylor model of the box, when plain boxes have been many; what it leaves undecided is opened.</summary>
    private bool TryModel(Interval box)
    {
        if (_boxes < ModelsAfter || box.Width > _modelWidth || !_work.Spend(16))
            return false;
        var undecided = TaylorModel.Of(_f, box)?.Undecided(_strict);
        if (undecided is null || undecided.Sum(part => part.Width) > 0.75 * box.Width)
        {
            // Not again before the boxes are much narrower.
            _modelWidth = box.Width / 8;
            return false;
        }
        _modelWidth = Math.Max(_modelWidth, 2 * box.Width);
        foreach (var part in undecided)
            _search.Add(part);
        return true;
    }

    /// <summary>A slope of one sign leaves the value at one end to be looked at, in high precision.</summary>
    private bool Monotone(Interval box, Interval slope, Definedness state)
    {
        if (state != Definedness.Continuous || !slope.IsBounded || !(slope.IsNonnegative || slope.IsNonpositive))
            return false;
        var least = Boxes.AtHighPrecision(_f, slope.IsNonnegative ? box.LowerPoint : box.UpperPoint, 256);
        return least.IsDefined && Holds(least.Value);
    }

    private bool Holds(Interval value) => _strict ? value.IsPositive : value.IsNonnegative;

    private SignRefuted? Refutes(double x, int digits) => Refutes(x, digits, out _);

    private SignRefuted? Refutes(double x, int digits, out double middle)
    {
        middle = double.NaN;
        if (!_domain.CertainlyContains(x))
            return null;
        var value = Boxes.AtPoint(_f, x, digits);
        middle = value.IsDefined ? value.Value.Mid : double.NaN;
        if (!value.IsDefined || !value.Value.IsNegative)
            return null;
        var q = Rational.FromDouble(x);
        return new SignRefuted(Constant.Of(q), q, q, value.Value);
    }

    /// <summary>Looks at exact points of the box where f may vanish: ends of the domain and the simplest rational.</summary>
    private SignRefuted? TryTight(Interval box)
    {
        foreach (var end in (DomainEnd[])[_domain.Lower, _domain.Upper])
        {
            if (!end.IsInfinite && end.Exact.IsPoint && !Interval.Intersect(end.Enclosure, box).IsEmpty && TryPoint(end.Exact, end) is { } r)
                return r;
        }
        var simple = Rational.Simplest(Rational.FromDouble(box.Lo), Rational.FromDouble(box.Hi));
        if (TryPoint(ExactReal.FromRational(simple, 53), null) is { } refuted)
            return refuted;
        return box.Width <= NarrowEnough && _polished < MostPolished && _cover.Rest(box) is { } rest ? TryPlaces(rest) : null;
    }

    /// <summary>Looks at irrational places where a double zero is presumed.</summary>
    private SignRefuted? TryPlaces(Interval box)
    {
        _polished++;
        foreach (var place in ExactPlaces.Near(_f, box, _work))
        {
            if (TryPoint(place, null) is { } refuted)
                return refuted;
            if (_cover.Rest(box) is not { } rest || rest != box)
                break;
        }
        return null;
    }

    private SignRefuted? TryPoint(ExactReal t, DomainEnd? end)
    {
        if (!_tried.Add(t.ToString()))
            return null;
        var at = t.ToInterval();
        if (end is null && !_domain.CertainlyContains(at))
            return null;
        // Exact coefficients are costly: only where the value may be 0.
        if (_f.Evaluate(at) is { IsDefined: true, Value.ContainsZero: false })
            return null;
        _work.Spend(20);
        var local = new LocalSign(_f, t);
        bool member = end is null || !end.IsOpen;
        if (member)
        {
            // The neighbourhoods below leave the point itself out, so its own value must be known and right.
            if (local.State < Definedness.Defined || local.Value.SignOrNull is not { } s)
                return null;
            if (s < 0 || (s == 0 && _strict))
                return Exactly(t, local.Value);
        }
        // Boxes settle the neighbourhood of a value that is not 0.
        if (local.Zeros == 0 && member && local.State == Definedness.Continuous)
            return null;
        double reach = Reach(at);
        var parts = new List<Interval>();
        foreach (int side in (int[])[-1, 1])
        {
            if (end is not null && end.IsUpper == side > 0)
                continue;
            var (sign, within) = local.Decide(side, reach, _strict, _work);
            if (sign == 0)
                (sign, within) = ByExpansion(t, side, reach);
            if (sign < 0 && Nearby(at, side, within) is { } refuted)
                return refuted;
            if (sign <= 0)
                return null;
            parts.Add(local.Decided(side, within));
        }
        _cover.Add(parts.Count == 2 ? [Interval.Hull(parts[0], parts[1])] : parts);
        _notes.Add(local.Zeros > 0 ? $"zero of order {local.Zeros} at {t}" : $"expansion beside {t}");
        return null;
    }

    /// <summary>The sign beside a point by the one-sided expansion there: for kinks, singular ends and zeros of fractional order.</summary>
    private (int Sign, double Reach) ByExpansion(ExactReal t, int side, double reach)
    {
        foreach (int e in (int[])[2, 4, 8, 16, 32, 64, 128, 256, 512, 1000])
        {
            double start = Math.ScaleB(1, e);
            if (1 / start > reach)
                continue;
            if (EndGerm.Of(_f, new(side, t), start, _work, out _) is not { } germ)
                continue;
            if (germ.Sign is { } sign && sign != 0)
                return (sign, 1 / start);
            if (germ.Sign == 0 && !_strict)
                return (1, 1 / start);
        }
        return (0, 0);
    }

    /// <summary>A length that stays inside the domain on both sides of a point, as far as it has to.</summary>
    private double Reach(Interval at)
    {
        double reach = 1;
        foreach (var end in (DomainEnd[])[_domain.Lower, _domain.Upper])
        {
            if (!end.IsInfinite && !end.Enclosure.Equals(at))
                reach = Math.Min(reach, Interval.Abs(end.Enclosure - at).Lo);
        }
        return reach;
    }

    private static SignRefuted Exactly(ExactReal t, ExactReal value)
    {
        var at = t.ToInterval();
        return t.IsRational(out var q)
            ? new(Constant.Of(q), q, q, value.ToInterval())
            : new(t.Expr, Rational.FromDouble(at.Lo), Rational.FromDouble(at.Hi), value.ToInterval());
    }

    private SignRefuted? Nearby(Interval at, int side, double within)
    {
        for (double h = within / 2; h > 0 && _work.Spend(); h /= 4)
        {
            double x = at.Mid + side * h;
            if (x == at.Mid)
                break;
            if (Refutes(x, 400) is { } r)
                return r;
        }
        return null;
    }
}
