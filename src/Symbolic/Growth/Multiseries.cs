namespace BoundCheck.Symbolic.Growth;

/// <summary>The leading monomial c b_1^e_1 b_2^e_2 ... of a nonzero function, fastest element first, no exponent zero.</summary>
internal sealed record LeadingMonomial(NormalForm Coefficient, IReadOnlyList<(Element Element, NormalForm Exponent)> Powers)
{
    /// <summary>1: the function tends to +-infinity; 0: to the coefficient; -1: to zero.</summary>
    internal int Direction => Powers.Count == 0 ? 0 : Powers[0].Exponent.Sign();

    /// <summary>The order of growth of two monomials, coefficients left aside.</summary>
    internal int CompareGrowth(LeadingMonomial other)
    {
        for (int i = 0; ; i++)
        {
            var a = i < Powers.Count ? Powers[i] : default;
            var b = i < other.Powers.Count ? other.Powers[i] : default;
            if (a.Element is null && b.Element is null)
                return 0;
            if (b.Element is null || (a.Element is not null && a.Element.Rank < b.Element.Rank))
                return a.Exponent.Sign();
            if (a.Element is null || a.Element.Rank > b.Element.Rank)
                return -b.Exponent.Sign();
            int c = (a.Exponent - b.Exponent).Sign();
            if (c != 0)
                return c;
        }
    }
}

/// <summary>Arithmetic of multiseries over a growing scale.</summary>
internal sealed partial class Multiseries(Scale scale, Budget work)
{
    private readonly Dictionary<Series, LeadingMonomial?> _leading = new(ReferenceEqualityComparer.Instance);

    internal Scale Scale { get; } = scale;

    internal Budget Work { get; } = work;

    /// <summary>True when the series is the zero function.</summary>
    /// <exception cref="UndecidedException">Coefficient after coefficient is zero and the zero test does not settle it.</exception>
    internal bool IsZero(Series s)
    {
        if (s.Constant is { } c)
            return c.Sign() == 0;
        if (s.Trimmed || s.IsKnownZero)
            return s.IsKnownZero;
        var terms = s.Terms!;
        for (int zeros = 0; ; zeros++)
        {
            var cell = terms.Force(Work);
            if (cell is null || (zeros is 3 or 10 or 30 && IsSurelyZero(s)))
            {
                s.MarkZero();
                return true;
            }
            if (!IsZero(cell.Coefficient))
            {
                s.TrimTo(terms);
                return false;
            }
            terms = cell.Rest;
        }
    }

    private bool IsSurelyZero(Series s)
    {
        Work.Take(20);
        try
        {
            return NormalForm.From(s.ToExpr()).IsSurelyZero(IsNonzero);
        }
        catch (UndecidedException)
        {
            // The form was too large: the expansion goes on and the step budget decides.
            return false;
        }
    }

    // A form in the large variable is nonzero when its own expansion has a leading term.
    private bool IsNonzero(NormalForm form)
    {
        try
        {
            var expander = new Expander(NormalForm.Large, new LimitPoint.PlusInfinity(), Work);
            return expander.Expand(form.ToExpr()) is Smooth { Series: var series } && expander.Engine.Leading(series) is not null;
        }
        catch (UndecidedException)
        {
            return false;
        }
    }

    /// <summary>The leading monomial, or null for the zero function.</summary>
    internal LeadingMonomial? Leading(Series s)
    {
        if (s.Constant is { } c)
            return c.Sign() == 0 ? null : new LeadingMonomial(c, []);
        if (_leading.TryGetValue(s, out var known))
            return known;
        LeadingMonomial? leading = null;
        if (!IsZero(s))
        {
            var cell = s.Terms!.Force(Work)!;
            leading = Leading(cell.Coefficient)!;
            if (cell.Exponent.Sign() != 0)
                leading = leading with { Powers = [(s.Top!, cell.Exponent), .. leading.Powers] };
        }
        return _leading[s] = leading;
    }

    /// <summary>The eventual sign.</summary>
    internal int Sign(Series s) => Leading(s)?.Coefficient.Sign() ?? 0;

    internal Series Add(Series a, Series b)
    {
        if (a.Constant is { } x)
        {
            if (x.IsEmpty)
                return b;
            if (b.Constant is { } y)
                return Series.Of(x + y);
        }
        else if (b.Constant is { IsEmpty: true })
        {
            return a;
        }
        var top = Faster(a, b);
        return Series.Of(top, Add(Lift(a, top), Lift(b, top)), () => a.ToExpr() + b.ToExpr());
    }

    internal Series Negate(Series a) => Scale1(a, -NormalForm.One);

    internal Series Subtract(Series a, Series b) => ReferenceEquals(a, b) ? Series.Zero : Add(a, Negate(b));

    internal Series Multiply(Series a, Series b)
    {
        if (a.Constant is { } x)
            return Scale1(b, x);
        if (b.Constant is { } y)
            return Scale1(a, y);
        var top = Faster(a, b);
        return Series.Of(top, Multiply(Lift(a, top), Lift(b, top)), () => a.ToExpr() * b.ToExpr());
    }

