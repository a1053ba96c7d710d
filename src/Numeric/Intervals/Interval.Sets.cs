using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Intervals;

/// <content>Membership, order, intersection and hull.</content>
public readonly partial struct Interval
{
    /// <summary>True when the real number <paramref name="value"/> is a member; false for NaN and the infinities.</summary>
    public bool Contains(double value) => Lo <= value && value <= Hi && double.IsFinite(value);

    /// <inheritdoc/>
    public bool Contains(Interval other) => other.IsEmpty || (Lo <= other.Lo && other.Hi <= Hi);

    /// <inheritdoc/>
    public bool Contains(Rational value)
    {
        if (IsEmpty)
            return false;
        // For a double d: value >= d exactly when RD(value) >= d; value <= d exactly when RU(value) <= d.
        return DoubleRounding.Down(value.Numerator, value.Denominator) >= Lo && DoubleRounding.Up(value.Numerator, value.Denominator) <= Hi;
    }

    /// <summary>True when <paramref name="other"/> lies in the topological interior.</summary>
    public bool InteriorContains(Interval other) =>
        other.IsEmpty
        || ((Lo < other.Lo || double.IsNegativeInfinity(Lo)) && (other.Hi < Hi || double.IsPositiveInfinity(Hi)) && !IsEmpty);

    /// <inheritdoc/>
    public bool IsBelow(Interval other) => Hi < other.Lo && !IsEmpty && !other.IsEmpty;

    /// <inheritdoc/>
    public bool IsNotAbove(Interval other) => Hi <= other.Lo && !IsEmpty && !other.IsEmpty;

    /// <inheritdoc/>
    public static Interval Intersect(Interval x, Interval y)
    {
        double lo = Math.Max(x.Lo, y.Lo), hi = Math.Min(x.Hi, y.Hi);
        return lo <= hi ? Trusted(lo, hi) : Empty;
    }

    /// <inheritdoc/>
    public static Interval Hull(Interval x, Interval y) =>
        // The ends (+inf, -inf) of the empty set are neutral here.
        Trusted(Math.Min(x.Lo, y.Lo), Math.Max(x.Hi, y.Hi));

    /// <inheritdoc/>
    public static Interval Min(Interval x, Interval y) =>
        x.IsEmpty || y.IsEmpty ? Empty : Trusted(Math.Min(x.Lo, y.Lo), Math.Min(x.Hi, y.Hi));

    /// <inheritdoc/>
    public static Interval Max(Interval x, Interval y) =>
        x.IsEmpty || y.IsEmpty ? Empty : Trusted(Math.Max(x.Lo, y.Lo), Math.Max(x.Hi, y.Hi));

    /// <inheritdoc/>
    public static Interval Abs(Interval x)
    {
        if (x.Lo >= 0)
            return x;
        if (x.Hi <= 0)
            return -x;
        return Trusted(0, Math.Max(-x.Lo, x.Hi));
    }

    /// <inheritdoc/>
    public static Interval Sign(Interval x) => x.IsEmpty ? Empty : Trusted(Math.Sign(x.Lo), Math.Sign(x.Hi));
}
