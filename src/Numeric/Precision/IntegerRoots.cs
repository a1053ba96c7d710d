using System.Numerics;

namespace BoundCheck.Numeric.Precision;

/// <summary>Floor roots of non-negative integers.</summary>
internal static class IntegerRoots
{
    /// <summary>The largest r with r^n &lt;= m, for m >= 0 and n >= 1, by Newton's iteration from above.</summary>
    public static BigInteger Floor(BigInteger m, int n, out bool exact)
    {
        if (m.IsZero || n == 1)
        {
            exact = true;
            return m;
        }
        BigInteger r = Descend(m, n, Start(m, n));
        exact = BigInteger.Pow(r, n) == m;
        return r;
    }

    /// <summary>A number above the root: Newton's iteration on the leading digits, whose count doubles from level to level.</summary>
    private static BigInteger Start(BigInteger m, int n)
    {
        long length = (long)m.GetBitLength();
        int level = 0;
        while (length >> (level + 1) > 40L * n)
            level++;
        long drop = Dropped(length, level, n);
        BigInteger above = BigInteger.One << (int)(((length - drop + n - 1) / n) + 1);
        for (; level > 0; level--)
        {
            BigInteger r = Descend(m >> (int)drop, n, above);
            long next = Dropped(length, level - 1, n);
            // (r + 1)^n > m >> drop, hence ((r + 1) 2^((drop - next)/n))^n > m >> next.
            above = (r + 1) << (int)((drop - next) / n);
            drop = next;
        }
        return above;
    }

    /// <summary>How many low digits level <paramref name="level"/> leaves out: a multiple of n, 0 at level 0.</summary>
    private static long Dropped(long length, int level, int n) => (length - (length >> level)) / n * n;

    /// <summary>
    /// The floor root from a start above it. Newton's map t(r) = ((n-1) r + floor(m / r^(n-1))) / n is at least the floor root for every r > 0
    /// (inequality of the means) and below r while r is above the floor root, so the first r with t(r) >= r is it (Cohen 1993, algorithm 1.7.1).
    /// </summary>
    private static BigInteger Descend(BigInteger m, int n, BigInteger r)
    {
        while (true)
        {
            BigInteger next = (((n - 1) * r) + (m / BigInteger.Pow(r, n - 1))) / n;
            if (next >= r)
                return r;
            r = next;
        }
    }
}
