namespace BoundCheck.Numeric.Precision;

/// <content>Arithmetic: every end is one directed rounding of the exact result at the extreme corner.</content>
public readonly partial struct BigInterval
{
    /// <summary>x + y.</summary>
    public static BigInterval operator +(BigInterval x, BigInterval y)
    {
        if (x.IsEmpty || y.IsEmpty)
            return Empty;
        int p = Common(x, y);
        return Trusted(BigFloat.Add(x.Lo, y.Lo, p, Direction.Down), BigFloat.Add(x.Hi, y.Hi, p, Direction.Up), p);
    }

    /// <summary>x - y.</summary>
    public static BigInterval operator -(BigInterval x, BigInterval y) => x + -y;

    /// <summary>-x, exact.</summary>
    public static BigInterval operator -(BigInterval x) => x.IsEmpty ? Empty : Trusted(-x.Hi, -x.Lo, x.precision);

    /// <summary>x * y.</summary>
    public static BigInterval operator *(BigInterval x, BigInterval y)
    {
        if (x.IsEmpty || y.IsEmpty)
            return Empty;
        (BigFloat lo, BigFloat hi) = ExactProduct(x, y);
        return Rounded(lo, hi, Common(x, y));
    }

    /// <summary>x / y over the members of y that are not 0: the smallest interval that contains all the quotients, empty if y = {0}.</summary>
    public static BigInterval operator /(BigInterval x, BigInterval y)
    {
        if (x.IsEmpty || y.IsEmpty)
            return Empty;
        if (y.Hi.Sign < 0 || (y.Hi.Sign == 0 && y.Lo.Sign < 0))
            return -x / -y;
        if (y.Lo.Sign == 0 && y.Hi.Sign == 0)
            return Empty;
        int p = Common(x, y);
        if (x.Lo.IsZero && x.Hi.IsZero)
            return Trusted(BigFloat.Zero, BigFloat.Zero, p);
        if (y.Lo.Sign < 0)
            return Trusted(BigFloat.NegativeInfinity, BigFloat.PositiveInfinity, p);
        // y = [c, d] with 0 <= c < or = d and d > 0; for c = 0 the reciprocals run over [1/d, +infinity).
        BigFloat lo = x.Lo.Sign >= 0
            ? BigFloat.Divide(x.Lo, y.Hi, p, Direction.Down)
            : y.Lo.IsZero ? BigFloat.NegativeInfinity : BigFloat.Divide(x.Lo, y.Lo, p, Direction.Down);
        BigFloat hi = x.Hi.Sign <= 0
            ? BigFloat.Divide(x.Hi, y.Hi, p, Direction.Up)
            : y.Lo.IsZero ? BigFloat.PositiveInfinity : BigFloat.Divide(x.Hi, y.Lo, p, Direction.Up);
        return Trusted(lo, hi, p);
    }

    /// <inheritdoc/>
    public static BigInterval Fma(BigInterval x, BigInterval y, BigInterval z)
    {
        if (x.IsEmpty || y.IsEmpty || z.IsEmpty)
            return Empty;
        int p = Math.Max(Common(x, y), z.Precision);
        (BigFloat lo, BigFloat hi) = ExactProduct(x, y);
        return Trusted(BigFloat.Add(lo, z.Lo, p, Direction.Down), BigFloat.Add(hi, z.Hi, p, Direction.Up), p);
    }

    /// <inheritdoc/>
    public static BigInterval Sqr(BigInterval x)
    {
        BigInterval a = Abs(x);
        return a.IsEmpty
            ? Empty
            : Rounded(BigFloat.MultiplyExact(a.Lo, a.Lo), BigFloat.MultiplyExact(a.Hi, a.Hi), x.Precision);
    }

    /// <inheritdoc/>
    public static BigInterval Sqrt(BigInterval x)
    {
        if (x.IsEmpty || x.Hi.Sign < 0)
            return Empty;
        BigFloat lo = BigFloat.Max(x.Lo, BigFloat.Zero);
        return Trusted(BigFloat.Sqrt(lo, x.Precision, Direction.Down), BigFloat.Sqrt(x.Hi, x.Precision, Direction.Up), x.Precision);
    }

    /// <summary>The exact range of the product over the box; the extremes are at corners.</summary>
    private static (BigFloat Lo, BigFloat Hi) ExactProduct(in BigInterval x, in BigInterval y)
    {
        if (x.Lo.Sign >= 0 && y.Lo.Sign >= 0)
            return (BigFloat.MultiplyExact(x.Lo, y.Lo), BigFloat.MultiplyExact(x.Hi, y.Hi));
        BigFloat a = BigFloat.MultiplyExact(x.Lo, y.Lo), b = BigFloat.MultiplyExact(x.Lo, y.Hi);
        BigFloat c = BigFloat.MultiplyExact(x.Hi, y.Lo), d = BigFloat.MultiplyExact(x.Hi, y.Hi);
        return (BigFloat.Min(BigFloat.Min(a, b), BigFloat.Min(c, d)), BigFloat.Max(BigFloat.Max(a, b), BigFloat.Max(c, d)));
    }
}
