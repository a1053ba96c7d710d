using System.Numerics;
using BoundCheck.Numeric.Intervals.PointValues;

namespace BoundCheck.Numeric.Precision;

/// <summary>
/// Enclosures of the elementary functions at one exact point, with a relative width below 2^-digits where that can be reached.
/// The argument is finite; 0 is allowed only where stated.
/// </summary>
internal static partial class PreciseValues
{
    /// <summary>A kernel: a point and the digits wanted.</summary>
    public delegate BigInterval Kernel(BigFloat x, int digits);

    /// <summary>Arguments of sin, cos and tan of at least 2^TrigLimit in magnitude are answered by the whole range.</summary>
    public const long TrigLimit = 1 << 16;

    private const int MaxAttempts = 10;

    /// <summary>Repeats a kernel with more digits until its relative width is below 2^-digits (Ziv 1991); sound at every stage.</summary>
    public static BigInterval Refine(Kernel kernel, BigFloat x, int digits)
    {
        int working = digits + 12;
        for (int attempt = 1; ; attempt++)
        {
            BigInterval value = kernel(x, working);
            if (attempt == MaxAttempts || IsNarrow(value, digits))
                return value;
            working += 16 << attempt;
        }
    }

    /// <summary>exp(x); 0 allowed.</summary>
    public static BigInterval Exp(BigFloat x, int digits)
    {
        if (x.IsZero)
            return BigInterval.One;
        if (x.Top > 42)
        {
            // |x| >= 2^42, and exp(2^42) > 2^(2^42).
            return x.Sign > 0
                ? BigInterval.Trusted(BigFloat.PowerOfTwo(BigFloat.ExponentLimit - 4), BigFloat.PositiveInfinity, digits)
                : BigInterval.Trusted(BigFloat.Zero, BigFloat.PowerOfTwo(-BigFloat.ExponentLimit + 4), digits);
        }
        if (x.Top < -digits)
        {
            // |exp(x) - 1| <= 2|x| for |x| <= 1, and |x| < 2^Top.
            BigFloat bound = BigFloat.PowerOfTwo(x.Top + 1 < -2L * digits ? -2L * digits : x.Top + 1);
            return BigInterval.Trusted(BigFloat.AddExact(BigFloat.One, -bound), BigFloat.AddExact(BigFloat.One, bound), digits);
        }
        int k = Halvings(digits);
        int fixedDigits = digits + k + 12 + (int)Math.Max(0, x.Top);
        FixedBall ball = FixedBall.Of(x, fixedDigits);
        FixedBall log2 = FixedConstants.Log2(fixedDigits);
        BigInteger n = Nearest(ball.Value, log2.Value);
        // |r| <= log(2)/2 + errors < 1, and exp(x) = 2^n exp(r).
        FixedBall r = ball - (log2 * n);
        return FixedSeries.Exp(r, k).ToBigInterval(digits, (long)n);
    }

    /// <summary>exp(x) - 1, x not 0.</summary>
    public static BigInterval Expm1(BigFloat x, int digits)
    {
        if (x.Top < -digits)
            return NearIdentity(x, digits);
        int extra = digits + (int)Math.Max(0, -x.Top) + 4;
        return Wide(Exp(x, extra), extra + 8) - BigInterval.One;
    }

    /// <summary>log(x), x > 0.</summary>
    public static BigInterval Log(BigFloat x, int digits)
    {
        long e = x.Top;
        BigFloat m = x.ScaleB(-e);
        // m in [1/2, 1); below 181/256 take 2m, so that m is in [0.7, 1.42).
        if (m < new BigFloat(181, -8))
        {
            m = m.ScaleB(1);
            e--;
        }
        BigFloat u = BigFloat.AddExact(m, -BigFloat.One);
        if (u.IsZero)
        {
            return e == 0
                ? BigInterval.Zero
                : (FixedConstants.Log2(digits + 8) * e).ToBigInterval(digits);
        }
        if (e == 0 && u.Top < -digits)
            return NearIdentity(u, digits);
        int k = Halvings(digits);
        int fixedDigits = digits + k + 16 + (e == 0 ? (int)-u.Top : 0);
        FixedBall guess = FixedBall.Of(Guess(LogKernels.Log(Leading(m))), fixedDigits);
        FixedBall log = FixedSeries.Log(FixedBall.Of(m, fixedDigits), guess, k);
        if (e != 0)
            log += FixedConstants.Log2(fixedDigits) * e;
        return log.ToBigInterval(digits);
    }

