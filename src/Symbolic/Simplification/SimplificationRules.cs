namespace BoundCheck.Symbolic.Simplification;

/// <summary>
/// The rewriting rules of single nodes: those of <see cref="Identities"/>, and some that make the domain larger. Each is an identity wherever its left
/// side is defined, and its right side is defined there.
/// </summary>
internal static class SimplificationRules
{
    /// <summary>The node rewritten by the first rule that applies, or null.</summary>
    internal static Expr? Apply(Expr node) => Identities.Apply(node, IdentityUse.Simplifier) ?? node switch
    {
        Application { Function: Log } a => OfLogarithm(a.Argument),
        Application { Function: Exp } a => OfExponential(a.Argument),
        Application a => OfFunction(a),
        Power p => OfPower(p),
        Product p => OfProduct(p),
        _ => null,
    };

    private static Expr? OfLogarithm(Expr argument)
    {
        switch (argument)
        {
            // log u^n = n log |u| for even n (u != 0); log u^q = q log u otherwise, where u^q > 0 needs u > 0
            case Power { Exponent: { IsInteger: true } n } p when n.Numerator.IsEven:
                return n * Log.Instance.Of(Abs.Instance.Of(p.Base));
            case Power p:
                return p.Exponent * Log.Instance.Of(p.Base);
            // log(c u) = log c + log u for c > 0, where log u simplifies
            case Product p when p.Split() is var (c, rest) && c.Sign > 0 && !c.IsOne && Apply(Log.Instance.Of(rest)) is { } log:
                return Log.Instance.Of(c) + log;
            default:
                return null;
        }
    }

    private static Expr? OfExponential(Expr argument)
    {
        switch (argument)
        {
            // exp log u = u for u > 0
            case Application { Function: Log } l:
                return l.Argument;
            case Application { Function: LogCosh } l:
                return Cosh.Instance.Of(l.Argument);
            case Application { Function: Softplus } l:
                return 1 + Exp.Instance.Of(l.Argument);
            // exp(q log u) = u^q for u > 0
            case Product p when p.Split() is var (q, rest) && rest is Application { Function: Log } l:
                return l.Argument.Pow(q);
            // exp(a + log u) = u exp a
            case Sum s when s.Children.FirstOrDefault(t => t is Application { Function: Log }) is Application l:
                return l.Argument * Exp.Instance.Of(Sum.Of(s.Children.Where(t => !ReferenceEquals(t, l))));
            default:
                return null;
        }
    }

    private static Expr? OfFunction(Application a)
    {
        switch (a)
        {
            case { Function: Sinh } when a.Argument is Application { Function: Asinh } inner:
                return inner.Argument;
            case { Function: Asinh } when a.Argument is Application { Function: Sinh } inner:
                return inner.Argument;
            case { Function: Tan } when a.Argument is Application { Function: Atan } inner:
                return inner.Argument;
            // |c u| = |c| |u|
            case { Function: Abs } when a.Argument is Product p && p.Split() is var (c, rest) && !c.IsOne && !c.IsZero:
                return Rational.Abs(c) * Abs.Instance.Of(rest);
        }
        // Odd and even functions of a negated argument.
        if (a.Children.Length == 1 && (a.Function.IsOdd || a.Function.IsEven) && a.Argument is Product q && q.Split().Coefficient.Sign < 0)
            return a.Function.IsOdd ? -a.Function.Of(-a.Argument) : a.Function.Of(-a.Argument);
        return null;
    }

    private static Expr? OfPower(Power p)
    {
        var q = p.Exponent;
        switch (p.Base)
        {
            // (exp u)^q = exp(q u)
            case Application { Function: Exp } e:
                return Exp.Instance.Of(q * e.Argument);
            // |u|^n = u^n for even n
            case Application { Function: Abs } a when q.IsInteger && q.Numerator.IsEven:
                return a.Argument.Pow(q);
            // (u^n)^q = |u|^(n q) for even n and fractional q
            case Power { Exponent: { IsInteger: true } n } b when n.Numerator.IsEven && !q.IsInteger:
                return Abs.Instance.Of(b.Base).Pow(n * q);
            // (u^r)^q = u^(r q): u >= 0 where r is a fraction; u^r >= 0 means u >= 0 where r is odd and q a fraction
            case Power b when !b.Exponent.IsInteger || !q.IsInteger:
                return b.Base.Pow(b.Exponent * q);
            default:
                return null;
        }
    }

    private static Expr? OfProduct(Product p)
    {
        // exp a exp b = exp(a + b)
        var exponents = p.Children.Where(f => f is Application { Function: Exp }).Select(f => ((Application)f).Argument).ToList();
        if (exponents.Count > 1)
            return Product.Of(p.Children.Where(f => f is not Application { Function: Exp }).Append(Exp.Instance.Of(Sum.Of(exponents))));
        return null;
    }
}
