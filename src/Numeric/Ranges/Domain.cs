using System.Globalization;
using BoundCheck.Numeric.Exact;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Ranges;

/// <summary>An exact end of a <see cref="Domain"/>: a closed expression or an infinity.</summary>
public sealed class DomainEnd
{
    private readonly Interval _enclosure;

    private DomainEnd(Expr? value, bool isUpper, bool isOpen, ExactReal exact, Interval enclosure)
    {
        Value = value;
        IsUpper = isUpper;
        IsOpen = isOpen;
        Exact = exact;
        _enclosure = enclosure;
    }

    /// <summary>The number, or null for an infinite end.</summary>
    public Expr? Value { get; }

    /// <summary>True for the upper end of a domain.</summary>
    public bool IsUpper { get; }

    /// <summary>True when the end is not a member; always for an infinity.</summary>
    public bool IsOpen { get; }

    /// <summary>True when the domain is unbounded on this side.</summary>
    public bool IsInfinite => Value is null;

    internal ExactReal Exact { get; }

    /// <summary>The tightest known enclosure of a finite end, in doubles.</summary>
    public Interval Enclosure => IsInfinite ? throw new InvalidOperationException("An infinite end has no enclosure.") : _enclosure;

    internal static DomainEnd Infinite(bool isUpper) => new(null, isUpper, true, default, default);

    internal static DomainEnd Finite(Expr value, bool isUpper, bool isOpen)
    {
        if (!value.IsClosed())
            throw new ArgumentException($"The end {value} of a domain is not a number.");
        var exact = ExactReal.FromExpr(value);
        if (exact.IsEmpty)
            throw new ArgumentException($"The end {value} of a domain is undefined.");
        var enclosure = exact.IsPoint
            ? exact.ToInterval()
            : new Evaluation.ValueEvaluator<Precision.BigInterval>(Evaluation.Tape.Compile(value), 100).Evaluate().Value.ToInterval();
        if (!enclosure.IsBounded || enclosure.IsEmpty)
            throw new ArgumentException($"The end {value} of a domain is beyond the range of doubles.");
        return new(value, isUpper, isOpen, exact, enclosure);
    }
}

/// <summary>A real interval with exact ends, each open or closed, or infinite: where a claim is made.</summary>
public sealed class Domain
{
    private Domain(DomainEnd lower, DomainEnd upper)
    {
        Lower = lower;
        Upper = upper;
    }

    /// <summary>The lower end.</summary>
    public DomainEnd Lower { get; }

    /// <summary>The upper end.</summary>
    public DomainEnd Upper { get; }

    /// <summary>The whole line.</summary>
    public static Domain Line { get; } = Of(null, null);

    /// <summary>(0, inf).</summary>
    public static Domain Positive { get; } = Of(0, null);

    /// <summary>(-inf, 0).</summary>
    public static Domain Negative { get; } = Of(null, 0);

    /// <summary>
    /// The interval between two closed expressions; null is the infinity of that side. Both ends open unless said otherwise.
    /// </summary>
    /// <exception cref="ArgumentException">An end is not a number, or the lower end is not certainly below the upper.</exception>
    public static Domain Of(Expr? lower, Expr? upper, bool lowerOpen = true, bool upperOpen = true)
    {
        var lo = lower is null ? DomainEnd.Infinite(false) : DomainEnd.Finite(lower, false, lowerOpen);
        var hi = upper is null ? DomainEnd.Infinite(true) : DomainEnd.Finite(upper, true, upperOpen);
        if (!lo.IsInfinite && !hi.IsInfinite && !lo.Enclosure.IsBelow(hi.Enclosure) && !(lo.Exact.IsPoint && hi.Exact.IsPoint && lo.Exact.IsBelow(hi.Exact)))
            throw new ArgumentException($"The lower end {lower} is not certainly below the upper end {upper}.");
        return new(lo, hi);
    }

    /// <summary>The closed interval [lower, upper].</summary>
    /// <exception cref="ArgumentException">See <see cref="Of"/>.</exception>
    public static Domain Closed(Expr lower, Expr upper) => Of(lower, upper, false, false);

    /// <summary>True when the finite double is certainly a member.</summary>
    public bool CertainlyContains(double x) => CertainlyContains(Interval.Point(x));

    /// <summary>True when every real number in the enclosure is certainly a member.</summary>
    internal bool CertainlyContains(Interval x) =>
        (Lower.IsInfinite || Lower.Enclosure.IsBelow(x) || (!Lower.IsOpen && Lower.Enclosure.IsNotAbove(x)))
        && (Upper.IsInfinite || x.IsBelow(Upper.Enclosure) || (!Upper.IsOpen && x.IsNotAbove(Upper.Enclosure)));

    /// <summary>The smallest interval of doubles that contains the domain.</summary>
    public Interval Hull() => Interval.Hull(
        Lower.IsInfinite ? Interval.Of(double.NegativeInfinity, 0) : Lower.Enclosure,
        Upper.IsInfinite ? Interval.Of(Lower.IsInfinite ? 0 : Lower.Enclosure.Lo, double.PositiveInfinity) : Upper.Enclosure) is var h
            && Lower.IsInfinite && !Upper.IsInfinite
                ? Interval.Of(double.NegativeInfinity, Upper.Enclosure.Hi)
                : h;

    /// <summary>Interval notation, such as "(0, inf)".</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Lower.IsOpen ? '(' : '[')}{Lower.Value?.ToString() ?? "-inf"}, {Upper.Value?.ToString() ?? "inf"}{(Upper.IsOpen ? ')' : ']')}");
}
