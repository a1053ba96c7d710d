using BoundCheck.Numeric.Precision;

namespace BoundCheck.Numeric.Trajectories;

/// <summary>A double.</summary>
internal readonly record struct Plain(double Value) : IRunNumber<Plain>
{
    public static Plain operator +(Plain a, Plain b) => new(a.Value + b.Value);

    public static Plain operator -(Plain a, Plain b) => new(a.Value - b.Value);

    public static Plain operator -(Plain a) => new(-a.Value);

    public static Plain operator *(Plain a, Plain b) => new(a.Value * b.Value);

    public static Plain operator /(Plain a, Plain b) => new(a.Value / b.Value);

    public static Plain One => new(1);

    public bool IsZero => Value == 0;

    public int Sign => Value > 0 ? 1 : Value < 0 ? -1 : 0;

    public static Plain From(BigFloat value) => new(Extended.From(value).ToDouble());

    public static Plain From(double value) => new(value);

    public static Plain Abs(Plain x) => new(Math.Abs(x.Value));

    public static Plain Sqrt(Plain x) => new(Math.Sqrt(x.Value));

    public static Plain Hypot(Plain x, Plain y) => new(Math.Sqrt(x.Value * x.Value + y.Value * y.Value));

    public static Plain MultiplyAdd(Plain x, Plain y, Plain z) => new(Math.FusedMultiplyAdd(x.Value, y.Value, z.Value));

    public static Plain NegatedMultiplyAdd(Plain x, Plain y, Plain z) => new(Math.FusedMultiplyAdd(-x.Value, y.Value, z.Value));

    public static bool IsNoLarger(Plain x, Plain y) => Math.Abs(x.Value) <= Math.Abs(y.Value);

    public double ToDouble() => Value;

    public BigFloat ToBigFloat() => BigFloat.FromDouble(Value);
}
