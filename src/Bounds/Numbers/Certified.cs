using System.Globalization;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Numbers;

/// <summary>
/// A real number known exactly (a rational) or by an outward-rounded enclosure of <see cref="Precision"/> bits.
/// Arithmetic keeps exactness as long as operands are exact and stay small; every other result is an enclosure.
/// </summary>
/// <remarks>Theorem formulas are written with this type, so their verdicts come from exact or outward-rounded arithmetic only.</remarks>
#pragma warning disable CS0660, CS0661 // The operators are there to be refused.
public sealed class Certified : IRing<Certified>
#pragma warning restore CS0660, CS0661
{
    /// <summary>Bits of the enclosures: enough to tell apart numbers that differ by 1e-50 relatively.</summary>
    public const int Precision = 192;

    /// <summary>Rationals with more bits than this are turned into enclosures, which bounds the cost of long formulas.</summary>
    private const long ExactBits = 20_000;

    private readonly Rational? _exact, _square;
    private readonly BigInterval _enclosure;

    private Certified(Rational? exact, BigInterval enclosure, Rational? square = null)
    {
        _exact = exact;
        _enclosure = enclosure;
        _square = square;
    }

    /// <summary>An exact rational.</summary>
    public static Certified Of(Rational value) => new(value, BigInterval.FromRational(value, Precision));

    /// <summary>A real inside the enclosure. An empty enclosure (an operation defined nowhere) becomes the whole line, so that it decides nothing.</summary>
    public static Certified Of(BigInterval enclosure) =>
        enclosure.IsEmpty ? new Certified(null, BigInterval.Entire) :
        enclosure.IsPoint && ToRational(enclosure.Lo) is { } value ? new Certified(value, enclosure) : new Certified(null, enclosure);

    /// <summary>A real inside [lo, hi].</summary>
    public static Certified Between(Rational lo, Rational hi) =>
        lo == hi ? Of(lo) : new Certified(null, BigInterval.Hull(BigInterval.FromRational(lo, Precision), BigInterval.FromRational(hi, Precision)));

    /// <summary>An integer.</summary>
    public static implicit operator Certified(long value) => Of((Rational)(System.Numerics.BigInteger)value);

    /// <summary>An exact rational.</summary>
    public static implicit operator Certified(Rational value) => Of(value);

    /// <summary>The exact value, if known.</summary>
    public Rational? Exact => _exact;

    /// <summary>The square, where it is known exactly: of rationals, and of roots of rationals as typed.</summary>
    internal Rational? ExactSquare => _exact is { } x && Bits(x) < ExactBits ? x * x : _square;

    /// <summary>The same number, with its square known.</summary>
    [Trusted("The number is the root of that square.")]
    internal Certified WithSquare(Rational square) => _exact is null ? new(null, _enclosure, square) : this;

    /// <summary>The enclosure, outward rounded.</summary>
    public BigInterval Enclosure => _enclosure;

    /// <summary>The enclosure in doubles, outward rounded.</summary>
    public Interval ToInterval() => _exact is { } r ? Interval.FromRational(r) : _enclosure.ToInterval();

    /// <summary>A rational not above the value; null when there is none of moderate size.</summary>
    public Rational? LowerBound => _exact ?? ToRational(_enclosure.Lo);

    /// <summary>The exact value, or a rational inside the enclosure: runs are measurements, so a start such as pi is taken to 192 bits.</summary>
    /// <exception cref="InvalidOperationException">There is no finite enclosure.</exception>
    [Trusted("A run or a picture is made of it, no verdict.")]
    internal Rational Nearest() =>
        Exact ?? (LowerBound is { } lo && UpperBound is { } hi ? (lo + hi) / 2 : throw new InvalidOperationException("The number has no finite enclosure."));

    /// <summary>A rational not below the value; null when there is none of moderate size.</summary>
    public Rational? UpperBound => _exact ?? ToRational(_enclosure.Hi);

    private static Rational? ToRational(BigFloat value)
    {
        if (!value.IsFinite || Math.Abs(value.Exponent) > ExactBits)
            return null;
        int e = (int)value.Exponent;
        return e >= 0 ? new Rational(value.Mantissa << e, 1) : new Rational(value.Mantissa, System.Numerics.BigInteger.One << -e);
    }

    private static Certified Apply(Certified a, Certified b, Func<Rational, Rational, Rational> exact, Func<BigInterval, BigInterval, BigInterval> enclosed)
    {
        if (a._exact is { } x && b._exact is { } y && Bits(x) + Bits(y) < ExactBits)
            return Of(exact(x, y));
        return Of(enclosed(a._enclosure, b._enclosure));
    }

    private static long Bits(Rational r) => r.Numerator.GetBitLength() + r.Denominator.GetBitLength();

    /// <summary>Sum.</summary>
    public static Certified operator +(Certified a, Certified b) => Apply(a, b, (x, y) => x + y, (x, y) => x + y);

    /// <summary>Difference.</summary>
    public static Certified operator -(Certified a, Certified b) => Apply(a, b, (x, y) => x - y, (x, y) => x - y);

    /// <summary>Negation.</summary>
    public static Certified operator -(Certified a) => 0 - a;

    /// <summary>Product.</summary>
    public static Certified operator *(Certified a, Certified b) =>
        ReferenceEquals(a, b) ? a.Square() : Apply(a, b, (x, y) => x * y, (x, y) => x * y);

    /// <summary>Quotient; the whole line when the divisor's enclosure holds zero.</summary>
    /// <exception cref="DivideByZeroException">The divisor is exactly zero.</exception>
    public static Certified operator /(Certified a, Certified b) => Apply(a, b, (x, y) => x / y, (x, y) => x / y);

    /// <summary>Does not compile: whether two numbers are equal may not be known.</summary>
    [Obsolete("Certified numbers are compared by Less, LessOrEqual and Sign, which may not know.", error: true)]
    public static bool operator ==(Certified? a, Certified? b) => throw new NotSupportedException();

    /// <summary>Does not compile: whether two numbers are equal may not be known.</summary>
    [Obsolete("Certified numbers are compared by Less, LessOrEqual and Sign, which may not know.", error: true)]
    public static bool operator !=(Certified? a, Certified? b) => throw new NotSupportedException();

    /// <summary>The square, without the dependency of a product.</summary>
    public Certified Square() => _exact is { } x && Bits(x) < ExactBits ? Of(x * x) : Of(BigInterval.Sqr(_enclosure));

    static Certified IRing<Certified>.OneLike(Certified x) => 1;

    static Certified IRing<Certified>.Square(Certified x) => x.Square();

    /// <summary>The square root; exact for squares of rationals. The value must be >= 0, negative parts of an enclosure are cut off.</summary>
    public static Certified Sqrt(Certified a) => a._exact is { } x && x.TryRoot(2, out var root) ? Of(root) : Of(BigInterval.Sqrt(a._enclosure));

    /// <summary>The power with an exponent n >= 0.</summary>
    internal Certified Power(int n) => _exact is { } x && Bits(x) * n < ExactBits ? Of(Rational.Pow(x, n)) : Of(BigInterval.Pow(_enclosure, n));

    /// <summary>The root of degree n >= 1 of a value >= 0; exact for powers of rationals.</summary>
    internal static Certified Root(Certified a, int n) =>
        a._exact is { } x && x.TryRoot(n, out var root) ? Of(root) : Of(BigInterval.Pow(a._enclosure, new Rational(1, n)));

    /// <summary>The natural logarithm of a positive value.</summary>
    public static Certified Log(Certified a) => a._exact is { IsOne: true } ? 0 : Of(BigInterval.Log(a._enclosure));

    /// <summary>ln(1 + a) for a > -1.</summary>
    public static Certified Log1p(Certified a) => a._exact is { IsZero: true } ? 0 : Of(BigInterval.Log1p(a._enclosure));

    /// <summary>The exponential.</summary>
    public static Certified Exp(Certified a) => a._exact is { IsZero: true } ? 1 : Of(BigInterval.Exp(a._enclosure));

    /// <summary>|a|.</summary>
    public static Certified Abs(Certified a) => a._exact is { } x ? Of(Rational.Abs(x)) : Of(BigInterval.Abs(a._enclosure));

    /// <summary>The larger of two.</summary>
    public static Certified Max(Certified a, Certified b) => Apply(a, b, Rational.Max, BigInterval.Max);

    /// <summary>The smaller of two.</summary>
    public static Certified Min(Certified a, Certified b) => Apply(a, b, Rational.Min, BigInterval.Min);

    /// <summary>True or false when proved, null when the enclosures overlap: a &lt; b.</summary>
    public static bool? Less(Certified a, Certified b)
    {
        if (a._exact is { } x && b._exact is { } y)
            return x < y;
        if (a.UpperBoundIsBelow(b, strict: true))
            return true;
        return b.UpperBoundIsBelow(a, strict: false) ? false : null;
    }

    /// <summary>True or false when proved, null when the enclosures overlap: a &lt;= b.</summary>
    public static bool? LessOrEqual(Certified a, Certified b) => !Less(b, a);

    /// <summary>-1, 0, 1 when proved, else null.</summary>
    public int? Sign()
    {
        if (_exact is { } x)
            return x.Sign;
        return _enclosure.Lo.Sign > 0 ? 1 : _enclosure.Hi.Sign < 0 ? -1 : null;
    }

    private bool UpperBoundIsBelow(Certified other, bool strict)
    {
        int c = _enclosure.Hi.CompareTo(other._enclosure.Lo);
        return strict ? c < 0 : c <= 0;
    }

    /// <summary>The exact value, or an outward-rounded enclosure in decimal.</summary>
    public override string ToString()
    {
        if (_exact is { } x && Bits(x) <= 80)
            return x.ToString();
        return ToInterval().ToString();
    }
}
