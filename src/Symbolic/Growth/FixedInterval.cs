using System.Numerics;

namespace BoundCheck.Symbolic.Growth;

/// <summary>An interval with ends that are multiples of 2^-bits. Every operation rounds the lower end down and the upper end up.</summary>
internal readonly record struct FixedInterval(BigInteger Lo, BigInteger Hi, int Bits)
{
    internal static FixedInterval Of(Rational value, int bits) =>
        new((value * (BigInteger.One << bits)).Floor(), -(-value * (BigInteger.One << bits)).Floor(), bits);

    /// <summary>-1 or 1 when zero is excluded; 0 for the point zero; otherwise null.</summary>
    internal int? Sign => Lo.Sign > 0 ? 1 : Hi.Sign < 0 ? -1 : Lo.IsZero && Hi.IsZero ? 0 : null;

    /// <summary>An integer that bounds |x| 2^bits from above.</summary>
    internal BigInteger Magnitude => BigInteger.Max(BigInteger.Abs(Lo), BigInteger.Abs(Hi));

    public static FixedInterval operator +(FixedInterval a, FixedInterval b) => new(a.Lo + b.Lo, a.Hi + b.Hi, a.Bits);

    public static FixedInterval operator -(FixedInterval a) => new(-a.Hi, -a.Lo, a.Bits);

    public static FixedInterval operator -(FixedInterval a, FixedInterval b) => a + -b;

    public static FixedInterval operator *(FixedInterval a, FixedInterval b)
    {
        BigInteger p = a.Lo * b.Lo, q = a.Lo * b.Hi, r = a.Hi * b.Lo, s = a.Hi * b.Hi;
        var lo = BigInteger.Min(BigInteger.Min(p, q), BigInteger.Min(r, s));
        var hi = BigInteger.Max(BigInteger.Max(p, q), BigInteger.Max(r, s));
        // The shift of a BigInteger is the floor; the ceiling is its mirror image.
        return new(lo >> a.Bits, -(-hi >> a.Bits), a.Bits);
    }

    /// <summary>The quotient by a positive integer.</summary>
    internal FixedInterval Over(BigInteger n) => new(FloorDivide(Lo, n), -FloorDivide(-Hi, n), Bits);

    /// <summary>The interval widened by margin 2^-bits on both sides.</summary>
    internal FixedInterval Widen(BigInteger margin) => new(Lo - margin, Hi + margin, Bits);

    /// <summary>1/x, or null when zero is not excluded.</summary>
    internal FixedInterval? Reciprocal()
    {
        if (Sign is null or 0)
            return null;
        var one = BigInteger.One << (2 * Bits);
        return Lo.Sign > 0
            ? new(FloorDivide(one, Hi), -FloorDivide(-one, Lo), Bits)
            : new(-FloorDivide(one, -Hi) - 1, -FloorDivide(one, -Lo), Bits);
    }

    /// <summary>The square root of an interval of nonnegative numbers (a negative lower end counts as zero).</summary>
    internal FixedInterval SquareRoot()
    {
        var lo = Lo.Sign > 0 ? IntegerRoot(Lo << Bits) : BigInteger.Zero;
        return new(lo, IntegerRoot(BigInteger.Max(Hi, 0) << Bits) + 1, Bits);
    }

    internal static BigInteger FloorDivide(BigInteger a, BigInteger b)
    {
        var q = BigInteger.DivRem(a, b, out var r);
        return !r.IsZero && (r.Sign < 0) != (b.Sign < 0) ? q - 1 : q;
    }

    // floor(sqrt(n)) by Newton's iteration from above.
    private static BigInteger IntegerRoot(BigInteger n)
    {
        if (n.IsZero)
            return n;
        var x = BigInteger.One << (int)((n.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (x + n / x) >> 1;
            if (next >= x)
                return x;
            x = next;
        }
    }
}
