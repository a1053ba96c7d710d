namespace BoundCheck.Symbolic.Growth;

internal sealed partial class Multiseries
{
    /// <summary>log s for an eventually positive s: log(c b^e (1 + g)) = log c + e log b + log(1 + g).</summary>
    internal Series Log(Series s)
    {
        if (s.Constant is { } c)
            return c.Sign() > 0 ? Series.Of(NormalForm.Log(c)) : throw new UndecidedException("the logarithm of a number that is not positive");
        var (lead, exponent, g) = AtomPower(s);
        if (Sign(s) < 0)
            throw new UndecidedException("the logarithm of a negative function");
        var head = Log(lead);
        if (exponent.Sign() != 0)
            head = Add(head, Scale1(Scale.LogarithmOf(s.Top!), exponent));
        // log(1 + g) = g - g^2/2 + g^3/3 - ...
        var tail = Compose(n => n == 0 ? Series.Zero : Constant(n % 2 == 1 ? new Rational(1, n) : new Rational(-1, n)), g);
        return Same(s.Top!, Add(Lift(head, s.Top!), tail), () => Symbolic.Log.Instance.Of(s.ToExpr()));
    }

    /// <summary>exp s.</summary>
    internal Series Exp(Series s)
    {
        if (s.Constant is { } c)
            return Series.Of(NormalForm.Exp(c));
        if (IsZero(s))
            return Series.One;
        var (infinite, constant, small) = Split(s);
        // exp(P + C + g) = exp(P) exp(C) (1 + g + g^2/2 + ...)
        var result = Exp(constant);
        if (small.Force(Work) is not null)
        {
            var factorials = Factorials();
            var head = constant.Constant is { IsEmpty: true } ? infinite : infinite is null ? constant : Add(infinite, constant);
            result = Multiply(result, Series.Of(s.Top!, Compose(n => Constant(factorials(n).Reciprocal()), small),
                () => Symbolic.Exp.Instance.Of(head is null ? s.ToExpr() : s.ToExpr() - head.ToExpr())));
        }
        return infinite is null ? result : Multiply(ExpOfInfinite(infinite), result);
    }

    /// <summary>
    /// exp of a function that tends to +-infinity: a power of an element of the same comparability class times exp of something of
    /// smaller order, or a new element.
    /// </summary>
    private Series ExpOfInfinite(Series s)
    {
        Work.Take(10);
        var leading = Leading(s)!;
        int rank = 0;
        foreach (var element in Scale.Elements)
        {
            // The last iterated logarithm has a logarithm slower than the whole scale.
            int order = element.Logarithm is { } l ? leading.CompareGrowth(Leading(l)!) : 1;
            if (order > 0)
                break;
            if (order == 0)
            {
                var power = leading.Coefficient * Leading(element.Logarithm!)!.Coefficient.Power(-1);
                return Multiply(Series.Power(element, power), Exp(Subtract(s, Scale1(element.Logarithm!, power))));
            }
            rank++;
        }
        if (Scale.Elements.Count > 24)
            throw new UndecidedException("too many comparability classes");
        bool positive = leading.Coefficient.Sign() > 0;
        var logarithm = positive ? s : Negate(s);
        var inserted = new Element(Symbolic.Exp.Instance.Of(logarithm.ToExpr()), logarithm);
        Scale.Insert(inserted, rank);
        return Series.Power(inserted, positive ? NormalForm.One : -NormalForm.One);
    }

    /// <summary>
    /// The parts of positive, zero and negative exponent in the outermost element. The first is null when there is none; otherwise it is
    /// trimmed, so that it tends to infinity.
    /// </summary>
    private (Series? Infinite, Series Constant, Terms Small) Split(Series s)
    {
        var positive = new List<Cell>();
        var constant = Series.Zero;
        var terms = s.Terms!;
        while (true)
        {
            var cell = terms.Force(Work);
            int sign = cell?.Exponent.Sign() ?? -1;
            if (sign < 0)
                break;
            if (sign == 0)
                constant = cell!.Coefficient;
            else if (!IsZero(cell!.Coefficient))
                positive.Add(cell);
            terms = cell.Rest;
        }
        if (positive.Count == 0)
            return (null, constant, terms);
        var list = Terms.None;
        for (int i = positive.Count - 1; i >= 0; i--)
            list = new Terms(positive[i] with { Rest = list });
        var top = s.Top!;
        return (Series.Of(top, list, () => Sum.Of(positive.Select(p => p.Coefficient.ToExpr() * Series.PowerExpr(top, p.Exponent)))), constant, terms);
    }

