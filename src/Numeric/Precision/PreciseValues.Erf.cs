namespace BoundCheck.Numeric.Precision;

/// <content>The error function.</content>
internal static partial class PreciseValues
{
    /// <summary>
    /// erf(x), x not 0: 2/sqrt(pi) exp(-x^2) times a series of positive terms (Abramowitz and Stegun 7.1.6), or, where exp(-x^2) is negligible,
    /// 1 - exp(-x^2) &lt; erf(x) &lt; 1 for x > 0.
    /// </summary>
    public static BigInterval Erf(BigFloat x, int digits)
    {
        if (x.Sign < 0)
            return -Erf(-x, digits);
        int working = digits + 8;
        BigInterval point = PointOf(x, working);
        // 2/sqrt(pi)
        BigInterval pi = Wide(FixedConstants.Pi(working).ToBigInterval(working), working);
        BigInterval factor = PointOf(2, working) / BigInterval.Sqrt(pi);
        if (x.Top < -digits)
        {
            // |erf(x) - 2x/sqrt(pi)| <= 2/sqrt(pi) x^3/3.
            return factor * Wide(NearIdentity(x, digits), working);
        }
        BigInterval square = BigInterval.Sqr(point);
        BigInterval tail = Wide(BigInterval.Exp(-square), working);
        if (square.Lo > new BigFloat(digits, 0))
        {
            // erfc(x) <= exp(-x^2) for x >= 0.
            return BigInterval.Trusted(BigFloat.Subtract(BigFloat.One, tail.Hi, working + 1024, Direction.Down), BigFloat.One, working);
        }
        int fixedDigits = digits + 24 + (int)Math.Max(0, -x.Top);
        BigInterval series = Wide(FixedSeries.Erf(FixedBall.Of(x, fixedDigits)).ToBigInterval(working), working);
        BigInterval value = factor * tail * series;
        return BigInterval.Trusted(value.Lo, BigFloat.Min(value.Hi, BigFloat.One), working);
    }
}
