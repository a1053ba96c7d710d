using System.Numerics;
using BoundCheck.Numeric.Intervals.PointValues;

namespace BoundCheck.Numeric.Precision;

/// <content>sin, cos, tan and atan.</content>
internal static partial class PreciseValues
{
    private static readonly BigFloat MinusOne = new(BigInteger.MinusOne, 0);

    /// <summary>sin(x), x not 0.</summary>
    public static BigInterval Sin(BigFloat x, int digits) => SinCos(x, digits).Sin;

    /// <summary>cos(x), x not 0.</summary>
    public static BigInterval Cos(BigFloat x, int digits) => SinCos(x, digits).Cos;

    /// <summary>tan(x), x not 0; the whole line while the enclosure of the cosine contains 0.</summary>
    public static BigInterval Tan(BigFloat x, int digits)
    {
        if (x.Top < -digits)
            return NearIdentity(x, digits);
        (BigInterval sin, BigInterval cos) = SinCos(x, digits);
        return Wide(sin, digits + 16) / cos;
    }

    /// <summary>atan(x), x not 0.</summary>
    public static BigInterval Atan(BigFloat x, int digits)
    {
        if (x.Sign < 0)
            return -Atan(-x, digits);
        if (x.Top < -digits)
            return NearIdentity(x, digits);
        int k = Halvings(digits) / 2;
        int fixedDigits = digits + (2 * k) + 16 + (int)Math.Max(0, -x.Top);
        if (x <= BigFloat.One)
            return AtanUnit(FixedBall.Of(x, fixedDigits), x, k).ToBigInterval(digits);
        // atan(x) = pi/2 - atan(1/x); the quotient is cut below its last fixed digit, one unit at most.
        BigFloat reciprocal = BigFloat.Divide(BigFloat.One, x, fixedDigits, Direction.Down);
        FixedBall inverse = FixedBall.Of(reciprocal, fixedDigits).Widen(BigInteger.One);
        return (FixedConstants.Pi(fixedDigits).Halved(1) - AtanUnit(inverse, reciprocal, k)).ToBigInterval(digits);
    }

    private static FixedBall AtanUnit(FixedBall ball, BigFloat x, int k)
    {
        // A tiny argument is its own best guess; the difference of the two arctangents is then below x^3.
        BigFloat guess = x.Top < -300 ? x : Guess(TrigKernels.AtanUnit(Leading(x)));
        return FixedSeries.Atan(ball, FixedBall.Of(guess, ball.Digits), k);
    }

    /// <summary>Multiples of pi as a quotient: an enclosure of x/pi - shift/2 good enough to count the extrema of sin and cos between two ends.</summary>
    public static BigInterval HalfTurns(BigFloat x, int shift)
    {
        int digits = 64 + (int)Math.Max(0, x.IsZero ? 0 : x.Top);
        BigInterval pi = Wide(FixedConstants.Pi(digits).ToBigInterval(digits), digits);
        return (PointOf(x, digits) / pi) - PointOf(new BigFloat(shift, -1), digits);
    }

    private static (BigInterval Sin, BigInterval Cos) SinCos(BigFloat x, int digits)
    {
        if (x.Top > TrigLimit)
        {
            BigInterval range = BigInterval.Trusted(MinusOne, BigFloat.One, digits);
            return (range, range);
        }
        if (x.Top < -digits)
        {
            // 1 - x^2/2 <= cos(x) <= 1 and |x| < 2^Top <= 2^-digits.
            BigFloat below = BigFloat.AddExact(BigFloat.One, -BigFloat.PowerOfTwo(Math.Max(x.Top, -digits - 1) * 2));
            return (NearIdentity(x, digits), BigInterval.Trusted(below, BigFloat.One, digits));
        }
        int k = Halvings(digits) / 2;
        int fixedDigits = digits + (2 * k) + 16 + (int)Math.Abs(x.Top);
        FixedBall ball = FixedBall.Of(x, fixedDigits);
        FixedBall halfPi = FixedConstants.Pi(fixedDigits).Halved(1);
        BigInteger n = Nearest(ball.Value, halfPi.Value);
        // |r| <= pi/4 + errors < 1.
        FixedBall r = ball - (halfPi * n);
        (FixedBall s, FixedBall c) = FixedSeries.SinCos(r, k);
        (FixedBall sin, FixedBall cos) = (int)(n & 3) switch
        {
            0 => (s, c),
            1 => (c, -s),
            2 => (-s, -c),
            _ => (-c, s),
        };
        return (Unit(sin.ToBigInterval(digits)), Unit(cos.ToBigInterval(digits)));
    }

    /// <summary>The part in [-1, 1].</summary>
    private static BigInterval Unit(in BigInterval x) =>
        BigInterval.Trusted(BigFloat.Max(x.Lo, MinusOne), BigFloat.Min(x.Hi, BigFloat.One), x.Precision);
}
