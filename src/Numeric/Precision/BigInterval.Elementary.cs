using System.Numerics;

namespace BoundCheck.Numeric.Precision;

/// <content>Elementary functions: kernels at the ends where the function is monotone, extremum logic elsewhere.</content>
public readonly partial struct BigInterval
{
    private static readonly BigFloat MinusOne = new(BigInteger.MinusOne, 0);

    /// <inheritdoc/>
    public static BigInterval Pi(int precision) => FromBall(FixedConstants.Pi(Math.Max(precision, LeastPrecision) + 16), precision);

    /// <inheritdoc/>
    public static BigInterval E(int precision) => Exp(Point(BigFloat.One, precision));

    /// <inheritdoc/>
    public static BigInterval Exp(BigInterval x) => Increasing(x, PreciseValues.Exp, BigFloat.One, BigFloat.Zero, BigFloat.PositiveInfinity);

    /// <inheritdoc/>
    public static BigInterval Expm1(BigInterval x) => Increasing(x, PreciseValues.Expm1, BigFloat.Zero, MinusOne, BigFloat.PositiveInfinity);

    /// <inheritdoc/>
    public static BigInterval Log(BigInterval x)
    {
        if (x.IsEmpty || x.Hi.Sign <= 0)
            return Empty;
        // As x falls to 0 the logarithm is unbounded below.
        BigFloat lo = x.Lo.Sign <= 0 ? BigFloat.NegativeInfinity : PreciseValues.Refine(PreciseValues.Log, x.Lo, x.Precision).Lo;
        BigFloat hi = x.Hi.IsFinite ? PreciseValues.Refine(PreciseValues.Log, x.Hi, x.Precision).Hi : BigFloat.PositiveInfinity;
        return Rounded(lo, hi, x.Precision);
    }

    /// <inheritdoc/>
    public static BigInterval Log1p(BigInterval x)
    {
        if (x.IsEmpty || x.Hi <= MinusOne)
            return Empty;
        BigInterval inside = x.Lo > MinusOne ? x : Trusted(BigFloat.NegativeInfinity, x.Hi, x.Precision);
        return Increasing(inside, PreciseValues.Log1p, BigFloat.Zero, BigFloat.NegativeInfinity, BigFloat.PositiveInfinity);
    }

    /// <inheritdoc/>
    public static BigInterval Sin(BigInterval x) => Oscillation(x, PreciseValues.Sin, BigFloat.Zero, 1);

    /// <inheritdoc/>
    public static BigInterval Cos(BigInterval x) => Oscillation(x, PreciseValues.Cos, BigFloat.One, 0);

    /// <inheritdoc/>
    public static BigInterval Tan(BigInterval x)
    {
        if (x.IsEmpty)
            return Empty;
        // Poles are at x/pi - 1/2 integer.
        if (!HasTrigSize(x) || Integers.Between(PreciseValues.HalfTurns(x.Lo, 1).Lo, PreciseValues.HalfTurns(x.Hi, 1).Hi).Any)
            return Trusted(BigFloat.NegativeInfinity, BigFloat.PositiveInfinity, x.Precision);
        return Increasing(x, PreciseValues.Tan, BigFloat.Zero, BigFloat.NegativeInfinity, BigFloat.PositiveInfinity);
    }

    /// <inheritdoc/>
    public static BigInterval Sinh(BigInterval x) => Increasing(x, PreciseValues.Sinh, BigFloat.Zero, BigFloat.NegativeInfinity, BigFloat.PositiveInfinity);

    /// <inheritdoc/>
    public static BigInterval Cosh(BigInterval x) => Increasing(Abs(x), PreciseValues.Cosh, BigFloat.One, BigFloat.One, BigFloat.PositiveInfinity);

    /// <inheritdoc/>
    public static BigInterval Tanh(BigInterval x) => Increasing(x, PreciseValues.Tanh, BigFloat.Zero, MinusOne, BigFloat.One);

    /// <inheritdoc/>
    public static BigInterval Asinh(BigInterval x) => Increasing(x, PreciseValues.Asinh, BigFloat.Zero, BigFloat.NegativeInfinity, BigFloat.PositiveInfinity);

    /// <inheritdoc/>
    public static BigInterval Atan(BigInterval x)
    {
        if (x.IsEmpty)
            return Empty;
        BigFloat limit = Pi(x.Precision).Hi.ScaleB(-1);
        return Increasing(x, PreciseValues.Atan, BigFloat.Zero, -limit, limit);
    }

    /// <inheritdoc/>
    public static BigInterval Erf(BigInterval x) => Increasing(x, PreciseValues.Erf, BigFloat.Zero, MinusOne, BigFloat.One);

    /// <inheritdoc/>
    public static BigInterval Sigmoid(BigInterval x) => Increasing(x, PreciseValues.Sigmoid, new BigFloat(BigInteger.One, -1), BigFloat.Zero, BigFloat.One);

    /// <inheritdoc/>
    public static BigInterval Softplus(BigInterval x) => Increasing(x, PreciseValues.Softplus, null, BigFloat.Zero, BigFloat.PositiveInfinity);

    /// <inheritdoc/>
    public static BigInterval LogCosh(BigInterval x) => Increasing(Abs(x), PreciseValues.LogCosh, BigFloat.Zero, BigFloat.Zero, BigFloat.PositiveInfinity);

    /// <summary>
    /// The range of an increasing function from its kernel, its exact value at 0 (null: the kernel takes 0) and its limits at the
    /// infinities. A kernel may round past a limit; the range never does.
    /// </summary>
    private static BigInterval Increasing(BigInterval x, PreciseValues.Kernel kernel, BigFloat? atZero, BigFloat infimum, BigFloat supremum)
    {
        if (x.IsEmpty)
            return Empty;
        int p = x.Precision;
        BigInterval atLo = x.Lo.IsFinite ? AtPoint(kernel, x.Lo, atZero, p) : Trusted(infimum, supremum, p);
        BigInterval atHi = x.Hi == x.Lo ? atLo : x.Hi.IsFinite ? AtPoint(kernel, x.Hi, atZero, p) : Trusted(infimum, supremum, p);
        BigInterval rounded = Rounded(atLo.Lo, atHi.Hi, p);
        return Trusted(BigFloat.Max(rounded.Lo, infimum), BigFloat.Min(rounded.Hi, supremum), p);
    }

    private static BigInterval AtPoint(PreciseValues.Kernel kernel, BigFloat x, BigFloat? atZero, int precision) =>
        x.IsZero && atZero is { } value ? Trusted(value, value, precision) : PreciseValues.Refine(kernel, x, precision);

    /// <summary>The range of sin (shift 1) or cos (shift 0): 1 at even and -1 at odd integers of x/pi - shift/2, monotone between.</summary>
    private static BigInterval Oscillation(BigInterval x, PreciseValues.Kernel kernel, BigFloat atZero, int shift)
    {
        if (x.IsEmpty)
            return Empty;
        int p = x.Precision;
        if (!HasTrigSize(x))
            return Trusted(MinusOne, BigFloat.One, p);
        BigInterval atLo = AtPoint(kernel, x.Lo, atZero, p);
        if (x.IsPoint)
            return Rounded(atLo.Lo, atLo.Hi, p);
        BigInterval atHi = AtPoint(kernel, x.Hi, atZero, p);
        // The turns are enclosed outward, so an extremum inside is never missed; one just outside may be counted, which is sound.
        Integers turns = Integers.Between(PreciseValues.HalfTurns(x.Lo, shift).Lo, PreciseValues.HalfTurns(x.Hi, shift).Hi);
        BigFloat lo = turns.AnyOdd ? MinusOne : BigFloat.Min(atLo.Lo, atHi.Lo);
        BigFloat hi = turns.AnyEven ? BigFloat.One : BigFloat.Max(atLo.Hi, atHi.Hi);
        return Rounded(lo, hi, p);
    }

    private static bool HasTrigSize(in BigInterval x) =>
        x.IsBounded && (x.Lo.IsZero || x.Lo.Top <= PreciseValues.TrigLimit) && (x.Hi.IsZero || x.Hi.Top <= PreciseValues.TrigLimit);

    private static BigInterval FromBall(FixedBall ball, int precision)
    {
        BigInterval exact = ball.ToBigInterval(precision);
        return Rounded(exact.Lo, exact.Hi, Math.Max(precision, LeastPrecision));
    }
}
