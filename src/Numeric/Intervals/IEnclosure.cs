using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Intervals;

/// <summary>
/// A closed extended real interval in some number format: the abstraction that lets an evaluator be written once and run in doubles
/// (<see cref="Interval"/>) or in arbitrary precision (<see cref="Precision.BigInterval"/>).
/// </summary>
/// <remarks>
/// Every operation is an enclosure: the result contains the value of the real operation at every point of the operands where it is
/// defined, and is empty where it is defined nowhere (IEEE 1788-2015, set-based flavour). Whether it was defined everywhere is the
/// business of <see cref="DecoratedEnclosure{T}"/>.
/// </remarks>
/// <typeparam name="T">The implementing type.</typeparam>
public interface IEnclosure<T> : IEquatable<T>, IRing<T>
    where T : struct, IEnclosure<T>
{
    /// <summary>The empty set.</summary>
    static abstract T Empty { get; }

    /// <summary>The whole real line.</summary>
    static abstract T Entire { get; }

    /// <summary>The point 0, exact.</summary>
    static abstract T Zero { get; }

    /// <summary>The point 1, exact.</summary>
    static abstract T One { get; }

    /// <summary>True for the empty set.</summary>
    bool IsEmpty { get; }

    /// <summary>True when the set is a single real number.</summary>
    bool IsPoint { get; }

    /// <summary>True when both ends are finite; the empty set is bounded.</summary>
    bool IsBounded { get; }

    /// <summary>True when 0 is a member.</summary>
    bool ContainsZero { get; }

    /// <summary>True when the set is not empty and every member is above 0.</summary>
    bool IsPositive { get; }

    /// <summary>True when the set is not empty and every member is below 0.</summary>
    bool IsNegative { get; }

    /// <summary>True when the set is not empty and no member is below 0.</summary>
    bool IsNonnegative { get; }

    /// <summary>True when the set is not empty and no member is above 0.</summary>
    bool IsNonpositive { get; }

    /// <summary>Significant binary digits of the ends that results are rounded to (53 for doubles).</summary>
    int Precision { get; }

    /// <summary>The lower end as a point. Throws <see cref="InvalidOperationException"/> where there is no finite lower end.</summary>
    T LowerPoint { get; }

    /// <summary>The upper end as a point. Throws <see cref="InvalidOperationException"/> where there is no finite upper end.</summary>
    T UpperPoint { get; }

    /// <summary>A member near the middle as a point (any finite member when an end is infinite). Throws on the empty set.</summary>
    T MidPoint { get; }

    /// <summary>True when <paramref name="other"/> is a subset.</summary>
    bool Contains(T other);

    /// <summary>True when the exact number <paramref name="value"/> is a member.</summary>
    bool Contains(Rational value);

    /// <summary>True when neither set is empty and every member of this one is below every member of <paramref name="other"/>.</summary>
    bool IsBelow(T other);

    /// <summary>True when neither set is empty and no member of this one is above a member of <paramref name="other"/>.</summary>
    bool IsNotAbove(T other);

    /// <summary>The tightest enclosure in doubles, ends rounded outward.</summary>
    Interval ToInterval();

    /// <summary>An enclosure of an exact rational with ends of <paramref name="precision"/> binary digits (ignored in doubles: 53).</summary>
    static abstract T FromRational(Rational value, int precision);

    /// <summary>The same set, carrying <paramref name="precision"/> binary digits into later operations; never rounded inward.</summary>
    static abstract T FromInterval(Interval value, int precision);

    /// <summary>An enclosure of pi.</summary>
    static abstract T Pi(int precision);

    /// <summary>An enclosure of e = exp(1).</summary>
    static abstract T E(int precision);

    /// <summary>x / y over the members of y that are not 0.</summary>
    static abstract T operator /(T x, T y);

    /// <summary>x * y + z with one rounding.</summary>
    static abstract T Fma(T x, T y, T z);

    /// <summary>The intersection of the two sets.</summary>
    static abstract T Intersect(T x, T y);

    /// <summary>The smallest interval that contains both sets.</summary>
    static abstract T Hull(T x, T y);

    /// <summary>min(x, y).</summary>
    static abstract T Min(T x, T y);

    /// <summary>max(x, y).</summary>
    static abstract T Max(T x, T y);

    /// <summary>|x|, exact.</summary>
    static abstract T Abs(T x);

    /// <summary>The sign, -1, 0 or 1.</summary>
    static abstract T Sign(T x);

    /// <summary>x squared.</summary>
    static abstract T Sqr(T x);

    /// <summary>The square root, over the members that are not negative.</summary>
    static abstract T Sqrt(T x);

    /// <summary>x^n; 0^0 is 1; a negative n leaves out x = 0.</summary>
    static abstract T Pow(T x, int n);

    /// <summary>
    /// x^r. An integer r is the integer power. Any other r is defined for x >= 0 only (x > 0 when r is negative): no odd root of a negative number is taken.
    /// </summary>
    static abstract T Pow(T x, Rational r);

    /// <summary>e^x.</summary>
    static abstract T Exp(T x);

    /// <summary>e^x - 1, accurate near 0.</summary>
    static abstract T Expm1(T x);

    /// <summary>The natural logarithm, over the positive members.</summary>
    static abstract T Log(T x);

    /// <summary>log(1 + x), accurate near 0, over the members above -1.</summary>
    static abstract T Log1p(T x);

    /// <summary>sin x.</summary>
    static abstract T Sin(T x);

    /// <summary>cos x.</summary>
    static abstract T Cos(T x);

    /// <summary>tan x, over the members where it is defined (the whole line when a pole may lie inside).</summary>
    static abstract T Tan(T x);

    /// <summary>sinh x.</summary>
    static abstract T Sinh(T x);

    /// <summary>cosh x.</summary>
    static abstract T Cosh(T x);

    /// <summary>tanh x.</summary>
    static abstract T Tanh(T x);

    /// <summary>The inverse of sinh.</summary>
    static abstract T Asinh(T x);

    /// <summary>The arctangent, in (-pi/2, pi/2).</summary>
    static abstract T Atan(T x);

    /// <summary>The error function, 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x.</summary>
    static abstract T Erf(T x);

    /// <summary>1/(1 + exp(-x)).</summary>
    static abstract T Sigmoid(T x);

    /// <summary>log(1 + exp(x)).</summary>
    static abstract T Softplus(T x);

    /// <summary>log(cosh(x)).</summary>
    static abstract T LogCosh(T x);

    /// <inheritdoc/>
    static T IRing<T>.OneLike(T x) => T.One;

    /// <inheritdoc/>
    static T IRing<T>.Square(T x) => T.Sqr(x);
}
