using System.Numerics;
using BoundCheck.Symbolic.Polynomials;

namespace BoundCheck.Symbolic.Simplification;

internal sealed partial class NormalForms
{
    // exp(sum of c_i m_i) = product of exp(m_i/q_i)^(c_i q_i).
    private RationalFunction ExponentialOf(RationalFunction a)
    {
        if (a.Numerator.Terms.Length > 200)
            throw new TooLargeException();
        var total = RationalFunction.One;
        foreach (var (monomial, coefficient) in a.Numerator.Terms)
            total = Multiply(total, ExponentialOf(RationalFunction.Of(MultivariatePolynomial.Of(monomial, 1), a.Denominator), coefficient));
        return total;
    }

    private RationalFunction ExponentialOf(RationalFunction unit, Rational c)
    {
        var content = unit.Numerator.Content();
        if (!content.IsOne)
        {
            unit = RationalFunction.Of(unit.Numerator * content.Reciprocal(), unit.Denominator);
            c *= content;
        }
        // exp(c log|b|) = |b|^c where b is not 0.
        if (unit.IsPolynomial && unit.Numerator.Degree == 1 && _generators[unit.Numerator.Indeterminates()[0]] is { Kind: GeneratorKind.Logarithm } log)
            return AbsolutePower(log.Base!, c);
        var key = ToExpr(unit);
        // exp(asinh t) = t + sqrt(1 + t^2)
        if (c.IsInteger && _sinhs.TryGetValue(key, out var sinh))
            return IntegerPower(Add(sinh, PowerOf(Add(RationalFunction.One, Multiply(sinh, sinh)), Rational.Half)), c.Numerator);
        int order = Order(Exp.Instance.Of(key), c.Denominator);
        var g = Make(Exp.Instance.Of(key * new Rational(1, order)), i => new Generator
        {
            Index = i,
            Expression = Exp.Instance.Of(key * new Rational(1, order)),
            Kind = GeneratorKind.Exponential,
            Unit = unit,
            Order = order,
            IsPositive = true,
            IsNonnegative = true,
        });
        return Of(g, ToExponent(c * order));
    }

    private RationalFunction PowerOf(RationalFunction a, Rational exponent)
    {
        if (exponent.IsInteger)
            return IntegerPower(a, exponent.Numerator);
        if (a.IsZero)
            return exponent.Sign > 0 ? RationalFunction.Zero : Undefined();
        // A fractional power is defined only for a >= 0, where a = |a|.
        return Multiply(AbsolutePower(a.Numerator, exponent), AbsolutePower(a.Denominator, -exponent));
    }

    /// <summary>|p|^exponent as a product over the content, the monomial content and the rest of p.</summary>
    private RationalFunction AbsolutePower(MultivariatePolynomial p, Rational exponent)
    {
        var (content, monomial, rest) = Split(p);
        var total = RationalFunction.One;
        foreach (var (prime, k) in Factors(content))
            total = Multiply(total, RootOf(MultivariatePolynomial.Of(prime), k * exponent));
        foreach (var (index, k) in monomial.Factors)
        {
            var g = _generators[index];
            total = Multiply(total, g.Kind switch
            {
                GeneratorKind.Exponential => ExponentialOf(g.Unit!, new Rational(k, g.Order) * exponent),
                GeneratorKind.Root => RootOf(g.Base!, new Rational(k, g.Order) * exponent),
                GeneratorKind.AbsoluteValue => RootOf(g.Base!, k * exponent),
                _ => RootOf(MultivariatePolynomial.Indeterminate(index), k * exponent),
            });
        }
        return rest.IsConstant ? total : Multiply(total, RootOf(rest, exponent));
    }

