using BoundCheck.Numeric.Precision;

namespace BoundCheck.Numeric.Trajectories;

/// <summary>
/// A double with an exponent of its own, m * 2^(400 e) with 2^-200 &lt;= |m| &lt; 2^200 (0 has e = 0): the relative accuracy of doubles where
/// doubles overflow or underflow.
/// </summary>
internal readonly record struct Extended : IRunNumber<Extended>
{
    private const int Block = 400;
    private static readonly double s_up = Math.ScaleB(1, Block);
    private static readonly double s_down = Math.ScaleB(1, -Block);
    private static readonly double s_high = Math.ScaleB(1, Block / 2);
    private static readonly double s_low = Math.ScaleB(1, -Block / 2);

    private readonly double _m;
    private readonly long _e;

    private Extended(double m, long e)
    {
        // Operations leave m within a factor of 2^400 of the range, so one or two turns suffice; doubles need at most three.
        while (Math.Abs(m) >= s_high && double.IsFinite(m))
            (m, e) = (m * s_down, e + 1);
        while (Math.Abs(m) < s_low && m != 0)
            (m, e) = (m * s_up, e - 1);
        (_m, _e) = (m, m == 0 ? 0 : e);
    }

    public static Extended operator +(Extended a, Extended b) => Add(a, b._m, b._e);

    public static Extended operator -(Extended a, Extended b) => Add(a, -b._m, b._e);

    public static Extended operator -(Extended a) => new(-a._m, a._e);

    public static Extended operator *(Extended a, Extended b) => new(a._m * b._m, a._e + b._e);

    public static Extended operator /(Extended a, Extended b) => new(a._m / b._m, a._e - b._e);

    public static Extended One => new(1, 0);

    public bool IsZero => _m == 0;

    public int Sign => _m > 0 ? 1 : _m < 0 ? -1 : 0;

    public static Extended From(double value) => new(value, 0);

    public static Extended From(BigFloat value)
    {
        if (!value.IsFinite)
            return new(value.Sign > 0 ? double.PositiveInfinity : double.NegativeInfinity, 0);
        if (value.IsZero)
            return default;
        // Two more bits than a double keeps, rounded to nearest by the conversion.
        var leading = value.Round(55, Direction.Down);
        long e = leading.Exponent / Block;
        return new(Math.ScaleB((double)(long)leading.Mantissa, (int)(leading.Exponent - Block * e)), e);
    }

    public static Extended Abs(Extended x) => new(Math.Abs(x._m), x._e);

    public static Extended Sqrt(Extended x) => (x._e & 1) == 0
        ? new(Math.Sqrt(x._m), x._e / 2)
        : new(Math.Sqrt(x._m) * s_high, (x._e - 1) / 2);

    public static Extended Hypot(Extended x, Extended y) => Sqrt(x * x + y * y);

    public static bool IsNoLarger(Extended x, Extended y) => (Abs(x) - Abs(y)).Sign <= 0;

    public double ToDouble()
    {
        if (_m == 0 || Math.Abs(_e) > 4)
            return _e > 4 ? _m * double.PositiveInfinity : _m * 0;
        double value = _m;
        for (long e = _e; e > 0; e--)
            value *= s_up;
        for (long e = _e; e < 0; e++)
            value *= s_down;
        return value;
    }

    public BigFloat ToBigFloat() => BigFloat.FromDouble(_m).ScaleB(Block * _e);

    private static Extended Add(Extended a, double m, long e)
    {
        if (a._m == 0 || a._e < e - 1)
            return m == 0 ? a : new(m, e);
        if (m == 0 || e < a._e - 1)
            return a;
        // One block apart, the smaller one may still count.
        return a._e == e ? new(a._m + m, e) : a._e > e ? new(a._m + m * s_down, a._e) : new(a._m * s_down + m, e);
    }
}
