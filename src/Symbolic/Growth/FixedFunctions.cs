using System.Numerics;

namespace BoundCheck.Symbolic.Growth;

/// <summary>Enclosures of elementary functions by power series with a stated remainder. Null: out of the range that is handled.</summary>
internal static class FixedFunctions
{
    /// <summary>exp x = (exp(x/2^k))^(2^k), |x/2^k| at most 2^-8.</summary>
    internal static FixedInterval? Exp(FixedInterval x)
    {
        if (x.Magnitude >> x.Bits > 4096)
            return null;
        int k = Math.Max(0, (int)x.Magnitude.GetBitLength() - x.Bits + 8);
        int guard = x.Bits + 2 * k + 8;
        var y = Rescale(x, guard).Over(BigInteger.One << k);
        FixedInterval sum = FixedInterval.Of(1, guard), term = sum;
        for (int n = 1; ; n++)
        {
            term = (term * y).Over(n);
            sum += term;
            // The rest after term n is at most |term n| (|y|/(n+1) + ...) <= |term n|, as |y| <= 1/2.
            if (term.Magnitude <= 1)
            {
                sum = sum.Widen(term.Magnitude + 1);
                break;
            }
        }
        for (int i = 0; i < k; i++)
            sum *= sum;
        return Rescale(sum with { Lo = BigInteger.Max(sum.Lo, 0) }, x.Bits);
    }

    /// <summary>log x = j log 2 + 2 artanh((m-1)/(m+1)), x = m 2^j.</summary>
    internal static FixedInterval? Log(FixedInterval x)
    {
        if (x.Lo.Sign <= 0)
            return null;
        int j = (int)x.Hi.GetBitLength() - x.Bits;
        int bits = x.Bits + 16;
        var wide = Rescale(x, bits);
        var m = j >= 0 ? wide.Over(BigInteger.One << j) : new FixedInterval(wide.Lo << -j, wide.Hi << -j, bits);
        var one = FixedInterval.Of(1, bits);
        // x is a narrow interval or the answer is of no use: below 1/8 the series would be slow.
        if (m.Lo << 3 < one.Lo || (m + one).Reciprocal() is not { } r)
            return null;
        var sum = Artanh((m - one) * r);
        return Rescale(sum + sum + LogTwo(bits) * FixedInterval.Of(j, bits), x.Bits);
    }

    private static FixedInterval LogTwo(int bits)
    {
        var a = Artanh(FixedInterval.Of(new Rational(1, 3), bits));
        return a + a;
    }

    // sum z^(2n+1)/(2n+1), |z| <= 7/9: the rest after a term t is at most |t| z^2/(1 - z^2) <= 2|t|.
    private static FixedInterval Artanh(FixedInterval z) => OddSeries(z, z * z, n => 2 * n + 1);

    /// <summary>pi = 16 atan(1/5) - 4 atan(1/239) (Machin 1706).</summary>
    internal static FixedInterval Pi(int bits)
    {
        FixedInterval Inverse(int n)
        {
            var z = FixedInterval.Of(new Rational(1, n), bits + 8);
            return OddSeries(z, -(z * z), k => 2 * k + 1);
        }
        var four = FixedInterval.Of(4, bits + 8);
        return Rescale(four * (four * Inverse(5) - Inverse(239)), bits);
    }

    /// <summary>The inverse tangent; atan x = 2 atan(x/(1 + sqrt(1 + x^2))) shortens the argument.</summary>
    internal static FixedInterval Atan(FixedInterval x)
    {
        int bits = x.Bits + 16;
        var y = Rescale(x, bits);
        var one = FixedInterval.Of(1, bits);
        for (int i = 0; i < 3; i++)
            y *= (one + (one + Square(y)).SquareRoot()).Reciprocal()!.Value;
        // Halving maps |x| to at most 1, then tan(pi/8) < 1/2, then tan(pi/16) < 1/4.
        var sum = OddSeries(y, -(y * y), n => 2 * n + 1);
        return Rescale(sum * FixedInterval.Of(8, bits), x.Bits);
    }

