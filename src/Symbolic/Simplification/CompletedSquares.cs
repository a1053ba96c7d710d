using BoundCheck.Symbolic.Polynomials;

namespace BoundCheck.Symbolic.Simplification;

/// <summary>
/// Writes polynomials inside functions, roots and denominators by completed squares: s^2 - 4s + 5 = (s - 2)^2 + 1, which shows where they are positive
/// and has tight enclosures, however the polynomial was typed.
/// </summary>
/// <remarks>
/// For a polynomial p of degree 2m there is one q of degree m with p = a q^2 + r and deg r &lt; m; q and r are written in the same way. Of odd degree
/// only a(s - h)^n + k is rewritten.
/// </remarks>
public static class CompletedSquares
{
    private const int NodeLimit = 200;
    private const int DegreeLimit = 24;

    /// <summary>The same function, with the same domain.</summary>
    public static Expr Of(Expr expr)
    {
        ArgumentNullException.ThrowIfNull(expr);
        return expr.Transform(node => node switch
        {
            Power { Exponent: var e, Base: var b } when !e.IsInteger || e.Sign < 0 => node.WithChildren([Rewrite(b)]),
            Application a => node.WithChildren([.. a.Children.Select(Rewrite)]),
            Product p when p.Children.Any(f => f is Power { Exponent.Sign: < 0 }) => node.WithChildren([.. p.Children.Select(f => f is Sum ? Rewrite(f) : f)]),
            _ => node,
        });
    }

    private static Expr Rewrite(Expr sum)
    {
        if (sum is not (Sum or Product) || !Totality.IsTotal(sum) || sum.IsClosed() || Expr.Postorder(sum).Count > NodeLimit)
            return sum;
        var forms = NormalForms.Of(sum);
        var form = forms[sum];
        if (forms.IsUndefined(sum) || !form.Denominator.IsConstant)
            return sum;
        var moving = form.Numerator.Indeterminates().Where(i => !forms.Generator(i).IsClosed()).ToList();
        if (moving is not [var index] || form.Numerator.DegreeIn(index) is < 2 or > DegreeLimit)
            return sum;
        var generator = forms.Generator(index);
        var scale = form.Denominator.ConstantTerm.Reciprocal();
        if (Polynomial.From(form.Numerator, index) is { } rational)
            return Written(rational * scale, generator) ?? sum;
        var c = form.Numerator.CoefficientsIn(index).Select(q => forms.ToExpr(RationalFunction.Of(q * scale))).ToArray();
        // a x^2 + b x + c = a(x + b/(2a))^2 + c - b^2/(4a) for other closed coefficients, a != 0; a sum with a square in it is left as typed.
        return c.Length == 3 && ClosedValue.Sign(c[2]) is 1 or -1 && !Expr.Postorder(sum).Any(n => n is Power { Exponent: var e, Base: Sum } && e == 2)
            ? c[2] * (generator + Simplifier.Simplify(c[1] / (2 * c[2])).Value).Pow(2) + Simplifier.Simplify(c[0] - c[1].Pow(2) / (4 * c[2])).Value
            : sum;
    }

    /// <summary>A polynomial of degree at least 2 by completed squares; null where there is no such form.</summary>
    private static Expr? Written(Polynomial p, Expr x)
    {
        int n = p.Degree;
        Rational a = p.LeadingCoefficient, shift = n == 0 ? 0 : p.Coefficients[n - 1] / (n * a);
        // Pure powers: a(x + shift)^n + k.
        var linear = Polynomial.Of(shift, 1);
        var power = Enumerable.Range(0, n).Aggregate(Polynomial.One, (product, _) => product * linear) * a;
        if ((p - power).Degree < 1)
            return a * (x + shift).Pow(n) + (p - power).At(0);
        if (n % 2 != 0)
            return null;
        var q = Root(p * a.Reciprocal());
        var rest = p - q * q * a;
        Expr inner = (q.Degree > 1 ? Written(q, x) : null) ?? q.ToExpr(x), tail = (rest.Degree > 1 ? Written(rest, x) : null) ?? rest.ToExpr(x);
        return a * inner.Pow(2) + tail;
    }

    /// <summary>The q of half the degree with p - q^2 of a lower degree than q, for a monic p of even degree.</summary>
    private static Polynomial Root(Polynomial p)
    {
        int m = p.Degree / 2;
        var q = new Rational[m + 1];
        q[m] = 1;
        for (int i = m - 1; i >= 0; i--)
        {
            // The coefficient of x^(m+i) in q^2 is 2 q_i + the sum of q_j q_k over the known ones.
            Rational known = 0;
            for (int j = i + 1; j < m; j++)
                known += q[j] * q[m + i - j];
            q[i] = (p.Coefficients[m + i] - known) / 2;
        }
        return Polynomial.Of(q);
    }
}
