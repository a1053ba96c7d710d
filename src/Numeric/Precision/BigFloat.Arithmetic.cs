using System.Numerics;

namespace BoundCheck.Numeric.Precision;

/// <content>Exact and directed arithmetic.</content>
public readonly partial struct BigFloat
{
    /// <summary>-x, exact.</summary>
    public static BigFloat operator -(BigFloat x) =>
        x.infinity != 0 ? new BigFloat((sbyte)-x.infinity) : new BigFloat(-x.Mantissa, x.Exponent);

    /// <summary>|x|, exact.</summary>
    public static BigFloat Abs(BigFloat x) => x.Sign < 0 ? -x : x;

    /// <summary>x * 2^shift, exact.</summary>
    public BigFloat ScaleB(long shift) => infinity != 0 ? this : new BigFloat(Mantissa, Exponent + shift);

    /// <summary>a + b rounded to <paramref name="precision"/> digits.</summary>
    /// <exception cref="ArithmeticException">Infinities of opposite sign.</exception>
    public static BigFloat Add(BigFloat a, BigFloat b, int precision, Direction direction)
    {
        if (a.infinity != 0 || b.infinity != 0)
        {
            if (a.infinity * b.infinity < 0)
                throw new ArithmeticException("The sum of infinities of opposite sign has no value.");
            return a.infinity != 0 ? a : b;
        }
        if (a.IsZero)
            return b.Round(precision, direction);
        if (b.IsZero)
            return a.Round(precision, direction);
        if (a.Top < b.Top)
            (a, b) = (b, a);
        // Let g be the unit of the rounded result: 2^(Top - precision), or half of it when a is a power of two and b pulls below it.
        // For |b| < 2^floor with floor below both g and the last digit of a, directed rounding depends on the sign of b only.
        long floor = Math.Min(a.Exponent, a.Top - precision) - 4;
        if (b.Top < floor)
            b = new BigFloat(b.Sign, floor);
        return AddExact(a, b).Round(precision, direction);
    }

    /// <summary>a - b rounded to <paramref name="precision"/> digits.</summary>
    /// <exception cref="ArithmeticException">Infinities of the same sign.</exception>
    public static BigFloat Subtract(BigFloat a, BigFloat b, int precision, Direction direction) => Add(a, -b, precision, direction);

    /// <summary>a + b, exact, for finite numbers of comparable exponents (the mantissa spans both).</summary>
    /// <exception cref="ArithmeticException">The exponents are more than 2^24 apart, or an operand is infinite.</exception>
    public static BigFloat AddExact(BigFloat a, BigFloat b)
    {
        if (a.infinity != 0 || b.infinity != 0)
            throw new ArithmeticException("An exact sum needs finite operands.");
        if (a.IsZero)
            return b;
        if (b.IsZero)
            return a;
        if (a.Exponent < b.Exponent)
            (a, b) = (b, a);
        long shift = a.Exponent - b.Exponent;
        if (shift > 1 << 24)
            throw new ArithmeticException("The exponents of an exact sum are too far apart.");
        return new BigFloat((a.Mantissa << (int)shift) + b.Mantissa, b.Exponent);
    }

    /// <summary>a * b, exact; 0 times infinity is 0, the convention for ends of intervals of reals.</summary>
    public static BigFloat MultiplyExact(BigFloat a, BigFloat b)
    {
        if (a.IsZero || b.IsZero)
            return Zero;
        if (a.infinity != 0 || b.infinity != 0)
            return a.Sign * b.Sign > 0 ? PositiveInfinity : NegativeInfinity;
        return new BigFloat(a.Mantissa * b.Mantissa, a.Exponent + b.Exponent);
    }

    /// <summary>a * b rounded to <paramref name="precision"/> digits; 0 times infinity is 0.</summary>
    public static BigFloat Multiply(BigFloat a, BigFloat b, int precision, Direction direction) =>
        MultiplyExact(a, b).Round(precision, direction);

    /// <summary>a / b rounded to <paramref name="precision"/> digits; a finite number over an infinity is 0.</summary>
    /// <exception cref="ArithmeticException">b is zero, or both are infinite.</exception>
    public static BigFloat Divide(BigFloat a, BigFloat b, int precision, Direction direction)
    {
        if (b.IsZero || (a.infinity != 0 && b.infinity != 0))
            throw new ArithmeticException("The quotient has no value.");
        if (a.IsZero || b.infinity != 0)
            return Zero;
        if (a.infinity != 0)
            return a.Sign * b.Sign > 0 ? PositiveInfinity : NegativeInfinity;
        BigInteger n = b.Sign > 0 ? a.Mantissa : -a.Mantissa;
        BigInteger d = BigInteger.Abs(b.Mantissa);
        // At least precision + 2 quotient digits, then one more digit that says "not exact".
        long shift = Math.Max(0, precision + 3 - ((long)BigInteger.Abs(n).GetBitLength() - (long)d.GetBitLength()));
        BigInteger q = BigInteger.DivRem(n << (int)shift, d, out BigInteger r);
        if (!r.IsZero)
            q = (q << 1) + (n.Sign > 0 ? 1 : -1);
        else
            q <<= 1;
        return new BigFloat(q, a.Exponent - b.Exponent - shift - 1).Round(precision, direction);
    }

    /// <summary>The square root of x >= 0 rounded to <paramref name="precision"/> digits.</summary>
    /// <exception cref="ArithmeticException">x is negative.</exception>
    public static BigFloat Sqrt(BigFloat x, int precision, Direction direction) => Root(x, 2, precision, direction);

    /// <summary>The n-th root (n >= 1) of x >= 0 rounded to <paramref name="precision"/> digits; exact roots come out exact.</summary>
    /// <exception cref="ArithmeticException">x is negative.</exception>
    public static BigFloat Root(BigFloat x, int n, int precision, Direction direction)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        if (x.Sign < 0)
            throw new ArithmeticException("The root of a negative number has no value.");
        if (x.IsZero || x.infinity != 0)
            return x;
        // m = M 2^shift with at least n*(precision + 2) digits and an exponent divisible by n.
        long length = (long)x.Mantissa.GetBitLength();
        long shift = Math.Max(0, ((long)n * (precision + 2)) - length);
        long rest = (x.Exponent - shift) % n;
        shift += rest < 0 ? rest + n : rest;
        BigInteger m = x.Mantissa << checked((int)shift);
        BigInteger root = IntegerRoots.Floor(m, n, out bool exact);
        // The root has at least precision + 1 digits, so a further digit 1 rounds the same way as the true root.
        root = exact ? root << 1 : (root << 1) + 1;
        return new BigFloat(root, ((x.Exponent - shift) / n) - 1).Round(precision, direction);
    }

    /// <summary>The largest integer not above x, for finite x below 2^(2^24) in magnitude.</summary>
    public static BigInteger Floor(BigFloat x) =>
        x.Exponent >= 0
            ? x.Mantissa << checked((int)x.Exponent)
            : x.Exponent < -int.MaxValue ? (x.Sign < 0 ? BigInteger.MinusOne : BigInteger.Zero) : x.Mantissa >> (int)-x.Exponent;
}
