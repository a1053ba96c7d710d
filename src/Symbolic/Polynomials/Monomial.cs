using System.Collections.Immutable;

namespace BoundCheck.Symbolic.Polynomials;

/// <summary>A power product of indeterminates, which are numbered from 0; the empty product is 1.</summary>
/// <remarks>Ordered by total degree, then lexicographically with lower numbers first: an admissible order, so leading terms multiply.</remarks>
public sealed class Monomial : IEquatable<Monomial>, IComparable<Monomial>
{
    private readonly int _hash;

    private Monomial(ImmutableArray<(int Index, int Exponent)> factors)
    {
        Factors = factors;
        var hash = new HashCode();
        foreach (var (index, exponent) in factors)
        {
            hash.Add(index);
            hash.Add(exponent);
            Degree += exponent;
        }
        _hash = hash.ToHashCode();
    }

    /// <summary>The factors by ascending index, each exponent at least 1.</summary>
    public ImmutableArray<(int Index, int Exponent)> Factors { get; }

    /// <summary>The total degree.</summary>
    public int Degree { get; }

    /// <summary>1.</summary>
    public static Monomial One { get; } = new([]);

    /// <summary>index^exponent, for exponent >= 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative index or exponent.</exception>
    public static Monomial Of(int index, int exponent = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfNegative(exponent);
        return exponent == 0 ? One : new Monomial([(index, exponent)]);
    }

    /// <summary>The exponent of an indeterminate, 0 when it does not occur.</summary>
    public int ExponentOf(int index)
    {
        foreach (var (i, e) in Factors)
        {
            if (i == index)
                return e;
        }
        return 0;
    }

    /// <summary>Without one indeterminate.</summary>
    public Monomial Without(int index) => ExponentOf(index) == 0 ? this : new Monomial(Factors.RemoveAll(f => f.Index == index));

    /// <summary>The product.</summary>
    /// <exception cref="OverflowException">An exponent leaves the range of int.</exception>
    public static Monomial operator *(Monomial a, Monomial b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return Merge(a, b, (p, q) => checked(p + q));
    }

    /// <summary>The greatest common divisor.</summary>
    public static Monomial Gcd(Monomial a, Monomial b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return Merge(a, b, Math.Min);
    }

    /// <summary>a/b when b divides a, else null.</summary>
    public static Monomial? Divide(Monomial a, Monomial b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        foreach (var (index, exponent) in b.Factors)
        {
            if (a.ExponentOf(index) < exponent)
                return null;
        }
        return Merge(a, b, (p, q) => p - q);
    }

    private static Monomial Merge(Monomial a, Monomial b, Func<int, int, int> combine)
    {
        var result = ImmutableArray.CreateBuilder<(int, int)>(a.Factors.Length + b.Factors.Length);
        int i = 0, j = 0;
        while (i < a.Factors.Length || j < b.Factors.Length)
        {
            int p = i < a.Factors.Length ? a.Factors[i].Index : int.MaxValue;
            int q = j < b.Factors.Length ? b.Factors[j].Index : int.MaxValue;
            int exponent = combine(p <= q ? a.Factors[i++].Exponent : 0, q <= p ? b.Factors[j++].Exponent : 0);
            if (exponent != 0)
                result.Add((Math.Min(p, q), exponent));
        }
        return result.Count == 0 ? One : new Monomial(result.ToImmutable());
    }

    /// <inheritdoc/>
    public int CompareTo(Monomial? other)
    {
        if (other is null)
            return 1;
        if (Degree != other.Degree)
            return Degree.CompareTo(other.Degree);
        for (int i = 0; i < Factors.Length && i < other.Factors.Length; i++)
        {
            var (p, e) = Factors[i];
            var (q, f) = other.Factors[i];
            if (p != q)
                return q.CompareTo(p);
            if (e != f)
                return e.CompareTo(f);
        }
        return Factors.Length.CompareTo(other.Factors.Length);
    }

    /// <inheritdoc/>
    public bool Equals(Monomial? other) => other is not null && _hash == other._hash && Factors.AsSpan().SequenceEqual(other.Factors.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Monomial);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>Order.</summary>
    public static bool operator <(Monomial a, Monomial b) => Comparer<Monomial>.Default.Compare(a, b) < 0;

    /// <summary>Order.</summary>
    public static bool operator >(Monomial a, Monomial b) => Comparer<Monomial>.Default.Compare(a, b) > 0;

    /// <summary>Order.</summary>
    public static bool operator <=(Monomial a, Monomial b) => Comparer<Monomial>.Default.Compare(a, b) <= 0;

    /// <summary>Order.</summary>
    public static bool operator >=(Monomial a, Monomial b) => Comparer<Monomial>.Default.Compare(a, b) >= 0;

    /// <summary>Equality.</summary>
    public static bool operator ==(Monomial? a, Monomial? b) => a is null ? b is null : a.Equals(b);

    /// <summary>Inequality.</summary>
    public static bool operator !=(Monomial? a, Monomial? b) => !(a == b);

    /// <inheritdoc/>
    public override string ToString() =>
        Factors.IsEmpty ? "1" : string.Join('*', Factors.Select(f => f.Exponent == 1 ? $"t{f.Index}" : $"t{f.Index}^{f.Exponent}"));
}