    private Series Scale1(Series a, NormalForm factor)
    {
        if (a.Constant is { } c)
            return Series.Of(c * factor);
        if (factor.IsEmpty)
            return Series.Zero;
        return factor.IsRational(out var one) && one.IsOne ? a
            : Series.Of(a.Top!, Map(a.Terms!, t => Scale1(t, factor)), () => factor.ToExpr() * a.ToExpr());
    }

    private static Element Faster(Series a, Series b) => a.Top is null ? b.Top! : b.Top is null || a.Top.Rank <= b.Top.Rank ? a.Top : b.Top;

    // A series over slower elements is the coefficient of the power zero.
    private static Terms Lift(Series s, Element top) =>
        ReferenceEquals(s.Top, top) ? s.Terms! : new Terms(new Cell(NormalForm.Zero, s, Terms.None));

    private Terms Map(Terms terms, Func<Series, Series> coefficient) => new(() =>
        terms.Force(Work) is { } cell ? new Cell(cell.Exponent, coefficient(cell.Coefficient), Map(cell.Rest, coefficient)) : null);

    private Terms Add(Terms a, Terms b) => new(() =>
    {
        var (x, y) = (a.Force(Work), b.Force(Work));
        if (x is null)
            return y;
        if (y is null)
            return x;
        int c = (x.Exponent - y.Exponent).Sign();
        return c > 0 ? new Cell(x.Exponent, x.Coefficient, Add(x.Rest, b))
            : c < 0 ? new Cell(y.Exponent, y.Coefficient, Add(a, y.Rest))
            : new Cell(x.Exponent, Add(x.Coefficient, y.Coefficient), Add(x.Rest, y.Rest));
    });

    // (c b^e + A)(d b^f + B) = cd b^(e+f) + c b^e B + A (d b^f + B)
    private Terms Multiply(Terms a, Terms b) => new(() =>
    {
        if (a.Force(Work) is not { } x || b.Force(Work) is not { } y)
            return null;
        return new Cell(x.Exponent + y.Exponent, Multiply(x.Coefficient, y.Coefficient),
            Add(Shift(y.Rest, x.Exponent, x.Coefficient), Multiply(x.Rest, b)));
    });

    /// <summary>The terms times factor b^exponent.</summary>
    private Terms Shift(Terms terms, NormalForm exponent, Series factor) => new(() =>
        terms.Force(Work) is { } cell ? new Cell(cell.Exponent + exponent, Multiply(factor, cell.Coefficient), Shift(cell.Rest, exponent, factor)) : null);

    /// <summary>The composition sum a_n g^n of a power series with terms of negative exponents only.</summary>
    private Terms Compose(Func<int, Series> coefficient, Terms g, int from = 0) => new(() =>
        new Cell(NormalForm.Zero, coefficient(from), Multiply(g, Compose(coefficient, g, from + 1))));

    /// <summary>A nonzero series as c b^e (1 + g): the leading coefficient, the exponent and g, whose exponents are negative.</summary>
    private (Series Coefficient, NormalForm Exponent, Terms Relative) AtomPower(Series s)
    {
        if (IsZero(s))
            throw new UndecidedException("division by zero, or the logarithm of zero, near the point");
        var cell = s.Terms!.Force(Work)!;
        if (cell.Rest.Force(Work) is null)
            return (cell.Coefficient, cell.Exponent, Terms.None);
        return (cell.Coefficient, cell.Exponent, Shift(cell.Rest, -cell.Exponent, Invert(cell.Coefficient)));
    }

    internal Series Invert(Series s) => Power(s, -NormalForm.One);

    /// <summary>s^r. A base that is not eventually positive needs an integer exponent.</summary>
    internal Series Power(Series s, NormalForm r)
    {
        bool rational = r.IsRational(out var q);
        if (rational && q.IsZero)
            return Series.One;
        if (s.Constant is { } c)
        {
            int sign = c.Sign();
            if (sign == 0)
                return rational && q.Sign > 0 ? Series.Zero : throw new UndecidedException("a negative power of zero");
            if (sign < 0 && !(rational && q.IsInteger))
                throw new UndecidedException("a fractional power of a negative number");
            return Series.Of(rational ? c.Power(q) : NormalForm.Exp(r * NormalForm.Log(c)));
        }
        if (rational && q.IsInteger && q.Sign > 0 && q <= 8)
        {
            var product = s;
            for (int i = 1; i < (int)q.Numerator; i++)
                product = Multiply(product, s);
            return product;
        }
        if (rational && q.Sign > 0 && IsZero(s))
            return Series.Zero;
        var (lead, exponent, g) = AtomPower(s);
        if (!(rational && q.IsInteger) && Sign(s) < 0)
            throw new UndecidedException("a fractional power of a negative function");
        // (1 + g)^r by the binomial series.
        var binomial = new List<NormalForm> { NormalForm.One };
        Series Coefficient(int n)
        {
            while (binomial.Count <= n)
                binomial.Add((binomial[^1] * (r - NormalForm.Of(binomial.Count - 1))).Scale(new Rational(1, binomial.Count)));
            return Series.Of(binomial[n]);
        }
        return Series.Of(s.Top!, Shift(Compose(Coefficient, g), exponent * r, Power(lead, r)), () => rational
            ? s.ToExpr().Pow(q)
            : Symbolic.Exp.Instance.Of(r.ToExpr() * Symbolic.Log.Instance.Of(s.ToExpr())));
    }
}
