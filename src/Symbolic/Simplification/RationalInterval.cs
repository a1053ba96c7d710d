using System.Numerics;

namespace BoundCheck.Symbolic.Simplification;

/// <summary>A closed interval with rational ends that encloses one real number; every operation rounds its ends outward to the given number of bits.</summary>
/// <remarks>For deciding signs of closed expressions. Bulk evaluation belongs to the numeric layer.</remarks>
public readonly partial record struct RationalInterval
{
    /// <summary>[lo, hi].</summary>
    /// <exception cref="ArgumentException">lo exceeds hi.</exception>
    public RationalInterval(Rational lo, Rational hi)
    {
        if (lo > hi)
            throw new ArgumentException("The interval is empty.");
        Lo = lo;
        Hi = hi;
    }

    /// <summary>The lower end.</summary>
    public Rational Lo { get; }

    /// <summary>The upper end.</summary>
    public Rational Hi { get; }

    /// <summary>A number as an interval.</summary>
    public static implicit operator RationalInterval(Rational value) => new(value, value);

    /// <summary>True when the ends are equal.</summary>
    public bool IsExact => Lo == Hi;

    /// <summary>The sign of every element, or null when the interval holds 0 and something else.</summary>
    public int? Sign => Lo.Sign > 0 ? 1 : Hi.Sign < 0 ? -1 : Lo.IsZero && Hi.IsZero ? 0 : null;

    /// <summary>Whether the number may be 0.</summary>
    public bool HoldsZero => Lo.Sign <= 0 && Hi.Sign >= 0;

    /// <summary>Sum, ends exact.</summary>
    public static RationalInterval operator +(RationalInterval a, RationalInterval b) => new(a.Lo + b.Lo, a.Hi + b.Hi);

    /// <summary>Difference, ends exact.</summary>
    public static RationalInterval operator -(RationalInterval a, RationalInterval b) => new(a.Lo - b.Hi, a.Hi - b.Lo);

    /// <summary>Product, ends exact.</summary>
    public static RationalInterval operator *(RationalInterval a, RationalInterval b)
    {
        if (a.IsExact && b.IsExact)
            return a.Lo * b.Lo;
        Rational p = a.Lo * b.Lo, q = a.Lo * b.Hi, r = a.Hi * b.Lo, s = a.Hi * b.Hi;
        return new(Rational.Min(Rational.Min(p, q), Rational.Min(r, s)), Rational.Max(Rational.Max(p, q), Rational.Max(r, s)));
    }

    /// <summary>1/a, ends exact; null when a may be 0.</summary>
    public RationalInterval? Reciprocal() => HoldsZero ? null : new(Hi.Reciprocal(), Lo.Reciprocal());

    /// <summary>The least interval with ends of at most <paramref name="bits"/> significant bits around this one; exact small values stay.</summary>
    public RationalInterval Outward(int bits) => new(Round(Lo, bits, up: false), Round(Hi, bits, up: true));

    /// <summary>The intersection of two enclosures of the same number.</summary>
    /// <exception cref="ArgumentException">They are disjoint, so they do not enclose the same number.</exception>
    public static RationalInterval Intersect(RationalInterval a, RationalInterval b) => new(Rational.Max(a.Lo, b.Lo), Rational.Min(a.Hi, b.Hi));

    internal static Rational Round(Rational value, int bits, bool up)
    {
        if (value.IsZero)
            return value;
        BigInteger n = value.Numerator, d = value.Denominator;
        long length = (long)n.GetBitLength() + (long)d.GetBitLength();
        if (length <= bits)
            return value;
        int shift = bits - (int)((long)BigInteger.Abs(n).GetBitLength() - (long)d.GetBitLength());
        var q = shift >= 0 ? BigInteger.DivRem(n << shift, d, out var r) : BigInteger.DivRem(n, d << -shift, out r);
        // DivRem truncates towards 0; step outward when something was cut off.
        if (!r.IsZero)
        {
            if (up && n.Sign > 0)
                q += 1;
            else if (!up && n.Sign < 0)
                q -= 1;
        }
        return shift >= 0 ? new Rational(q, BigInteger.One << shift) : q << -shift;
    }

    /// <inheritdoc/>
    public override string ToString() => IsExact ? $"{Lo}" : $"[{Lo.ToDoubleNearest():R}, {Hi.ToDoubleNearest():R}]";
}
