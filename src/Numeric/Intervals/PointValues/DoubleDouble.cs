using System.Runtime.CompilerServices;

namespace BoundCheck.Numeric.Intervals.PointValues;

/// <summary>
/// An unevaluated sum High + Low of two doubles with High = RN(High + Low). With u = 2^-53 and no underflow or overflow, the operations
/// have the relative errors stated, proved by Joldes, Muller and Popescu (ACM TOMS 44(2), 2017) and formally by Muller and Rideau (ACM TOMS 48(1), 2022).
/// </summary>
internal readonly struct DoubleDouble(double high, double low)
{
    /// <summary>The leading part.</summary>
    public double High { get; } = high;

    /// <summary>The trailing part, at most half a unit of the leading one.</summary>
    public double Low { get; } = low;

    /// <summary>The exact sum a + b (TwoSum).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble Sum(double a, double b)
    {
        double s = a + b;
        double bb = s - a;
        return new(s, (a - (s - bb)) + (b - bb));
    }

    /// <summary>The exact sum a + b for |a| >= |b| or a = 0 (FastTwoSum).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble OrderedSum(double a, double b)
    {
        double s = a + b;
        return new(s, b - (s - a));
    }

    /// <summary>The exact product a * b (TwoProd).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble Product(double a, double b)
    {
        double p = a * b;
        return new(p, Math.FusedMultiplyAdd(a, b, -p));
    }

    /// <summary>Sum, relative error at most 3u^2/(1 - 4u) (AccurateDWPlusDW).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator +(DoubleDouble x, DoubleDouble y)
    {
        DoubleDouble s = Sum(x.High, y.High), t = Sum(x.Low, y.Low);
        DoubleDouble v = OrderedSum(s.High, s.Low + t.High);
        return OrderedSum(v.High, t.Low + v.Low);
    }

    /// <summary>Sum with a double, relative error at most 2u^2 (DWPlusFP).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator +(DoubleDouble x, double y)
    {
        DoubleDouble s = Sum(x.High, y);
        return OrderedSum(s.High, x.Low + s.Low);
    }

    /// <summary>Negation, exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator -(DoubleDouble x) => new(-x.High, -x.Low);

    /// <summary>Difference, relative error at most 3u^2/(1 - 4u).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator -(DoubleDouble x, DoubleDouble y) => x + -y;

    /// <summary>Product, relative error at most 5u^2 (DWTimesDW3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator *(DoubleDouble x, DoubleDouble y)
    {
        DoubleDouble c = Product(x.High, y.High);
        double t = Math.FusedMultiplyAdd(x.Low, y.High, Math.FusedMultiplyAdd(x.High, y.Low, x.Low * y.Low));
        return OrderedSum(c.High, c.Low + t);
    }

    /// <summary>Product with a double, relative error at most 2u^2 (DWTimesFP3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator *(DoubleDouble x, double y)
    {
        DoubleDouble c = Product(x.High, y);
        return OrderedSum(c.High, Math.FusedMultiplyAdd(x.Low, y, c.Low));
    }

    /// <summary>Quotient, relative error at most 15u^2 + 56u^3 (DWDivDW2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator /(DoubleDouble x, DoubleDouble y)
    {
        double t = x.High / y.High;
        DoubleDouble r = y * t;
        double d = (x.High - r.High) + (x.Low - r.Low);
        return OrderedSum(t, d / y.High);
    }

    /// <summary>
    /// Square root of a positive number, relative error at most 25/8 u^2 (SQRTDWtoDW; Lefevre, Louvet, Muller, Picot, Rideau, ACM TOMS 49(1), 2023).
    /// </summary>
    public static DoubleDouble Sqrt(DoubleDouble x)
    {
        double s = Math.Sqrt(x.High);
        double d = x.Low + Math.FusedMultiplyAdd(-s, s, x.High);
        return OrderedSum(s, d / (2 * s));
    }

    /// <summary>x * 2^k, exact while both parts stay normal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DoubleDouble Scaled(double powerOfTwo) => new(High * powerOfTwo, Low * powerOfTwo);
}
