using System.Collections.Immutable;
using System.Numerics;
using BoundCheck.Numeric.Evaluation;
using BoundCheck.Numeric.Precision;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Numeric.Exact;

/// <summary>
/// A real number in closed form: a sum of rational multiples of products of powers of atoms (primes, pi, e, exp, log, ... of such numbers).
/// The form is canonical enough that usual cancellations give literally no term: then the number is 0, for certain. A number with
/// terms left may still be 0; its sign is asked from enclosures.
/// </summary>
internal sealed partial class ExactNumber
{
    /// <summary>Numbers that grow beyond these sizes are given up (null).</summary>
    private const int LargestTerms = 64, LargestBits = 1 << 14;

    /// <summary>Precisions at which a sign is sought.</summary>
    private static readonly int[] s_signDigits = [80, 320, 1280];

    private readonly ImmutableSortedDictionary<string, (Rational Coefficient, ExactMonomial Monomial)> _terms;
    private int? _sign;
    private bool _signSought;

    private ExactNumber(ImmutableSortedDictionary<string, (Rational Coefficient, ExactMonomial Monomial)> terms) => _terms = terms;

    internal static ExactNumber Zero { get; } = new(ImmutableSortedDictionary.Create<string, (Rational, ExactMonomial)>(StringComparer.Ordinal));

    internal static ExactNumber One { get; } = Of(1);

    /// <summary>True when no term is left: exactly 0. <see cref="Sign"/> knows more zeros.</summary>
    internal bool IsZero => _terms.Count == 0;

    internal IEnumerable<(Rational Coefficient, ExactMonomial Monomial)> Terms => _terms.Values;

    internal int Count => _terms.Count;

    internal static ExactNumber Of(Rational value) => Of(value, ExactMonomial.One);

    internal static ExactNumber OfAtom(Expr atom, Rational exponent) => Of(1, ExactMonomial.Of([new(atom, exponent)]));

    internal static ExactNumber Of(Rational coefficient, ExactMonomial monomial) =>
        coefficient.IsZero ? Zero : new(Zero._terms.Add(monomial.Key, (coefficient, monomial)));

    internal bool IsRational(out Rational value)
    {
        value = 0;
        if (_terms.Count == 0)
            return true;
        if (_terms.Count > 1 || !_terms.TryGetValue("", out var term))
            return false;
        value = term.Coefficient;
        return true;
    }

    /// <summary>The sum, or null when it is too large.</summary>
    internal static ExactNumber? Add(ExactNumber a, ExactNumber b)
    {
        if (a.Count < b.Count)
            (a, b) = (b, a);
        var terms = a._terms.ToBuilder();
        foreach (var (key, term) in b._terms)
            Accumulate(terms, key, term.Coefficient, term.Monomial);
        return Checked(new(terms.ToImmutable()));
    }

    internal static ExactNumber Negate(ExactNumber a) => a.Scale(-1);

    internal ExactNumber Scale(Rational factor) => factor.IsZero
        ? Zero
        : new(_terms.ToImmutableSortedDictionary(t => t.Key, t => (t.Value.Coefficient * factor, t.Value.Monomial), StringComparer.Ordinal));

    /// <summary>The product, or null when it is too large.</summary>
    internal static ExactNumber? Multiply(ExactNumber a, ExactNumber b)
    {
        if (a.IsRational(out var r))
            return Checked(b.Scale(r));
        if (b.IsRational(out r))
            return Checked(a.Scale(r));
        if (a.Count * b.Count > LargestTerms)
            return null;
        ExactNumber? sum = Zero;
        foreach (var s in a.Terms)
        {
            foreach (var t in b.Terms)
            {
                var product = Product(s.Monomial, t.Monomial)?.Scale(s.Coefficient * t.Coefficient);
                sum = product is null || sum is null ? null : Add(sum, product);
            }
        }
        return sum;
    }

    /// <summary>The closed expression.</summary>
    internal Expr ToExpr() => Sum.Of(Terms.Select(t => t.Coefficient * t.Monomial.ToExpr()));

    /// <summary>An enclosure with about <paramref name="digits"/> correct binary digits, relative to the largest term.</summary>
    internal BigInterval Enclose(int digits)
    {
        if (IsRational(out var r))
            return BigInterval.FromRational(r, digits);
        return new ValueEvaluator<BigInterval>(Tape.Compile(ToExpr()), digits + 16).Evaluate().Value;
    }

    /// <summary>The sign where it can be told; 0 also for terms that are proved to cancel.</summary>
    internal int? Sign()
    {
        if (_signSought)
            return _sign;
        _sign = FindSign();
        _signSought = true;
        return _sign;
    }

    private int? FindSign()
    {
        if (IsZero)
            return 0;
        if (IsRational(out var r))
            return r.Sign;
        foreach (int digits in s_signDigits)
        {
            var value = Enclose(digits);
            if (value.IsPositive)
                return 1;
            if (value.IsNegative)
                return -1;
            if (digits == s_signDigits[1] && ClosedZero.IsZero(ToExpr()) == true)
                return 0;
        }
        return null;
    }

    private static ExactNumber? Product(ExactMonomial a, ExactMonomial b)
    {
        var exponents = a.Factors.ToDictionary(f => f.Atom, f => f.Exponent);
        foreach (var f in b.Factors)
            exponents[f.Atom] = exponents.GetValueOrDefault(f.Atom) + f.Exponent;
        return Normalise(exponents);
    }

    /// <summary>Moves whole powers of integers into the coefficient and multiplies out whole positive powers of sums.</summary>
    private static ExactNumber? Normalise(Dictionary<Expr, Rational> exponents)
    {
        Rational coefficient = 1;
        ExactNumber? sums = null;
        foreach (var (atom, exponent) in exponents.ToArray())
        {
            if (atom is Constant c)
            {
                var whole = exponent.Floor();
                if (BigInteger.Abs(whole) > 4096)
                    return null;
                coefficient *= Rational.Pow(c.Value, (int)whole);
                exponents[atom] = exponent - whole;
            }
            else if (atom is Sum && exponent.IsInteger && exponent.Sign > 0)
            {
                exponents[atom] = 0;
                var power = FromExpr(atom) is { } n ? Power(n, exponent) : null;
                if (power is null)
                    return null;
                sums = sums is null ? power : Multiply(sums, power);
                if (sums is null)
                    return null;
            }
        }
        var rest = Of(coefficient, ExactMonomial.Of(exponents.Where(e => !e.Value.IsZero)));
        return sums is null ? Checked(rest) : Multiply(sums, rest);
    }

    /// <summary>The number of a closed expression, or null.</summary>
    internal static ExactNumber? FromExpr(Expr closed)
    {
        var value = new ValueEvaluator<ExactReal>(Tape.Compile(closed)).Evaluate();
        return value.State >= Definedness.Defined ? value.Value.Number : null;
    }

    private static void Accumulate(
        ImmutableSortedDictionary<string, (Rational, ExactMonomial)>.Builder terms, string key, Rational coefficient, ExactMonomial monomial)
    {
        var sum = terms.TryGetValue(key, out var old) ? old.Item1 + coefficient : coefficient;
        if (sum.IsZero)
            terms.Remove(key);
        else
            terms[key] = (sum, monomial);
    }

    private static ExactNumber? Checked(ExactNumber n) =>
        n.Count <= LargestTerms && n.Terms.All(t => t.Coefficient.Numerator.GetBitLength() + t.Coefficient.Denominator.GetBitLength() <= LargestBits)
            ? n
            : null;

    /// <inheritdoc/>
    public override string ToString() => ToExpr().ToString();
}
