using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Numbers;

/// <summary>Exact rational ends of arbitrary-precision intervals.</summary>
internal static class RationalEnds
{
    /// <summary>The ends as rationals; null when an end is infinite or the set is empty.</summary>
    internal static (Rational Low, Rational High)? Ends(BigInterval x) =>
        x.IsEmpty || !x.Lo.IsFinite || !x.Hi.IsFinite || Exact(x.Lo) is not { } low || Exact(x.Hi) is not { } high ? null : (low, high);

    /// <summary>A finite number as a rational; null when its exponent is too large to write out.</summary>
    internal static Rational? Exact(BigFloat value)
    {
        const int limit = 1 << 16;
        if (Math.Abs(value.Exponent) > limit)
            return null;
        int e = (int)value.Exponent;
        return e >= 0 ? new Rational(value.Mantissa << e, 1) : new Rational(value.Mantissa, System.Numerics.BigInteger.One << -e);
    }
}
