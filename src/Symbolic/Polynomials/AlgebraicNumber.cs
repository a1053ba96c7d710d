using System.Collections.Immutable;
using System.Numerics;

namespace BoundCheck.Symbolic.Polynomials;

/// <summary>A real algebraic number: the only root of a squarefree polynomial in an isolating interval.</summary>
/// <remarks>Rational numbers have Lo = Hi. Otherwise the number is irrational, Lo &lt; number &lt; Hi, and the polynomial has no rational root.</remarks>
public sealed class AlgebraicNumber
{
    private const int MostPieceBits = 1 << 12;
    private readonly int _signAtHi;

    internal AlgebraicNumber(Polynomial polynomial, Rational lo, Rational hi)
    {
        Polynomial = polynomial;
        (Lo, Hi) = Bracket = (lo, hi);
        _signAtHi = polynomial.At(hi).Sign;
    }

    /// <summary>A rational number.</summary>
    public static AlgebraicNumber Of(Rational value) => new(Polynomial.X - Polynomial.One * value, value, value);

    /// <summary>A squarefree polynomial with integer coefficients that vanishes at the number.</summary>
    public Polynomial Polynomial { get; }

    /// <summary>Lower end of the isolating interval.</summary>
    public Rational Lo { get; private set; }

    /// <summary>Upper end of the isolating interval.</summary>
    public Rational Hi { get; private set; }

    /// <summary>The isolating interval that the number was made with: it never narrows.</summary>
    internal (Rational Lo, Rational Hi) Bracket { get; }

    /// <summary>True for a rational number.</summary>
    public bool IsRational => Lo == Hi;

    /// <summary>Narrows the isolating interval until it is at most as wide as given; the number is unchanged.</summary>
    /// <remarks>
    /// Quadratic interval refinement (Abbott, Quadratic interval refinement for real roots, 2006): the piece of an N-th of the interval to which the chord
    /// points is
    /// tried; where the sign changes in it N is squared for the next time, otherwise it falls to its root.
    /// </remarks>
    public void Refine(Rational width)
    {
        lock (this)
        {
            int bits = 1;
            while (Hi - Lo > width)
                bits = TryPiece(bits) ? Math.Min(2 * bits, MostPieceBits) : Math.Max(1, bits / 2);
        }
    }

    // The piece number i of 2^bits from the left; bisects where it does not hold the number.
    private bool TryPiece(int bits)
    {
        var (atLo, atHi) = (Numerator(Lo) * BigInteger.Pow(Hi.Denominator, Polynomial.Degree),
            Numerator(Hi) * BigInteger.Pow(Lo.Denominator, Polynomial.Degree));
        var i = (atLo << bits) / (atLo - atHi);
        var piece = (Hi - Lo) / (Rational)(BigInteger.One << bits);
        var (left, right) = (Lo + piece * i, Lo + piece * (i + 1));
        // The number is irrational, so no sign at a rational place is 0.
        if (Numerator(left).Sign != _signAtHi && Numerator(right).Sign == _signAtHi)
        {
            (Lo, Hi) = (left, right);
            return true;
        }
        var middle = (Lo + Hi) / 2;
        if (Numerator(middle).Sign == _signAtHi)
            Hi = middle;
        else
            Lo = middle;
        return false;
    }

    // p(x) q^n for x = m/q: an integer with the sign of p(x).
    private BigInteger Numerator(Rational x)
    {
        var (value, power) = (BigInteger.Zero, BigInteger.One);
        for (int k = Polynomial.Degree; k >= 0; k--)
        {
            value = value * x.Numerator + Polynomial.Coefficients[k].Numerator * power;
            power *= x.Denominator;
        }
        return value;
    }

    /// <summary>The exact sign of another polynomial at the number.</summary>
    public int SignOf(Polynomial q)
    {
        ArgumentNullException.ThrowIfNull(q);
        if (IsRational)
            return q.At(Lo).Sign;
        if (q.Degree < 1)
            return q.LeadingCoefficient.Sign;
        var common = Polynomial.Gcd(Polynomial, q);
        if (common.Degree > 0 && new SturmSequence(common).CountOpen(Lo, Hi) > 0)
            return 0;
        // q is not 0 at the number, so some refinement has no root of q.
        var roots = q.SquarefreeFactors().Select(f => new SturmSequence(f.Factor)).ToImmutableArray();
        while (roots.Any(s => s.CountOpen(Lo, Hi) > 0))
            Refine((Hi - Lo) / 2);
        return q.At((Lo + Hi) / 2).Sign;
    }

    /// <summary>The exact order: negative, 0 or positive.</summary>
    public int CompareTo(AlgebraicNumber other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.IsRational)
            return SignOf(Polynomial.X - Polynomial.One * other.Lo);
        if (IsRational)
            return -other.CompareTo(this);
        var common = Polynomial.Gcd(Polynomial, other.Polynomial);
        var sturm = common.Degree > 0 ? new SturmSequence(common) : null;
        while (Lo < other.Hi && other.Lo < Hi)
        {
            // Equal exactly when a common root lies in both intervals.
            if (sturm is not null && sturm.CountOpen(Rational.Max(Lo, other.Lo), Rational.Min(Hi, other.Hi)) > 0)
                return 0;
            Refine((Hi - Lo) / 2);
            other.Refine((other.Hi - other.Lo) / 2);
        }
        return Lo >= other.Hi ? 1 : -1;
    }

    /// <summary>The number as a rational, by the formula for quadratic equations, or as a root of a rational; null for others.</summary>
    public Expr? ClosedForm()
    {
        if (IsRational)
            return Lo;
        int n = Polynomial.Degree;
        var a = Polynomial.Coefficients;
        // a_n x^n + a_0 = 0 has one real root of each sign at most.
        if (a.Skip(1).SkipLast(1).All(c => c.IsZero))
            return SignOf(Polynomial.X) * Constant.Of(Rational.Abs(a[0] / a[n])).Pow(new Rational(1, n));
        if (n != 2)
            return null;
        // The greater root of a x^2 + b x + c, a > 0, lies above the vertex -b/(2a).
        var (half, sign) = (-a[1] / (2 * a[2]), SignOf(Polynomial.X * (2 * a[2]) + Polynomial.One * a[1]) * a[2].Sign);
        return half + sign * Constant.Of((a[1] * a[1] - 4 * a[0] * a[2]) / (4 * a[2] * a[2])).Pow(Rational.Half);
    }

    /// <inheritdoc/>
    public override string ToString() => IsRational ? $"{Lo}" : $"root of {Polynomial} near {Lo.ToDoubleNearest():G8}";
}
