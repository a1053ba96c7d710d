using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace BoundCheck.Symbolic;

/// <summary>An exact rational number in lowest terms with a positive denominator.</summary>
/// <remarks>All literals of the objective language are of this type; nothing is rounded until a conversion that says so.</remarks>
public readonly struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    private readonly BigInteger _numerator;
    private readonly BigInteger _denominatorMinusOne; // so that default(Rational) is 0/1

    private Rational(BigInteger numerator, BigInteger denominator, bool _)
    {
        _numerator = numerator;
        _denominatorMinusOne = denominator - BigInteger.One;
    }

    /// <summary>numerator/denominator in lowest terms.</summary>
    /// <exception cref="DivideByZeroException">The denominator is zero.</exception>
    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
            throw new DivideByZeroException("A rational needs a nonzero denominator.");
        var g = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (denominator.Sign < 0)
            g = -g;
        if (!g.IsOne)
        {
            numerator /= g;
            denominator /= g;
        }
        _numerator = numerator;
        _denominatorMinusOne = denominator - BigInteger.One;
    }

    /// <summary>The numerator, with the sign.</summary>
    public BigInteger Numerator => _numerator;

    /// <summary>The denominator, at least 1.</summary>
    public BigInteger Denominator => _denominatorMinusOne + BigInteger.One;

    /// <summary>0.</summary>
    public static Rational Zero => default;

    /// <summary>1.</summary>
    public static Rational One { get; } = new(BigInteger.One, BigInteger.One, true);

    /// <summary>1/2.</summary>
    public static Rational Half { get; } = new(BigInteger.One, 2, true);

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => _numerator.Sign;

    /// <summary>True for 0.</summary>
    public bool IsZero => _numerator.IsZero;

    /// <summary>True for 1.</summary>
    public bool IsOne => _numerator.IsOne && _denominatorMinusOne.IsZero;

    /// <summary>True when the denominator is 1.</summary>
    public bool IsInteger => _denominatorMinusOne.IsZero;

    /// <summary>An integer as a rational.</summary>
    public static implicit operator Rational(int value) => new(value, BigInteger.One, true);

    /// <summary>An integer as a rational.</summary>
    public static implicit operator Rational(BigInteger value) => new(value, BigInteger.One, true);

    /// <summary>The exact value of a finite double.</summary>
    /// <exception cref="ArgumentOutOfRangeException">NaN or infinite.</exception>
    public static Rational FromDouble(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "Only finite doubles are rational numbers.");
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        long mantissa = bits & 0xFFFFFFFFFFFFFL;
        if (exponent == 0)
            exponent++;
        else
            mantissa |= 1L << 52;
        exponent -= 1075;
        BigInteger m = bits < 0 ? -mantissa : mantissa;
        return exponent >= 0 ? new Rational(m << exponent, 1) : new Rational(m, BigInteger.One << -exponent);
    }

    /// <summary>The nearest double, ties to even; overflow gives an infinity. Display and starting guesses only: not an enclosure.</summary>
    [Trusted("It is a guess, a measurement or a picture, no bound.")]
    public double ToDoubleNearest()
    {
        if (IsZero)
            return 0;
        var n = BigInteger.Abs(_numerator);
        var d = Denominator;
        // Scale so that the quotient has 66 or 67 bits; a sticky bit keeps the rounding of the last step right.
        int shift = 66 - (int)(n.GetBitLength() - d.GetBitLength());
        var q = shift >= 0 ? BigInteger.DivRem(n << shift, d, out var r) : BigInteger.DivRem(n, d << -shift, out r);
        int length = (int)q.GetBitLength();
        int exponent = length - 1 - shift;
        if (exponent > 1023)
            return Sign < 0 ? double.NegativeInfinity : double.PositiveInfinity;
        int keep = exponent >= -1022 ? 53 : 53 - (-1022 - exponent);
        if (keep < 0)
            return Sign < 0 ? -0.0 : 0.0;
        int drop = length - keep;
        var kept = q >> drop;
        var rest = q - (kept << drop);
        var half = BigInteger.One << (drop - 1);
        int c = rest.CompareTo(half);
        if (c > 0 || (c == 0 && (!r.IsZero || !kept.IsEven)))
            kept += BigInteger.One;
        double value = Math.ScaleB((double)kept, drop - shift);
        return Sign < 0 ? -value : value;
    }

    /// <summary>Sum.</summary>
    public static Rational operator +(Rational a, Rational b)
    {
        if (a.IsInteger && b.IsInteger)
            return a._numerator + b._numerator;
        BigInteger p = a.Denominator, q = b.Denominator;
        return new Rational(a._numerator * q + b._numerator * p, p * q);
    }

    /// <summary>Difference.</summary>
    public static Rational operator -(Rational a, Rational b) => a + -b;

    /// <summary>Negation.</summary>
    public static Rational operator -(Rational a) => new(-a._numerator, a.Denominator, true);

    /// <summary>Product.</summary>
    public static Rational operator *(Rational a, Rational b) =>
        a.IsInteger && b.IsInteger ? a._numerator * b._numerator : new Rational(a._numerator * b._numerator, a.Denominator * b.Denominator);

    /// <summary>Quotient.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Rational operator /(Rational a, Rational b) => new(a._numerator * b.Denominator, a.Denominator * b._numerator);

    /// <summary>Integer power; a negative exponent inverts.</summary>
    /// <exception cref="DivideByZeroException">Zero to a negative power.</exception>
    public static Rational Pow(Rational a, int exponent)
    {
        if (exponent >= 0)
            return new Rational(BigInteger.Pow(a._numerator, exponent), BigInteger.Pow(a.Denominator, exponent), true);
        if (a.IsZero)
            throw new DivideByZeroException("Zero has no negative power.");
        return new Rational(BigInteger.Pow(a.Denominator, -exponent), BigInteger.Pow(a._numerator, -exponent));
    }

    /// <summary>1/a.</summary>
    public Rational Reciprocal() => new(Denominator, _numerator);

    /// <summary>|a|.</summary>
    public static Rational Abs(Rational a) => a.Sign < 0 ? -a : a;

    /// <summary>The smaller of two.</summary>
    public static Rational Min(Rational a, Rational b) => a <= b ? a : b;

    /// <summary>The larger of two.</summary>
    public static Rational Max(Rational a, Rational b) => a >= b ? a : b;

    /// <summary>The greatest integer not above the value.</summary>
    public BigInteger Floor()
    {
        var q = BigInteger.DivRem(_numerator, Denominator, out var r);
        return r.Sign < 0 ? q - 1 : q;
    }

    /// <summary>The exact q-th root for q >= 1, when it is rational (and the value nonnegative).</summary>
    public bool TryRoot(int q, out Rational root)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(q, 1);
        root = default;
        if (Sign < 0 || !TryIntegerRoot(_numerator, q, out var n) || !TryIntegerRoot(Denominator, q, out var d))
            return false;
        root = new Rational(n, d, true);
        return true;
    }

    private static bool TryIntegerRoot(BigInteger value, int q, out BigInteger root)
    {
        root = value;
        if (q == 1 || value <= 1)
            return true;
        // Newton from above converges monotonically to floor(value^(1/q)), fast from a start that is near. The start is a guess a
        // little above the root; were it below, the loop would end at once and the check at the end say no.
#pragma warning disable RS0030 // A guess only.
        double log = BigInteger.Log(value) / Math.Log(2) / q;
        int shift = Math.Max(0, (int)log - 40);
        var x = ((BigInteger)(Math.Pow(2, log - shift) * (1 + 1e-9)) + 1) << shift;
#pragma warning restore RS0030
        while (true)
        {
            var next = ((q - 1) * x + value / BigInteger.Pow(x, q - 1)) / q;
            if (next >= x)
                break;
            x = next;
        }
        root = x;
        return BigInteger.Pow(x, q) == value;
    }

    /// <summary>The rational of smallest denominator in [lo, hi] (Stern-Brocot search by continued fractions).</summary>
    /// <exception cref="ArgumentException">lo exceeds hi.</exception>
    public static Rational Simplest(Rational lo, Rational hi)
    {
        if (lo > hi)
            throw new ArgumentException("The interval is empty.");
        if (lo.Sign <= 0 && hi.Sign >= 0)
            return Zero;
        if (hi.Sign < 0)
            return -Simplest(-hi, -lo);
        // 0 < lo <= hi: walk the common continued fraction.
        var partial = new List<BigInteger>();
        while (true)
        {
            var floor = lo.Floor();
            if (lo.IsInteger)
            {
                partial.Add(floor);
                break;
            }
            if (hi.Floor() > floor)
            {
                partial.Add(floor + 1);
                break;
            }
            partial.Add(floor);
            Rational a = lo - floor, b = hi - floor;
            lo = b.Reciprocal();
            hi = a.Reciprocal();
        }
        Rational value = partial[^1];
        for (int i = partial.Count - 2; i >= 0; i--)
            value = partial[i] + value.Reciprocal();
        return value;
    }

    /// <inheritdoc/>
    public int CompareTo(Rational other)
    {
        int s = Sign, t = other.Sign;
        if (s != t)
            return s.CompareTo(t);
        if (IsInteger && other.IsInteger)
            return _numerator.CompareTo(other._numerator);
        return (_numerator * other.Denominator).CompareTo(other._numerator * Denominator);
    }

    /// <summary>Order.</summary>
    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;

    /// <summary>Order.</summary>
    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;

    /// <summary>Order.</summary>
    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;

    /// <summary>Order.</summary>
    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;

    /// <summary>Equality of values.</summary>
    public static bool operator ==(Rational a, Rational b) => a.Equals(b);

    /// <summary>Inequality of values.</summary>
    public static bool operator !=(Rational a, Rational b) => !a.Equals(b);

    /// <inheritdoc/>
    public bool Equals(Rational other) => _numerator == other._numerator && _denominatorMinusOne == other._denominatorMinusOne;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Rational r && Equals(r);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_numerator, _denominatorMinusOne);

    /// <summary>"n" or "n/d".</summary>
    public override string ToString() => IsInteger
        ? _numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{_numerator}/{Denominator}");
}
