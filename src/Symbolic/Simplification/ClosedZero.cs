using System.Collections.Immutable;
using System.Numerics;
using BoundCheck.Symbolic.Polynomials;

namespace BoundCheck.Symbolic.Simplification;

/// <summary>Whether a closed expression is exactly 0, where no enclosure can tell.</summary>
/// <remarks>
/// The normal form is a sum of products. Its terms are grouped by their transcendental factors; it is 0 when each group is: algebraic coefficients by
/// <see cref="SeparationBound"/>, rational combinations of arctangents and pi by the argument of a complex product, of logarithms by a product.
/// </remarks>
public static class ClosedZero
{
    private const long MostBits = 6000;
    private const int MostMultiples = 60, MostRationalMultiples = 2000, NodeLimit = 400;

    /// <summary>True: proved to be 0. False: proved to be another number. Null: undefined, or not decided.</summary>
    /// <exception cref="ArgumentException">The expression has variables.</exception>
    public static bool? IsZero(Expr closed)
    {
        ArgumentNullException.ThrowIfNull(closed);
        if (closed.IsRational(out var value))
            return value.IsZero;
        if (!closed.IsClosed())
            throw new ArgumentException("The expression has variables.", nameof(closed));
        // The enclosure proves that the expression is defined, as the bound and the normal form assume.
        if (Expr.Postorder(closed).Count > NodeLimit || ClosedValue.Enclose(closed, 128) is not { } enclosure)
            return null;
        if (enclosure.Sign is not null and not 0)
            return false;
        if (IsAlgebraicZero(closed) is { } decided)
            return decided;
        var forms = NormalForms.Of(closed);
        if (forms.IsUndefined(closed))
            return null;
        var form = forms[closed];
        if (form.IsZero)
            return true;
        if (!form.IsPolynomial && ClosedValue.Enclose(forms.ToExpr(Polynomials.RationalFunction.Of(form.Denominator)), 400)?.Sign is null or 0)
            return null;
        return TermsCancel(forms.ToExpr(Polynomials.RationalFunction.Of(form.Numerator))) ? true : null;
    }

    /// <summary>Exact for algebraic expressions that are defined; null for others.</summary>
    internal static bool? IsAlgebraicZero(Expr closed) => IsAlgebraicZero(closed, ImmutableDictionary<Expr, AlgebraicNumber>.Empty, MostBits);

    /// <summary>The same with variables that stand for algebraic numbers, for bounds of at most so many bits.</summary>
    internal static bool? IsAlgebraicZero(Expr expr, IReadOnlyDictionary<Expr, AlgebraicNumber> roots, long mostBits)
    {
        if (expr.IsRational(out var value))
            return value.IsZero;
        if (SeparationBound.Bits(expr, roots) is not { } bits || bits > mostBits)
            return null;
        for (int digits = 64; ; digits *= 2)
        {
            if (ClosedValue.Enclose(expr, Places(roots, digits), digits) is { } x)
            {
                if (x.Sign is { } sign)
                    return sign == 0;
                var least = Rational.Pow(2, -(int)bits);
                if (x.Hi < least && -least < x.Lo)
                    return true;
            }
            if (digits > 2 * bits + 1000)
                return null;
        }
    }

    /// <summary>Enclosures of algebraic numbers of a width below 2^-bits.</summary>
    internal static Dictionary<Expr, RationalInterval> Places(IReadOnlyDictionary<Expr, AlgebraicNumber> roots, int bits)
    {
        var places = new Dictionary<Expr, RationalInterval>(ReferenceEqualityComparer.Instance);
        foreach (var (variable, root) in roots)
        {
            root.Refine(Rational.Pow(2, -bits - 1));
            places[variable] = new(root.Lo, root.Hi);
        }
        return places;
    }

    private static bool TermsCancel(Expr sum)
    {
        var algebraic = new Dictionary<Expr, List<Expr>>(ReferenceEqualityComparer.Instance);
        var angles = new List<(Rational Multiple, Expr Tangent)>();
        var logarithms = new List<(Rational Multiple, Expr Argument)>();
        Rational turns = 0;
        foreach (var term in sum is Sum s ? s.Children : [sum])
        {
            var factors = term is Product p ? p.Children : [term];
            var others = factors.Where(f => !SeparationBound.IsAlgebraic(f)).ToArray();
            var coefficient = Product.Of(factors.Where(f => SeparationBound.IsAlgebraic(f)));
            if (others is [var single] && coefficient.IsRational(out var c))
            {
                if (ReferenceEquals(single, NamedConstant.Pi))
                {
                    turns += c;
                    continue;
                }
                if (single is Application { Function: Atan } a && SeparationBound.IsAlgebraic(a.Argument))
                {
                    angles.Add((c, a.Argument));
                    continue;
                }
                if (single is Application { Function: Log } l && SeparationBound.IsAlgebraic(l.Argument))
                {
                    logarithms.Add((c, l.Argument));
                    continue;
                }
            }
            var key = Product.Of(others);
            if (!algebraic.TryGetValue(key, out var list))
                algebraic[key] = list = [];
            list.Add(coefficient);
        }
        return algebraic.Values.All(c => IsAlgebraicZero(Sum.Of(c)) == true) && AnglesCancel(angles, turns) && LogarithmsCancel(logarithms);
    }

    // With m clearing the denominators, m sum is the argument of the product of the (1 + i a)^n, up to multiples of pi: where the product is real, m sum = k
    // pi.
    private static bool AnglesCancel(List<(Rational Multiple, Expr Tangent)> angles, Rational turns)
    {
        if (angles.Count == 0)
            return turns.IsZero;
        var m = Common(angles.Select(a => a.Multiple).Append(turns));
        if (angles.Aggregate(BigInteger.Zero, (n, a) => n + BigInteger.Abs((a.Multiple * m).Numerator)) > (angles.TrueForAll(a => a.Tangent is Constant)
            ? MostRationalMultiples : MostMultiples))
            return false;
        Expr re = 1, im = 0;
        foreach (var (multiple, tangent) in angles)
        {
            var n = (multiple * m).Numerator;
            var t = n.Sign < 0 ? -tangent : tangent;
            for (int i = 0; i < BigInteger.Abs(n); i++)
                (re, im) = (re - t * im, im + t * re);
        }
        if (IsAlgebraicZero(im) != true)
            return false;
        var sum = Sum.Of(angles.Select(a => a.Multiple * Atan.Instance.Of(a.Tangent)).Append(turns * NamedConstant.Pi));
        // The sum is k pi/m: 0 when it is less than pi/m in size, and pi > 3.
        return ClosedValue.Enclose(m * sum, 128) is { } x && x.Hi < 3 && x.Lo > -3;
    }

    // sum of n log a = log of the product of a^n, which is 0 when the product is 1.
    private static bool LogarithmsCancel(List<(Rational Multiple, Expr Argument)> logarithms)
    {
        if (logarithms.Count == 0)
            return true;
        var m = Common(logarithms.Select(l => l.Multiple));
        if (logarithms.Aggregate(BigInteger.Zero, (n, l) => n + BigInteger.Abs((l.Multiple * m).Numerator)) > MostMultiples)
            return false;
        Expr Side(int sign) => Product.Of(logarithms.Where(l => l.Multiple.Sign == sign).Select(l => l.Argument.Pow(Rational.Abs(l.Multiple) * m)));
        return IsAlgebraicZero(Side(1) - Side(-1)) == true;
    }

    private static Rational Common(IEnumerable<Rational> values) =>
        values.Aggregate(BigInteger.One, (m, v) => m / BigInteger.GreatestCommonDivisor(m, v.Denominator) * v.Denominator);
}
