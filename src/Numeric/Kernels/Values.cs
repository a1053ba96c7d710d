using BoundCheck.Numeric.Intervals;

namespace BoundCheck.Numeric.Kernels;

/// <summary>A double value of a kernel under construction.</summary>
internal readonly record struct Real(KernelBuilder Builder, int Id) : IRing<Real>
{
    public static Real operator +(Real a, Real b) => a.Builder.Real(Op.Add, a.Id, b.Id);

    public static Real operator -(Real a, Real b) => a.Builder.Real(Op.Subtract, a.Id, b.Id);

    public static Real operator *(Real a, Real b) => a.Builder.Real(Op.Multiply, a.Id, b.Id);

    public static Real operator /(Real a, Real b) => a.Builder.Real(Op.Divide, a.Id, b.Id);

    public static Real operator +(Real a, double b) => a + a.Builder.Constant(b);

    public static Real operator -(Real a, double b) => a - a.Builder.Constant(b);

    public static Real operator *(Real a, double b) => a * a.Builder.Constant(b);

    public static Real operator +(double a, Real b) => b.Builder.Constant(a) + b;

    public static Real operator -(double a, Real b) => b.Builder.Constant(a) - b;

    public static Real operator *(double a, Real b) => b.Builder.Constant(a) * b;

    public static Real operator /(double a, Real b) => b.Builder.Constant(a) / b;

    public static Real operator -(Real a) => a.Builder.Real(Op.Negate, a.Id);

    public static Truth operator <(Real a, Real b) => a.Builder.Truth(Op.Less, a.Id, b.Id);

    public static Truth operator >(Real a, Real b) => b < a;

    public static Truth operator <=(Real a, Real b) => a.Builder.Truth(Op.LessOrEqual, a.Id, b.Id);

    public static Truth operator >=(Real a, Real b) => b <= a;

    public static Truth operator <(Real a, double b) => a < a.Builder.Constant(b);

    public static Truth operator >(Real a, double b) => a > a.Builder.Constant(b);

    public static Truth operator <=(Real a, double b) => a <= a.Builder.Constant(b);

    public static Truth operator >=(Real a, double b) => a >= a.Builder.Constant(b);

    /// <summary>Equality of values; false for NaN.</summary>
    public Truth Is(double value) => Builder.Truth(Op.Equal, Id, Builder.Constant(value).Id);

    /// <summary>Equality of values; false for NaN.</summary>
    public Truth Is(Real other) => Builder.Truth(Op.Equal, Id, other.Id);

    /// <summary>Difference of values; true for NaN.</summary>
    public Truth IsNot(Real other) => Builder.Truth(Op.NotEqual, Id, other.Id);

    public Real Abs() => Builder.Real(Op.Abs, Id);

    public Real Sqrt() => Builder.Real(Op.Sqrt, Id);

    public Real Square() => this * this;

    static Real IRing<Real>.OneLike(Real x) => x.Builder.Constant(1.0);

    static Real IRing<Real>.Square(Real x) => x * x;

    static Real IRing<Real>.MultiplyAdd(Real x, Real y, Real z) => x.Fma(y, z);

    static Real IRing<Real>.NegatedMultiplyAdd(Real x, Real y, Real z) => x.NegatedFma(y, z);

    /// <summary>this * b + c with one rounding.</summary>
    public Real Fma(Real b, Real c) => Builder.Real(Op.FusedMultiplyAdd, Id, b.Id, c.Id);

    /// <summary>this * b + c with one rounding.</summary>
    public Real Fma(double b, Real c) => Fma(Builder.Constant(b), c);

    /// <summary>this * b + c with one rounding.</summary>
    public Real Fma(Real b, double c) => Fma(b, Builder.Constant(c));

    /// <summary>this * b + c with one rounding.</summary>
    public Real Fma(double b, double c) => Fma(Builder.Constant(b), Builder.Constant(c));

    /// <summary>c - this * b with one rounding.</summary>
    public Real NegatedFma(Real b, Real c) => Builder.Real(Op.NegatedMultiplyAdd, Id, b.Id, c.Id);

    /// <summary>c - this * b with one rounding.</summary>
    public Real NegatedFma(Real b, double c) => NegatedFma(b, Builder.Constant(c));

    /// <summary>The smaller of this and the bound; NaN stays NaN.</summary>
    public Real AtMost(double bound) => Builder.Real(Op.MinimumNative, Builder.Constant(bound).Id, Id);

    /// <summary>The larger of this and the bound; NaN stays NaN.</summary>
    public Real AtLeast(double bound) => -(-this).AtMost(-bound);

    public Word Bits() => Builder.Word(Op.AsLong, Id);

    /// <summary>This magnitude with the sign of the other.</summary>
    public Real WithSignOf(Real other) => Builder.Real(Op.CopySign, Id, other.Id);
}

/// <summary>A truth value (a mask in vector form) of a kernel under construction.</summary>
internal readonly record struct Truth(KernelBuilder Builder, int Id)
{
    public static Truth operator &(Truth a, Truth b) => a.Builder.Truth(Op.MaskAnd, a.Id, b.Id);

    public static Truth operator |(Truth a, Truth b) => a.Builder.Truth(Op.MaskOr, a.Id, b.Id);

    public Real Choose(Real then, Real otherwise) => Builder.Select(this, then, otherwise);

    public Real Choose(double then, Real otherwise) => Choose(Builder.Constant(then), otherwise);

    public Real Choose(Real then, double otherwise) => Choose(then, Builder.Constant(otherwise));

    public Real Choose(double then, double otherwise) => Choose(Builder.Constant(then), Builder.Constant(otherwise));
}

/// <summary>A 64-bit pattern of a kernel under construction.</summary>
internal readonly record struct Word(KernelBuilder Builder, int Id)
{
    public static Word operator +(Word a, Word b) => a.Builder.Word(Op.LongAdd, a.Id, b.Id);

    public static Word operator -(Word a, Word b) => a.Builder.Word(Op.LongSubtract, a.Id, b.Id);

    public static Word operator +(Word a, long b) => a + a.Builder.Constant(b);

    public static Word operator -(Word a, long b) => a - a.Builder.Constant(b);

    public static Word operator &(Word a, long b) => a.Builder.Word(Op.LongAnd, a.Id, a.Builder.Constant(b).Id);

    public static Word operator |(Word a, long b) => a.Builder.Word(Op.LongOr, a.Id, a.Builder.Constant(b).Id);

    public static Word operator |(Word a, Word b) => a.Builder.Word(Op.LongOr, a.Id, b.Id);

    public static Word operator ^(Word a, Word b) => a.Builder.Word(Op.LongXor, a.Id, b.Id);

    public static Word operator <<(Word a, int count) => a.Builder.Word(Op.ShiftLeft, a.Id, immediate: count);

    public static Word operator >>>(Word a, int count) => a.Builder.Word(Op.ShiftRightLogical, a.Id, immediate: count);

    public Real AsReal() => Builder.Real(Op.AsDouble, Id);
}
