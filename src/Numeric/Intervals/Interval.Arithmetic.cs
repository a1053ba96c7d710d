using System.Runtime.CompilerServices;

namespace BoundCheck.Numeric.Intervals;

/// <content>
/// The arithmetic operations, each the tightest enclosure: every end is one correctly rounded operation on ends (<see cref="Rounded"/>),
/// at the ends where the monotone operation takes its extreme (Moore 1966; case tables of IEEE 1788-2015, 10.5.3 and Hickey, Ju, van Emden 2001).
/// </content>
public readonly partial struct Interval
{
    /// <summary>x + y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Interval operator +(Interval x, Interval y) =>
        x.IsEmpty || y.IsEmpty ? Empty : Trusted(Rounded.AddDown(x.Lo, y.Lo), Rounded.AddUp(x.Hi, y.Hi));

    /// <summary>x - y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Interval operator -(Interval x, Interval y) =>
        x.IsEmpty || y.IsEmpty ? Empty : Trusted(Rounded.AddDown(x.Lo, -y.Hi), Rounded.AddUp(x.Hi, -y.Lo));

    /// <summary>-x, exact.</summary>
    public static Interval operator -(Interval x) => x.IsEmpty ? Empty : Trusted(-x.Hi, -x.Lo);

    /// <summary>x * y.</summary>
    public static Interval operator *(Interval x, Interval y)
    {
        if (x.IsEmpty || y.IsEmpty)
            return Empty;
        if (x.Lo >= 0)
        {
            if (y.Lo >= 0)
                return Trusted(Rounded.MulDown(x.Lo, y.Lo), Rounded.MulUp(x.Hi, y.Hi));
            if (y.Hi <= 0)
                return Trusted(Rounded.MulDown(x.Hi, y.Lo), Rounded.MulUp(x.Lo, y.Hi));
            return Trusted(Rounded.MulDown(x.Hi, y.Lo), Rounded.MulUp(x.Hi, y.Hi));
        }
        if (x.Hi <= 0)
        {
            if (y.Lo >= 0)
                return Trusted(Rounded.MulDown(x.Lo, y.Hi), Rounded.MulUp(x.Hi, y.Lo));
            if (y.Hi <= 0)
                return Trusted(Rounded.MulDown(x.Hi, y.Hi), Rounded.MulUp(x.Lo, y.Lo));
            return Trusted(Rounded.MulDown(x.Lo, y.Hi), Rounded.MulUp(x.Lo, y.Lo));
        }
        if (y.Lo >= 0)
            return Trusted(Rounded.MulDown(x.Lo, y.Hi), Rounded.MulUp(x.Hi, y.Hi));
        if (y.Hi <= 0)
            return Trusted(Rounded.MulDown(x.Hi, y.Lo), Rounded.MulUp(x.Lo, y.Lo));
        return Trusted(
            Math.Min(Rounded.MulDown(x.Lo, y.Hi), Rounded.MulDown(x.Hi, y.Lo)),
            Math.Max(Rounded.MulUp(x.Lo, y.Lo), Rounded.MulUp(x.Hi, y.Hi)));
    }

    /// <summary>x / y over the members of y that are not 0: the smallest interval that contains all the quotients, empty if y = {0}.</summary>
    public static Interval operator /(Interval x, Interval y)
    {
        if (x.IsEmpty || y.IsEmpty)
            return Empty;
        if (y.Lo > 0)
            return DivideByPositive(x, y.Lo, y.Hi);
        if (y.Hi < 0)
            return DivideByPositive(-x, -y.Hi, -y.Lo);
        if (y.IsPoint)
            return Empty;
        if (x.Lo == 0 && x.Hi == 0)
            return Zero;
        if (y.Lo == 0)
            return DivideByUnboundedReciprocal(x, y.Hi);
        if (y.Hi == 0)
            return DivideByUnboundedReciprocal(-x, -y.Lo);
        return Entire;
    }

    /// <inheritdoc/>
    public static Interval Fma(Interval x, Interval y, Interval z)
    {
        if (x.IsEmpty || y.IsEmpty || z.IsEmpty)
            return Empty;
        // The extremes of x*y over a box are at corners, and adding z is monotone.
        double lo = Math.Min(
            Math.Min(Rounded.FmaDown(x.Lo, y.Lo, z.Lo), Rounded.FmaDown(x.Lo, y.Hi, z.Lo)),
            Math.Min(Rounded.FmaDown(x.Hi, y.Lo, z.Lo), Rounded.FmaDown(x.Hi, y.Hi, z.Lo)));
        double hi = Math.Max(
            Math.Max(Rounded.FmaUp(x.Lo, y.Lo, z.Hi), Rounded.FmaUp(x.Lo, y.Hi, z.Hi)),
            Math.Max(Rounded.FmaUp(x.Hi, y.Lo, z.Hi), Rounded.FmaUp(x.Hi, y.Hi, z.Hi)));
        return Trusted(lo, hi);
    }

    /// <inheritdoc/>
    public static Interval Sqr(Interval x)
    {
        Interval a = Abs(x);
        return a.IsEmpty ? Empty : Trusted(Rounded.MulDown(a.Lo, a.Lo), Rounded.MulUp(a.Hi, a.Hi));
    }

    /// <inheritdoc/>
    public static Interval Sqrt(Interval x) =>
        x.IsEmpty || x.Hi < 0 ? Empty : Trusted(Rounded.SqrtDown(Math.Max(x.Lo, 0)), Rounded.SqrtUp(x.Hi));

    /// <summary>x / [lo, hi] for 0 &lt; lo: each end of x is divided by the end of y that makes it extreme.</summary>
    private static Interval DivideByPositive(Interval x, double lo, double hi) =>
        Trusted(Quotient(x.Lo, x.Lo >= 0 ? hi : lo, down: true), Quotient(x.Hi, x.Hi >= 0 ? lo : hi, down: false));

    /// <summary>x / (0, hi]: 1/y runs over [1/hi, +infinity).</summary>
    private static Interval DivideByUnboundedReciprocal(Interval x, double hi)
    {
        double lower = x.Lo >= 0 ? Quotient(x.Lo, hi, down: true) : double.NegativeInfinity;
        double upper = x.Hi <= 0 ? Quotient(x.Hi, hi, down: false) : double.PositiveInfinity;
        return Trusted(lower, upper);
    }

    /// <summary>
    /// a / b for b > 0. With an infinite b the quotients approach 0, or, for an infinite a as well, every value between 0 and a:
    /// the end is the limit 0 in both cases, because the sign of a decides which end of y is taken.
    /// </summary>
    private static double Quotient(double a, double b, bool down)
    {
        if (double.IsInfinity(b))
            return 0;
        return down ? Rounded.DivDown(a, b) : Rounded.DivUp(a, b);
    }
}