    /// <summary>(sin x, cos x), from the Taylor series after taking off a multiple of pi/2.</summary>
    internal static (FixedInterval Sin, FixedInterval Cos)? SinCos(FixedInterval x)
    {
        int size = (int)x.Magnitude.GetBitLength() - x.Bits;
        if (size > 64)
            return null;
        int bits = x.Bits + 80;
        var half = Pi(bits).Over(2);
        var y = Rescale(x, bits);
        var k = FixedInterval.FloorDivide(2 * y.Lo + half.Lo, 2 * half.Lo);
        var r = y - half * FixedInterval.Of(k, bits);
        if (r.Magnitude >> bits > 1)
            return null;
        var square = -Square(r);
        FixedInterval s = r, c = FixedInterval.Of(1, bits), ts = s, tc = c;
        for (int n = 1; ts.Magnitude > 1 || tc.Magnitude > 1 || n < 4; n++)
        {
            tc = (tc * square).Over((2 * n - 1) * (2 * n));
            ts = (ts * square).Over(2 * n * (2 * n + 1));
            s += ts;
            c += tc;
        }
        // The rest after a term is at most that term: each further factor r^2/(2n(2n+1)) is at most 4/72 from the fourth on.
        s = Rescale(s.Widen(ts.Magnitude + 1), x.Bits);
        c = Rescale(c.Widen(tc.Magnitude + 1), x.Bits);
        return (int)(((k % 4) + 4) % 4) switch { 0 => (s, c), 1 => (c, -s), 2 => (-s, -c), _ => (-c, s) };
    }

    /// <summary>erf x = 2/sqrt(pi) sum (-1)^n x^(2n+1)/(n!(2n+1)) for |x| at most 8.</summary>
    internal static FixedInterval? Erf(FixedInterval x)
    {
        if (x.Magnitude >> x.Bits >= 8)
            return null;
        // Terms reach e^64 < 2^93 before they fall.
        int bits = x.Bits + 128;
        var y = Rescale(x, bits);
        var square = Square(y);
        FixedInterval power = y, sum = y;
        for (int n = 1; ; n++)
        {
            power = -(power * square).Over(n);
            var term = power.Over(2 * n + 1);
            sum += term;
            // From n = 128 on a term is at most half of the one before: the rest is at most the last term.
            if (n > 128 && power.Magnitude <= 1)
            {
                sum = sum.Widen(term.Magnitude + 1);
                break;
            }
        }
        return Rescale(sum * FixedInterval.Of(2, bits) * Pi(bits).SquareRoot().Reciprocal()!.Value, x.Bits);
    }

    // sum z q^n/d(n) with |q| <= 2/3: the rest after the term t is at most 2|t|.
    private static FixedInterval OddSeries(FixedInterval z, FixedInterval q, Func<int, int> denominator)
    {
        FixedInterval sum = z, power = z;
        for (int n = 1; ; n++)
        {
            power *= q;
            sum += power.Over(denominator(n));
            if (power.Magnitude <= 1)
                return sum.Widen(2 * power.Magnitude + 2);
        }
    }

    /// <summary>x^2 without the loss of dependency.</summary>
    internal static FixedInterval Square(FixedInterval x)
    {
        var s = x * x;
        return s with { Lo = BigInteger.Max(s.Lo, 0) };
    }

    /// <summary>The same interval, outward rounded to another number of bits.</summary>
    internal static FixedInterval Rescale(FixedInterval x, int bits) => bits >= x.Bits
        ? new(x.Lo << (bits - x.Bits), x.Hi << (bits - x.Bits), bits)
        : new(x.Lo >> (x.Bits - bits), -(-x.Hi >> (x.Bits - bits)), bits);
}
