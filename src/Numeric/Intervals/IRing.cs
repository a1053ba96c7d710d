using System.Numerics;

namespace BoundCheck.Numeric.Intervals;

/// <summary>
/// Numbers that can be added, subtracted and multiplied, whatever they stand for: doubles, enclosures, exact reals, values of a kernel under
/// construction. A formula over it is written once and runs in all of them.
/// </summary>
/// <typeparam name="T">The implementing type.</typeparam>
public interface IRing<T> : IAdditionOperators<T, T, T>, ISubtractionOperators<T, T, T>, IMultiplyOperators<T, T, T>, IUnaryNegationOperators<T, T>
    where T : IRing<T>
{
    /// <summary>1, of the kind (precision, kernel) of a number.</summary>
    static abstract T OneLike(T x);

    /// <summary>x * x; in enclosures tighter than the product.</summary>
    static abstract T Square(T x);

    /// <summary>x * y + z, with one rounding where the format can.</summary>
    static virtual T MultiplyAdd(T x, T y, T z) => x * y + z;

    /// <summary>z - x * y, with one rounding where the format can.</summary>
    static virtual T NegatedMultiplyAdd(T x, T y, T z) => z - x * y;
}
