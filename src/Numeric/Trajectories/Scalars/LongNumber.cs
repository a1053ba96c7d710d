using BoundCheck.Numeric.Precision;

namespace BoundCheck.Numeric.Trajectories;

/// <summary>A number of any exponent with as many significant bits as the longest operand; a double is exact and asks for none.</summary>
internal readonly record struct LongNumber(BigFloat Value, int Bits) : IRunNumber<LongNumber>
{
    public static LongNumber operator +(LongNumber a, LongNumber b) => Of(a, b, BigFloat.Add);

    public static LongNumber operator -(LongNumber a, LongNumber b) => Of(a, b, BigFloat.Subtract);

    public static LongNumber operator -(LongNumber a) => a with { Value = -a.Value };

    public static LongNumber operator *(LongNumber a, LongNumber b) => Of(a, b, BigFloat.Multiply);

    public static LongNumber operator /(LongNumber a, LongNumber b) => Of(a, b, BigFloat.Divide);

    public static LongNumber One => new(BigFloat.One, 0);

    public bool IsZero => Value.IsZero;

    public int Sign => Value.Sign;

    public static LongNumber From(BigFloat value) => new(value, 0);

    public static LongNumber From(BigFloat value, int bits) => new(value.Round(bits, Direction.Down), bits);

    public static LongNumber From(double value) => new(BigFloat.FromDouble(value), 0);

    public static LongNumber Abs(LongNumber x) => x with { Value = BigFloat.Abs(x.Value) };

    public static LongNumber Sqrt(LongNumber x) => x with { Value = BigFloat.Sqrt(x.Value, Precision(x.Bits), Direction.Down) };

    public static LongNumber Hypot(LongNumber x, LongNumber y) => Sqrt(x * x + y * y);

    public static bool IsNoLarger(LongNumber x, LongNumber y) => BigFloat.Abs(x.Value) <= BigFloat.Abs(y.Value);

    public double ToDouble() => Extended.From(Value).ToDouble();

    public BigFloat ToBigFloat() => Value;

    private static LongNumber Of(LongNumber a, LongNumber b, Func<BigFloat, BigFloat, int, Direction, BigFloat> operation)
    {
        int bits = Math.Max(a.Bits, b.Bits);
        return new(operation(a.Value, b.Value, Precision(bits), Direction.Down), bits);
    }

    // Small constants among themselves.
    private static int Precision(int bits) => Math.Max(bits, 64);
}
