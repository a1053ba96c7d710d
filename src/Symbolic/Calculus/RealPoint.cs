using BoundCheck.Symbolic.Polynomials;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Symbolic;

/// <summary>
/// A real number known exactly: by a closed expression, as an algebraic number, by a formula in one, or as the only zero of a monotone function in an
/// interval.
/// </summary>
public sealed class RealPoint
{
    private static readonly Variable s_slot = Variable.Of("algebraic number");
    private static readonly int[] s_precisions = [64, 192, 500];
    private readonly Expr _form;
    private readonly AlgebraicNumber? _number;
    private readonly (Expr Function, Expr Variable, int Direction)? _zero;
    private readonly (Func<Expr, Expr> Function, int Direction)? _inverse;
    private readonly (Rational Lo, Rational Hi) _bracket;
    private Rational _lo, _hi;

    private RealPoint(Expr form, AlgebraicNumber? number, (Expr, Expr, int)? zero, Rational lo, Rational hi, (Func<Expr, Expr>, int)? inverse = null)
    {
        _form = form;
        _inverse = inverse;
        _number = number;
        _zero = zero;
        (_lo, _hi) = _bracket = (lo, hi);
    }

    /// <summary>A closed expression, defined and real.</summary>
    public static RealPoint Of(Expr closed)
    {
        ArgumentNullException.ThrowIfNull(closed);
        return new(ExactValue.TryEvaluate(closed, out var value) ? value : closed, null, null, 0, 0);
    }

    /// <summary>An algebraic number; square roots get their closed form as well.</summary>
    public static RealPoint Of(AlgebraicNumber number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return number.IsRational ? new(number.Lo, null, null, 0, 0) : new(s_slot, number, null, 0, 0);
    }

    /// <summary>formula(number), where the inverse of the formula is defined on the whole line and strictly monotone there (direction ±1).</summary>
    internal static RealPoint Of(AlgebraicNumber number, Func<Expr, Expr> formula, Func<Expr, Expr> inverse, int direction) =>
        number.IsRational ? Of(formula(number.Lo)) : new(formula(s_slot), number, null, 0, 0, (inverse, direction));

    /// <summary>The only zero of a function that is continuous and strictly monotone (direction ±1) on [lo, hi], of opposite signs at the ends.</summary>
    internal static RealPoint OnlyZero(Expr function, Expr variable, int direction, Rational lo, Rational hi) =>
        new(s_slot, null, (function, variable, direction), lo, hi);

    /// <summary>The value when it is rational.</summary>
    public bool IsRational(out Rational value)
    {
        value = default;
        return _zero is null && _form.IsRational(out value);
    }

    /// <summary>The algebraic number itself, when the point is an irrational one.</summary>
    public AlgebraicNumber? Algebraic => ReferenceEquals(_form, s_slot) ? _number : null;

    /// <summary>A closed expression of the point; null when the language has none.</summary>
    public Expr? Closed => _number is null && _zero is null ? _form
        : _number is { Polynomial.Degree: 2 } ? _form.Substitute(s_slot, Surd(_number)) : null;

    private static Expr Surd(AlgebraicNumber number)
    {
        var (c, b, a) = (number.Polynomial.Coefficients[0], number.Polynomial.Coefficients[1], number.Polynomial.Coefficients[2]);
        var middle = -b / (2 * a);
        // The root is middle ± sqrt(b^2 - 4ac)/|2a|; the interval tells the sign since the number is not the middle.
        var half = ((Expr)((b * b - 4 * a * c) / (4 * a * a))).Pow(Rational.Half);
        return number.CompareTo(AlgebraicNumber.Of(middle)) > 0 ? middle + half : middle - half;
    }

    /// <summary>An interval that holds the number, of about the given relative precision; null when none was found.</summary>
    public RationalInterval? Enclose(int bits)
    {
        if (_zero is { } zero)
        {
            lock (this)
            {
                while (_hi - _lo > Rational.Pow(2, -bits) * Rational.Max(1, Rational.Abs(_lo)))
                {
                    var middle = (_lo + _hi) / 2;
                    if (ClosedValue.Sign(zero.Function.Substitute(zero.Variable, middle)) is not { } sign)
                        break;
                    if (sign * zero.Direction >= 0)
                        _hi = middle;
                    if (sign * zero.Direction <= 0)
                        _lo = middle;
                }
                return new RationalInterval(_lo, _hi);
            }
        }
        if (_number is null)
            return ClosedValue.Enclose(_form, bits);
        _number.Refine(Rational.Pow(2, -bits) * Rational.Max(Rational.Pow(2, -bits), Rational.Min(Rational.Abs(_number.Lo), Rational.Abs(_number.Hi))));
        var number = new RationalInterval(_number.Lo, _number.Hi);
        return ReferenceEquals(_form, s_slot) ? number : ClosedValue.Enclose(_form, new Dictionary<Expr, RationalInterval> { [s_slot] = number }, bits);
    }

