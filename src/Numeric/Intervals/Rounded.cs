using System.Runtime.CompilerServices;
using BoundCheck.Numeric.Precision;

namespace BoundCheck.Numeric.Intervals;

/// <summary>
/// The operations + - * / sqrt fma of doubles rounded downward or upward, correctly in every case: the result is the largest double
/// not above (Down) or the smallest double not below (Up) the exact result.
/// </summary>
/// <remarks>
/// Each operation rounds to nearest and reads the sign of the exact error from an error-free transformation: TwoSum (Knuth 1969; Moller 1965)
/// for sums, an FMA residual for products, quotients and roots (Markstein 1990; Boldo and Daumas 2003). A residual is exact only while
/// nothing underflows, so small magnitudes are rescaled by a power of two first; overflow is decided from the infinite rounded value.
/// Only IEEE 754 binary64 round-to-nearest + - * / sqrt and fused multiply-add are used.
/// </remarks>
internal static class Rounded
{
    /// <summary>2^-960. A product or dividend of at least this magnitude has its FMA residual (at least 106 binary digits below it) above 2^-1074.</summary>
    private const double ResidualExact = 1.0261342003245941e-289;

    /// <summary>Largest double not above a + b; the operands are not NaN, not infinities of opposite sign, and a lower end is never +infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double AddDown(double a, double b)
    {
        double s = a + b;
        double e = SumError(a, b, s);
        // s = RN(a + b), so RD(a + b) is s when a + b >= s and the double before s otherwise.
        // e is exact unless an intermediate overflowed; then it is NaN or infinite and the cautious branch is taken.
        return e >= 0 && e <= double.MaxValue ? s : Math.BitDecrement(s);
    }

    /// <summary>Smallest double not below a + b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double AddUp(double a, double b)
    {
        double s = a + b;
        double e = SumError(a, b, s);
        return e <= 0 && e >= -double.MaxValue ? s : Math.BitIncrement(s);
    }

    /// <summary>Largest double not above a * b, with 0 times infinity = 0 (the convention for ends of intervals of reals).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MulDown(double a, double b)
    {
        double p = a * b;
        double m = Math.Abs(p);
        if (m >= ResidualExact && m <= double.MaxValue)
            return Math.FusedMultiplyAdd(a, b, -p) >= 0 ? p : Math.BitDecrement(p);
        return MulDownEdge(a, b, p);
    }

    /// <summary>Smallest double not below a * b, with 0 times infinity = 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MulUp(double a, double b)
    {
        double p = a * b;
        double m = Math.Abs(p);
        if (m >= ResidualExact && m <= double.MaxValue)
            return Math.FusedMultiplyAdd(a, b, -p) <= 0 ? p : Math.BitIncrement(p);
        return -MulDownEdge(-a, b, -p);
    }

    /// <summary>Largest double not above a / b; b is not zero, and a and b are not both infinite. A finite a over an infinite b is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double DivDown(double a, double b)
    {
        double q = a / b;
        double m = Math.Abs(q);
        if (m >= ResidualExact && m <= double.MaxValue && Math.Abs(a) >= ResidualExact && Math.Abs(a) <= double.MaxValue)
        {
            // a/b - q = r/b with r = a - q*b exact.
            double r = Math.FusedMultiplyAdd(-q, b, a);
            return r == 0 || r > 0 == b > 0 ? q : Math.BitDecrement(q);
        }
        return DivDownEdge(a, b, q);
    }

    /// <summary>Smallest double not below a / b, under the same conditions as <see cref="DivDown"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double DivUp(double a, double b) => -DivDown(-a, b);

    /// <summary>Largest double not above the square root of a >= 0.</summary>
    public static double SqrtDown(double a)
    {
        double s = Math.Sqrt(a);
        return SqrtErrorSign(a, s) >= 0 ? s : Math.BitDecrement(s);
    }

    /// <summary>Smallest double not below the square root of a >= 0.</summary>
    public static double SqrtUp(double a)
    {
        double s = Math.Sqrt(a);
        return SqrtErrorSign(a, s) <= 0 ? s : Math.BitIncrement(s);
    }

    /// <summary>Largest double not above a * b + c, for operands that are not NaN; 0 times infinity is 0.</summary>
    public static double FmaDown(double a, double b, double c)
    {
        if (a == 0 || b == 0)
            return c;
        double f = Math.FusedMultiplyAdd(a, b, c);
        if (double.IsInfinity(a) || double.IsInfinity(b) || double.IsInfinity(c))
            return double.IsNaN(f) ? double.NegativeInfinity : f;
        if (double.IsInfinity(f))
            return f > 0 ? double.MaxValue : f;
        return FmaErrorSign(a, b, c, f) >= 0 ? f : Math.BitDecrement(f);
    }

