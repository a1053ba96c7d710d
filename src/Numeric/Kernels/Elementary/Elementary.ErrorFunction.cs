namespace BoundCheck.Numeric.Kernels;

internal static partial class Elementary
{
    // erf(x)/x in x^2 on [0, 1]; relative error 1.6e-17.
    private static readonly double[] s_erfNear =
    [
        1.1283791670955126, -0.3761263890318375, 0.11283791670954879, -0.026866170645076792, 0.0052239776248180145,
        -0.000854832698083379, 0.0001205533111164271, -1.4925595266831182e-05, 1.6461000484121368e-06, -1.6350312701054695e-07,
        1.4659775274047436e-08, -1.1372848856791674e-09, 5.957176147748911e-11,
    ];

    // erfc(x) e^(x^2) in t = (x-2)/(x+2) for 1 <= x <= 6; error 6.1e-18.
    private static readonly double[] s_erfcFar =
    [
        0.25539567631050575, -0.4271858474139585, 0.24165819424246585, -0.07897858101570611, 0.0037328924043978336, 0.006997461736971578,
        -0.00084714325299195, -0.0009819769411038642, 4.355558686575482e-05, 0.00017435947400205157, 2.7527175557227246e-05,
        -2.7562209161129353e-05, -1.3998283772784976e-05, 1.3058577122278017e-06, 4.011749647325067e-06, 1.272567661840228e-06,
        -1.1352571477273627e-06,
    ];

    /// <summary>erf x.</summary>
    internal static Real Erf(Real x)
    {
        // erf(6) rounds to 1.
        var a = x.Abs().AtMost(6);
        var square = a.Square();
        var near = a * x.Builder.Horner(square, s_erfNear);
        var t = (a - 2) / (a + 2);
        // erfc(1) = 0.157, so the complement loses nothing from 1 on.
        var far = 1 - Exp(-square) * x.Builder.Horner(t, s_erfcFar);
        return (a < 1).Choose(near, far).WithSignOf(x);
    }
}
