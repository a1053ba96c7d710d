using System.Numerics;

namespace BoundCheck.Symbolic.Growth;

internal sealed partial class NormalForm
{
    private const int SmallPrimeLimit = 1000;

    /// <summary>The variable that tends to +infinity; it counts as positive. Its name cannot be typed.</summary>
    internal static Variable Large { get; } = Variable.Of("\u221e");

    internal static NormalForm OfMonomial(GrowthMonomial m) => m.NeedsCarry ? m.Carry() : new([(m, 1)]);

    /// <summary>The normal form of an expression; equal wherever the expression is defined.</summary>
    internal static NormalForm From(Expr expr)
    {
        var forms = new Dictionary<Expr, NormalForm>(ReferenceEqualityComparer.Instance);
        foreach (var node in Expr.Postorder(expr))
        {
            forms[node] = node switch
            {
                Constant c => Of(c.Value),
                Symbolic.Sum s => s.Children.Aggregate(Zero, (sum, t) => sum + forms[t]),
                Symbolic.Product p => p.Children.Aggregate(One, (product, t) => product * forms[t]),
                Symbolic.Power p => forms[p.Base].Power(p.Exponent),
                Application { Function: Symbolic.Exp } a => Exp(forms[a.Argument]),
                Application { Function: Symbolic.Log } a => Log(forms[a.Argument]),
                Application { Children.Length: 1 } a => Apply(a.Function, forms[a.Argument]),
                Application or Piecewise => Atom(node.WithChildren([.. node.Children.Select(c => forms[c].ToExpr())]), 1),
                _ => Atom(node, 1),
            };
        }
        return forms[expr];
    }

    /// <summary>A function as an atom over the normal form of its argument; odd and even functions see a positive leading coefficient.</summary>
    internal static NormalForm Apply(Function function, NormalForm argument)
    {
        bool flip = (function.IsOdd || function.IsEven) && !argument.IsEmpty && argument._terms[0].Coefficient.Sign < 0;
        if (function is Sin or Cos && argument.TurnFraction() is { } turn)
            return Trigonometry.AtFractionOfPi(function is Sin ? turn : turn + Rational.Half);
        var value = function.Of((flip ? -argument : argument).ToExpr());
        var form = value is Application ? Atom(value, 1) : From(value);
        return flip && function.IsOdd ? -form : form;
    }

    /// <summary>q when the form is q pi and the sine of it is known in square roots (q a multiple of 1/4 or 1/6).</summary>
    private Rational? TurnFraction()
    {
        if (IsEmpty)
            return Rational.Zero;
        if (Count != 1 || _terms[0].Monomial.Factors is not [{ Exponent.IsOne: true } f] || !ReferenceEquals(f.Atom, NamedConstant.Pi))
            return null;
        var q = _terms[0].Coefficient;
        return (q * 12).IsInteger && ((q * 4).IsInteger || (q * 6).IsInteger) ? q : null;
    }

    /// <summary>A power with a rational exponent.</summary>
    internal NormalForm Power(Rational exponent)
    {
        if (exponent.IsOne)
            return this;
        if (exponent.IsZero)
            return One;
        if (IsEmpty)
            return exponent.Sign > 0 ? Zero : throw new UndecidedException("zero has no negative power");
        if (Count == 1)
        {
            var (m, c) = _terms[0];
            if (exponent.IsInteger && Rational.Abs(exponent) <= 4096)
                return OfMonomial(m.Power(exponent)).Scale(Rational.Pow(c, (int)exponent.Numerator));
            // (abc)^q = a^q b^q c^q for positive factors only; the others stay together.
            if (c.Sign > 0)
            {
                var positive = m.Factors.Where(IsPositive).Aggregate(GrowthMonomial.One, (p, f) => p.Times(GrowthMonomial.Of(f.Atom, f.Exponent)));
                var rest = m.Times(positive.Power(-1));
                return PowerOf(c, exponent) * OfMonomial(positive.Power(exponent)) * (rest.IsOne ? One
                    : OfMonomial(GrowthMonomial.Of(OfMonomial(rest).ToExpr(), exponent)));
            }
            return OfMonomial(GrowthMonomial.Of(ToExpr(), exponent));
        }
        if (exponent.IsInteger && exponent.Sign > 0)
        {
            if (exponent > 64)
                throw new UndecidedException("a power is too large to expand");
            var result = this;
            for (int i = 1; i < (int)exponent.Numerator; i++)
                result *= this;
            return result;
        }
        var (factor, content, primitive) = Content(exponent.IsInteger);
        return PowerOf(factor, exponent) * OfMonomial(content.Power(exponent)) * OfMonomial(GrowthMonomial.Of(primitive.ToExpr(), exponent));
    }