    /// <summary>Smallest double not below a * b + c, for operands that are not NaN; 0 times infinity is 0.</summary>
    public static double FmaUp(double a, double b, double c) => -FmaDown(-a, b, -c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double SumError(double a, double b, double s)
    {
        double bb = s - a;
        return (a - (s - bb)) + (b - bb);
    }

    private static double MulDownEdge(double a, double b, double p)
    {
        if (a == 0 || b == 0)
            return 0;
        if (double.IsInfinity(a) || double.IsInfinity(b))
            return p;
        if (double.IsInfinity(p))
            return p > 0 ? double.MaxValue : p;
        // |p| < 2^-960. With a = ma 2^ea, b = mb 2^eb and p' = p 2^-(ea+eb) (exact: p has at most 53 digits and is not scaled below
        // its own unit), a*b - p has the sign of ma*mb - p', whose residual is a multiple of 2^-104 and exact in sign under one FMA.
        double ma = Split(a, out int ea), mb = Split(b, out int eb);
        double scaled = Math.ScaleB(p, -(ea + eb));
        return Math.FusedMultiplyAdd(ma, mb, -scaled) >= 0 ? p : Math.BitDecrement(p);
    }

    private static double DivDownEdge(double a, double b, double q)
    {
        if (a == 0 || double.IsInfinity(b))
            return 0;
        if (double.IsInfinity(a))
            return q;
        if (double.IsInfinity(q))
            return q > 0 ? double.MaxValue : q;
        // With q' = q 2^(eb-ea) (exact), a/b - q has the sign of (ma - q'*mb)/mb.
        double ma = Split(a, out int ea), mb = Split(b, out int eb);
        double scaled = Math.ScaleB(q, eb - ea);
        double r = Math.FusedMultiplyAdd(-scaled, mb, ma);
        return r == 0 || r > 0 == b > 0 ? q : Math.BitDecrement(q);
    }

    private static double SqrtErrorSign(double a, double s)
    {
        if (a == 0 || double.IsInfinity(a))
            return 0;
        // sqrt(a) - s has the sign of a - s*s; below 2^-960 both are scaled by an even power of two first.
        if (a < ResidualExact)
        {
            a = Math.ScaleB(a, 600);
            s = Math.ScaleB(s, 300);
        }
        return Math.FusedMultiplyAdd(-s, s, a);
    }

    /// <summary>The sign of a*b + c - f, exactly, for finite operands and f = RN(a*b + c).</summary>
    private static double FmaErrorSign(double a, double b, double c, double f)
    {
        double ma = Split(a, out int ea), mb = Split(b, out int eb);
        int shift = -(ea + eb);
        double p = ma * mb;
        double e = Math.FusedMultiplyAdd(ma, mb, -p);
        double cs = Math.ScaleB(c, shift), fs = Math.ScaleB(f, shift);
        // Where the scaling of c or f under- or overflows, the sign is taken from exact integers instead.
        if (Math.ScaleB(cs, -shift) != c || Math.ScaleB(fs, -shift) != f || !(Math.Abs(cs) < 1e300) || !(Math.Abs(fs) < 1e300))
            return ExactFmaErrorSign(a, b, c, f);
        return ExpansionSign(e, p, cs, -fs);
    }

    private static double ExactFmaErrorSign(double a, double b, double c, double f)
    {
        BigFloat exact = BigFloat.AddExact(BigFloat.MultiplyExact(BigFloat.FromDouble(a), BigFloat.FromDouble(b)), BigFloat.FromDouble(c));
        return exact.CompareTo(BigFloat.FromDouble(f));
    }

    /// <summary>The sign of the exact sum of four doubles, by growing a non-overlapping expansion (Shewchuk 1997, theorem 10).</summary>
    private static double ExpansionSign(double x0, double x1, double x2, double x3)
    {
        // e and p are already non-overlapping and increasing: (x0, x1).
        double q = TwoSum(x0, x2, out double h0);
        double h2 = TwoSum(x1, q, out double h1);
        q = TwoSum(h0, x3, out double g0);
        q = TwoSum(h1, q, out double g1);
        double g3 = TwoSum(h2, q, out double g2);
        // The last non-zero component dominates the sum of the others.
        return g3 != 0 ? g3 : g2 != 0 ? g2 : g1 != 0 ? g1 : g0;
    }

    private static double TwoSum(double a, double b, out double error)
    {
        double s = a + b;
        error = SumError(a, b, s);
        return s;
    }

    /// <summary>a = m 2^exponent with 1 &lt;= |m| &lt; 2, exactly, for finite non-zero a.</summary>
    private static double Split(double a, out int exponent)
    {
        exponent = Math.ILogB(a);
        return Math.ScaleB(a, -exponent);
    }
}