    /// <summary>The sign of an expression of one variable at the point: -1, 0, 1, proved; null when undefined there or not decided.</summary>
    public int? SignOf(Expr expr, Expr variable)
    {
        ArgumentNullException.ThrowIfNull(expr);
        if (_number is null && _zero is null)
            return ClosedValue.Sign(expr.Substitute(variable, _form));
        if (_zero is { } zero && ReferenceEquals(zero.Variable, variable) && ReferenceEquals(zero.Function, expr))
            return 0;
        foreach (int bits in _zero is null ? s_precisions : s_precisions.AsSpan(0, 1))
        {
            if (Enclose(bits) is { } x && ClosedValue.Enclose(expr, new Dictionary<Expr, RationalInterval> { [variable] = x }, bits)?.Sign is { } sign)
                return sign;
        }
        if (Algebraic is { } number && Totality.IsTotal(expr))
        {
            var forms = NormalForms.Of(expr, variable);
            int index = forms[variable].Numerator.Indeterminates()[0];
            // A total expression is defined at the point, so it equals its normal form there if the denominator is not 0.
            if (Polynomial.From(forms[expr].Numerator, index) is { } p && Polynomial.From(forms[expr].Denominator, index) is { } q
                && number.SignOf(q) is not 0 and var below)
                return number.SignOf(p) * below;
        }
        return Closed is { } closed ? ClosedValue.Sign(expr.Substitute(variable, closed)) : null;
    }

    /// <summary>Whether an expression of one variable is proved to be defined at the point.</summary>
    internal bool Defines(Expr expr, Expr variable)
    {
        if (Totality.IsTotal(expr))
            return true;
        // Few digits mostly show it, and cost far less.
        return Shows(32) || Shows(192);

        bool Shows(int bits) => _number is null && _zero is null ? ClosedValue.Enclose(expr.Substitute(variable, _form), bits) is not null
            : Enclose(bits) is { } x && ClosedValue.Enclose(expr, new Dictionary<Expr, RationalInterval> { [variable] = x }, bits) is not null;
    }

    /// <summary>The sign of a - b at the point, where both are defined; terms that both sums have are left out.</summary>
    internal int? SignOfDifference(Expr a, Expr b, Expr variable)
    {
        if (ReferenceEquals(a, b))
            return 0;
        if (a is not Sum || b is not Sum)
            return SignOf(a - b, variable);
        var count = new Dictionary<Expr, int>(ReferenceEqualityComparer.Instance);
        foreach (var (sum, sign) in new[] { (a, 1), (b, -1) })
        {
            var parts = new Stack<Expr>([sum]);
            while (parts.TryPop(out var part))
            {
                if (part is not Sum)
                    count[part] = count.GetValueOrDefault(part) + sign;
                else
                    Array.ForEach([.. part.Children], parts.Push);
            }
        }
        return SignOf(Sum.Of(count.Where(t => t.Value != 0).Select(t => t.Value * t.Key)), variable);
    }

    /// <summary>A total expression whose sign at every value of the variable is the sign of variable - point.</summary>
    internal Expr Order(Expr variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        if (_number is null && _zero is null || Closed is not null)
            return variable - Closed!;
        // Between the ends of the interval the function or polynomial changes its sign at the point alone, and at the ends it is not 0. The first
        // interval, not what it was narrowed to since: where both ends are one double, the sign at the end would be a rounding error.
        var (at, direction) = _inverse is { } inverse ? (inverse.Function(variable), inverse.Direction) : (variable, 1);
        var (lo, hi) = _number is null ? _bracket : _number.Bracket;
        var inside = Max.Instance.Of(Min.Instance.Of(at, hi), lo);
        if (_zero is { } zero)
            return zero.Direction * zero.Function.Substitute(zero.Variable, inside);
        var polynomial = _number!.Polynomial;
        Expr value = 0;
        for (int i = polynomial.Degree; i >= 0; i--)
            value = polynomial.Coefficients[i] + inside * value;
        return direction * polynomial.At(hi).Sign * value;
    }

    /// <summary>The order of two points, proved; null when it was not decided.</summary>
    public static int? Compare(RealPoint a, RealPoint b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (ReferenceEquals(a, b))
            return 0;
        if (a.IsRational(out var r) && b.IsRational(out var t))
            return r.CompareTo(t);
        if (a.AsAlgebraic() is { } p && b.AsAlgebraic() is { } q)
            return Math.Sign(p.CompareTo(q));
        if (IsSameZero(a, b))
            return 0;
        // A zero is found by halving, each bit at the price of a sign.
        foreach (int bits in a._zero is null && b._zero is null ? s_precisions : s_precisions.AsSpan(0, 1))
        {
            if (a.Enclose(bits) is not { } x || b.Enclose(bits) is not { } y)
                return null;
            if (x.Lo > y.Hi)
                return 1;
            if (x.Hi < y.Lo)
                return -1;
        }
        return a.Closed is { } c && b.Closed is { } d ? ClosedValue.Sign(c - d) : null;
    }

    // Of the same function, and one of them inside an interval where the other is its only zero.
    private static bool IsSameZero(RealPoint a, RealPoint b) =>
        a._zero is { } f && b._zero is { } g && ReferenceEquals(f.Function, g.Function) && ReferenceEquals(f.Variable, g.Variable)
        && a.Enclose(64) is { } outer && b.Enclose(128) is { } inner && outer.Lo <= inner.Lo && inner.Hi <= outer.Hi;

    private AlgebraicNumber? AsAlgebraic() => Algebraic ?? (IsRational(out var value) ? AlgebraicNumber.Of(value) : null);

    /// <summary>The closed form, or a description of the number.</summary>
    public override string ToString() =>
        (Closed is { } closed ? ShortText.Of(closed) : null) ?? (_zero is { } z ? $"zero of {ShortText.Of(z.Function)} near {_lo.ToDoubleNearest():G8}"
        : ReferenceEquals(_form, s_slot) ? _number!.ToString() : $"{ShortText.Of(_form)} at the {_number}");
}
