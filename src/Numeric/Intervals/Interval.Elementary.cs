using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Intervals;

/// <content>Elementary functions.</content>
public readonly partial struct Interval
{
    /// <summary>Digits of the arbitrary-precision evaluation: enough that rounding to double is the tightest in all but rare cases.</summary>
    private const int WorkingDigits = 80;

    /// <inheritdoc/>
    public static Interval Exp(Interval x) => BigInterval.Exp(Widened(x)).ToInterval();

    /// <inheritdoc/>
    public static Interval Expm1(Interval x) => BigInterval.Expm1(Widened(x)).ToInterval();

    /// <inheritdoc/>
    public static Interval Log(Interval x) => BigInterval.Log(Widened(x)).ToInterval();

    /// <inheritdoc/>
    public static Interval Log1p(Interval x) => BigInterval.Log1p(Widened(x)).ToInterval();

    /// <inheritdoc/>
    public static Interval Sin(Interval x) => BigInterval.Sin(Widened(x)).ToInterval();

    /// <inheritdoc/>
    public static Interval Cos(Interval x) => BigInterval.Cos(Widened(x)).ToInterval();

    /// <inheritdoc/>
    public static Interval Tan(Interval x) => BigInterval.Tan(Widened(x)).ToInterval();

    /// <inheritdoc/>
    public static Interval Sinh(Interval x) => BigInterval.Sinh(Widened(x)).ToInterval();

    /// <inheritdoc/>
    public static Interval Cosh(Interval x) => BigInterval.Cosh(Widened(x)).ToInterval();

    /// <inheritdoc/>
    public static Interval Tanh(Interval x) => BigInterval.Tanh(Widened(x)).ToInterval();

    /// <inheritdoc/>
    public static Interval Asinh(Interval x) => BigInterval.Asinh(Widened(x)).ToInterval();

    /// <inheritdoc/>
    public static Interval Atan(Interval x) => BigInterval.Atan(Widened(x)).ToInterval();

    /// <inheritdoc/>
    public static Interval Erf(Interval x) => BigInterval.Erf(Widened(x)).ToInterval();

    /// <inheritdoc/>
    public static Interval Sigmoid(Interval x) => BigInterval.Sigmoid(Widened(x)).ToInterval();

    /// <inheritdoc/>
    public static Interval Softplus(Interval x) => BigInterval.Softplus(Widened(x)).ToInterval();

    /// <inheritdoc/>
    public static Interval LogCosh(Interval x) => BigInterval.LogCosh(Widened(x)).ToInterval();

    /// <inheritdoc/>
    public static Interval Pow(Interval x, int n) => BigInterval.Pow(Widened(x), n).ToInterval();

    /// <inheritdoc/>
    public static Interval Pow(Interval x, Rational r) => BigInterval.Pow(Widened(x), r).ToInterval();

    private static BigInterval Widened(Interval x) => BigInterval.FromInterval(x, WorkingDigits);
}
