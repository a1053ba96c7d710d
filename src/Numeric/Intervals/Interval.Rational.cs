using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Intervals;

/// <content>Constants of the abstraction and exact rationals.</content>
public readonly partial struct Interval
{
    /// <summary>The tightest enclosure of an exact rational: a point when it is a double.</summary>
    public static Interval FromRational(Rational value) =>
        Trusted(DoubleRounding.Down(value.Numerator, value.Denominator), DoubleRounding.Up(value.Numerator, value.Denominator));

    /// <inheritdoc/>
    static Interval IEnclosure<Interval>.FromRational(Rational value, int precision) => FromRational(value);

    /// <inheritdoc/>
    static Interval IEnclosure<Interval>.FromInterval(Interval value, int precision) => value;

    /// <inheritdoc/>
    static Interval IEnclosure<Interval>.Pi(int precision) => Pi;

    /// <inheritdoc/>
    static Interval IEnclosure<Interval>.E(int precision) => E;
}
