using System.Globalization;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Intervals;

/// <summary>
/// A closed extended real interval [Lo, Hi] of doubles: a set of real numbers, possibly empty or unbounded. An infinite end means
/// "unbounded on that side"; infinities are never members. Every operation rounds outward.
/// </summary>
/// <remarks>
/// The set-based flavour of IEEE 1788-2015. The arithmetic operations and the square root return the tightest enclosure; the
/// elementary functions have the proven error bounds of docs/trust.md. <c>default</c> is the point 0.
/// </remarks>
public readonly partial struct Interval : IEnclosure<Interval>
{
    /// <summary>The interval [<paramref name="lo"/>, <paramref name="hi"/>].</summary>
    /// <exception cref="ArgumentException">An end is NaN, lo is above hi, lo is +infinity or hi is -infinity.</exception>
    public Interval(double lo, double hi)
    {
        if (!(lo <= hi) || double.IsPositiveInfinity(lo) || double.IsNegativeInfinity(hi))
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"[{lo:R}, {hi:R}] is not an interval of real numbers."), nameof(lo));
        }
        Lo = lo + 0.0;
        Hi = hi + 0.0;
    }

    /// <summary>Stores the ends as they are, but for -0, which becomes 0 so that equal sets are equal values.</summary>
    private Interval(double lo, double hi, bool trusted)
    {
        _ = trusted;
        Lo = lo + 0.0;
        Hi = hi + 0.0;
    }

    /// <summary>The lower end: a double or -infinity; +infinity for the empty set.</summary>
    public double Lo { get; }

    /// <summary>The upper end: a double or +infinity; -infinity for the empty set.</summary>
    public double Hi { get; }

    /// <inheritdoc/>
    public static Interval Empty => Trusted(double.PositiveInfinity, double.NegativeInfinity);

    /// <inheritdoc/>
    public static Interval Entire => Trusted(double.NegativeInfinity, double.PositiveInfinity);

    /// <inheritdoc/>
    public static Interval Zero => default;

    /// <inheritdoc/>
    public static Interval One => Trusted(1, 1);

    /// <summary>The tightest enclosure of pi (3.14159265358979323846...): the double below it and its successor.</summary>
    public static Interval Pi => Trusted(3.1415926535897931, 3.1415926535897936);

    /// <summary>The tightest enclosure of e (2.71828182845904523536...): the double below it and its successor.</summary>
    public static Interval E => Trusted(2.718281828459045, 2.7182818284590455);

    /// <summary>The real numbers that are not negative: [0, +infinity].</summary>
    public static Interval Nonnegative => Trusted(0, double.PositiveInfinity);

    /// <summary>The single number <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentException">The value is NaN or infinite.</exception>
    public static Interval Point(double value) => new(value, value);

    /// <summary>The interval with the given ends; a shorthand for the constructor.</summary>
    public static Interval Of(double lo, double hi) => new(lo, hi);

    [Trusted("The ends are rounded outward and in order.")]
    internal static Interval Trusted(double lo, double hi) => new(lo, hi, trusted: true);

    /// <inheritdoc/>
    public bool IsEmpty => Lo > Hi;

    /// <inheritdoc/>
    public bool IsPoint => Lo == Hi;

    /// <inheritdoc/>
    public bool IsBounded => (Lo > double.NegativeInfinity && Hi < double.PositiveInfinity) || IsEmpty;

    /// <inheritdoc/>
    public bool ContainsZero => Lo <= 0 && Hi >= 0;

    /// <inheritdoc/>
    public bool IsPositive => Lo > 0 && !IsEmpty;

    /// <inheritdoc/>
    public bool IsNegative => Hi < 0 && !IsEmpty;

    /// <inheritdoc/>
    public bool IsNonnegative => Lo >= 0 && !IsEmpty;

    /// <inheritdoc/>
    public bool IsNonpositive => Hi <= 0 && !IsEmpty;

    /// <inheritdoc/>
    public int Precision => 53;

    /// <summary>Hi - Lo rounded up; +infinity for an unbounded set, NaN for the empty set.</summary>
    public double Width => IsEmpty ? double.NaN : Rounded.AddUp(Hi, -Lo);

    /// <summary>A finite member near the middle: 0 for the whole line, ±<see cref="double.MaxValue"/> for a half-line, NaN for the empty set.</summary>
    public double Mid
    {
        get
        {
            if (IsEmpty)
                return double.NaN;
            if (double.IsNegativeInfinity(Lo))
                return double.IsPositiveInfinity(Hi) ? 0 : -double.MaxValue;
            if (double.IsPositiveInfinity(Hi))
                return double.MaxValue;
            double sum = Lo + Hi;
            double mid = double.IsInfinity(sum) ? 0.5 * Lo + 0.5 * Hi : 0.5 * sum;
            return Math.Min(Math.Max(mid, Lo), Hi);
        }
    }

    /// <summary>The supremum of |x|; NaN for the empty set.</summary>
    public double Mag => IsEmpty ? double.NaN : Math.Max(Math.Abs(Lo), Math.Abs(Hi));

    /// <summary>The infimum of |x|; NaN for the empty set.</summary>
    public double Mig => IsEmpty ? double.NaN : ContainsZero ? 0 : Math.Min(Math.Abs(Lo), Math.Abs(Hi));

    /// <inheritdoc/>
    public Interval LowerPoint => double.IsFinite(Lo) ? Trusted(Lo, Lo) : throw new InvalidOperationException("There is no finite lower end.");

    /// <inheritdoc/>
    public Interval UpperPoint => double.IsFinite(Hi) ? Trusted(Hi, Hi) : throw new InvalidOperationException("There is no finite upper end.");

    /// <inheritdoc/>
    public Interval MidPoint => IsEmpty ? throw new InvalidOperationException("The empty set has no member.") : Trusted(Mid, Mid);

    /// <inheritdoc/>
    public Interval ToInterval() => this;

    /// <summary>Equality as sets.</summary>
    public bool Equals(Interval other) => Lo == other.Lo && Hi == other.Hi;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Interval other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Lo, Hi);

    /// <summary>Equality as sets.</summary>
    public static bool operator ==(Interval x, Interval y) => x.Equals(y);

    /// <summary>Inequality as sets.</summary>
    public static bool operator !=(Interval x, Interval y) => !x.Equals(y);

    /// <summary>"[lo, hi]" with round-trip digits, "[empty]" for the empty set.</summary>
    public override string ToString() =>
        IsEmpty ? "[empty]" : (double.IsInfinity(Lo) ? "(-inf, " : string.Create(CultureInfo.InvariantCulture, $"[{Lo:R}, "))
        + (double.IsInfinity(Hi) ? "inf)" : string.Create(CultureInfo.InvariantCulture, $"{Hi:R}]"));
}
