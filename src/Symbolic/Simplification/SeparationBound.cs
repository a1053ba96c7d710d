using System.Collections.Immutable;
using System.Numerics;
using BoundCheck.Symbolic.Polynomials;

namespace BoundCheck.Symbolic.Simplification;

/// <summary>
/// How small a closed algebraic expression can be without being 0 (Burnikel, Fleischer, Mehlhorn, Schirra: A strong and easily computable
/// separation bound for arithmetic expressions involving radicals, Algorithmica 27, 2000).
/// </summary>
/// <remarks>
/// Each node is a quotient U/L of algebraic integers. u and l bound all conjugates of U and L: they are computed from the bounds of the parts
/// whatever roots an embedding picks. U lies in a field whose degree D over the rationals is at most the product of the indices of the distinct
/// radicals and the degrees of the algebraic numbers given by polynomials, times half of phi(N), where the N-th roots of unity give the sines and cosines. If
/// U != 0 its norm is an integer other than 0, so
/// |U| >= u^-(D-1) and |U/L| >= u^-(D-1)/l.
/// </remarks>
internal sealed class SeparationBound
{
    private const int LargestTurn = 2000;
    private const long LargestDegree = 1 << 16, MostBits = 1L << 40;

    // Upper bounds of log2 of u and l.
    private readonly Dictionary<Expr, (long U, long L)?> _known = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<(Expr, BigInteger)> _radicals = [];
    private BigInteger _degree = 1;
    private BigInteger _turns = 1;

    private readonly IReadOnlyDictionary<Expr, AlgebraicNumber> _roots;

    private SeparationBound(IReadOnlyDictionary<Expr, AlgebraicNumber> roots) => _roots = roots;

    /// <summary>True when the expression is closed and built from rationals by arithmetic, roots, and sines of rational multiples of pi.</summary>
    internal static bool IsAlgebraic(Expr expr) => Bits(expr) is not null;

    /// <summary>An n such that the value, where it is defined, is 0 or at least 2^-n in size; null for other expressions and too large ones.</summary>
    internal static long? Bits(Expr expr) => Bits(expr, ImmutableDictionary<Expr, AlgebraicNumber>.Empty);

    /// <summary>The same with variables that stand for algebraic numbers.</summary>
    internal static long? Bits(Expr expr, IReadOnlyDictionary<Expr, AlgebraicNumber> roots)
    {
        var bound = new SeparationBound(roots);
        foreach (var node in Expr.Postorder(expr))
        {
            // An angle is judged by the function above it.
            bound._known[node] = bound.Of(node) is var (top, bottom) && top <= MostBits && bottom <= MostBits ? (top, bottom) : null;
        }
        if (bound._known[expr] is not var (u, l))
            return null;
        var degree = bound._degree * (bound._turns <= 2 ? 1 : Totient(bound._turns) / 2);
        return degree > LargestDegree ? null : (long)(degree - 1) * u + l;
    }

    private (long U, long L)? Of(Expr node)
    {
        switch (node)
        {
            case Constant c:
                return (Log2(BigInteger.Abs(c.Value.Numerator)), Log2(c.Value.Denominator));
            case Variable or Component when _roots.TryGetValue(node, out var root):
                return OfRoot(root.Polynomial);
            case Sum s:
                // sum of U_i/L_i = sum of (U_i product of the other L_j) / product of the L_j
                long below = 0, largest = long.MinValue;
                foreach (var term in s.Children)
                {
                    if (_known[term] is not var (u, l))
                        return null;
                    below += l;
                    largest = Math.Max(largest, u - l);
                }
                return (Math.Max(0, largest + below) + BitOperations.Log2((uint)s.Children.Length) + 1, below);
            case Product p:
                long top = 0, bottom = 0;
                foreach (var factor in p.Children)
                {
                    if (_known[factor] is not var (u, l))
                        return null;
                    top += u;
                    bottom += l;
                }
                return (top, bottom);
            case Power p:
                return _known[p.Base] is var (up, down) ? Raise(p, up, down) : null;
            case Application { Function: Abs } a:
                return _known[a.Argument];
            case Application { Function: Sin or Cos or Tan } a:
                return Turns(a.Argument) is { } q && Join(q) ? (1, 1) : null;
            default:
                return null;
        }
    }

    // For a root r of a_n x^n + ... + a_0 with integer a_i, a_n r is an algebraic integer; every root has |a_n r| <= |a_n| + max |a_i| (Cauchy).
    private (long U, long L)? OfRoot(Polynomial p)
    {
        _degree *= p.Degree;
        var lead = BigInteger.Abs(p.LeadingCoefficient.Numerator);
        return _degree > LargestDegree ? null : (Log2(lead + p.Coefficients.Max(c => BigInteger.Abs(c.Numerator))), Log2(lead));
    }

    // root(U/L) = root(U L^(k-1))/L = U/root(U^(k-1) L), whichever is the better.
    private (long U, long L)? Raise(Power p, long u, long l)
    {
        var k = p.Exponent.Denominator;
        var n = BigInteger.Abs(p.Exponent.Numerator);
        if (k > 1000 || n > 100_000)
            return null;
        if (!k.IsOne)
        {
            if (_radicals.Add((p.Base, k)))
                _degree *= k;
            long index = (long)k;
            (u, l) = u >= l ? (Up(u + (index - 1) * l, index), l) : (u, Up((index - 1) * u + l, index));
        }
        if (_degree > LargestDegree)
            return null;
        (u, l) = ((long)n * u, (long)n * l);
        return p.Exponent.Sign < 0 ? (l, u) : (u, l);
    }

    // Rounded up; 0 for 0 and 1.
    private static long Log2(BigInteger n) => n.IsZero ? 0 : (long)(n - 1).GetBitLength();

    private static long Up(long a, long k) => (a + k - 1) / k;

    // 2 sin(q pi) and 2 cos(q pi) are sums of two roots of unity of an order that divides 4 den(q): conjugates at most 2, also for the two parts of tan.
    private bool Join(Rational q)
    {
        var order = 4 * q.Denominator;
        _turns = _turns / BigInteger.GreatestCommonDivisor(_turns, order) * order;
        return _turns <= LargestTurn;
    }

    /// <summary>q where the expression is q*pi.</summary>
    internal static Rational? Turns(Expr angle) => angle switch
    {
        NamedConstant n when ReferenceEquals(n, NamedConstant.Pi) => 1,
        Product { Children: [Constant c, NamedConstant n] } when ReferenceEquals(n, NamedConstant.Pi) => c.Value,
        _ => null,
    };

    private static BigInteger Totient(BigInteger n)
    {
        var phi = n;
        for (BigInteger p = 2; p * p <= n; p++)
        {
            if (!(n % p).IsZero)
                continue;
            phi -= phi / p;
            while ((n % p).IsZero)
                n /= p;
        }
        return n > 1 ? phi - phi / n : phi;
    }
}
