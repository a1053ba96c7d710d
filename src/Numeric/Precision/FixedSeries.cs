using System.Numerics;

namespace BoundCheck.Numeric.Precision;

/// <summary>The power series behind the elementary functions, in fixed-point balls, each with its remainder added to the radius.</summary>
internal static class FixedSeries
{
    /// <summary>Terms are added until they are at most this many units; the remainder is bounded by a multiple of the last one.</summary>
    private static readonly BigInteger Negligible = 8;

    /// <summary>exp(r) for |r| &lt;= 1: exp(r) = exp(r/2^k)^(2^k), Taylor for the inner factor.</summary>
    public static FixedBall Exp(FixedBall r, int k)
    {
        Require(r, 0);
        FixedBall x = r.Halved(k);
        FixedBall one = FixedBall.Integer(BigInteger.One, r.Digits);
        FixedBall sum = one + x, term = x;
        for (int n = 2; term.Magnitude > Negligible + term.Error; n++)
        {
            term = (term * x).DividedBy(n);
            sum += term;
        }
        // For |x| <= 1 and n >= 1 the terms after x^n/n! sum to at most |x^n/n!| (1/2 + 1/6 + ...) <= |x^n/n!|.
        sum = sum.Widen(term.Magnitude);
        for (int i = 0; i < k; i++)
            sum *= sum;
        return sum;
    }

    /// <summary>sin(r) and cos(r) for |r| &lt;= 1, by Taylor at r/2^k and k doublings.</summary>
    public static (FixedBall Sin, FixedBall Cos) SinCos(FixedBall r, int k)
    {
        Require(r, 0);
        FixedBall x = r.Halved(k), square = x * x;
        FixedBall one = FixedBall.Integer(BigInteger.One, r.Digits);
        FixedBall sin = x, cos = one, term = x;
        for (int n = 2; ; n += 2)
        {
            // Alternating with decreasing terms for |x| <= 1: the remainder is at most the last term added.
            FixedBall even = (n == 2 ? square : term * x).DividedBy(n);
            cos = (n & 2) == 2 ? cos - even : cos + even;
            term = (even * x).DividedBy(n + 1);
            sin = (n & 2) == 2 ? sin - term : sin + term;
            if (even.Magnitude <= Negligible + even.Error)
            {
                cos = cos.Widen(even.Magnitude);
                sin = sin.Widen(even.Magnitude);
                break;
            }
        }
        for (int i = 0; i < k; i++)
        {
            FixedBall s = (sin * cos).Doubled(1);
            cos = one - (sin * sin).Doubled(1);
            sin = s;
        }
        return (sin, cos);
    }

    /// <summary>
    /// atan(x) for 0 &lt;= x &lt;= 1 from any guess: atan(x) = guess + atan((x cos(guess) - sin(guess))/(cos(guess) + x sin(guess))), exact for
    /// every guess in [0, 1]; a good one makes the last argument small and its series short.
    /// </summary>
    public static FixedBall Atan(FixedBall x, FixedBall guess, int k)
    {
        (FixedBall sin, FixedBall cos) = SinCos(guess, k);
        return guess + OddSeries(((x * cos) - sin) / (cos + (x * sin)), alternating: true);
    }

    /// <summary>
    /// log(m) for 1/2 &lt;= m &lt;= 2 from any guess: log(m) = guess + 2 artanh((z - 1)/(z + 1)) with z = m exp(-guess), exact for every guess with
    /// 1/3 &lt;= z &lt;= 3; a good one makes z near 1 and the series short.
    /// </summary>
    public static FixedBall Log(FixedBall m, FixedBall guess, int k)
    {
        FixedBall one = FixedBall.Integer(BigInteger.One, m.Digits);
        FixedBall z = m * Exp(-guess, k);
        return guess + OddSeries((z - one) / (z + one), alternating: false).Doubled(1);
    }

    /// <summary>The sum over n of x^(2n+1) 2^n / (1 3 5 ... (2n+1)) = sqrt(pi)/2 exp(x^2) erf(x), for 0 &lt;= x.</summary>
    public static FixedBall Erf(FixedBall x)
    {
        FixedBall twice = (x * x).Doubled(1);
        FixedBall sum = x, term = x;
        for (int n = 3; ; n += 2)
        {
            term = (term * twice).DividedBy(n);
            sum += term;
            // Once 2x^2/(n+2) <= 1/2 the remainder is at most the last term.
            bool halving = twice.Magnitude << 1 <= (BigInteger)(n + 2) << x.Digits;
            if (halving && term.Magnitude <= Negligible + term.Error)
                return sum.Widen(term.Magnitude);
        }
    }

    /// <summary>The sum over n of (-+1)^n x^(2n+1)/(2n+1), |x| &lt;= 1/2 (or alternating and |x| &lt;= 1).</summary>
    private static FixedBall OddSeries(FixedBall x, bool alternating)
    {
        Require(x, alternating ? 0 : 1);
        FixedBall square = x * x, power = x, sum = x;
        for (int n = 3; ; n += 2)
        {
            power *= square;
            FixedBall term = power.DividedBy(n);
            sum = alternating && (n & 2) == 2 ? sum - term : sum + term;
            // |x| <= 1/2: the later terms sum to at most |term| (1/4 + 1/16 + ...) < |term|. Alternating: to at most |term|.
            if (power.Magnitude <= Negligible + power.Error)
                return sum.Widen(term.Magnitude);
        }
    }

    /// <summary>Holds the hypothesis of a remainder bound: every member is at most 2^-shift in magnitude.</summary>
    private static void Require(FixedBall x, int shift)
    {
        if (x.Magnitude > BigInteger.One << (x.Digits - shift))
            throw new ArithmeticException("The argument of a series is outside the range of its remainder bound.");
    }
}
