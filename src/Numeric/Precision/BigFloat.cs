using System.Globalization;
using System.Numerics;
using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Numeric.Precision;

/// <summary>
/// A binary floating-point number of any size: Mantissa * 2^Exponent, or an infinity. Sums, products, comparisons and negation can be
/// exact; every rounding operation takes the number of significant binary digits and the direction.
/// </summary>
/// <remarks><c>default</c> is 0. There is no NaN: an operation without a value throws <see cref="ArithmeticException"/>.</remarks>
public readonly partial struct BigFloat : IComparable<BigFloat>, IEquatable<BigFloat>
{
    /// <summary>
    /// Finite non-zero magnitudes lie in [2^-ExponentLimit, 2^ExponentLimit]; rounding past it gives 0, an infinity or the extreme value, outward.
    /// </summary>
    public const long ExponentLimit = 1L << 42;

    private readonly sbyte infinity;

    /// <summary>mantissa * 2^exponent, exactly.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The exponent is beyond 2^60 in magnitude.</exception>
    public BigFloat(BigInteger mantissa, long exponent)
    {
        if (exponent is > 1L << 60 or < -(1L << 60))
            throw new ArgumentOutOfRangeException(nameof(exponent));
        Mantissa = mantissa;
        Exponent = mantissa.IsZero ? 0 : exponent;
    }

    private BigFloat(sbyte infinity)
    {
        this.infinity = infinity;
    }

    /// <summary>The integer factor; 0 for zero and the infinities.</summary>
    public BigInteger Mantissa { get; }

    /// <summary>The power of two.</summary>
    public long Exponent { get; }

    /// <summary>0.</summary>
    public static BigFloat Zero => default;

    /// <summary>1.</summary>
    public static BigFloat One => new(BigInteger.One, 0);

    /// <summary>+infinity.</summary>
    public static BigFloat PositiveInfinity => new(1);

    /// <summary>-infinity.</summary>
    public static BigFloat NegativeInfinity => new(-1);

    /// <summary>True unless this is an infinity.</summary>
    public bool IsFinite => infinity == 0;

    /// <summary>True for +infinity.</summary>
    public bool IsPositiveInfinity => infinity > 0;

    /// <summary>True for -infinity.</summary>
    public bool IsNegativeInfinity => infinity < 0;

    /// <summary>True for 0.</summary>
    public bool IsZero => infinity == 0 && Mantissa.IsZero;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => infinity != 0 ? infinity : Mantissa.Sign;

    /// <summary>The k with 2^(k-1) &lt;= |x| &lt; 2^k, for finite non-zero x.</summary>
    public long Top => Exponent + (long)BigInteger.Abs(Mantissa).GetBitLength();

    /// <summary>The double, exactly; infinities stay infinities.</summary>
    /// <exception cref="ArgumentException">The value is NaN.</exception>
    public static BigFloat FromDouble(double value)
    {
        if (double.IsNaN(value))
            throw new ArgumentException("NaN is not a number.", nameof(value));
        if (double.IsInfinity(value))
            return value > 0 ? PositiveInfinity : NegativeInfinity;
        if (value == 0)
            return Zero;
        long bits = BitConverter.DoubleToInt64Bits(value);
        int biased = (int)((bits >> 52) & 0x7FF);
        long m = bits & 0xFFFFFFFFFFFFFL;
        if (biased != 0)
            m |= 1L << 52;
        int exponent = Math.Max(biased, 1) - 1075;
        int zeros = BitOperations.TrailingZeroCount(m);
        m >>= zeros;
        return new BigFloat(value < 0 ? -m : m, exponent + zeros);
    }

    /// <summary>2^exponent.</summary>
    public static BigFloat PowerOfTwo(long exponent) => new(BigInteger.One, exponent);

    /// <summary>The integer, exactly.</summary>
    public static implicit operator BigFloat(int value) => new(value, 0);

    /// <summary>The nearest double in the given direction; an overflow goes to the infinity or the largest double, whichever keeps the direction.</summary>
    public double ToDouble(Direction direction)
    {
        if (!IsFinite)
            return infinity > 0 ? double.PositiveInfinity : double.NegativeInfinity;
        return direction == Direction.Down
            ? DoubleRounding.ScaledDown(Mantissa, Exponent)
            : DoubleRounding.ScaledUp(Mantissa, Exponent);
    }

    /// <summary>The value rounded to at most <paramref name="precision"/> significant binary digits.</summary>
    public BigFloat Round(int precision, Direction direction)
    {
        if (infinity != 0 || Mantissa.IsZero)
            return this;
        long length = Mantissa.Sign > 0 ? (long)Mantissa.GetBitLength() : (long)(-Mantissa).GetBitLength();
        BigFloat rounded = this;
        if (length > precision)
        {
            int drop = checked((int)(length - precision));
            // >> floors, for negative numbers too.
            BigInteger m = direction == Direction.Down ? Mantissa >> drop : -(-Mantissa >> drop);
            rounded = new BigFloat(m, Exponent + drop);
        }
        long top = rounded.Exponent + length;
        return Math.Abs(top) < ExponentLimit - 2 ? rounded : Clamp(rounded, precision, direction);
    }

    /// <summary>Exact comparison.</summary>
    public int CompareTo(BigFloat other)
    {
        int s = Sign, t = other.Sign;
        if (s != t)
            return s.CompareTo(t);
        if (infinity != 0 || other.infinity != 0)
            return infinity.CompareTo(other.infinity);
        if (s == 0)
            return 0;
        long top = Top, otherTop = other.Top;
        if (top != otherTop)
            return top < otherTop ? -s : s;
        // Equal tops: the exponents differ by less than the longer mantissa.
        return Exponent >= other.Exponent
            ? (Mantissa << (int)(Exponent - other.Exponent)).CompareTo(other.Mantissa)
            : Mantissa.CompareTo(other.Mantissa << (int)(other.Exponent - Exponent));
    }

    /// <summary>The smaller of the two.</summary>
    public static BigFloat Min(BigFloat a, BigFloat b) => a.CompareTo(b) <= 0 ? a : b;

    /// <summary>The larger of the two.</summary>
    public static BigFloat Max(BigFloat a, BigFloat b) => a.CompareTo(b) >= 0 ? a : b;

    /// <inheritdoc/>
    public bool Equals(BigFloat other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BigFloat other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        if (infinity != 0 || Mantissa.IsZero)
            return infinity;
        int zeros = (int)BigInteger.TrailingZeroCount(Mantissa);
        return HashCode.Combine(Mantissa >> zeros, Exponent + zeros);
    }

    /// <summary>Exact equality.</summary>
    public static bool operator ==(BigFloat a, BigFloat b) => a.Equals(b);

    /// <summary>Exact inequality.</summary>
    public static bool operator !=(BigFloat a, BigFloat b) => !a.Equals(b);

    /// <summary>Exact comparison.</summary>
    public static bool operator <(BigFloat a, BigFloat b) => a.CompareTo(b) < 0;

    /// <summary>Exact comparison.</summary>
    public static bool operator >(BigFloat a, BigFloat b) => a.CompareTo(b) > 0;

    /// <summary>Exact comparison.</summary>
    public static bool operator <=(BigFloat a, BigFloat b) => a.CompareTo(b) <= 0;

    /// <summary>Exact comparison.</summary>
    public static bool operator >=(BigFloat a, BigFloat b) => a.CompareTo(b) >= 0;

    /// <summary>"mantissa*2^exponent" or "inf", "-inf".</summary>
    public override string ToString() =>
        infinity != 0
            ? (infinity > 0 ? "inf" : "-inf")
            : string.Create(CultureInfo.InvariantCulture, $"{Mantissa}*2^{Exponent}");

    private static BigFloat Clamp(BigFloat x, int precision, Direction direction)
    {
        bool up = direction == Direction.Up;
        bool positive = x.Sign > 0;
        if (x.Top > 0)
        {
            if (x.Top <= ExponentLimit)
                return x;
            // Overflow: away from zero is an infinity, toward zero the largest value of the precision.
            if (up == positive)
                return positive ? PositiveInfinity : NegativeInfinity;
            BigInteger largest = (BigInteger.One << precision) - 1;
            return new BigFloat(positive ? largest : -largest, ExponentLimit - precision);
        }
        if (x.Top > -ExponentLimit)
            return x;
        // Underflow: toward zero is 0, away from it the least magnitude.
        if (up != positive)
            return Zero;
        return new BigFloat(positive ? BigInteger.One : BigInteger.MinusOne, -ExponentLimit);
    }
}