    /// <summary>sin s and cos s for a bounded s: sin(C + g) = sin C cos g + cos C sin g.</summary>
    internal (Series Sin, Series Cos) SinCos(Series s)
    {
        if (s.Constant is { } c)
            return (Series.Of(NormalForm.Apply(Sin.Instance, c)), Series.Of(NormalForm.Apply(Cos.Instance, c)));
        if (IsZero(s))
            return (Series.Zero, Series.One);
        var (infinite, constant, small) = Split(s);
        if (infinite is not null)
            throw new UndecidedException("sin or cos of an unbounded function");
        var factorials = Factorials();
        Series Coefficient(int n, int parity) => n % 2 != parity ? Series.Zero : Constant((n / 2 % 2 == 0 ? 1 : -1) * factorials(n).Reciprocal());
        var top = s.Top!;
        var sinSmall = Compose(n => Coefficient(n, 1), small);
        var cosSmall = Compose(n => Coefficient(n, 0), small);
        var (sin, cos) = SinCos(constant);
        var (liftedSin, liftedCos) = (Lift(sin, top), Lift(cos, top));
        return (Same(top, Add(Multiply(liftedSin, cosSmall), Multiply(liftedCos, sinSmall)), () => Sin.Instance.Of(s.ToExpr())),
            Same(top, Subtract(Multiply(liftedCos, cosSmall), Multiply(liftedSin, sinSmall)), () => Cos.Instance.Of(s.ToExpr())));
    }

    /// <summary>atan s: +-pi/2 - atan(1/s) when s tends to infinity, atan(C + g) = atan C + atan(g/(1 + C(C + g))) otherwise.</summary>
    internal Series Atan(Series s)
    {
        if (s.Constant is { } c)
            return Series.Of(NormalForm.Apply(Symbolic.Atan.Instance, c));
        if (IsZero(s))
            return Series.Zero;
        var (infinite, constant, small) = Split(s);
        var top = s.Top!;
        if (infinite is not null)
        {
            var half = NormalForm.From(NamedConstant.Pi).Scale(new Rational(Sign(s), 2));
            var correction = Atan(Invert(s));
            return Same(top, Add(Lift(Series.Of(half), top), Map(Lift(correction, top), Negate)), () => Symbolic.Atan.Instance.Of(s.ToExpr()));
        }
        var angle = small;
        if (!IsZero(constant))
        {
            var whole = Series.Of(top, small, () => s.ToExpr() - constant.ToExpr());
            var quotient = Multiply(whole, Invert(Add(Series.One, Multiply(constant, s))));
            angle = Lift(quotient, top);
        }
        // atan z = z - z^3/3 + z^5/5 - ...
        var tail = Compose(n => n % 2 == 0 ? Series.Zero : Constant(new Rational(n % 4 == 1 ? 1 : -1, n)), angle);
        return Same(top, Add(Lift(Atan(constant), top), tail), () => Symbolic.Atan.Instance.Of(s.ToExpr()));
    }

    private Terms Subtract(Terms a, Terms b) => Add(a, Map(b, Negate));

    private static Series Constant(Rational value) => Series.Of(NormalForm.Of(value));

    private static Series Same(Element top, Terms terms, Func<Expr> origin) => Series.Of(top, terms, origin);

    private static Func<int, Rational> Factorials()
    {
        var known = new List<Rational> { 1 };
        return n =>
        {
            while (known.Count <= n)
                known.Add(known[^1] * known.Count);
            return known[n];
        };
    }
}
