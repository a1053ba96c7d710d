using System.Runtime.InteropServices;

namespace BoundCheck.Numeric.Tests.Intervals.Oracle;

/// <summary>Entry points of GNU MPFR 4 (the Debian package libmpfr6), the oracle of the tests. Not used by the program.</summary>
internal static partial class MpfrNative
{
    private const string Library = "libmpfr.so.6";

    [StructLayout(LayoutKind.Sequential)]
    public struct Number
    {
        public long Precision;
        public int Sign;
        public long Exponent;
        public nint Limbs;
    }

    public delegate int Unary(ref Number result, ref Number x, int rounding);

    [LibraryImport(Library)] public static partial void mpfr_init2(ref Number x, long precision);
    [LibraryImport(Library)] public static partial void mpfr_clear(ref Number x);
    [LibraryImport(Library)] public static partial int mpfr_set(ref Number x, ref Number y, int rounding);
    [LibraryImport(Library)] public static partial int mpfr_set_d(ref Number x, double d, int rounding);
    [LibraryImport(Library)] public static partial double mpfr_get_d(ref Number x, int rounding);
    [LibraryImport(Library)] public static partial double mpfr_get_d_2exp(out long exponent, ref Number x, int rounding);
    [LibraryImport(Library)] public static partial int mpfr_mul_2si(ref Number r, ref Number x, long e, int rounding);
    [LibraryImport(Library)] public static partial int mpfr_cmp_d(ref Number x, double d);
    [LibraryImport(Library)] public static partial int mpfr_zero_p(ref Number x);
    [LibraryImport(Library)] public static partial int mpfr_nan_p(ref Number x);
    [LibraryImport(Library)] public static partial int mpfr_inf_p(ref Number x);
    [LibraryImport(Library)] public static partial int mpfr_add(ref Number r, ref Number x, ref Number y, int rounding);
    [LibraryImport(Library)] public static partial int mpfr_sub(ref Number r, ref Number x, ref Number y, int rounding);
    [LibraryImport(Library)] public static partial int mpfr_mul(ref Number r, ref Number x, ref Number y, int rounding);
    [LibraryImport(Library)] public static partial int mpfr_div(ref Number r, ref Number x, ref Number y, int rounding);
    [LibraryImport(Library)] public static partial int mpfr_fma(ref Number r, ref Number x, ref Number y, ref Number z, int rounding);
    [LibraryImport(Library)] public static partial int mpfr_pow(ref Number r, ref Number x, ref Number y, int rounding);
    [LibraryImport(Library)] public static partial int mpfr_sqrt(ref Number r, ref Number x, int rounding);
    [LibraryImport(Library)] public static partial int mpfr_exp(ref Number r, ref Number x, int rounding);
    [LibraryImport(Library)] public static partial int mpfr_expm1(ref Number r, ref Number x, int rounding);
    [LibraryImport(Library)] public static partial int mpfr_log(ref Number r, ref Number x, int rounding);
    [LibraryImport(Library)] public static partial int mpfr_log1p(ref Number r, ref Number x, int rounding);
    [LibraryImport(Library)] public static partial int mpfr_sin(ref Number r, ref Number x, int rounding);
    [LibraryImport(Library)] public static partial int mpfr_cos(ref Number r, ref Number x, int rounding);
    [LibraryImport(Library)] public static partial int mpfr_tan(ref Number r, ref Number x, int rounding);
    [LibraryImport(Library)] public static partial int mpfr_sinh(ref Number r, ref Number x, int rounding);
    [LibraryImport(Library)] public static partial int mpfr_cosh(ref Number r, ref Number x, int rounding);
    [LibraryImport(Library)] public static partial int mpfr_tanh(ref Number r, ref Number x, int rounding);
    [LibraryImport(Library)] public static partial int mpfr_asinh(ref Number r, ref Number x, int rounding);
    [LibraryImport(Library)] public static partial int mpfr_atan(ref Number r, ref Number x, int rounding);
    [LibraryImport(Library)] public static partial int mpfr_erf(ref Number r, ref Number x, int rounding);
    [LibraryImport(Library)] public static partial int mpfr_const_pi(ref Number r, int rounding);
    [LibraryImport(Library)] public static partial int mpfr_const_log2(ref Number r, int rounding);
}
