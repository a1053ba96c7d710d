using System.Collections.Immutable;

namespace BoundCheck.Symbolic.Growth;

/// <summary>
/// A sum of rational multiples of monomials: products of rational powers of atoms. Atoms are variables, pi, e, primes under a root,
/// exponentials, logarithms, other applications, and sums under a negative or fractional power ("compound" atoms).
/// Closed normal forms are the exact constants of the growth analysis; open ones decide whether two expressions are the same function.
/// </summary>
/// <remarks>
/// An empty normal form is zero. A nonempty one need not be nonzero: <see cref="IsSurelyZero"/> clears the compound atoms first, and
/// <see cref="Sign"/> proves a constant different from zero by an enclosure.
/// Every rule used is an identity wherever the left side is defined and the large variable is positive.
/// </remarks>
internal sealed partial class NormalForm
{
    private const int MaxTerms = 160;
    private readonly ImmutableArray<(GrowthMonomial Monomial, Rational Coefficient)> _terms;
    private int? _sign;
    private Expr? _expr;

    private NormalForm(ImmutableArray<(GrowthMonomial, Rational)> terms) => _terms = terms;

    internal static NormalForm Zero { get; } = new([]);

    internal static NormalForm One { get; } = Of(1);

    /// <summary>The number of terms; zero terms for the zero form.</summary>
    internal int Count => _terms.Length;

    /// <summary>True for the literal zero (sufficient, not necessary, for being zero).</summary>
    internal bool IsEmpty => _terms.IsEmpty;

    internal static NormalForm Of(Rational value) => value.IsZero ? new([]) : new([(GrowthMonomial.One, value)]);

    internal static NormalForm Atom(Expr atom, Rational exponent) => new([(GrowthMonomial.Of(atom, exponent), 1)]);

    /// <summary>The value when the form is a rational literal.</summary>
    internal bool IsRational(out Rational value)
    {
        value = _terms.Length == 1 ? _terms[0].Coefficient : default;
        return _terms.IsEmpty || (_terms.Length == 1 && _terms[0].Monomial.IsOne);
    }

    public static NormalForm operator +(NormalForm a, NormalForm b)
    {
        if (a.IsEmpty)
            return b;
        if (b.IsEmpty)
            return a;
        // Both lists are sorted: merge.
        var sum = ImmutableArray.CreateBuilder<(GrowthMonomial, Rational)>(a.Count + b.Count);
        int i = 0, j = 0;
        while (i < a.Count || j < b.Count)
        {
            int c = i == a.Count ? 1 : j == b.Count ? -1 : a._terms[i].Monomial.CompareTo(b._terms[j].Monomial);
            if (c == 0)
            {
                var q = a._terms[i].Coefficient + b._terms[j].Coefficient;
                if (!q.IsZero)
                    sum.Add((a._terms[i].Monomial, q));
                i++;
                j++;
            }
            else
            {
                sum.Add(c < 0 ? a._terms[i++] : b._terms[j++]);
            }
        }
        return Checked(sum);
    }

    public static NormalForm operator -(NormalForm a) => a.Scale(-1);

    public static NormalForm operator -(NormalForm a, NormalForm b) => a + -b;

    public static NormalForm operator *(NormalForm a, NormalForm b)
    {
        if (a.IsEmpty || b.IsEmpty)
            return Zero;
        if (a.IsRational(out var p))
            return b.Scale(p);
        if (b.IsRational(out var q))
            return a.Scale(q);
        if (a.Count * b.Count > 20 * MaxTerms)
            throw new UndecidedException("an intermediate form has too many terms");
        var plain = new SortedDictionary<GrowthMonomial, Rational>();
        var rest = Zero;
        foreach (var (m, c) in a._terms)
        {
            foreach (var (n, d) in b._terms)
            {
                var product = m.Times(n);
                if (product.NeedsCarry)
                    rest += product.Carry().Scale(c * d);
                else
                    plain[product] = plain.TryGetValue(product, out var known) ? known + c * d : c * d;
            }
        }
        var builder = ImmutableArray.CreateBuilder<(GrowthMonomial, Rational)>(plain.Count);
        foreach (var (m, c) in plain)
        {
            if (!c.IsZero)
                builder.Add((m, c));
        }
        return Checked(builder) + rest;
    }

    internal NormalForm Scale(Rational factor)
    {
        if (factor.IsOne)
            return this;
        return factor.IsZero ? Zero : new([.. _terms.Select(t => (t.Monomial, t.Coefficient * factor))]);
    }

    private static NormalForm Checked(ImmutableArray<(GrowthMonomial, Rational)>.Builder terms) =>
        terms.Count <= MaxTerms ? new(terms.DrainToImmutable()) : throw new UndecidedException("an intermediate form has too many terms");

    /// <summary>
    /// -1, 0 or 1 for a closed form: zero by exact cancellation, otherwise by an enclosure that excludes zero.
    /// </summary>
    /// <exception cref="UndecidedException">Neither succeeds.</exception>
    internal int Sign()
    {
        if (_sign is { } known)
            return known;
        int sign;
        if (IsRational(out var value))
            sign = value.Sign;
        else if (Count == 1 && _terms[0].Monomial.Factors.All(IsPositive))
            sign = _terms[0].Coefficient.Sign;
        else if (ConstantSign.Of(ToExpr(), 64) is { } quick)
            sign = quick;
        else if (IsSurelyZero(form => ConstantSign.Of(form.ToExpr(), 128) is 1 or -1))
            sign = 0;
        else
            sign = ConstantSign.Of(ToExpr(), 160) ?? ConstantSign.Of(ToExpr(), 400)
                ?? throw new UndecidedException($"the sign of the constant {Describe(ToExpr())} was not decided");
        _sign = sign;
        return sign;
    }

    /// <summary>A short text of an expression for a reason; long ones are not printed.</summary>
    internal static string Describe(Expr e) => Expr.Postorder(e).Count > 40 ? "(a long expression)" : e.ToString();

    /// <summary>The form as an expression.</summary>
    internal Expr ToExpr() => _expr ??= Sum.Of(
        _terms.Select(t => Product.Of(t.Monomial.Factors.Select(f => f.Atom.Pow(f.Exponent)).Prepend(Constant.Of(t.Coefficient)))));
}
