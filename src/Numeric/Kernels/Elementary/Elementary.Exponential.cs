namespace BoundCheck.Numeric.Kernels;

/// <summary>
/// Elementary functions written in kernel operations, so that one text defines the scalar and every vector form.
/// No tables, no branches, no libm; accuracy is at most 4 ulp over the whole range, measured against correctly rounded values.
/// Polynomial coefficients were fitted at Chebyshev nodes in 60-digit arithmetic; the error stated is of the polynomial with rounded coefficients.
/// </summary>
internal static partial class Elementary
{
    private const double Log2E = 1.4426950408889634;

    /// <summary>Upper part of log 2 with 32 significant bits, so that k*Ln2Hi is exact for |k| below 2^21 (W. Cody, W. Waite 1980).</summary>
    private const double Ln2Hi = 6.93147180369123816490e-01;

    private const double Ln2Lo = 1.90821492927058770002e-10;

    // Adding 3*2^51 + 1023 rounds to an integer k and leaves k + 1023, the exponent field of 2^k, in the low bits.
    private const double RoundToExponent = 6755399441055744.0 + 1023;

    private static readonly long s_roundToExponentBits = BitConverter.DoubleToInt64Bits(RoundToExponent);

    // (e^r - 1 - r)/r^2 on |r| <= log(2)/2; error 3.9e-17 relative to e^r - 1.
    private static readonly double[] s_expTail =
    [
        0.5000000000000001, 0.16666666666666669, 0.041666666666624164, 0.008333333333330065, 0.0013888888917196719,
        0.00019841269863040545, 2.4801521322368692e-05, 2.7557268480310024e-06, 2.7620075879983367e-07, 2.5100375832561234e-08,
    ];

    /// <summary>x = k log 2 + r with |r| at most (log 2)/2, and e^r - 1; the bits of Biased end in k + 1023.</summary>
    private readonly record struct ExpParts(Real Biased, Real ExpM1OfRemainder)
    {
        /// <summary>k as a 64-bit integer.</summary>
        internal Word Exponent => Biased.Bits() - s_roundToExponentBits;

        /// <summary>2^k, for k in [-1022, 1023].</summary>
        internal Real Scale => (Biased.Bits() << 52).AsReal();
    }

    private static ExpParts ReduceExp(Real x, Real? correction = null)
    {
        var biased = x.Fma(Log2E, RoundToExponent);
        var k = biased - RoundToExponent;
        var r = k.Fma(-Ln2Lo, k.Fma(-Ln2Hi, x));
        if (correction is { } low)
            r += low;
        return new ExpParts(biased, r.Square().Fma(x.Builder.Horner(r, s_expTail), r));
    }

    /// <summary>numerator/sqrt(x) for x >= 1, from the machine's estimate of the root; NaN once x overflows.</summary>
    /// <remarks>
    /// With e = 1 - x y², |e| at most 2^-13 for an estimate y good to 2^-14: 1/sqrt(x) = y (1 - e)^(-1/2) = y (1 + e/2 + 3e²/8 + 5e³/16 + ...).
    /// The term 35e⁴/128 is put back by its Chebyshev economisation e⁴ ≈ 2^-26 e², which leaves 2^-57: one step does what takes Newton two.
    /// </remarks>
    internal static Real OverSqrt(Real x, Real? numerator = null)
    {
        var y = x.Builder.Real(Op.ReciprocalSqrtEstimate, x.Id);
        var e = (x * y).NegatedFma(y, 1);
        var series = e.Fma(0.3125, 0.375 + 35.0 / 128 / 67108864).Fma(e, 0.5);
        var z = numerator is { } n ? n * y : y;
        return (z * e).Fma(series, z);
    }

    /// <summary>e^x.</summary>
    internal static Real Exp(Real x) => Exp(x, null);

    // e^(x + correction), |correction| small against 1.
    private static Real Exp(Real x, Real? correction)
    {
        // e^710 overflows and e^-746 is below half the least denormal, so the clamp changes no result.
        var parts = ReduceExp(x.AtMost(710).AtLeast(-746), correction);
        // 2^k in two factors: k runs over [-1076, 1024], past the range of one.
        var k = parts.Exponent;
        var half = ((k + 2048) >>> 1) - 1024;
        var first = ((half + 1023) << 52).AsReal();
        var second = ((k - half + 1023) << 52).AsReal();
        return parts.ExpM1OfRemainder.Fma(first, first) * second;
    }

    /// <summary>e^x - 1, accurate near 0.</summary>
    internal static Real ExpM1(Real x)
    {
        // Below -40 the result rounds to -1.
        var parts = ReduceExp(x.AtMost(710).AtLeast(-40));
        // e^x - 1 = 2((e^r - 1) 2^(k-1) + (2^(k-1) - 1/2)), k <= 1024.
        var scale = ((parts.Exponent + 1022) << 52).AsReal();
        var half = parts.ExpM1OfRemainder.Fma(scale, scale - 0.5);
        return IsTiny(x).Choose(x, half + half);
    }

    /// <summary>tanh x = t/(t + 2), t = e^(2|x|) - 1, with the sign of x.</summary>
    internal static Real Tanh(Real x)
    {
        var a = x.Abs();
        // e^40 - 1 over e^40 + 1 rounds to 1.
        var parts = ReduceExp((a + a).AtMost(40));
        var scale = parts.Scale;
        var t = parts.ExpM1OfRemainder.Fma(scale, scale - 1);
        return (t / (t + 2)).WithSignOf(x);
    }

    /// <summary>sinh x.</summary>
    internal static Real Sinh(Real x)
    {
        var (quarterM1, quarter) = QuarterExp(x);
        // sinh a = ((e^a - 1) + (e^a - 1)/e^a)/2, in quarters of e^a so that only the result can overflow.
        var half = quarterM1 + quarterM1 / (4 * quarter);
        return IsTiny(x).Choose(x, (half + half).WithSignOf(x));
    }

    /// <summary>cosh x.</summary>
    internal static Real Cosh(Real x)
    {
        var (_, quarter) = QuarterExp(x);
        // cosh a = 2(e^a/4 + 1/(16 e^a/4)).
        var half = quarter + 0.0625 / quarter;
        return half + half;
    }

    // (e^|x| - 1)/4 and e^|x|/4.
    private static (Real ExpM1, Real Exp) QuarterExp(Real x)
    {
        // sinh and cosh overflow from 710.48 on.
        var parts = ReduceExp(x.Abs().AtMost(710.6));
        var scale = ((parts.Exponent + 1021) << 52).AsReal();
        return (parts.ExpM1OfRemainder.Fma(scale, scale - 0.25), parts.ExpM1OfRemainder.Fma(scale, scale));
    }

    /// <summary>1/(1 + e^-x).</summary>
    internal static Real Sigmoid(Real x)
    {
        // With e = e^-|x|: 1/(1 + e) for x >= 0, e/(1 + e) otherwise; no overflow, no cancellation.
        var e = Exp(-x.Abs());
        return (x >= 0).Choose(1, e) / (1 + e);
    }

    // Below 2^-54 in magnitude f(x) = x + O(x^2) rounds to x (and keeps the sign of zero).
    private static Truth IsTiny(Real x) => x.Abs() < 5.5511151231257827e-17;
}
