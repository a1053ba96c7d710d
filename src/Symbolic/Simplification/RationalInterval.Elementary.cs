using System.Numerics;

namespace BoundCheck.Symbolic.Simplification;

public readonly partial record struct RationalInterval
{
    // Beyond these arguments values are not enclosed: the results would have millions of digits.
    private const int ExpArgumentLimit = 20_000;
    private const int ErfArgumentLimit = 100;

    /// <summary>exp; null beyond |x| = 20000.</summary>
    public static RationalInterval? Exp(RationalInterval x, int bits)
    {
        if (Rational.Max(Rational.Abs(x.Lo), Rational.Abs(x.Hi)) > ExpArgumentLimit)
            return null;
        // exp is increasing.
        var lo = ExpAt(Round(x.Lo, bits + 32, up: false), bits);
        return x.IsExact && lo.IsExact ? lo : new(lo.Lo, ExpAt(Round(x.Hi, bits + 32, up: true), bits).Hi);
    }

    private static RationalInterval ExpAt(Rational x, int bits)
    {
        if (x.IsZero)
            return (Rational)1;
        // exp x = exp(x/2^k)^(2^k) with |x/2^k| <= 1/2; each squaring doubles the relative error, so k more bits are carried.
        int k = Math.Max(0, (int)(BigInteger.Abs(x.Numerator).GetBitLength() - x.Denominator.GetBitLength()) + 2);
        int work = bits + 2 * k + 16;
        var t = x / Rational.Pow(2, k);
        RationalInterval sum = (Rational)1, term = (Rational)1;
        // The terms after n are at most |last term| * (1/2 + 1/4 + ...) <= |last term|, since |t|/(n + 1) <= 1/2.
        for (int n = 1; ; n++)
        {
            term = (term * (RationalInterval)(t / n)).Outward(work);
            sum = (sum + term).Outward(work);
            var size = Rational.Max(Rational.Abs(term.Lo), Rational.Abs(term.Hi));
            if (size < Rational.Pow(2, -work))
            {
                sum = new(sum.Lo - size, sum.Hi + size);
                break;
            }
        }
        for (int i = 0; i < k; i++)
            sum = (sum * sum).Outward(work);
        return sum.Outward(bits);
    }

    /// <summary>log; null unless the number is certainly positive.</summary>
    public static RationalInterval? Log(RationalInterval x, int bits)
    {
        if (x.Lo.Sign <= 0)
            return null;
        // log is increasing.
        var lo = LogAt(Round(x.Lo, bits + 32, up: false), bits);
        return x.IsExact && lo.IsExact ? lo : new(lo.Lo, LogAt(Round(x.Hi, bits + 32, up: true), bits).Hi);
    }

    private static RationalInterval LogAt(Rational x, int bits)
    {
        if (x.IsOne)
            return (Rational)0;
        // log x = k log 2 + log m with m in [1/2, 2]; log m = 2 atanh((m-1)/(m+1)), |argument| <= 1/3.
        int work = bits + 24;
        int k = (int)((long)x.Numerator.GetBitLength() - (long)x.Denominator.GetBitLength());
        var m = x / Rational.Pow(2, k);
        var log = (RationalInterval)(Rational)2 * Atanh((m - 1) / (m + 1), work + (int)long.Min(1000, BitsBelowOne(m - 1)));
        return (k == 0 ? log : log + (RationalInterval)(Rational)(2 * k) * Atanh(new Rational(1, 3), work + 40)).Outward(bits);
    }

    private static long BitsBelowOne(Rational x) =>
        x.IsZero ? 0 : Math.Max(0, (long)x.Denominator.GetBitLength() - (long)BigInteger.Abs(x.Numerator).GetBitLength());

    // atanh t = t + t^3/3 + t^5/5 + ..., |t| <= 1/3: the rest after a term is below that term's power times t^2/(1 - t^2) <= 1/8.
    private static RationalInterval Atanh(Rational t, int work)
    {
        RationalInterval power = t, square = ((RationalInterval)t * t).Outward(work), sum = t;
        if (t.IsZero)
            return sum;
        for (int n = 3; ; n += 2)
        {
            power = (power * square).Outward(work);
            sum = (sum + power * (RationalInterval)new Rational(1, n)).Outward(work);
            var size = Rational.Max(Rational.Abs(power.Lo), Rational.Abs(power.Hi));
            if (size < Rational.Pow(2, -work))
                return new(sum.Lo - size, sum.Hi + size);
        }
    }

    /// <summary>x^(1/q) for q >= 2; null unless the number is certainly nonnegative.</summary>
    public static RationalInterval? Root(RationalInterval x, int q, int bits)
    {
        if (x.Lo.Sign < 0)
            return null;
        if (x.IsExact && x.Lo.TryRoot(q, out var root))
            return root;
        return new(RootBelow(x.Lo, q, bits), RootBelow(x.Hi, q, bits, above: true));
    }

    private static Rational RootBelow(Rational x, int q, int bits, bool above = false)
    {
        if (x.IsZero)
            return x;
        // floor((x 2^(qs))^(1/q)) / 2^s with s such that the root has about the wanted number of bits.
        int s = Math.Max(0, bits - (int)(((long)x.Numerator.GetBitLength() - (long)x.Denominator.GetBitLength()) / q));
        var n = new Rational(x.Numerator << (q * s), x.Denominator).Floor();
        var r = BigInteger.One << (int)((n.GetBitLength() + q - 1) / q);
        while (true)
        {
            var next = ((q - 1) * r + n / BigInteger.Pow(r, q - 1)) / q;
            if (next >= r)
                break;
            r = next;
        }
        return new Rational(above ? r + 1 : r, BigInteger.One << s);
    }

    /// <summary>pi, by Machin's formula 16 atan(1/5) - 4 atan(1/239).</summary>
    public static RationalInterval Pi(int bits) =>
        ((RationalInterval)(Rational)16 * AtanSeries(new Rational(1, 5), bits + 16) - (RationalInterval)(Rational)4 * AtanSeries(new Rational(1, 239),
            bits + 16)).Outward(bits + 8);

    /// <summary>atan.</summary>
    public static RationalInterval Atan(RationalInterval x, int bits)
    {
        var lo = AtanAt(Round(x.Lo, bits + 32, up: false), bits);
        return x.IsExact && lo.IsExact ? lo : new(lo.Lo, AtanAt(Round(x.Hi, bits + 32, up: true), bits).Hi);
    }

    private static RationalInterval AtanAt(Rational x, int bits)
    {
        if (x.IsZero)
            return x;
        if (x.Sign < 0)
        {
            var positive = AtanAt(-x, bits);
            return new(-positive.Hi, -positive.Lo);
        }
        // atan x = pi/2 - atan(1/x) and atan x = pi/4 + atan((x-1)/(x+1)) bring the argument into [-1/2, 1/2].
        var quarter = Pi(bits + 16) * (RationalInterval)new Rational(1, 4);
        if (x > 2)
            return (quarter + quarter - AtanSeries(x.Reciprocal(), bits + 16)).Outward(bits);
        return x > Rational.Half ? (quarter + AtanSeries((x - 1) / (x + 1), bits + 16)).Outward(bits) : AtanSeries(x, bits + 16).Outward(bits);
    }

    // t - t^3/3 + t^5/5 - ..., |t| <= 1/2, alternating with falling terms: the rest is at most the first term left out.
    private static RationalInterval AtanSeries(Rational t, int bits)
    {
        int work = bits + (int)long.Min(1000, BitsBelowOne(t));
        RationalInterval power = t, square = ((RationalInterval)t * t).Outward(work), sum = t;
        if (t.IsZero)
            return sum;
        for (int n = 3; ; n += 2)
        {
            power = (power * square).Outward(work);
            sum = (sum + power * (RationalInterval)new Rational(n % 4 == 3 ? -1 : 1, n)).Outward(work);
            var size = Rational.Max(Rational.Abs(power.Lo), Rational.Abs(power.Hi));
            if (size < Rational.Pow(2, -work))
                return new(sum.Lo - size, sum.Hi + size);
        }
    }

    /// <summary>sin, or cos; null beyond |x| = 2^64.</summary>
    public static RationalInterval? SinCos(RationalInterval x, bool cosine, int bits)
    {
        var size = Rational.Max(Rational.Abs(x.Lo), Rational.Abs(x.Hi));
        if (size > BigInteger.One << 64)
            return null;
        if (x.IsExact && x.Lo.IsZero)
            return (Rational)(cosine ? 1 : 0);
        int work = bits + 80;
        var middle = Round((x.Lo + x.Hi) / 2, work + 64, up: true);
        var radius = Rational.Max(Rational.Abs(x.Hi - middle), Rational.Abs(middle - x.Lo));
        // Reduce by a multiple of 2 pi, enclosed; both functions have Lipschitz constant 1, so the radius carries over.
        var turns = (middle.ToDoubleNearest() / 6.283185307179586) is var d && Math.Abs(d) < 1e18 ? (BigInteger)Math.Round(d) : 0;
        RationalInterval reduced = middle;
        if (!turns.IsZero)
        {
            var exact = reduced - (RationalInterval)(Rational)(2 * turns) * Pi(work + 70);
            middle = Round((exact.Lo + exact.Hi) / 2, work, up: true);
            radius += Rational.Max(Rational.Abs(exact.Hi - middle), Rational.Abs(middle - exact.Lo));
        }
        RationalInterval term = cosine ? 1 : middle, sum = term, square = ((RationalInterval)middle * middle).Outward(work);
        for (int n = cosine ? 0 : 1; ; n += 2)
        {
            term = (term * square * (RationalInterval)new Rational(-1, (n + 1) * (n + 2))).Outward(work);
            sum = (sum + term).Outward(work);
            var last = Rational.Max(Rational.Abs(term.Lo), Rational.Abs(term.Hi));
            // Once (n+3)(n+4) >= 2 x^2 the terms halve at least, so the rest is at most the last term.
            if (last < Rational.Pow(2, -work) && (Rational)(n + 3) * (n + 4) >= 2 * square.Hi)
            {
                sum = new(sum.Lo - last, sum.Hi + last);
                break;
            }
        }
        sum = new(sum.Lo - radius, sum.Hi + radius);
        return new RationalInterval(Rational.Max(sum.Lo, Rational.Min(-1, sum.Hi)), Rational.Min(sum.Hi, Rational.Max(1, sum.Lo))).Outward(bits);
    }

    /// <summary>erf; null beyond |x| = 100.</summary>
    public static RationalInterval? Erf(RationalInterval x, int bits)
    {
        if (Rational.Max(Rational.Abs(x.Lo), Rational.Abs(x.Hi)) > ErfArgumentLimit)
            return null;
        // erf is increasing.
        return new(ErfAt(Round(x.Lo, bits + 32, up: false), bits).Lo, ErfAt(Round(x.Hi, bits + 32, up: true), bits).Hi);
    }

    private static RationalInterval ErfAt(Rational x, int bits)
    {
        if (x.Sign < 0)
        {
            var positive = ErfAt(-x, bits);
            return new(-positive.Hi, -positive.Lo);
        }
        // erf x = 2/sqrt(pi) exp(-x^2) sum of 2^n x^(2n+1)/(1*3*...*(2n+1)), all terms positive (DLMF 7.6.2).
        int work = bits + 40;
        RationalInterval term = x, sum = x, square = ((RationalInterval)x * x).Outward(work);
        for (int n = 1; !x.IsZero; n++)
        {
            term = (term * square * (RationalInterval)new Rational(2, 2 * n + 1)).Outward(work);
            sum = (sum + term).Outward(work);
            // When 2x^2/(2n+3) <= 1/2 the rest is at most the last term.
            if (4 * square.Hi <= 2 * n + 3 && term.Hi < sum.Lo * Rational.Pow(2, -work))
            {
                sum = new(sum.Lo, sum.Hi + term.Hi);
                break;
            }
        }
        var factor = Exp((RationalInterval)(Rational)0 - square, work)!.Value * Root(Pi(work), 2, work)!.Value.Reciprocal()!.Value;
        return ((RationalInterval)(Rational)2 * factor * sum).Outward(bits);
    }
}
