using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;
using static BoundCheck.Numeric.Tests.Intervals.Oracle.MpfrNative;

namespace BoundCheck.Numeric.Tests.Intervals.Oracle;

/// <summary>An elementary function in three forms: doubles, arbitrary precision, and the oracle.</summary>
/// <param name="Name">The name in the interval types.</param>
/// <param name="Narrow">The function on double intervals.</param>
/// <param name="Wide">The function on arbitrary-precision intervals.</param>
/// <param name="Oracle">MPFR: rounds the function correctly in the given mode, or within far less than the precision compared.</param>
/// <param name="Domain">Least argument (exclusive where the function is unbounded there).</param>
/// <param name="Scale">A typical magnitude where the function is interesting; samples also cover all exponents.</param>
internal sealed record OracleFunction(
    string Name,
    Func<Interval, Interval> Narrow,
    Func<BigInterval, BigInterval> Wide,
    Unary Oracle,
    double Domain,
    double Scale)
{
    public static IReadOnlyList<OracleFunction> All { get; } =
    [
        new("Sqrt", Interval.Sqrt, BigInterval.Sqrt, mpfr_sqrt, 0, 100),
        new("Exp", Interval.Exp, BigInterval.Exp, mpfr_exp, double.NegativeInfinity, 30),
        new("Expm1", Interval.Expm1, BigInterval.Expm1, mpfr_expm1, double.NegativeInfinity, 5),
        new("Log", Interval.Log, BigInterval.Log, mpfr_log, double.Epsilon, 2),
        new("Log1p", Interval.Log1p, BigInterval.Log1p, mpfr_log1p, Math.BitIncrement(-1.0), 1),
        new("Sin", Interval.Sin, BigInterval.Sin, mpfr_sin, double.NegativeInfinity, 20),
        new("Cos", Interval.Cos, BigInterval.Cos, mpfr_cos, double.NegativeInfinity, 20),
        new("Tan", Interval.Tan, BigInterval.Tan, mpfr_tan, double.NegativeInfinity, 20),
        new("Sinh", Interval.Sinh, BigInterval.Sinh, mpfr_sinh, double.NegativeInfinity, 5),
        new("Cosh", Interval.Cosh, BigInterval.Cosh, mpfr_cosh, double.NegativeInfinity, 5),
        new("Tanh", Interval.Tanh, BigInterval.Tanh, mpfr_tanh, double.NegativeInfinity, 3),
        new("Asinh", Interval.Asinh, BigInterval.Asinh, mpfr_asinh, double.NegativeInfinity, 3),
        new("Atan", Interval.Atan, BigInterval.Atan, mpfr_atan, double.NegativeInfinity, 3),
        new("Erf", Interval.Erf, BigInterval.Erf, mpfr_erf, double.NegativeInfinity, 3),
        new("Sigmoid", Interval.Sigmoid, BigInterval.Sigmoid, Sigmoid, double.NegativeInfinity, 10),
        new("Softplus", Interval.Softplus, BigInterval.Softplus, Softplus, double.NegativeInfinity, 10),
        new("LogCosh", Interval.LogCosh, BigInterval.LogCosh, LogCosh, double.NegativeInfinity, 3),
    ];

    public override string ToString() => Name;

    /// <summary>1/(1 + exp(-x)) with 128 more digits than the result; every step is rounded so that the result keeps the direction.</summary>
    private static int Sigmoid(ref Number result, ref Number x, int rounding)
    {
        // Below, 1 + exp(x) differs from 1 by less than 2^-2800.
        if (mpfr_cmp_d(ref x, -2000) < 0)
            return mpfr_exp(ref result, ref x, rounding);
        int opposite = MpfrValue.Up + MpfrValue.Down - rounding;
        int working = (int)result.Precision + 128;
        using MpfrValue t = new(working), one = new(working);
        one.Set(1.0);
        Negate(t, ref x);
        mpfr_exp(ref t.Number, ref t.Number, opposite);
        mpfr_add(ref t.Number, ref t.Number, ref one.Number, opposite);
        return mpfr_div(ref result, ref one.Number, ref t.Number, rounding);
    }

    /// <summary>log1p(exp(x)), plus x after reflecting when x is positive; every step is increasing.</summary>
    private static int Softplus(ref Number result, ref Number x, int rounding)
    {
        if (mpfr_cmp_d(ref x, -2000) < 0)
            return mpfr_exp(ref result, ref x, rounding);
        int working = (int)result.Precision + 1200;
        using MpfrValue t = new(working);
        bool positive = mpfr_cmp_d(ref x, 0) > 0;
        if (positive)
            Negate(t, ref x);
        else
            mpfr_set(ref t.Number, ref x, rounding);
        mpfr_exp(ref t.Number, ref t.Number, rounding);
        mpfr_log1p(ref t.Number, ref t.Number, rounding);
        if (positive)
            mpfr_add(ref t.Number, ref t.Number, ref x, rounding);
        return mpfr_set(ref result, ref t.Number, rounding);
    }

    /// <summary>log1p(2 sinh(x/2)^2), or |x| - log 2 + log1p(exp(-2|x|)) from 1 on; every step is increasing.</summary>
    private static int LogCosh(ref Number result, ref Number x, int rounding)
    {
        int opposite = MpfrValue.Up + MpfrValue.Down - rounding;
        int working = (int)result.Precision + 1200;
        using MpfrValue a = new(working), t = new(working);
        mpfr_set(ref a.Number, ref x, rounding);
        if (mpfr_cmp_d(ref x, 0) < 0)
            Negate(a, ref x);
        if (mpfr_cmp_d(ref a.Number, 1) < 0)
        {
            mpfr_mul_2si(ref t.Number, ref a.Number, -1, rounding);
            mpfr_sinh(ref t.Number, ref t.Number, rounding);
            mpfr_mul(ref t.Number, ref t.Number, ref t.Number, rounding);
            mpfr_mul_2si(ref t.Number, ref t.Number, 1, rounding);
            mpfr_log1p(ref t.Number, ref t.Number, rounding);
            return mpfr_set(ref result, ref t.Number, rounding);
        }
        Negate(t, ref a.Number);
        mpfr_mul_2si(ref t.Number, ref t.Number, 1, rounding);
        mpfr_exp(ref t.Number, ref t.Number, rounding);
        mpfr_log1p(ref t.Number, ref t.Number, rounding);
        mpfr_add(ref t.Number, ref t.Number, ref a.Number, rounding);
        mpfr_const_log2(ref a.Number, opposite);
        mpfr_sub(ref t.Number, ref t.Number, ref a.Number, rounding);
        return mpfr_set(ref result, ref t.Number, rounding);
    }

    private static void Negate(MpfrValue result, ref Number x)
    {
        result.Set(-1.0);
        mpfr_mul(ref result.Number, ref result.Number, ref x, 0);
    }
}
