using System.Numerics;

namespace BoundCheck.Numeric.Precision;

/// <summary>Whether any, any even and any odd integer lies between two numbers.</summary>
internal readonly record struct Integers(bool Any, bool AnyEven, bool AnyOdd)
{
    /// <summary>The integers in [lo, hi] for finite lo &lt;= hi.</summary>
    public static Integers Between(BigFloat lo, BigFloat hi)
    {
        BigInteger first = -BigFloat.Floor(-lo), last = BigFloat.Floor(hi);
        if (first > last)
            return new Integers(false, false, false);
        bool both = last > first;
        return new Integers(true, both || first.IsEven, both || !first.IsEven);
    }
}
