using System.Collections.Immutable;

namespace BoundCheck.Symbolic.Polynomials;

/// <summary>A real algebraic number: the only root of a squarefree polynomial in an isolating interval.</summary>
/// <remarks>Rational numbers have Lo = Hi. Otherwise the number is irrational, Lo &lt; number &lt; Hi, and the polynomial has no rational root.</remarks>
public sealed class AlgebraicNumber
{
    private readonly int _signAtHi;

    internal AlgebraicNumber(Polynomial polynomial, Rational lo, Rational hi)
    {
        Polynomial = polynomial;
        Lo = lo;
        Hi = hi;
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

    /// <summary>True for a rational number.</summary>
    public bool IsRational => Lo == Hi;

    /// <summary>Bisects the isolating interval until it is at most as wide as given; the number is unchanged.</summary>
    public void Refine(Rational width)
    {
        lock (this)
        {
            while (Hi - Lo > width)
                Bisect();
        }
    }

    private void Bisect()
    {
        var middle = (Lo + Hi) / 2;
        // The number is irrational, so the polynomial's sign at the middle is not 0 and tells the side.
        if (Polynomial.At(middle).Sign == _signAtHi)
            Hi = middle;
        else
            Lo = middle;
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

    /// <inheritdoc/>
    public override string ToString() => IsRational ? $"{Lo}" : $"root of {Polynomial} near {Lo.ToDoubleNearest():G8}";
}
