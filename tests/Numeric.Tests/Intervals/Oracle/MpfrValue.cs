using System.Numerics;
using BoundCheck.Numeric.Precision;
using static BoundCheck.Numeric.Tests.Intervals.Oracle.MpfrNative;

namespace BoundCheck.Numeric.Tests.Intervals.Oracle;

/// <summary>A number of GNU MPFR with a fixed precision. Rounding modes: 0 nearest, 2 up, 3 down.</summary>
internal sealed class MpfrValue : IDisposable
{
    public const int Nearest = 0;
    public const int Up = 2;
    public const int Down = 3;

    private Number number;

    public MpfrValue(int precision) => mpfr_init2(ref number, precision);

    ~MpfrValue() => mpfr_clear(ref number);

    public ref Number Number => ref number;

    public bool IsFinite => mpfr_nan_p(ref number) == 0 && mpfr_inf_p(ref number) == 0;

    public bool IsNaN => mpfr_nan_p(ref number) != 0;

    public MpfrValue Set(double d)
    {
        mpfr_set_d(ref number, d, Nearest);
        return this;
    }

    /// <summary>The exact value, when the precision holds it.</summary>
    public MpfrValue Set(BigFloat x)
    {
        Set(0.0);
        BigInteger rest = BigInteger.Abs(x.Mantissa);
        using MpfrValue part = new(64);
        for (long shift = x.Exponent; !rest.IsZero; shift += 32, rest >>= 32)
        {
            part.Set((double)(uint)(rest & uint.MaxValue));
            mpfr_mul_2si(ref part.number, ref part.number, shift, Nearest);
            mpfr_add(ref number, ref number, ref part.number, Nearest);
        }
        if (x.Sign < 0)
        {
            part.Set(-1.0);
            mpfr_mul(ref number, ref number, ref part.number, Nearest);
        }
        return this;
    }

    /// <summary>Three-way comparison with a double.</summary>
    public int CompareTo(double d) => mpfr_cmp_d(ref number, d);

    public double ToDouble(int rounding) => mpfr_get_d(ref number, rounding);

    /// <summary>The exact value, taken off 53 digits at a time.</summary>
    public BigFloat ToBigFloat()
    {
        using MpfrValue rest = new((int)number.Precision), part = new(64);
        mpfr_set(ref rest.number, ref number, Nearest);
        BigFloat sum = BigFloat.Zero;
        while (mpfr_zero_p(ref rest.number) == 0)
        {
            double d = mpfr_get_d_2exp(out long exponent, ref rest.number, 1);
            sum = BigFloat.AddExact(sum, BigFloat.FromDouble(d).ScaleB(exponent));
            part.Set(d);
            mpfr_mul_2si(ref part.number, ref part.number, exponent, Nearest);
            mpfr_sub(ref rest.number, ref rest.number, ref part.number, Nearest);
        }
        return sum;
    }

    public void Dispose()
    {
        mpfr_clear(ref number);
        GC.SuppressFinalize(this);
    }
}
