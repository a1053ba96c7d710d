using System.Numerics;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;

namespace BoundCheck.Numeric.Trajectories;

/// <summary>A number that a measured run can be made in: 53 significant bits, with the exponents of doubles or with any exponent; or more bits.</summary>
internal interface IRunNumber<T> : IRing<T>, IDivisionOperators<T, T, T>
    where T : struct, IRunNumber<T>
{
    /// <summary>Whether it is exactly 0.</summary>
    bool IsZero { get; }

    /// <summary>-1, 0 or 1.</summary>
    int Sign { get; }

    /// <summary>1.</summary>
    static abstract T One { get; }

    /// <summary>The number itself, or for any exponent the nearest value.</summary>
    static abstract T From(BigFloat value);

    /// <summary>The value to so many bits, in a format that has the choice.</summary>
    static virtual T From(BigFloat value, int bits) => T.From(value);

    /// <summary>The double itself.</summary>
    static abstract T From(double value);

    /// <summary>|x|.</summary>
    static abstract T Abs(T x);

    /// <summary>The square root of x >= 0.</summary>
    static abstract T Sqrt(T x);

    /// <summary>sqrt(x² + y²), where the squares are numbers of the format.</summary>
    static abstract T Hypot(T x, T y);

    /// <summary>Whether |x| &lt;= |y|.</summary>
    static abstract bool IsNoLarger(T x, T y);

    /// <summary>The nearest double, which may be 0 or infinite.</summary>
    double ToDouble();

    /// <summary>The number, exactly (it is finite).</summary>
    BigFloat ToBigFloat();

    /// <inheritdoc/>
    static T IRing<T>.OneLike(T x) => T.One;

    /// <inheritdoc/>
    static T IRing<T>.Square(T x) => x * x;
}
