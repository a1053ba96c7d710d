namespace BoundCheck.Numeric.Precision;

/// <content>sinh, cosh, tanh, asinh, sigmoid, softplus and log cosh, composed of exp, expm1, log and log1p without cancellation.</content>
internal static partial class PreciseValues
{
    /// <summary>sinh(x), x not 0: (t + t/(t + 1))/2 with t = expm1(x) for x > 0, terms of one sign.</summary>
    public static BigInterval Sinh(BigFloat x, int digits)
    {
        if (x.Sign < 0)
            return -Sinh(-x, digits);
        if (x.Top < -digits)
            return NearIdentity(x, digits);
        BigInterval t = Wide(Expm1(x, digits + 6), digits + 8);
        return Half(t + (t / (t + BigInterval.One)));
    }

    /// <summary>cosh(x): (t + 1/t)/2 with t = exp(|x|); 0 allowed.</summary>
    public static BigInterval Cosh(BigFloat x, int digits)
    {
        BigInterval t = Wide(Exp(BigFloat.Abs(x), digits + 4), digits + 8);
        BigInterval value = Half(t + (BigInterval.One / t));
        // cosh >= 1.
        return BigInterval.Trusted(BigFloat.Max(value.Lo, BigFloat.One), value.Hi, value.Precision);
    }

    /// <summary>tanh(x), x not 0: with t = expm1(2x) for x > 0, t/(t + 2) below 1 and 1 - 2/(t + 2) from there.</summary>
    public static BigInterval Tanh(BigFloat x, int digits)
    {
        if (x.Sign < 0)
            return -Tanh(-x, digits);
        if (x.Top < -digits)
            return NearIdentity(x, digits);
        BigInterval two = PointOf(2, digits + 8);
        BigInterval t = Wide(Expm1(x.ScaleB(1), digits + 6), digits + 8);
        return x.Top <= 0 ? t / (t + two) : BigInterval.One - (two / (t + two));
    }

    /// <summary>asinh(x), x not 0: log1p(x + x^2/(1 + sqrt(1 + x^2))) for x > 0.</summary>
    public static BigInterval Asinh(BigFloat x, int digits)
    {
        if (x.Sign < 0)
            return -Asinh(-x, digits);
        if (x.Top < -digits)
            return NearIdentity(x, digits);
        BigInterval point = PointOf(x, digits + 8);
        BigInterval square = BigInterval.Sqr(point);
        BigInterval y = point + (square / (BigInterval.One + BigInterval.Sqrt(BigInterval.One + square)));
        return Between(Log1p, y, digits + 4);
    }

    /// <summary>1/(1 + exp(-x)); 0 allowed.</summary>
    public static BigInterval Sigmoid(BigFloat x, int digits) =>
        BigInterval.One / (BigInterval.One + Wide(Exp(-x, digits + 4), digits + 8));

    /// <summary>log(1 + exp(x)) = max(x, 0) + log1p(exp(-|x|)); 0 allowed.</summary>
    public static BigInterval Softplus(BigFloat x, int digits)
    {
        BigInterval t = Wide(Exp(-BigFloat.Abs(x), digits + 4), digits + 8);
        BigInterval log = Between(Log1p, t, digits + 4);
        return x.Sign > 0 ? Wide(log, digits + 8) + PointOf(x, digits + 8) : log;
    }

    /// <summary>log(cosh(x)), x not 0: log1p(2 sinh(x/2)^2) up to 1, |x| - log 2 + log1p(exp(-2|x|)) above.</summary>
    public static BigInterval LogCosh(BigFloat x, int digits)
    {
        x = BigFloat.Abs(x);
        if (2 * x.Top < -digits)
        {
            // x^2/2 - x^4/12 <= log cosh(x) <= x^2/2.
            BigInterval half = Half(BigInterval.Sqr(PointOf(x, digits + 8)));
            BigFloat slack = BigFloat.MultiplyExact(half.Hi, half.Hi);
            return BigInterval.Trusted(BigFloat.Subtract(half.Lo, slack, digits + 8, Direction.Down), half.Hi, half.Precision);
        }
        if (x.Top <= 0)
        {
            BigInterval sinh = Wide(Sinh(x.ScaleB(-1), digits + 6), digits + 8);
            return Between(Log1p, BigInterval.Sqr(sinh) * PointOf(2, digits), digits + 4);
        }
        BigInterval t = Wide(Exp((-x).ScaleB(1), digits + 4), digits + 8);
        BigInterval tail = Between(Log1p, t, digits + 4);
        BigInterval log2 = Wide(FixedConstants.Log2(digits + 8).ToBigInterval(digits), digits + 8);
        return PointOf(x, digits + 8) - log2 + tail;
    }

    private static BigInterval Half(in BigInterval x) => BigInterval.Trusted(x.Lo.ScaleB(-1), x.Hi.ScaleB(-1), x.Precision);

    /// <summary>An increasing kernel with f(0) = 0 over a narrow interval.</summary>
    private static BigInterval Between(Kernel increasing, in BigInterval x, int digits)
    {
        BigInterval lo = AtOrZero(increasing, x.Lo, digits);
        return x.Lo == x.Hi ? lo : BigInterval.Trusted(lo.Lo, AtOrZero(increasing, x.Hi, digits).Hi, lo.Precision);
    }

    private static BigInterval AtOrZero(Kernel kernel, BigFloat x, int digits) =>
        x.IsZero
            ? BigInterval.Zero
            : x.IsFinite ? kernel(x, digits) : BigInterval.Trusted(BigFloat.Zero, BigFloat.PositiveInfinity, digits);
}
