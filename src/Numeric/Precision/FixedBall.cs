using System.Numerics;

namespace BoundCheck.Numeric.Precision;

/// <summary>
/// The set of reals within Error * 2^-Digits of Value * 2^-Digits: ball arithmetic in fixed point. Every operation adds the rounding
/// error it makes to the radius, so that the result contains the operation on every member; series add their remainder with
/// <see cref="Widen"/>.
/// </summary>
internal readonly record struct FixedBall(BigInteger Value, BigInteger Error, int Digits)
{
    /// <summary>The exact integer n.</summary>
    public static FixedBall Integer(BigInteger n, int digits) => new(n << digits, BigInteger.Zero, digits);

    /// <summary>x, cut to the unit: within one unit.</summary>
    public static FixedBall Of(BigFloat x, int digits)
    {
        long shift = x.Exponent + digits;
        if (shift >= 0)
            return new(x.Mantissa << checked((int)shift), BigInteger.Zero, digits);
        // |x| < 2^Top: when even that is below the unit the ball [-1, 1] units serves.
        return x.Top + digits < 0
            ? new(BigInteger.Zero, BigInteger.One, digits)
            : new(x.Mantissa >> checked((int)-shift), BigInteger.One, digits);
    }

    /// <summary>Sum; exact in fixed point.</summary>
    public static FixedBall operator +(FixedBall a, FixedBall b) => new(a.Value + b.Value, a.Error + b.Error, a.Digits);

    /// <summary>Difference; exact in fixed point.</summary>
    public static FixedBall operator -(FixedBall a, FixedBall b) => new(a.Value - b.Value, a.Error + b.Error, a.Digits);

    /// <summary>Negation; exact.</summary>
    public static FixedBall operator -(FixedBall a) => a with { Value = -a.Value };

    /// <summary>Product: |ab - a'b'| &lt;= |a| e_b + |b| e_a + e_a e_b, and one unit for the cut.</summary>
    public static FixedBall operator *(FixedBall a, FixedBall b)
    {
        BigInteger error = ((BigInteger.Abs(a.Value) * b.Error) + (BigInteger.Abs(b.Value) * a.Error) + (a.Error * b.Error)) >> a.Digits;
        return new((a.Value * b.Value) >> a.Digits, error + 2, a.Digits);
    }

    /// <summary>Product with an exact integer.</summary>
    public static FixedBall operator *(FixedBall a, BigInteger n) => new(a.Value * n, a.Error * BigInteger.Abs(n), a.Digits);

    /// <summary>
    /// Quotient; b does not contain 0. |a'/b' - a/b| &lt;= (e_a + |a/b| e_b)/(|b| - e_b), and one unit each for the two cuts.
    /// </summary>
    public static FixedBall operator /(FixedBall a, FixedBall b)
    {
        BigInteger least = BigInteger.Abs(b.Value) - b.Error;
        if (least.Sign <= 0)
            throw new ArithmeticException("The divisor of a ball quotient contains zero.");
        BigInteger q = (a.Value << a.Digits) / b.Value;
        BigInteger error = ((a.Error << a.Digits) + ((BigInteger.Abs(q) + 1) * b.Error)) / least;
        return new(q, error + 2, a.Digits);
    }

    /// <summary>Quotient by a positive integer, cut to the unit.</summary>
    public FixedBall DividedBy(int n) => new(Value / n, (Error / n) + 2, Digits);

    /// <summary>a * 2^-k for k >= 0, cut to the unit.</summary>
    public FixedBall Halved(int k) => new(Value >> k, (Error >> k) + 2, Digits);

    /// <summary>a * 2^k for k >= 0, exact in fixed point.</summary>
    public FixedBall Doubled(int k) => new(Value << k, Error << k, Digits);

    /// <summary>The square root of a ball above 1/4: the derivative is at most 1 there, and one unit for the cut.</summary>
    public FixedBall Sqrt()
    {
        if (Value - Error < BigInteger.One << (Digits - 2))
            throw new ArithmeticException("The square root of a ball needs one above 1/4.");
        return new(IntegerRoots.Floor(Value << Digits, 2, out _), Error + 1, Digits);
    }

    /// <summary>The ball with its radius grown by <paramref name="units"/> >= 0.</summary>
    public FixedBall Widen(BigInteger units) => this with { Error = Error + units };

    /// <summary>An upper bound of every magnitude in the ball, in units.</summary>
    public BigInteger Magnitude => BigInteger.Abs(Value) + Error;

    /// <summary>The ball times 2^shift as an interval, exact.</summary>
    public BigInterval ToBigInterval(int precision, long shift = 0) =>
        BigInterval.Trusted(new BigFloat(Value - Error, shift - Digits), new BigFloat(Value + Error, shift - Digits), precision);
}
