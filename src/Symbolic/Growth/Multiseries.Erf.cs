namespace BoundCheck.Symbolic.Growth;

internal sealed partial class Multiseries
{
    private static NormalForm RootOfPi(int sign) => NormalForm.From(NamedConstant.Pi).Power(new Rational(sign, 2));

    /// <summary>
    /// erf s. Bounded s = C + g: the Taylor series at C. Unbounded: sign(s)(1 - exp(-s^2) w(|s|)) with the scaled complement w = exp(s^2) erfc(s).
    /// </summary>
    internal Series Erf(Series s)
    {
        if (s.Constant is { } c)
            return Series.Of(NormalForm.Apply(Symbolic.Erf.Instance, c));
        var leading = Leading(s);
        if (leading is null)
            return Series.Zero;
        var top = s.Top!;
        if (leading.Direction > 0)
        {
            bool negative = leading.Coefficient.Sign() < 0;
            var size = negative ? Negate(s) : s;
            var complement = Multiply(Exp(Negate(Multiply(s, s))), ScaledComplement(size));
            var value = Subtract(Series.One, complement);
            return negative ? Negate(value) : value;
        }
        var (_, constant, small) = Split(s);
        // erf^(k+1)(C) = 2/sqrt(pi) p_k(C) exp(-C^2), p_0 = 1, p_(k+1) = p_k' - 2 C p_k.
        var density = Scale1(Exp(Negate(Multiply(constant, constant))), RootOfPi(-1).Scale(2));
        var polynomials = new List<Rational[]> { new Rational[] { 1 } };
        var factorials = Factorials();
        Series Coefficient(int n)
        {
            if (n == 0)
                return Series.Zero;
            while (polynomials.Count < n)
                polynomials.Add(AddShifted(Derivative(polynomials[^1]), polynomials[^1], -2));
            return Scale1(Multiply(density, Evaluate(polynomials[n - 1], constant)), NormalForm.Of(factorials(n).Reciprocal()));
        }
        return Series.Of(top, Add(Lift(Erf(constant), top), Compose(Coefficient, small)), () => Symbolic.Erf.Instance.Of(s.ToExpr()));
    }

    /// <summary>
    /// w(s) = exp(s^2) erfc(s) for s -> +infinity: the asymptotic series 1/(s sqrt(pi)) sum (-1)^n (2n-1)!!/(2 s^2)^n (Abramowitz, Stegun 1964, 7.1.23),
    /// or the Taylor series about a slower unbounded part, from w' = 2 s w - 2/sqrt(pi).
    /// </summary>
    private Series ScaledComplement(Series s)
    {
        var top = s.Top!;
        var (infinite, constant, small) = Split(s);
        Expr Origin()
        {
            var e = s.ToExpr();
            return Symbolic.Exp.Instance.Of(e.Pow(2)) * (1 - Symbolic.Erf.Instance.Of(e));
        }
        if (infinite is not null)
        {
            var inverse = Invert(s);
            var square = Lift(Scale1(Multiply(inverse, inverse), NormalForm.Of(new Rational(-1, 2))), top);
            var coefficients = new List<Rational> { 1 };
            Series Asymptotic(int n)
            {
                while (coefficients.Count <= n)
                    coefficients.Add(coefficients[^1] * (2 * coefficients.Count - 1));
                return Constant(coefficients[n]);
            }
            return Series.Of(top, Multiply(Lift(Scale1(inverse, RootOfPi(-1)), top), Compose(Asymptotic, square)), Origin);
        }
        // w^(k) = p_k w + q_k: p_(k+1) = p_k' + 2 C p_k, q_(k+1) = q_k' - 2/sqrt(pi) p_k.
        var w = ScaledComplement(constant);
        var derivatives = new List<(Rational[] P, Rational[] Q)> { ([1], []) };
        var factorials = Factorials();
        Series Taylor(int n)
        {
            while (derivatives.Count <= n)
            {
                var (p, q) = derivatives[^1];
                derivatives.Add((AddShifted(Derivative(p), p, 2), Combine(Derivative(q), p, -2)));
            }
            var (a, b) = derivatives[n];
            var sum = Add(Multiply(Evaluate(a, constant), w), Scale1(Evaluate(b, constant), RootOfPi(-1)));
            return Scale1(sum, NormalForm.Of(factorials(n).Reciprocal()));
        }
        return Series.Of(top, Compose(Taylor, small), Origin);
    }

    // Polynomials as coefficient lists, lowest degree first.
    private static Rational[] Derivative(Rational[] p) => [.. p.Skip(1).Select((c, i) => c * (i + 1))];

    private static Rational[] AddShifted(Rational[] a, Rational[] b, Rational factor) => Combine(a, [0, .. b], factor);

    private static Rational[] Combine(Rational[] a, Rational[] b, Rational factor) =>
        [.. Enumerable.Range(0, Math.Max(a.Length, b.Length)).Select(i => (i < a.Length ? a[i] : 0) + (i < b.Length ? factor * b[i] : 0))];

    // Horner's rule.
    private Series Evaluate(Rational[] p, Series at)
    {
        var value = Series.Zero;
        for (int i = p.Length - 1; i >= 0; i--)
            value = Add(Multiply(value, at), Constant(p[i]));
        return value;
    }
}
