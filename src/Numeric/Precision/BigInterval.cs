using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Precision;

/// <summary>
/// A closed extended real interval with ends of arbitrary precision. The precision of a result, in significant binary digits, is the
/// largest precision among the operands; ends are rounded outward to it.
/// </summary>
/// <remarks>
/// The arithmetic operations, roots and integer powers are correctly rounded outward. The elementary functions evaluate in fixed-point
/// ball arithmetic with an explicit remainder and raise the working precision until the relative width at a point is below 2^-precision.
/// </remarks>
public readonly partial struct BigInterval : IEnclosure<BigInterval>
{
    /// <summary>The least precision that results are rounded to; exact constants carry it.</summary>
    public const int LeastPrecision = 53;

    private readonly int precision;

    /// <summary>The interval [<paramref name="lo"/>, <paramref name="hi"/>], carrying a precision of at least 53 digits.</summary>
    /// <exception cref="ArgumentException">lo is above hi, lo is +infinity or hi is -infinity.</exception>
    public BigInterval(BigFloat lo, BigFloat hi, int precision)
    {
        if (lo > hi || lo.IsPositiveInfinity || hi.IsNegativeInfinity)
            throw new ArgumentException("The ends do not bound an interval of real numbers.", nameof(lo));
        Lo = lo;
        Hi = hi;
        this.precision = Math.Max(precision, LeastPrecision);
    }

    private BigInterval(BigFloat lo, BigFloat hi, int precision, bool trusted)
    {
        _ = trusted;
        Lo = lo;
        Hi = hi;
        this.precision = precision;
    }

    /// <summary>The lower end; +infinity for the empty set.</summary>
    public BigFloat Lo { get; }

    /// <summary>The upper end; -infinity for the empty set.</summary>
    public BigFloat Hi { get; }

    /// <inheritdoc/>
    public int Precision => Math.Max(precision, LeastPrecision);

    /// <inheritdoc/>
    public static BigInterval Empty => Trusted(BigFloat.PositiveInfinity, BigFloat.NegativeInfinity, LeastPrecision);

    /// <inheritdoc/>
    public static BigInterval Entire => Trusted(BigFloat.NegativeInfinity, BigFloat.PositiveInfinity, LeastPrecision);

    /// <inheritdoc/>
    public static BigInterval Zero => default;

    /// <inheritdoc/>
    public static BigInterval One => Trusted(BigFloat.One, BigFloat.One, LeastPrecision);

    /// <inheritdoc/>
    public bool IsEmpty => Lo.IsPositiveInfinity;

    /// <inheritdoc/>
    public bool IsPoint => Lo == Hi;

    /// <inheritdoc/>
    public bool IsBounded => IsEmpty || (Lo.IsFinite && Hi.IsFinite);

    /// <inheritdoc/>
    public bool ContainsZero => Lo.Sign <= 0 && Hi.Sign >= 0;

    /// <inheritdoc/>
    public bool IsPositive => Lo.Sign > 0 && !IsEmpty;

    /// <inheritdoc/>
    public bool IsNegative => Hi.Sign < 0 && !IsEmpty;

    /// <inheritdoc/>
    public bool IsNonnegative => Lo.Sign >= 0 && !IsEmpty;

    /// <inheritdoc/>
    public bool IsNonpositive => Hi.Sign <= 0 && !IsEmpty;

    /// <inheritdoc/>
    public BigInterval LowerPoint => Lo.IsFinite ? Trusted(Lo, Lo, precision) : throw new InvalidOperationException("There is no finite lower end.");

    /// <inheritdoc/>
    public BigInterval UpperPoint => Hi.IsFinite ? Trusted(Hi, Hi, precision) : throw new InvalidOperationException("There is no finite upper end.");

    /// <inheritdoc/>
    public BigInterval MidPoint
    {
        get
        {
            if (IsEmpty)
                throw new InvalidOperationException("The empty set has no member.");
            BigFloat mid = Mid;
            return Trusted(mid, mid, precision);
        }
    }

    /// <summary>The point <paramref name="value"/>, carrying <paramref name="precision"/> digits into later operations.</summary>
    public static BigInterval Point(BigFloat value, int precision) => new(value, value, precision);

    /// <inheritdoc/>
    public static BigInterval FromInterval(Interval value, int precision) =>
        value.IsEmpty
            ? Empty
            : Trusted(BigFloat.FromDouble(value.Lo), BigFloat.FromDouble(value.Hi), Math.Max(precision, LeastPrecision));

    /// <inheritdoc/>
    public static BigInterval FromRational(Rational value, int precision)
    {
        int p = Math.Max(precision, LeastPrecision);
        BigFloat n = new(value.Numerator, 0), d = new(value.Denominator, 0);
        return Trusted(BigFloat.Divide(n, d, p, Direction.Down), BigFloat.Divide(n, d, p, Direction.Up), p);
    }

    /// <summary>The same set with another precision for later operations; the ends are rounded outward to it.</summary>
    public BigInterval WithPrecision(int digits)
    {
        int p = Math.Max(digits, LeastPrecision);
        return IsEmpty ? Empty : Trusted(Lo.Round(p, Direction.Down), Hi.Round(p, Direction.Up), p);
    }

    /// <inheritdoc/>
    public Interval ToInterval() =>
        IsEmpty ? Interval.Empty : Interval.Trusted(Lo.ToDouble(Direction.Down), Hi.ToDouble(Direction.Up));

    /// <summary>Equality as sets; the precision carried does not count.</summary>
    public bool Equals(BigInterval other) => Lo == other.Lo && Hi == other.Hi;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BigInterval other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Lo, Hi);

    /// <summary>Equality as sets.</summary>
    public static bool operator ==(BigInterval x, BigInterval y) => x.Equals(y);

    /// <summary>Inequality as sets.</summary>
    public static bool operator !=(BigInterval x, BigInterval y) => !x.Equals(y);

    /// <summary>The tightest enclosure in doubles, for people; "[empty]" for the empty set.</summary>
    public override string ToString() => ToInterval().ToString();

    [Trusted("The ends are rounded outward and in order.")]
    internal static BigInterval Trusted(BigFloat lo, BigFloat hi, int precision) => new(lo, hi, precision, trusted: true);

    internal static BigInterval Rounded(BigFloat lo, BigFloat hi, int precision) =>
        Trusted(lo.Round(precision, Direction.Down), hi.Round(precision, Direction.Up), precision);

    private static int Common(in BigInterval x, in BigInterval y) => Math.Max(x.Precision, y.Precision);

    private BigFloat Mid
    {
        get
        {
            if (!Lo.IsFinite && !Hi.IsFinite)
                return BigFloat.Zero;
            // A half-line: a member one or more beyond its end.
            if (!Lo.IsFinite)
                return Hi.Sign < 0 ? Hi.ScaleB(1) : BigFloat.Subtract(Hi, BigFloat.One, Precision, Direction.Down);
            if (!Hi.IsFinite)
                return Lo.Sign > 0 ? Lo.ScaleB(1) : BigFloat.Add(Lo, BigFloat.One, Precision, Direction.Up);
            BigFloat mid = BigFloat.Add(Lo, Hi, Precision, Direction.Down).ScaleB(-1);
            return BigFloat.Min(BigFloat.Max(mid, Lo), Hi);
        }
    }
}