    // S = factor * content * primitive with a leading coefficient 1 (or -1, when the sign may not be taken out).
    private (Rational AtomPower, GrowthMonomial Content, NormalForm Primitive) Content(bool signed)
    {
        var factor = _terms[0].Coefficient;
        if (!signed)
            factor = Rational.Abs(factor);
        var content = GrowthMonomial.One;
        foreach (var f in _terms[0].Monomial.Factors.Where(f => f.Atom is not Constant && (signed || IsPositive(f))))
        {
            var least = _terms.Min(t => t.Monomial.Factors.Where(g => ReferenceEquals(g.Atom, f.Atom)).Select(g => g.Exponent).FirstOrDefault());
            if (least.Sign > 0)
                content = content.Times(GrowthMonomial.Of(f.Atom, least));
        }
        foreach (var f in _terms.SelectMany(t => t.Monomial.Factors).Where(f => f.Exponent.Sign < 0 && f.Atom is not Constant && (signed || IsPositive(f)))
            .Select(f => f.Atom).Distinct().ToList())
        {
            if (content.Factors.Any(g => ReferenceEquals(g.Atom, f)))
                continue;
            content = content.Times(GrowthMonomial.Of(f, _terms.Min(t => t.Monomial.Factors.Where(g => ReferenceEquals(g.Atom, f)).Select(g => g.Exponent)
                .FirstOrDefault())));
        }
        return (factor, content, (content.IsOne ? this : this * OfMonomial(content.Power(-1))).Scale(factor.Reciprocal()));
    }

    /// <summary>Positive wherever the monomial is defined.</summary>
    private static bool IsPositive(AtomPower f) =>
        f.Atom is Constant or NamedConstant || !f.Exponent.IsInteger || ReferenceEquals(f.Atom, Large)
        || f.Atom is Application { Function.IsPositive: true }
        || f.Atom is Application { Function: Symbolic.Log } l && l.Argument is Constant { Value: var p } && p > 1
        || f.Atom.IsClosed() && ConstantSign.Of(f.Atom, 64) > 0;

    /// <summary>A power of a positive rational, split into primes so that equal values have one form.</summary>
    private static NormalForm PowerOf(Rational value, Rational exponent)
    {
        if (exponent.IsInteger && Rational.Abs(exponent) <= 4096)
            return Of(Rational.Pow(value, (int)exponent.Numerator));
        var result = One;
        foreach (var (prime, multiplicity) in Primes(value))
            result *= OfMonomial(GrowthMonomial.Of(Constant.Of(prime), exponent * multiplicity));
        return result;
    }

    /// <summary>Small prime factors with signed multiplicities; a large cofactor is left whole.</summary>
    private static IEnumerable<(BigInteger Prime, int Multiplicity)> Primes(Rational value)
    {
        foreach (var (part, sign) in new[] { (value.Numerator, 1), (value.Denominator, -1) })
        {
            var rest = part;
            for (int p = 2; p < SmallPrimeLimit && (BigInteger)p * p <= rest; p++)
            {
                int m = 0;
                while ((rest % p).IsZero)
                {
                    rest /= p;
                    m++;
                }
                if (m > 0)
                    yield return (p, sign * m);
            }
            if (!rest.IsOne)
                yield return (rest, sign);
        }
    }

    /// <summary>exp of a form: a product over its terms, exp(q m) being the q-th power of the atom exp(m), and exp(q log a) = a^q.</summary>
    internal static NormalForm Exp(NormalForm form)
    {
        var result = One;
        foreach (var (m, c) in form._terms)
        {
            if (m.IsOne)
                result *= OfMonomial(GrowthMonomial.Of(NamedConstant.E, c));
            else if (m.Factors is [{ Exponent.IsOne: true, Atom: Application { Function: Symbolic.Log } log }])
                result *= From(log.Argument) is { } a && (c.IsInteger || a.Count > 1 || a.IsRational(out _)) ? a.Power(c)
                    : OfMonomial(GrowthMonomial.Of(log.Argument, c));
            else
                result *= OfMonomial(GrowthMonomial.Of(Symbolic.Exp.Instance.Of(OfMonomial(m).ToExpr()), c));
        }
        return result;
    }

    /// <summary>log of a form, positive where defined: a sum over positive factors, log(exp(m)) = m, the logarithms of primes as atoms.</summary>
    internal static NormalForm Log(NormalForm form)
    {
        if (form.IsEmpty)
            throw new UndecidedException("the logarithm of zero");
        var (factor, content, primitive) = form.Count == 1 ? form.PositiveFactors() : form.Content(signed: false);
        var result = Zero;
        foreach (var (prime, multiplicity) in Primes(factor))
            result += Atom(Symbolic.Log.Instance.Of(Constant.Of(prime)), 1).Scale(multiplicity);
        foreach (var f in content.Factors)
        {
            result += (f.Atom is Application { Function: Symbolic.Exp } e ? From(e.Argument)
                : ReferenceEquals(f.Atom, NamedConstant.E) ? One
                : f.Atom is Constant { Value: var v } ? Log(Of(v))
                : Atom(Symbolic.Log.Instance.Of(f.Atom), 1)).Scale(f.Exponent);
        }
        return primitive.IsRational(out var one) && one.IsOne ? result : result + Atom(Symbolic.Log.Instance.Of(primitive.ToExpr()), 1);
    }

    private (Rational AtomPower, GrowthMonomial Content, NormalForm Primitive) PositiveFactors()
    {
        var (m, c) = _terms[0];
        var positive = m.Factors.Where(IsPositive).Aggregate(GrowthMonomial.One, (p, f) => p.Times(GrowthMonomial.Of(f.Atom, f.Exponent)));
        return (Rational.Abs(c), positive, OfMonomial(m.Times(positive.Power(-1))).Scale(c.Sign));
    }
}
