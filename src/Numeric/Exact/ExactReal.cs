using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Exact;

/// <summary>
/// A real number known exactly in closed form, or nothing known (the whole line), or no value (empty): an enclosure type whose bounded sets
/// are points. A tape evaluated over it decides equalities such as "the first three Taylor coefficients are 0" for certain.
/// </summary>
public readonly struct ExactReal : IEnclosure<ExactReal>
{
    private readonly ExactNumber? _number;
    private readonly Kind _kind;

    private enum Kind : byte
    {
        Number,
        Unknown,
        Nothing,
    }

    private ExactReal(ExactNumber? number, Kind kind)
    {
        _number = number;
        _kind = kind;
    }

    internal static ExactReal From(ExactNumber? number) => number is null ? Entire : new(number, Kind.Number);

    internal ExactNumber? Number => _kind == Kind.Number ? _number ?? ExactNumber.Zero : null;

    /// <summary>The closed expression of the number, or null when it is not known.</summary>
    public Expr? Expr => Number?.ToExpr();

    /// <summary>The number of a closed expression; the whole line when it has no form here, empty where it is undefined.</summary>
    /// <exception cref="ArgumentException">The expression is not closed.</exception>
    public static ExactReal FromExpr(Expr closed)
    {
        ArgumentNullException.ThrowIfNull(closed);
        if (!closed.IsClosed())
            throw new ArgumentException("The expression has variables.", nameof(closed));
        var value = new Evaluation.ValueEvaluator<ExactReal>(Evaluation.Tape.Compile(closed)).Evaluate();
        return value.IsDefined || value.Value.IsEmpty ? value.Value : Entire;
    }

    /// <summary>True when the number is known to be exactly 0.</summary>
    public bool IsZero => SignOrNull == 0;

    /// <summary>-1, 0 or 1; null when nothing is known or the sign could not be told.</summary>
    public int? SignOrNull => Number?.Sign();

    /// <summary>The value when it is a known rational number.</summary>
    public bool IsRational(out Rational value)
    {
        value = 0;
        return Number is { } n && n.IsRational(out value);
    }

    /// <summary>An enclosure with about <paramref name="digits"/> binary digits; the whole line when nothing is known.</summary>
    public BigInterval Enclose(int digits) =>
        _kind == Kind.Nothing ? BigInterval.Empty : Number is { } n ? n.Enclose(digits) : BigInterval.Entire;

    /// <inheritdoc/>
    public static ExactReal Empty => new(null, Kind.Nothing);

    /// <inheritdoc/>
    public static ExactReal Entire => new(null, Kind.Unknown);

    /// <inheritdoc/>
    public static ExactReal Zero => default;

    /// <inheritdoc/>
    public static ExactReal One => From(ExactNumber.One);

    /// <inheritdoc/>
    public bool IsEmpty => _kind == Kind.Nothing;

    /// <inheritdoc/>
    public bool IsPoint => _kind == Kind.Number;

    /// <inheritdoc/>
    public bool IsBounded => _kind != Kind.Unknown;

    /// <inheritdoc/>
    public bool ContainsZero => !IsEmpty && SignOrNull is null or 0;

    /// <inheritdoc/>
    public bool IsPositive => SignOrNull == 1;

    /// <inheritdoc/>
    public bool IsNegative => SignOrNull == -1;

    /// <inheritdoc/>
    public bool IsNonnegative => SignOrNull >= 0;

    /// <inheritdoc/>
    public bool IsNonpositive => SignOrNull <= 0;

    /// <inheritdoc/>
    public int Precision => 53;

    /// <inheritdoc/>
    public ExactReal LowerPoint => IsPoint ? this : throw new InvalidOperationException("There is no finite lower end.");

    /// <inheritdoc/>
    public ExactReal UpperPoint => IsPoint ? this : throw new InvalidOperationException("There is no finite upper end.");

    /// <inheritdoc/>
    public ExactReal MidPoint => IsEmpty ? throw new InvalidOperationException("The empty set has no member.") : IsPoint ? this : Zero;

    /// <inheritdoc/>
    public bool Contains(ExactReal other) => other.IsEmpty || _kind == Kind.Unknown || (IsPoint && (this - other).IsZero);

    /// <inheritdoc/>
    public bool Contains(Rational value) => Contains(From(ExactNumber.Of(value)));

    /// <inheritdoc/>
    public bool IsBelow(ExactReal other) => (other - this).IsPositive;

    /// <inheritdoc/>
    public bool IsNotAbove(ExactReal other) => (other - this).IsNonnegative;

    /// <inheritdoc/>
    public Interval ToInterval() => Enclose(80).ToInterval();

    /// <inheritdoc/>
    public static ExactReal FromRational(Rational value, int precision) => From(ExactNumber.Of(value));

    /// <inheritdoc/>
    public static ExactReal FromInterval(Interval value, int precision) =>
        value.IsEmpty ? Empty : value.IsPoint ? From(ExactNumber.Of(Rational.FromDouble(value.Lo))) : Entire;

    /// <inheritdoc/>
    public static ExactReal Pi(int precision) => From(ExactNumber.OfAtom(NamedConstant.Pi, 1));

    /// <inheritdoc/>
    public static ExactReal E(int precision) => From(ExactNumber.OfAtom(NamedConstant.E, 1));

    /// <summary>x + y.</summary>
    public static ExactReal operator +(ExactReal x, ExactReal y) => Binary(x, y, ExactNumber.Add);

    /// <summary>x - y.</summary>
    public static ExactReal operator -(ExactReal x, ExactReal y) => x + -y;

    /// <summary>-x.</summary>
    public static ExactReal operator -(ExactReal x) => Unary(x, ExactNumber.Negate);

    /// <summary>x * y; 0 times the whole line is 0.</summary>
    public static ExactReal operator *(ExactReal x, ExactReal y) =>
        x.IsEmpty || y.IsEmpty ? Empty : x.Number is { IsZero: true } || y.Number is { IsZero: true } ? Zero : Binary(x, y, ExactNumber.Multiply);

    /// <summary>x / y; empty for y = 0.</summary>
    public static ExactReal operator /(ExactReal x, ExactReal y) =>
        y.IsZero ? Empty : x.IsZero && !y.IsEmpty ? Zero : x * Unary(y, n => n.Sign() is null ? null : ExactNumber.Power(n, -1));

    /// <inheritdoc/>
    public static ExactReal Fma(ExactReal x, ExactReal y, ExactReal z) => x * y + z;

    /// <inheritdoc/>
    public static ExactReal Intersect(ExactReal x, ExactReal y) => x.IsEmpty || y.IsEmpty ? Empty : x.IsPoint ? x : y;

    /// <inheritdoc/>
    public static ExactReal Hull(ExactReal x, ExactReal y) =>
        x.IsEmpty ? y : y.IsEmpty ? x : x.IsPoint && (x - y).IsZero ? x : Entire;

    /// <inheritdoc/>
    public static ExactReal Min(ExactReal x, ExactReal y) =>
        x.IsEmpty || y.IsEmpty ? Empty : x.IsNotAbove(y) ? x : y.IsNotAbove(x) ? y : Entire;

    /// <inheritdoc/>
    public static ExactReal Max(ExactReal x, ExactReal y) => -Min(-x, -y);

    /// <inheritdoc/>
    public static ExactReal Abs(ExactReal x) => x.IsNonnegative ? x : x.IsNegative ? -x : Unary(x, _ => null);

    /// <inheritdoc/>
    public static ExactReal Sign(ExactReal x) => Unary(x, n => n.Sign() is { } s ? ExactNumber.Of(s) : null);

    /// <inheritdoc/>
    public static ExactReal Sqr(ExactReal x) => x * x;

    /// <inheritdoc/>
    public static ExactReal Sqrt(ExactReal x) => Pow(x, Rational.Half);

    /// <inheritdoc/>
    public static ExactReal Pow(ExactReal x, int n) => Pow(x, (Rational)n);

    /// <inheritdoc/>
    public static ExactReal Pow(ExactReal x, Rational r)
    {
        if ((x.IsZero && r.Sign < 0) || (x.IsNegative && !r.IsInteger))
            return Empty;
        return Unary(x, n => r.IsInteger && r.Sign > 0 || n.Sign() is not null ? ExactNumber.Power(n, r) : null);
    }

    /// <inheritdoc/>
    public static ExactReal Exp(ExactReal x) => Unary(x, ExactNumber.Exp);

    /// <inheritdoc/>
    public static ExactReal Expm1(ExactReal x) => Exp(x) - One;

    /// <inheritdoc/>
    public static ExactReal Log(ExactReal x) => x.IsNonpositive ? Empty : Unary(x, ExactNumber.Log);

    /// <inheritdoc/>
    public static ExactReal Log1p(ExactReal x) => Log(One + x);

    /// <inheritdoc/>
    public static ExactReal Sin(ExactReal x) =>
        Unary(x, n => n.IsMultipleOfPi(out var q) && SineOfTurns(q) is { } s ? s : ExactNumber.Apply(Symbolic.Sin.Instance, n));

    /// <inheritdoc/>
    public static ExactReal Cos(ExactReal x) =>
        Unary(x, n => n.IsMultipleOfPi(out var q) && SineOfTurns(q + Rational.Half) is { } s ? s : ExactNumber.Apply(Symbolic.Cos.Instance, n));

    /// <inheritdoc/>
    public static ExactReal Tan(ExactReal x) => Sin(x) / Cos(x);

    /// <inheritdoc/>
    public static ExactReal Sinh(ExactReal x) => (Exp(x) - Exp(-x)) * From(ExactNumber.Of(Rational.Half));

    /// <inheritdoc/>
    public static ExactReal Cosh(ExactReal x) => (Exp(x) + Exp(-x)) * From(ExactNumber.Of(Rational.Half));

    /// <inheritdoc/>
    public static ExactReal Tanh(ExactReal x) => One - (One + One) / (Exp(x + x) + One);

    /// <inheritdoc/>
    public static ExactReal Asinh(ExactReal x) => x.IsZero ? x : Log(x + Sqrt(One + x * x));

    /// <inheritdoc/>
    public static ExactReal Atan(ExactReal x) => Unary(x, n => ExactNumber.Apply(Symbolic.Atan.Instance, n));

    /// <inheritdoc/>
    public static ExactReal Erf(ExactReal x) => Unary(x, n => ExactNumber.Apply(Symbolic.Erf.Instance, n));

    /// <inheritdoc/>
    public static ExactReal Sigmoid(ExactReal x) => One / (One + Exp(-x));

    /// <inheritdoc/>
    public static ExactReal Softplus(ExactReal x) => Log(One + Exp(x));

    /// <inheritdoc/>
    public static ExactReal LogCosh(ExactReal x) => Log(Cosh(x));

    /// <summary>Equality as sets, where it shows in the canonical form.</summary>
    public bool Equals(ExactReal other) => _kind == other._kind && (_kind != Kind.Number || (this - other).Number is { IsZero: true });

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ExactReal other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_kind, Number?.ToString());

    /// <summary>Equality as sets.</summary>
    public static bool operator ==(ExactReal x, ExactReal y) => x.Equals(y);

    /// <summary>Inequality as sets.</summary>
    public static bool operator !=(ExactReal x, ExactReal y) => !x.Equals(y);

    /// <summary>The closed form, "?" or "[empty]".</summary>
    public override string ToString() => IsEmpty ? "[empty]" : Number?.ToString() ?? "?";

    private static ExactReal Unary(ExactReal x, Func<ExactNumber, ExactNumber?> f) => x.Number is { } n ? From(f(n)) : x;

    private static ExactReal Binary(ExactReal x, ExactReal y, Func<ExactNumber, ExactNumber, ExactNumber?> f) =>
        x.IsEmpty || y.IsEmpty ? Empty : x.Number is { } a && y.Number is { } b ? From(f(a, b)) : Entire;

    /// <summary>sin(q pi) for multiples of pi/6 and pi/4 whose sine is 0, 1/2, sqrt(2)/2, sqrt(3)/2 or 1 in size.</summary>
    private static ExactNumber? SineOfTurns(Rational q)
    {
        q -= 2 * (Rational)(q * Rational.Half).Floor(); // into [0, 2)
        bool negative = q >= 1;
        if (negative)
            q -= 1;
        q = Rational.Min(q, 1 - q); // into [0, 1/2]
        Rational? square = q.IsZero ? 0 : q == new Rational(1, 6) ? new Rational(1, 4) : q == new Rational(1, 4) ? Rational.Half
            : q == new Rational(1, 3) ? new Rational(3, 4) : q == Rational.Half ? 1 : null;
        if (square is not { } s || (s.IsZero ? ExactNumber.Zero : ExactNumber.RationalPower(s, Rational.Half)) is not { } root)
            return null;
        return negative ? ExactNumber.Negate(root) : root;
    }
}