    // |b|^r = |b|^floor(r) * (|b|^(1/q))^k with 0 <= k < q.
    private RationalFunction RootOf(MultivariatePolynomial b, Rational r)
    {
        var whole = r.Floor();
        var total = IntegerPower(AbsoluteOf(b), whole);
        var part = r - whole;
        if (part.IsZero)
            return total;
        var absolute = ToExpr(AbsoluteOf(b));
        int order = Order(absolute.Pow(Rational.Half), part.Denominator);
        var relation = AbsoluteOf(b).Numerator;
        bool positive = IsPositive(b);
        var g = Make(absolute.Pow(new Rational(1, order)), i => new Generator
        {
            Index = i,
            Expression = absolute.Pow(new Rational(1, order)),
            Kind = GeneratorKind.Root,
            Base = b,
            Order = order,
            IsPositive = positive,
            IsNonnegative = true,
            RelationDegree = order,
            RelationValue = relation,
        });
        return Multiply(total, Of(g, ToExponent(part * order)));
    }

    private RationalFunction AbsoluteOf(RationalFunction a) => Quotient(AbsoluteOf(a.Numerator).Numerator, AbsoluteOf(a.Denominator).Numerator);

    private RationalFunction AbsoluteOf(MultivariatePolynomial p)
    {
        if (p.IsZero)
            return RationalFunction.Zero;
        var (content, monomial, rest) = Split(p);
        var total = MultivariatePolynomial.Of(content);
        foreach (var (index, k) in monomial.Factors)
        {
            bool odd = k % 2 != 0 && !IsNonnegative(MultivariatePolynomial.Indeterminate(index));
            total = Multiply(total, MultivariatePolynomial.Of(Monomial.Of(index, odd ? k - 1 : k), 1));
            if (odd)
                total = Multiply(total, AbsoluteValue(MultivariatePolynomial.Indeterminate(index)));
        }
        if (!rest.IsConstant)
            total = Multiply(total, IsNonnegative(rest) ? rest : IsNonnegative(-rest) ? -rest : AbsoluteValue(rest));
        return RationalFunction.Of(total);
    }

    private MultivariatePolynomial AbsoluteValue(MultivariatePolynomial b)
    {
        var e = Abs.Instance.Of(ToExpr(b));
        return MultivariatePolynomial.Indeterminate(Make(e, i => new Generator
        {
            Index = i,
            Expression = e,
            Kind = GeneratorKind.AbsoluteValue,
            Base = b,
            IsNonnegative = true,
            RelationDegree = 2,
            RelationValue = Reduce(b * b),
        }).Index);
    }

    private RationalFunction LogarithmOf(RationalFunction a)
    {
        if (a.IsZero)
            return Undefined();
        // log is defined only for a > 0, where log a = log|numerator| - log|denominator|.
        return Add(LogarithmOf(a.Numerator), -LogarithmOf(a.Denominator));
    }

    /// <summary>log|p| as a sum over the content, the monomial content and the rest of p.</summary>
    private RationalFunction LogarithmOf(MultivariatePolynomial p)
    {
        var (content, monomial, rest) = Split(p);
        var total = RationalFunction.Zero;
        foreach (var (prime, k) in Factors(content))
            total = Add(total, Scale(Logarithm(MultivariatePolynomial.Of(prime)), k));
        foreach (var (index, k) in monomial.Factors)
        {
            var g = _generators[index];
            total = Add(total, g.Kind switch
            {
                GeneratorKind.Exponential => Scale(g.Unit!, new Rational(k, g.Order)),
                GeneratorKind.Root => Scale(Logarithm(g.Base!), new Rational(k, g.Order)),
                GeneratorKind.AbsoluteValue => Scale(Logarithm(g.Base!), k),
                _ => Scale(Logarithm(MultivariatePolynomial.Indeterminate(index)), k),
            });
        }
        return rest.IsConstant ? total : Add(total, Logarithm(rest));
    }

    private RationalFunction Logarithm(MultivariatePolynomial b)
    {
        if (b.IsConstant && b.ConstantTerm.IsOne)
            return RationalFunction.Zero;
        var e = Log.Instance.Of(ToExpr(AbsoluteOf(b)));
        return Of(Make(e, i => new Generator { Index = i, Expression = e, Kind = GeneratorKind.Logarithm, Base = b }));
    }

