using System.Collections.Immutable;

namespace BoundCheck.Symbolic.Polynomials;

/// <summary>The Sturm sequence of a squarefree polynomial, which counts its real roots in intervals exactly.</summary>
/// <remarks>
/// C. Sturm, 1829: the number of roots in (lo, hi] is the loss of sign variations from lo to hi; either end may be a root, and zeros are dropped from the
/// sequence.
/// </remarks>
internal sealed class SturmSequence
{
    private readonly ImmutableArray<Polynomial> _chain;

    /// <summary>The sequence p, p', -rem, ... with positive contents removed.</summary>
    /// <exception cref="ArgumentException">The polynomial is constant or has a multiple root.</exception>
    public SturmSequence(Polynomial squarefree)
    {
        ArgumentNullException.ThrowIfNull(squarefree);
        if (squarefree.Degree < 1)
            throw new ArgumentException("A constant has no roots to count.", nameof(squarefree));
        var chain = ImmutableArray.CreateBuilder<Polynomial>();
        Polynomial a = squarefree.Primitive(), b = a.Derivative().Primitive();
        chain.Add(a);
        while (!b.IsZero)
        {
            chain.Add(b);
            (a, b) = (b, (Polynomial.DivRem(a, b).Remainder * -1).Primitive());
        }
        if (chain[^1].Degree > 0)
            throw new ArgumentException("The polynomial has a multiple root.", nameof(squarefree));
        _chain = chain.ToImmutable();
    }

    /// <summary>The number of different real roots in (lo, hi]; null ends are infinite.</summary>
    public int CountHalfOpen(Rational? lo, Rational? hi) => Variations(lo, -1) - Variations(hi, 1);

    /// <summary>The number of different real roots in the open interval; null ends are infinite.</summary>
    public int CountOpen(Rational? lo, Rational? hi) => CountHalfOpen(lo, hi) - (hi is { } h && _chain[0].At(h).IsZero ? 1 : 0);

    // Zeros are dropped. At a root of p itself the next member has the sign p takes on the right, so dropping p counts (lo, hi].
    private int Variations(Rational? x, int side)
    {
        int count = 0, last = 0;
        foreach (var p in _chain)
        {
            int sign = x is { } v ? p.At(v).Sign : p.SignAtInfinity(side);
            if (sign == 0)
                continue;
            if (last != 0 && sign != last)
                count++;
            last = sign;
        }
        return count;
    }
}
