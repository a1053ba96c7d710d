namespace BoundCheck.Numeric.Kernels;

internal static partial class Elementary
{
    /// <summary>Beyond this magnitude sine and cosine go through the exact reduction of <see cref="LargeAngles"/>.</summary>
    internal const double FastAngleLimit = 1073741824.0;

    private const double TwoOverPi = 0.6366197723675814;

    // pi/2 in three doubles.
    private const double HalfPi1 = 1.5707963267948966;
    private const double HalfPi2 = 6.123233995736766e-17;
    private const double HalfPi3 = -1.4973849048591698e-33;

    private const double RoundToInteger = 6755399441055744.0;

    // (sin(r)/r - 1)/r^2 and (cos(r) - 1 + r^2/2)/r^4 in r^2 on |r| <= pi/4; relative errors below 6e-18 and 1e-18.
    private static readonly double[] s_sine =
    [
        -0.16666666666666666, 0.008333333333333331, -0.00019841269841265065, 2.7557319219339167e-06,
        -2.5052106232447578e-08, 1.6058531618986147e-10, -7.586697117706918e-13,
    ];

    private static readonly double[] s_cosine =
    [
        0.041666666666666664, -0.0013888888888888887, 2.4801587301584645e-05, -2.7557319221402824e-07,
        2.087675579108042e-09, -1.1470460887609959e-11, 4.7458719020432915e-14,
    ];

    // (atan(t)/t - 1)/t^2 in t^2 for |t| <= tan(pi/8); relative error 6.8e-18.
    private static readonly double[] s_arctangent =
    [
        -0.3333333333333333, 0.1999999999999552, -0.14285714284666542, 0.11111111015256361, -0.09090904578123903, 0.07692183190826087,
        -0.06664511447381948, 0.0585814891280221, -0.0508544973794026, 0.03923165829558719, -0.01917688711906226,
    ];

    /// <summary>sin x.</summary>
    internal static Real Sin(Real x) => (x.Abs() <= FastAngleLimit).Choose(Quarter(x, 0), x.Builder.Real(Op.SineFallback, x.Id));

    /// <summary>cos x.</summary>
    internal static Real Cos(Real x) => (x.Abs() <= FastAngleLimit).Choose(Quarter(x, 1), x.Builder.Real(Op.CosineFallback, x.Id));

    /// <summary>tan x.</summary>
    internal static Real Tan(Real x) => Sin(x) / Cos(x);

    // sin(x + shift pi/2) for |x| <= FastAngleLimit.
    private static Real Quarter(Real x, long shift)
    {
        var rounded = x.Fma(TwoOverPi, RoundToInteger);
        var k = rounded - RoundToInteger;
        // x - k HalfPi1 is a multiple of 2^-53 below 1, so the first step is exact; the others round once each.
        var r = k.Fma(-HalfPi3, k.Fma(-HalfPi2, k.Fma(-HalfPi1, x)));
        var quadrant = rounded.Bits() + shift;
        var z = r.Square();
        var sine = (r * z).Fma(x.Builder.Horner(z, s_sine), r);
        var half = 0.5 * z;
        var w = 1 - half;
        var cosine = w + z.Square().Fma(x.Builder.Horner(z, s_cosine), (1 - w) - half);
        // Bit 0 of the quadrant swaps the two (bit 62 alone is the number 2), bit 1 changes the sign.
        var swapped = ((quadrant & 1) << 62).AsReal().Is(2);
        var value = swapped.Choose(cosine, shift == 0 ? (x.Is(0)).Choose(x, sine) : sine);
        return (value.Bits() ^ ((quadrant & 2) << 62)).AsReal();
    }

    /// <summary>atan x.</summary>
    internal static Real Atan(Real x)
    {
        var a = x.Abs();
        var middle = a > 0.41421356237309503;
        var far = a > 2.414213562373095;
        // atan a = pi/4 + atan((a-1)/(a+1)) = pi/2 - atan(1/a).
        var numerator = far.Choose(-1, middle.Choose(a - 1, a));
        var denominator = far.Choose(a, middle.Choose(a + 1, 1));
        var t = numerator / denominator;
        var z = t.Square();
        var low = far.Choose(HalfPi2, middle.Choose(HalfPi2 / 2, 0));
        var high = far.Choose(HalfPi1, middle.Choose(HalfPi1 / 2, 0));
        return (high + (t + (t * z).Fma(x.Builder.Horner(z, s_arctangent), low))).WithSignOf(x);
    }
}