    private RationalFunction SignOf(RationalFunction a) => Multiply(SignOf(a.Numerator), SignOf(a.Denominator));

    private RationalFunction SignOf(MultivariatePolynomial p)
    {
        if (p.IsZero)
            return RationalFunction.Zero;
        var (_, monomial, rest) = Split(p);
        var total = RationalFunction.Of(MultivariatePolynomial.Of(p.LeadingCoefficient.Sign));
        foreach (var (index, k) in monomial.Factors)
            total = Multiply(total, IntegerPower(SignGenerator(MultivariatePolynomial.Indeterminate(index)), k));
        return rest.IsConstant ? total : Multiply(total, SignGenerator(rest));
    }

    private RationalFunction SignGenerator(MultivariatePolynomial b)
    {
        if (IsPositive(b))
            return RationalFunction.One;
        var e = Symbolic.Sign.Instance.Of(ToExpr(b));
        // sign^3 = sign also at 0.
        return Of(Make(e, i => new Generator
        {
            Index = i,
            Expression = e,
            Kind = GeneratorKind.Sign,
            Base = b,
            RelationDegree = 3,
            RelationValue = MultivariatePolynomial.Indeterminate(i),
        }));
    }

    private static RationalFunction Scale(RationalFunction a, Rational c) => RationalFunction.Of(a.Numerator * c, a.Denominator);

    /// <summary>p = (positive content) * monomial * (±rest) with rest primitive of positive lead.</summary>
    private static (Rational Content, Monomial Monomial, MultivariatePolynomial Remainder) Split(MultivariatePolynomial p)
    {
        var monomial = p.MonomialContent();
        var rest = p.DivideExactly(MultivariatePolynomial.Of(monomial, 1))!;
        return (p.Content(), monomial, rest.Primitive());
    }

    /// <summary>A positive rational as a product of powers of primes (of integers without small factors, beyond trial division).</summary>
    private static IEnumerable<(Rational Factor, int Exponent)> Factors(Rational value)
    {
        foreach (var (part, sign) in new[] { (value.Numerator, 1), (value.Denominator, -1) })
        {
            var rest = part;
            for (int d = 2; d <= 1000 && rest > 1 && rest.GetBitLength() < 10_000; d += d == 2 ? 1 : 2)
            {
                int k = 0;
                while ((rest % d).IsZero)
                {
                    rest /= d;
                    k++;
                }
                if (k > 0)
                    yield return (d, sign * k);
            }
            if (!rest.IsOne)
                yield return (rest, sign);
        }
    }

    /// <summary>Positive by its shape: even powers or nonnegative generators with nonnegative coefficients, one term positive.</summary>
    private bool IsPositive(MultivariatePolynomial p) =>
        ClosedSign(p) == 1 || HasNonnegativeShape(p) && p.Terms.Any(t => t.Monomial.Factors.All(f => _generators[f.Index].IsPositive));

    private bool IsNonnegative(MultivariatePolynomial p) =>
        ClosedSign(p) == 1 || _nonnegative.Count > 0 && _nonnegative.Contains(ToExpr(p)) || HasNonnegativeShape(p);

    private bool HasNonnegativeShape(MultivariatePolynomial p) => p.Terms.All(t => t.Coefficient.Sign > 0
        && t.Monomial.Factors.All(f => f.Exponent % 2 == 0 || _generators[f.Index].IsPositive || _generators[f.Index].IsNonnegative));

    /// <summary>The sign of a polynomial in constants such as pi, log 2 and sqrt 2, by an enclosure; null for others and where it is not decided.</summary>
    private int? ClosedSign(MultivariatePolynomial p) =>
        !p.IsConstant && p.Terms.Length <= 50 && p.Indeterminates().All(i => _generators[i].Expression.IsClosed()) ? ClosedValue.Enclose(ToExpr(p), 160)?.Sign
            : null;
}
