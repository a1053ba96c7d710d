namespace BoundCheck.Symbolic.Polynomials;

public sealed partial class MultivariatePolynomial
{
    /// <summary>Work limit of the divisor search: beyond it a common divisor of 1 is reported, which is always right though not greatest.</summary>
    private const int GcdTermLimit = 300, QuotientTermLimit = 5000;

    private const int GcdIndeterminateLimit = 8;

    /// <summary>The exact quotient when <paramref name="divisor"/> divides this polynomial, else null.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public MultivariatePolynomial? DivideExactly(MultivariatePolynomial divisor) => DivideExactly(divisor, int.MaxValue);

    // Null too when the quotient has more terms than that.
    private MultivariatePolynomial? DivideExactly(MultivariatePolynomial divisor, int most)
    {
        ArgumentNullException.ThrowIfNull(divisor);
        if (divisor.IsZero)
            throw new DivideByZeroException("Division by the zero polynomial.");
        if (divisor.IsConstant)
            return this * divisor.LeadingCoefficient.Reciprocal();
        var (lead, leadCoefficient) = divisor.Terms[0];
        if (divisor.Terms.Length == 1)
        {
            // Dividing every term by one keeps their order.
            var parts = Terms.Select(t => (Monomial: Monomial.Divide(t.Monomial, lead), Coefficient: t.Coefficient / leadCoefficient)).ToArray();
            return parts.Any(t => t.Monomial is null) ? null : new MultivariatePolynomial([.. parts.Select(t => (t.Monomial!, t.Coefficient))]);
        }
        var quotient = new List<(Monomial, Rational)>();
        var rest = this;
        while (!rest.IsZero)
        {
            // The order is admissible: if the divisor divides the rest, its leading term divides the rest's.
            if (quotient.Count == most || Monomial.Divide(rest.Terms[0].Monomial, lead) is not { } m)
                return null;
            var c = rest.Terms[0].Coefficient / leadCoefficient;
            quotient.Add((m, c));
            rest -= new MultivariatePolynomial([.. divisor.Terms.Select(t => (t.Monomial * m, t.Coefficient * c))]);
        }
        return Of(quotient);
    }

    /// <summary>
    /// A common divisor with coprime integer coefficients and positive leading coefficient: the greatest one within the work limit. gcd(0, b) = b up to a
    /// factor.
    /// </summary>
    /// <remarks>Primitive polynomial remainder sequences (G. E. Collins, J. ACM 14, 1967), one indeterminate after another.</remarks>
    public static MultivariatePolynomial Gcd(MultivariatePolynomial a, MultivariatePolynomial b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.IsZero || b.IsZero)
            return (a.IsZero ? b : a).Primitive();
        var monomial = Monomial.Gcd(a.MonomialContent(), b.MonomialContent());
        a = a.WithoutMonomialContent();
        b = b.WithoutMonomialContent();
        var gcd = One;
        var shared = a.Indeterminates().Union(b.Indeterminates()).Count();
        if (!a.IsConstant && !b.IsConstant && a.Terms.Length <= GcdTermLimit && b.Terms.Length <= GcdTermLimit && shared <= GcdIndeterminateLimit)
        {
            int budget = 20_000;
            gcd = GcdWithin(a, b, ref budget) ?? One;
            // Whatever the search did, the result is used only if it divides both, and leaves no more terms than are worth it: (x^n - 1)/(x - 1) has n.
            if (a.DivideExactly(gcd, QuotientTermLimit) is null || b.DivideExactly(gcd, QuotientTermLimit) is null)
                gcd = One;
        }
        return (gcd * Of(monomial, 1)).Primitive();
    }

    /// <summary>Over its content, with positive leading coefficient; zero stays.</summary>
    public MultivariatePolynomial Primitive()
    {
        if (IsZero)
            return this;
        var content = Content();
        return this * (LeadingCoefficient.Sign < 0 ? -content : content).Reciprocal();
    }

    private MultivariatePolynomial WithoutMonomialContent()
    {
        var m = MonomialContent();
        return m.Degree == 0 ? this : new MultivariatePolynomial([.. Terms.Select(t => (Monomial.Divide(t.Monomial, m)!, t.Coefficient))]);
    }

    // Recursion on the number of indeterminates only, at most GcdIndeterminateLimit deep. Null when the budget is spent.
    private static MultivariatePolynomial? GcdWithin(MultivariatePolynomial a, MultivariatePolynomial b, ref int budget)
    {
        if (a.IsZero)
            return b.Primitive();
        if (b.IsZero)
            return a.Primitive();
        if (a.IsConstant || b.IsConstant)
            return One;
        int[] inA = [.. a.Indeterminates()], inB = [.. b.Indeterminates()];
        int alone = inA.Except(inB).Concat(inB.Except(inA)).DefaultIfEmpty(-1).First();
        if (alone >= 0)
        {
            // An indeterminate of one side only: the divisor divides each coefficient of its powers.
            var (host, other) = inA.Contains(alone) ? (a, b) : (b, a);
            return GcdOfAll(host.PartsIn(alone), other, ref budget);
        }
        int v = inA.MinBy(i => Math.Max(a.DegreeIn(i), b.DegreeIn(i)));
        if (GcdOfAll(a.PartsIn(v), Zero, ref budget) is not { } contentA || GcdOfAll(b.PartsIn(v), Zero, ref budget) is not { } contentB
            || GcdWithin(contentA, contentB, ref budget) is not { } content)
            return null;
        a = a.DivideExactly(contentA)!;
        b = b.DivideExactly(contentB)!;
        if (a.DegreeIn(v) < b.DegreeIn(v))
            (a, b) = (b, a);
        while (!b.IsZero)
        {
            if (b.DegreeIn(v) == 0)
                return content;
            if (PseudoRemainder(a, b, v, ref budget) is not { } r)
                return null;
            if (r.IsZero)
                break;
            if (GcdOfAll(r.PartsIn(v), Zero, ref budget) is not { } c)
                return null;
            a = b;
            b = r.DivideExactly(c)!.Primitive();
        }
        return (content * b).Primitive();
    }

    private static MultivariatePolynomial? GcdOfAll(IEnumerable<MultivariatePolynomial> parts, MultivariatePolynomial start, ref int budget)
    {
        var gcd = start;
        foreach (var part in parts)
        {
            if (GcdWithin(gcd, part, ref budget) is not { } next)
                return null;
            gcd = next;
            if (gcd.IsConstant)
                return One;
        }
        return gcd;
    }

    // Only the powers that occur: a degree may be in the millions.
    private IEnumerable<MultivariatePolynomial> PartsIn(int index) =>
        Terms.Select(t => t.Monomial.ExponentOf(index)).Distinct().Order().Select(e => PartIn(index, e));

    private MultivariatePolynomial PartIn(int index, int exponent) =>
        Of(Terms.Where(t => t.Monomial.ExponentOf(index) == exponent).Select(t => (t.Monomial.Without(index), t.Coefficient)));

    private static MultivariatePolynomial? PseudoRemainder(MultivariatePolynomial a, MultivariatePolynomial b, int v, ref int budget)
    {
        int degree = b.DegreeIn(v);
        var lead = b.PartIn(v, degree);
        while (!a.IsZero && a.DegreeIn(v) >= degree)
        {
            budget -= a.Terms.Length + b.Terms.Length;
            if (budget < 0 || (long)a.Terms.Length * lead.Terms.Length > 20_000)
                return null;
            int top = a.DegreeIn(v);
            a = a * lead - b * (a.PartIn(v, top) * Of(Monomial.Of(v, top - degree), 1));
        }
        return a;
    }
}
