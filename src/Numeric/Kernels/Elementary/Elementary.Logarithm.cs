namespace BoundCheck.Numeric.Kernels;

internal static partial class Elementary
{
    private const double Ln2 = 0.6931471805599453;

    // Bits of sqrt(1/2): the significand is taken in [sqrt(1/2), sqrt(2)).
    private const long SqrtHalfBits = 0x3fe6a09e667f3bcd;

    // (log((1+s)/(1-s)) - 2s)/s^3 in z = s^2 for 1 <= (1+s)/(1-s) <= sqrt 2; relative error 4.6e-18 of the logarithm.
    private static readonly double[] s_logTail =
    [
        0.666666666666667, 0.39999999999899505, 0.28571428625975487, 0.2222221113479508,
        0.18182889125261723, 0.15331721600556042, 0.14616449685043406,
    ];

    // (cosh(a) - 1)/a^2 = 1/2! + a^2/4! + ...
    private static readonly double[] s_coshTail =
    [
        1.0 / 2, 1.0 / 24, 1.0 / 720, 1.0 / 40320, 1.0 / 3628800, 1.0 / 479001600, 1.0 / 87178291200,
        1.0 / 20922789888000, 1.0 / 6402373705728000,
    ];

    /// <summary>u = 2^k m with m in [sqrt(1/2), sqrt 2): k and f = m - 1, for a positive normal u.</summary>
    private static (Real Exponent, Real Fraction) ReduceLog(Real u)
    {
        const long one = 1023L << 52;
        const double twoTo52 = 4503599627370496.0;
        var biased = (u.Bits() - SqrtHalfBits + one) >>> 52;
        var k = (biased | BitConverter.DoubleToInt64Bits(twoTo52)).AsReal() - (twoTo52 + 1023);
        var m = (u.Bits() - (biased << 52) + one).AsReal();
        return (k, m - 1);
    }

    // log(u) + correction for a positive normal u and a small correction.
    private static Real LogOfNormal(Real u, Real correction)
    {
        var (k, f) = ReduceLog(u);
        var s = f / (2 + f);
        var z = s.Square();
        var tail = z * u.Builder.Horner(z, s_logTail);
        var halfSquare = 0.5 * f.Square();
        // log(1+f) = f - (f^2/2 - s (f^2/2 + tail)) (FreeBSD msun e_log.c, K. Ng 1993).
        var low = s.Fma(halfSquare + tail, k.Fma(Ln2Lo, correction));
        return k.Fma(Ln2Hi, f - (halfSquare - low));
    }

    // f(x) for positive finite x; -inf at 0, NaN below, x itself at +inf and NaN.
    private static Real OnPositive(Real x, Real value)
    {
        var special = x.Is(0).Choose(double.NegativeInfinity, (x < 0).Choose(double.NaN, x));
        return ((x > 0) & (x < double.PositiveInfinity)).Choose(value, special);
    }

    /// <summary>log x.</summary>
    internal static Real Log(Real x)
    {
        var denormal = x < 2.2250738585072014e-308;
        var normal = denormal.Choose(x * 18014398509481984.0, x);
        var value = LogOfNormal(normal, x.Builder.Constant(0.0));
        // log(x) = log(2^54 x) - 54 log 2; cancellation is impossible this far from 1.
        return OnPositive(x, denormal.Choose((value - 54 * Ln2Hi) - 54 * Ln2Lo, value));
    }

    /// <summary>log(1 + x), accurate near 0.</summary>
    internal static Real Log1P(Real x)
    {
        var u = 1 + x;
        var shifted = u - 1;
        // Two-sum (D. Knuth): 1 + x = u + error exactly.
        var error = (1 - (u - shifted)) + (x - shifted);
        var value = IsTiny(x).Choose(x, LogOfNormal(u, error / u));
        return OnPositive(u, value);
    }

    /// <summary>log(1 + e^x) = max(x, 0) + log(1 + e^-|x|).</summary>
    internal static Real Softplus(Real x) => x.AtLeast(0) + Log1P(Exp(-x.Abs()));

    /// <summary>log(cosh x) without overflow, accurate near 0.</summary>
    internal static Real LogCosh(Real x)
    {
        var a = x.Abs();
        var far = a > 1;
        var z = a.Square();
        // cosh a - 1 by its series, whose tenth term is below 1e-18; far out log cosh a = a - log 2 + log(1 + e^-2a).
        var value = Log1P(far.Choose(Exp(-(a + a)), z * x.Builder.Horner(z, s_coshTail)));
        return value + far.Choose((a - Ln2) - 2.3190468138462996e-17, 0);
    }

    /// <summary>asinh x.</summary>
    internal static Real Asinh(Real x)
    {
        var a = x.Abs();
        var far = a > 1.152921504606847e18;
        var square = far.Choose(1, a).Square();
        // asinh a = log(1 + a + a^2/(1 + sqrt(1 + a^2))); beyond 2^60 it is log(2a) to all digits.
        var argument = far.Choose(a, a + square / (1 + (1 + square).Sqrt()));
        var value = Log1P(argument);
        return far.Choose(value + Ln2, value).WithSignOf(x);
    }

    /// <summary>x^exponent for x >= 0, with the logarithm carried to about 70 bits; NaN for x below 0.</summary>
    internal static Real Power(Real x, double exponent, double exponentLow)
    {
        var denormal = x < 2.2250738585072014e-308;
        var (k, f) = ReduceLog(denormal.Choose(x * 18014398509481984.0, x));
        k = denormal.Choose(k - 54, k);
        var s = f / (2 + f);
        var z = s.Square();
        var tail = z * x.Builder.Horner(z, s_logTail);
        var half = 0.5 * f;
        var halfSquare = half * f;
        var halfSquareLow = half.Fma(f, -halfSquare);
        // log x = k Ln2Hi + (f - f^2/2) + small, each sum with its rounding error kept.
        var difference = f - halfSquare;
        var differenceLow = (f - difference) - halfSquare;
        var high = k.Fma(Ln2Hi, difference);
        var product = k * Ln2Hi;
        var highLow = Choose(k.Is(0), x.Builder.Constant(0.0), (product - high) + difference);
        var rest = highLow + (differenceLow - halfSquareLow) + s.Fma(halfSquare + tail, k * Ln2Lo);
        var sum = high + rest;
        var low = (high - sum) + rest;
        high = sum;
        var y = high * exponent;
        var yLow = high.Fma(exponent, -y) + low.Fma(exponent, high * exponentLow);
        var far = y.Abs() > 800;
        var value = Exp(y, far.Choose(0, yLow));
        double atZero = exponent > 0 ? 0 : double.PositiveInfinity, atInfinity = exponent > 0 ? double.PositiveInfinity : 0;
        var special = x.Is(0).Choose(atZero, (x < 0).Choose(double.NaN, x.Is(double.PositiveInfinity).Choose(atInfinity, x)));
        return ((x > 0) & (x < double.PositiveInfinity)).Choose(value, special);

        static Real Choose(Truth condition, Real then, Real otherwise) => condition.Choose(then, otherwise);
    }
}
