using System.Numerics;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Exact;

/// <content>Powers, exp, log and the other functions; null where a result has no form here (or a sign could not be told).</content>
internal sealed partial class ExactNumber
{
    private const int LargestPower = 64, LargestTrialDivisor = 1000, LargestAtom = 60;

    /// <summary>a^r for a number in the domain of the power (the caller has checked it).</summary>
    internal static ExactNumber? Power(ExactNumber a, Rational r)
    {
        if (r.IsZero)
            return One;
        if (a.IsZero)
            return r.Sign > 0 ? Zero : null;
        if (r.IsOne)
            return a;
        if (a.Count == 1)
            return PowerOfTerm(a, r);
        if (r.IsInteger && r.Sign > 0)
        {
            if (r > LargestPower)
                return null;
            ExactNumber? power = a;
            for (int i = 1; i < (int)r.Numerator && power is not null; i++)
                power = Multiply(power, a);
            return power;
        }
        if (a.Sign() is not { } sign || (sign < 0 && !r.IsInteger))
            return null;
        if (sign == 0)
            return r.Sign > 0 ? Zero : null;
        return Atom(a.ToExpr(), r);
    }

    private static ExactNumber? PowerOfTerm(ExactNumber a, Rational r)
    {
        var (c, m) = a.Terms.First();
        if (!r.IsInteger && (c.Sign < 0 || !m.Factors.All(f => IsPositive(f.Atom))))
            return a.Sign() > 0 ? Atom(a.ToExpr(), r) : null;
        // Every atom of a nonzero product is nonzero, so the power distributes.
        if (r.Sign < 0 && (a.Sign() is null or 0))
            return null;
        var coefficient = RationalPower(c, r);
        var rest = Normalise(m.Factors.ToDictionary(f => f.Atom, f => f.Exponent * r));
        return coefficient is null || rest is null ? null : Multiply(coefficient, rest);
    }

    /// <summary>c^r by the prime factors of c up to a limit; a cofactor is kept whole.</summary>
    internal static ExactNumber? RationalPower(Rational c, Rational r)
    {
        if (r.IsInteger)
            return BigInteger.Abs(r.Numerator) <= 4096 ? Checked(Of(Rational.Pow(c, (int)r.Numerator))) : null;
        if (c.Sign <= 0)
            return null;
        var exponents = new Dictionary<Expr, Rational>();
        foreach (var (p, k) in Factorise(c.Numerator))
            exponents[Constant.Of(p)] = k * r;
        foreach (var (p, k) in Factorise(c.Denominator))
            exponents[Constant.Of(p)] = -k * r;
        return Normalise(exponents);
    }

    internal static ExactNumber? Exp(ExactNumber a)
    {
        // exp(sum c_i m_i) = product exp(m_i)^c_i, with exp(log x) = x.
        ExactNumber? product = One;
        foreach (var (c, m) in a.Terms)
        {
            ExactNumber? factor = m switch
            {
                { IsOne: true } => OfAtom(NamedConstant.E, c),
                { Factors: [{ Atom: Application { Function: Symbolic.Log } log, Exponent.IsOne: true }] } =>
                    FromExpr(log.Argument) is { } x ? Power(x, c) : null,
                _ => Atom(Symbolic.Exp.Instance.Of(m.ToExpr()), c),
            };
            product = product is null || factor is null ? null : Multiply(product, factor);
        }
        return product;
    }

    /// <summary>The logarithm of a positive number.</summary>
    internal static ExactNumber? Log(ExactNumber a)
    {
        if (a.Sign() is not 1)
            return null;
        if (a.Count > 1 || a.Terms.First() is var (c, m) && (c.Sign < 0 || !m.Factors.All(f => IsPositive(f.Atom))))
            return Atom(Symbolic.Log.Instance.Of(a.ToExpr()), 1);
        var (coefficient, monomial) = a.Terms.First();
        ExactNumber? sum = Zero;
        foreach (var (p, k) in Factorise(coefficient.Numerator))
            Take(OfAtom(Symbolic.Log.Instance.Of(Constant.Of(p)), 1).Scale(k));
        foreach (var (p, k) in Factorise(coefficient.Denominator))
            Take(OfAtom(Symbolic.Log.Instance.Of(Constant.Of(p)), 1).Scale(-k));
        foreach (var f in monomial.Factors)
        {
            Take((f.Atom switch
            {
                NamedConstant { Name: "e" } => One,
                Application { Function: Symbolic.Exp } e => FromExpr(e.Argument),
                _ => Atom(Symbolic.Log.Instance.Of(f.Atom), 1),
            })?.Scale(f.Exponent));
        }
        return sum;

        void Take(ExactNumber? term) => sum = sum is null || term is null ? null : Add(sum, term);
    }

    /// <summary>An odd or even function, or any other: its exact value where the function knows it, else an atom; f(-x) is reduced to f(x).</summary>
    internal static ExactNumber? Apply(Function f, ExactNumber a)
    {
        bool flip = (f.IsOdd || f.IsEven) && !a.IsZero && a.Terms.First().Coefficient.Sign < 0;
        var x = (flip ? Negate(a) : a).ToExpr();
        var value = f.Of(x);
        var number = value is Application { Function: var g } && ReferenceEquals(f, g)
            ? Atom(value, 1)
            : FromExpr(value);
        return flip && f.IsOdd && number is not null ? Negate(number) : number;
    }

    /// <summary>The q with a = q pi, where there is one.</summary>
    internal bool IsMultipleOfPi(out Rational q)
    {
        q = 0;
        if (IsZero)
            return true;
        if (Count > 1)
            return false;
        var (c, m) = Terms.First();
        if (m.Factors is not [{ Exponent.IsOne: true } f] || !ReferenceEquals(f.Atom, NamedConstant.Pi))
            return false;
        q = c;
        return true;
    }

    /// <summary>An atom of moderate size; larger ones are given up so that nested functions cost no more than they are worth.</summary>
    private static ExactNumber? Atom(Expr atom, Rational exponent) =>
        Expr.Postorder(atom).Count <= LargestAtom ? OfAtom(atom, exponent) : null;

    private static bool IsPositive(Expr atom) => Totality.IsEvidentlyPositive(atom) || FromExpr(atom)?.Sign() == 1;

    private static List<(BigInteger Prime, int Exponent)> Factorise(BigInteger n)
    {
        var factors = new List<(BigInteger, int)>();
        for (int p = 2; p <= LargestTrialDivisor && n > 1; p++)
        {
            int k = 0;
            while ((n % p).IsZero)
            {
                n /= p;
                k++;
            }
            if (k > 0)
                factors.Add((p, k));
        }
        if (n > 1)
            factors.Add((n, 1));
        return factors;
    }
}
