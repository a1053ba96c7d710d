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

    /// <summary>atan(x) for 0 &lt;= x &lt;= 1, after k halvings atan(x) = 2 atan(x/(1 + sqrt(1 + x^2))).</summary>
    public static FixedBall Atan(FixedBall x, int k)
    {
        FixedBall one = FixedBall.Integer(BigInteger.One, x.Digits);
        for (int i = 0; i < k; i++)
            x /= one + (one + (x * x)).Sqrt();
        return OddSeries(x, alternating: true).Doubled(k);
    }

    /// <summary>log(m) for 1/2 &lt;= m &lt;= 2: log(m) = 2^(k+1) artanh((y-1)/(y+1)) with y = m^(1/2^k).</summary>
    public static FixedBall Log(FixedBall m, int k)
    {
        FixedBall one = FixedBall.Integer(BigInteger.One, m.Digits);
        for (int i = 0; i < k; i++)
            m = m.Sqrt();
        return OddSeries((m - one) / (m + one), alternating: false).Doubled(k + 1);
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
}
