using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Precision;

/// <content>Membership, order, intersection and hull.</content>
public readonly partial struct BigInterval
{
    /// <inheritdoc/>
    public bool Contains(BigInterval other) => other.IsEmpty || (Lo <= other.Lo && other.Hi <= Hi);

    /// <summary>True when the finite number <paramref name="value"/> is a member.</summary>
    public bool Contains(BigFloat value) => value.IsFinite && Lo <= value && value <= Hi;

    /// <inheritdoc/>
    public bool Contains(Rational value)
    {
        if (IsEmpty)
            return false;
        BigFloat n = new(value.Numerator, 0), d = new(value.Denominator, 0);
        // lo <= n/d exactly when lo * d <= n, for d > 0.
        return (!Lo.IsFinite || BigFloat.MultiplyExact(Lo, d) <= n) && (!Hi.IsFinite || BigFloat.MultiplyExact(Hi, d) >= n);
    }

    /// <inheritdoc/>
    public bool IsBelow(BigInterval other) => Hi < other.Lo && !IsEmpty && !other.IsEmpty;

    /// <inheritdoc/>
    public bool IsNotAbove(BigInterval other) => Hi <= other.Lo && !IsEmpty && !other.IsEmpty;

    /// <inheritdoc/>
    public static BigInterval Intersect(BigInterval x, BigInterval y)
    {
        BigFloat lo = BigFloat.Max(x.Lo, y.Lo), hi = BigFloat.Min(x.Hi, y.Hi);
        return lo <= hi ? Trusted(lo, hi, Common(x, y)) : Empty;
    }

    /// <inheritdoc/>
    public static BigInterval Hull(BigInterval x, BigInterval y) =>
        // The ends (+inf, -inf) of the empty set are neutral here.
        Trusted(BigFloat.Min(x.Lo, y.Lo), BigFloat.Max(x.Hi, y.Hi), Common(x, y));

    /// <inheritdoc/>
    public static BigInterval Min(BigInterval x, BigInterval y) =>
        x.IsEmpty || y.IsEmpty ? Empty : Trusted(BigFloat.Min(x.Lo, y.Lo), BigFloat.Min(x.Hi, y.Hi), Common(x, y));

    /// <inheritdoc/>
    public static BigInterval Max(BigInterval x, BigInterval y) =>
        x.IsEmpty || y.IsEmpty ? Empty : Trusted(BigFloat.Max(x.Lo, y.Lo), BigFloat.Max(x.Hi, y.Hi), Common(x, y));

    /// <inheritdoc/>
    public static BigInterval Abs(BigInterval x)
    {
        if (x.IsEmpty || x.Lo.Sign >= 0)
            return x;
        if (x.Hi.Sign <= 0)
            return -x;
        return Trusted(BigFloat.Zero, BigFloat.Max(-x.Lo, x.Hi), x.precision);
    }

    /// <inheritdoc/>
    public static BigInterval Sign(BigInterval x) => x.IsEmpty ? Empty : Trusted(x.Lo.Sign, x.Hi.Sign, x.precision);
}
