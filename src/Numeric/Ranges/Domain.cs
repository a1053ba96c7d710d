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

    /// <summary>A finite end; null, with the reason, for an expression that is no number in the range of doubles.</summary>
    internal static DomainEnd? Finite(Expr value, bool isUpper, bool isOpen, out string? obstacle)
    {
        obstacle = null;
        if (!value.IsClosed())
            obstacle = $"The end {value} of a domain is not a number.";
        else if (ExactReal.FromExpr(value) is { IsEmpty: false } exact)
        {
            var enclosure = exact.IsPoint
                ? exact.ToInterval()
                : new Evaluation.ValueEvaluator<Precision.BigInterval>(Evaluation.Tape.Compile(value), 100).Evaluate().Value.ToInterval();
            if (enclosure.IsBounded && !enclosure.IsEmpty)
                return new(value, isUpper, isOpen, exact, enclosure);
            obstacle = $"The end {value} of a domain is beyond the range of doubles.";
        }
        else
            obstacle = $"The end {value} of a domain is undefined.";
        return null;
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
    public static Domain Of(Expr? lower, Expr? upper, bool lowerOpen = true, bool upperOpen = true) =>
        TryOf(lower, upper, lowerOpen, upperOpen, out string? obstacle) ?? throw new ArgumentException(obstacle);

    /// <summary>The same for ends that may be no numbers, or in the wrong order: null with the reason then.</summary>
    /// <param name="lower">A closed expression, or null for -infinity.</param>
    /// <param name="upper">A closed expression, or null for infinity.</param>
    /// <param name="lowerOpen">The lower end is no member.</param>
    /// <param name="upperOpen">The upper end is no member.</param>
    /// <param name="obstacle">Why there is no such domain; null where there is one.</param>
    public static Domain? TryOf(Expr? lower, Expr? upper, bool lowerOpen, bool upperOpen, out string? obstacle)
    {
        obstacle = null;
        var lo = lower is null ? DomainEnd.Infinite(false) : DomainEnd.Finite(lower, false, lowerOpen, out obstacle);
        if (lo is null)
            return null;
        var hi = upper is null ? DomainEnd.Infinite(true) : DomainEnd.Finite(upper, true, upperOpen, out obstacle);
        if (hi is null)
            return null;
        if (lo.IsInfinite || hi.IsInfinite || lo.Enclosure.IsBelow(hi.Enclosure) || (lo.Exact.IsPoint && hi.Exact.IsPoint && lo.Exact.IsBelow(hi.Exact)))
            return new(lo, hi);
        obstacle = $"The lower end {lower} is not certainly below the upper end {upper}.";
        return null;
    }

    /// <summary>The closed interval [lower, upper].</summary>
    /// <exception cref="ArgumentException">See <see cref="Of"/>.</exception>
    public static Domain Closed(Expr lower, Expr upper) => Of(lower, upper, false, false);

    /// <summary>True when the double is finite and certainly a member.</summary>
    public bool CertainlyContains(double x) => double.IsFinite(x) && CertainlyContains(Interval.Point(x));

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
