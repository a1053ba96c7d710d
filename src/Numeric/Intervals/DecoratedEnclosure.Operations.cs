using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Intervals;

/// <content>
/// Operations: the value of the operation on values, and the weakest of the operands' decorations and the operation's own on the box
/// (IEEE 1788-2015, 11.6). An operation that is continuous on its operands is Com when its result is bounded and Dac otherwise.
/// </content>
internal readonly partial record struct DecoratedEnclosure<T>
{
    /// <summary>x + y, continuous everywhere.</summary>
    public static DecoratedEnclosure<T> operator +(DecoratedEnclosure<T> x, DecoratedEnclosure<T> y) => Continuous(x.Value + y.Value, Weakest(x, y));

    /// <summary>x - y, continuous everywhere.</summary>
    public static DecoratedEnclosure<T> operator -(DecoratedEnclosure<T> x, DecoratedEnclosure<T> y) => Continuous(x.Value - y.Value, Weakest(x, y));

    /// <summary>x * y, continuous everywhere.</summary>
    public static DecoratedEnclosure<T> operator *(DecoratedEnclosure<T> x, DecoratedEnclosure<T> y) => Continuous(x.Value * y.Value, Weakest(x, y));

    /// <summary>-x, continuous everywhere.</summary>
    public static DecoratedEnclosure<T> operator -(DecoratedEnclosure<T> x) => Continuous(-x.Value, x.Decoration);

    /// <summary>x / y, continuous where y is not 0.</summary>
    public static DecoratedEnclosure<T> operator /(DecoratedEnclosure<T> x, DecoratedEnclosure<T> y) =>
        On(!y.Value.ContainsZero, x.Value / y.Value, Weakest(x, y));

    /// <inheritdoc/>
    public static DecoratedEnclosure<T> Fma(DecoratedEnclosure<T> x, DecoratedEnclosure<T> y, DecoratedEnclosure<T> z) =>
        Continuous(T.Fma(x.Value, y.Value, z.Value), Least(Weakest(x, y), z.Decoration));

    /// <summary>The intersection; not an operation on points, so the decoration is Trv (IEEE 1788-2015, 11.7).</summary>
    public static DecoratedEnclosure<T> Intersect(DecoratedEnclosure<T> x, DecoratedEnclosure<T> y) => new(T.Intersect(x.Value, y.Value), Decoration.Trv);

    /// <summary>The hull; not an operation on points, so the decoration is Trv (IEEE 1788-2015, 11.7).</summary>
    public static DecoratedEnclosure<T> Hull(DecoratedEnclosure<T> x, DecoratedEnclosure<T> y) => new(T.Hull(x.Value, y.Value), Decoration.Trv);

    /// <inheritdoc/>
    public static DecoratedEnclosure<T> Min(DecoratedEnclosure<T> x, DecoratedEnclosure<T> y) => Continuous(T.Min(x.Value, y.Value), Weakest(x, y));

    /// <inheritdoc/>
    public static DecoratedEnclosure<T> Max(DecoratedEnclosure<T> x, DecoratedEnclosure<T> y) => Continuous(T.Max(x.Value, y.Value), Weakest(x, y));

    /// <summary>The sign: defined everywhere, continuous on boxes without 0 and on {0}.</summary>
    public static DecoratedEnclosure<T> Sign(DecoratedEnclosure<T> x)
    {
        DecoratedEnclosure<T> value = Continuous(T.Sign(x.Value), x.Decoration);
        return x.Value.ContainsZero && !x.Value.IsPoint ? value with { Decoration = Least(value.Decoration, Decoration.Def) } : value;
    }

    /// <summary>The square root, defined for x >= 0.</summary>
    public static DecoratedEnclosure<T> Sqrt(DecoratedEnclosure<T> x) => On(x.Value.IsNonnegative, T.Sqrt(x.Value), x.Decoration);

    /// <summary>x^n, defined everywhere for n >= 0 and away from 0 for a negative n.</summary>
    public static DecoratedEnclosure<T> Pow(DecoratedEnclosure<T> x, int n) => On(n >= 0 || !x.Value.ContainsZero, T.Pow(x.Value, n), x.Decoration);

    /// <summary>x^r: as the integer power for an integer r; else defined for x >= 0, and for x > 0 when r is negative.</summary>
    public static DecoratedEnclosure<T> Pow(DecoratedEnclosure<T> x, Rational r)
    {
        bool defined = r.IsInteger
            ? r.Sign >= 0 || !x.Value.ContainsZero
            : r.Sign > 0 ? x.Value.IsNonnegative : x.Value.IsPositive;
        return On(defined, T.Pow(x.Value, r), x.Decoration);
    }

    /// <summary>The logarithm, defined for x > 0.</summary>
    public static DecoratedEnclosure<T> Log(DecoratedEnclosure<T> x) => On(x.Value.IsPositive, T.Log(x.Value), x.Decoration);

    /// <summary>log(1 + x), defined for x > -1.</summary>
    public static DecoratedEnclosure<T> Log1p(DecoratedEnclosure<T> x) => On((-T.One).IsBelow(x.Value), T.Log1p(x.Value), x.Decoration);

    /// <summary>tan x, continuous where its enclosure is bounded (with a pole inside it is the whole line).</summary>
    public static DecoratedEnclosure<T> Tan(DecoratedEnclosure<T> x)
    {
        T value = T.Tan(x.Value);
        return On(value.IsBounded, value, x.Decoration);
    }

    /// <inheritdoc/>
    public static DecoratedEnclosure<T> Abs(DecoratedEnclosure<T> x) => Continuous(T.Abs(x.Value), x.Decoration);

    /// <inheritdoc/>
    public static DecoratedEnclosure<T> Sqr(DecoratedEnclosure<T> x) => Continuous(T.Sqr(x.Value), x.Decoration);

    /// <inheritdoc/>
    public static DecoratedEnclosure<T> Exp(DecoratedEnclosure<T> x) => Continuous(T.Exp(x.Value), x.Decoration);

    /// <inheritdoc/>
    public static DecoratedEnclosure<T> Expm1(DecoratedEnclosure<T> x) => Continuous(T.Expm1(x.Value), x.Decoration);

    /// <inheritdoc/>
    public static DecoratedEnclosure<T> Sin(DecoratedEnclosure<T> x) => Continuous(T.Sin(x.Value), x.Decoration);

    /// <inheritdoc/>
    public static DecoratedEnclosure<T> Cos(DecoratedEnclosure<T> x) => Continuous(T.Cos(x.Value), x.Decoration);

    /// <inheritdoc/>
    public static DecoratedEnclosure<T> Sinh(DecoratedEnclosure<T> x) => Continuous(T.Sinh(x.Value), x.Decoration);

    /// <inheritdoc/>
    public static DecoratedEnclosure<T> Cosh(DecoratedEnclosure<T> x) => Continuous(T.Cosh(x.Value), x.Decoration);

    /// <inheritdoc/>
    public static DecoratedEnclosure<T> Tanh(DecoratedEnclosure<T> x) => Continuous(T.Tanh(x.Value), x.Decoration);

    /// <inheritdoc/>
    public static DecoratedEnclosure<T> Asinh(DecoratedEnclosure<T> x) => Continuous(T.Asinh(x.Value), x.Decoration);

    /// <inheritdoc/>
    public static DecoratedEnclosure<T> Atan(DecoratedEnclosure<T> x) => Continuous(T.Atan(x.Value), x.Decoration);

    /// <inheritdoc/>
    public static DecoratedEnclosure<T> Erf(DecoratedEnclosure<T> x) => Continuous(T.Erf(x.Value), x.Decoration);

    /// <inheritdoc/>
    public static DecoratedEnclosure<T> Sigmoid(DecoratedEnclosure<T> x) => Continuous(T.Sigmoid(x.Value), x.Decoration);

    /// <inheritdoc/>
    public static DecoratedEnclosure<T> Softplus(DecoratedEnclosure<T> x) => Continuous(T.Softplus(x.Value), x.Decoration);

    /// <inheritdoc/>
    public static DecoratedEnclosure<T> LogCosh(DecoratedEnclosure<T> x) => Continuous(T.LogCosh(x.Value), x.Decoration);

    private static DecoratedEnclosure<T> On(bool defined, T value, Decoration operands) =>
        defined ? Continuous(value, operands) : new(value, Decoration.Trv);

    private static DecoratedEnclosure<T> Continuous(T value, Decoration operands) => new(value, Least(Strongest(value), operands));

    private static Decoration Weakest(in DecoratedEnclosure<T> x, in DecoratedEnclosure<T> y) => Least(x.Decoration, y.Decoration);

    private static Decoration Least(Decoration a, Decoration b) => a < b ? a : b;
}
