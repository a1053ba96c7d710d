using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace BoundCheck.Numeric.Kernels;

/// <summary>The few kernel operations that are not one runtime intrinsic; called by emitted code.</summary>
public static class Primitives
{
    /// <summary>sin x for |x| beyond the fast reduction; x elsewhere.</summary>
    public static double SineFallback(double x) => Math.Abs(x) <= Elementary.FastAngleLimit ? x : LargeAngles.Sine(x, 0);

    /// <summary>cos x for |x| beyond the fast reduction; x elsewhere.</summary>
    public static double CosineFallback(double x) => Math.Abs(x) <= Elementary.FastAngleLimit ? x : LargeAngles.Sine(x, 1);

    /// <summary>Lane-wise <see cref="SineFallback(double)"/>.</summary>
    public static Vector128<double> SineFallback(Vector128<double> x) =>
        Vector128.LessThanOrEqualAll(Vector128.Abs(x), Vector128.Create(Elementary.FastAngleLimit))
            ? x : Vector128.Create(SineFallback(x[0]), SineFallback(x[1]));

    /// <summary>Lane-wise <see cref="SineFallback(double)"/>.</summary>
    public static Vector256<double> SineFallback(Vector256<double> x) => Vector256.Create(SineFallback(x.GetLower()), SineFallback(x.GetUpper()));

    /// <summary>Lane-wise <see cref="SineFallback(double)"/>.</summary>
    public static Vector512<double> SineFallback(Vector512<double> x) => Vector512.Create(SineFallback(x.GetLower()), SineFallback(x.GetUpper()));

    /// <summary>Lane-wise <see cref="CosineFallback(double)"/>.</summary>
    public static Vector128<double> CosineFallback(Vector128<double> x) =>
        Vector128.LessThanOrEqualAll(Vector128.Abs(x), Vector128.Create(Elementary.FastAngleLimit))
            ? x : Vector128.Create(CosineFallback(x[0]), CosineFallback(x[1]));

    /// <summary>Lane-wise <see cref="CosineFallback(double)"/>.</summary>
    public static Vector256<double> CosineFallback(Vector256<double> x) => Vector256.Create(CosineFallback(x.GetLower()), CosineFallback(x.GetUpper()));

    /// <summary>Lane-wise <see cref="CosineFallback(double)"/>.</summary>
    public static Vector512<double> CosineFallback(Vector512<double> x) => Vector512.Create(CosineFallback(x.GetLower()), CosineFallback(x.GetUpper()));

    /// <summary>True when the machine estimates 1/sqrt to 2^-14 in one instruction at every width.</summary>
    public static bool HasReciprocalSqrtEstimate => Avx512F.VL.IsSupported;

    /// <summary>1/sqrt(x) to a relative error of 2^-14, for a positive normal x.</summary>
    public static double ReciprocalSqrtEstimate(double x) => ReciprocalSqrtEstimate(Vector128.CreateScalarUnsafe(x)).ToScalar();

    /// <summary>Lane-wise <see cref="ReciprocalSqrtEstimate(double)"/>.</summary>
    public static Vector128<double> ReciprocalSqrtEstimate(Vector128<double> x) => Avx512F.VL.ReciprocalSqrt14(x);

    /// <summary>Lane-wise <see cref="ReciprocalSqrtEstimate(double)"/>.</summary>
    public static Vector256<double> ReciprocalSqrtEstimate(Vector256<double> x) => Avx512F.VL.ReciprocalSqrt14(x);

    /// <summary>Lane-wise <see cref="ReciprocalSqrtEstimate(double)"/>.</summary>
    public static Vector512<double> ReciprocalSqrtEstimate(Vector512<double> x) => Avx512F.ReciprocalSqrt14(x);
}