    /// <summary>log(1 + x), x > -1 and not 0.</summary>
    public static BigInterval Log1p(BigFloat x, int digits)
    {
        if (x.Top < -digits)
            return NearIdentity(x, digits);
        int extra = digits + (int)Math.Max(0, -x.Top) + 8;
        BigFloat lo = BigFloat.Add(BigFloat.One, x, extra, Direction.Down);
        BigFloat hi = BigFloat.Add(BigFloat.One, x, extra, Direction.Up);
        BigInterval log = Log(lo, digits);
        return lo == hi ? log : BigInterval.Trusted(log.Lo, Log(hi, digits).Hi, digits);
    }

    /// <summary>
    /// x + [-x^2, x^2] for |x| &lt; 2^-digits: encloses expm1, log1p (|f - x| &lt;= x^2 for |x| &lt;= 1/2), and sin, tan, sinh, tanh, asinh, atan
    /// (|f - x| &lt;= |x|^3 there).
    /// </summary>
    private static BigInterval NearIdentity(BigFloat x, int digits)
    {
        BigFloat square = BigFloat.MultiplyExact(x, x);
        return BigInterval.Trusted(
            BigFloat.Subtract(x, square, 2 * digits, Direction.Down), BigFloat.Add(x, square, 2 * digits, Direction.Up), digits);
    }

    /// <summary>About x, as a double-double; feeds guesses that need not be right.</summary>
    private static DoubleDouble Leading(BigFloat x)
    {
        double high = x.ToDouble(Direction.Down);
        return DoubleDouble.OrderedSum(high, BigFloat.AddExact(x, -BigFloat.FromDouble(high)).ToDouble(Direction.Down));
    }

    /// <summary>The exact value of a finite double-double.</summary>
    private static BigFloat Guess(DoubleDouble x) => BigFloat.AddExact(BigFloat.FromDouble(x.High), BigFloat.FromDouble(x.Low));

    /// <summary>The same set, computing with more digits from here on.</summary>
    private static BigInterval Wide(BigInterval x, int digits) => BigInterval.Trusted(x.Lo, x.Hi, Math.Max(digits, BigInterval.LeastPrecision));

    private static BigInterval PointOf(BigFloat x, int digits) => Wide(BigInterval.Trusted(x, x, digits), digits);

    /// <summary>The integer nearest to a/b for b > 0 (either one at a tie).</summary>
    private static BigInteger Nearest(BigInteger a, BigInteger b) => FloorDivide((a << 1) + b, b << 1);

    private static BigInteger FloorDivide(BigInteger a, BigInteger b)
    {
        BigInteger q = BigInteger.DivRem(a, b, out BigInteger r);
        return r.Sign < 0 ? q - 1 : q;
    }

    /// <summary>About the square root of the digits: balances halvings against Taylor terms. Any value is sound.</summary>
    private static int Halvings(int digits)
    {
        int k = 4;
        while (k * k < digits)
            k++;
        return k;
    }

    private static bool IsNarrow(in BigInterval x, int digits)
    {
        if (x.Lo == x.Hi)
            return true;
        if (x.Lo.Sign * x.Hi.Sign <= 0 || !x.IsBounded)
            return !x.IsBounded && x.Lo.Sign != 0 && x.Lo.IsFinite && x.Lo.Top > BigFloat.ExponentLimit / 2;
        BigFloat width = BigFloat.Subtract(x.Hi, x.Lo, 8, Direction.Up);
        return width.Top <= Math.Min(x.Lo.Top, x.Hi.Top) - 1 - digits;
    }
}
