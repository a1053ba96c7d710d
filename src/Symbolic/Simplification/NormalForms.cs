using System.Numerics;
using BoundCheck.Symbolic.Polynomials;

namespace BoundCheck.Symbolic.Simplification;

/// <summary>
/// Normal forms of expressions as rational functions over generators: variables, exponentials, logarithms, roots, absolute values,
/// sines and cosines of normalised arguments. Expressions normalised together share generators, so that equal normal forms prove equality.
/// </summary>
/// <remarks>
/// Every step is an identity that holds wherever the original expression is defined (for the positive direction of "equal forms");
/// different normal forms prove nothing. The forms are: cosh, sinh, tanh, sigmoid, softplus and logcosh by exponentials; exp of a sum split
/// into one exponential a monomial; log|a^k b| = k log|a| + log|b|; (a^k b)^q = |a|^(kq) |b|^q for fractional q, where a^k b >= 0;
/// min and max by absolute values; sin^2 = 1 - cos^2 and the addition theorems.
/// </remarks>
internal sealed partial class NormalForms
{
    internal const int TermLimit = 1200;
    private const int WorkLimit = 400_000;
    private const int PassLimit = 8;
    private const int FractionLimit = 6;

    private readonly List<Generator> _generators = [];
    private readonly Dictionary<Expr, Generator> _byExpression = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expr, RationalFunction> _forms = new(ReferenceEqualityComparer.Instance);

    // The common denominators of the multiples in which each exponential, root and angle occurs. They are learnt while normalising;
    // when one grows, everything is done again with the finer unit, so that exp(x) and exp(x/2) become powers of one generator.
    private readonly Dictionary<Expr, int> _orders = new(ReferenceEqualityComparer.Instance);
    // What is >= 0 because a root or logarithm of it is always evaluated; learnt in the same way.
    private readonly HashSet<Expr> _nonnegative = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Expr> _alwaysReached;
    private readonly HashSet<Expr> _undefined = new(ReferenceEqualityComparer.Instance);
    private readonly bool _opaqueFunctions;
    private bool _refined;
    private long _work;

    private NormalForms(bool opaqueFunctions, HashSet<Expr> alwaysReached)
    {
        _opaqueFunctions = opaqueFunctions;
        _alwaysReached = alwaysReached;
    }

    /// <summary>Normalises the expressions together. Forms are equal to the expressions wherever all of these are defined.</summary>
    public static NormalForms Of(params ReadOnlySpan<Expr> roots) => Of(opaqueFunctions: false, roots);

    /// <summary>Normalises together, each form equal to its expression wherever that one is defined, whether the others are or not.</summary>
    internal static NormalForms WithoutAssumptions(params ReadOnlySpan<Expr> roots) => Of(new NormalForms(false, []), roots);

    /// <summary>Normalises; with <paramref name="opaqueFunctions"/> functions keep their typed form over normalised arguments.</summary>
    internal static NormalForms Of(bool opaqueFunctions, ReadOnlySpan<Expr> roots) =>
        Of(new NormalForms(opaqueFunctions, DomainConditions.AlwaysReached(roots)), roots);

    private static NormalForms Of(NormalForms forms, ReadOnlySpan<Expr> roots)
    {
        var nodes = Expr.Postorder(roots);
        for (int pass = 0; pass == 0 || forms._refined && pass < PassLimit; pass++)
        {
            forms._refined = false;
            forms._generators.Clear();
            forms._byExpression.Clear();
            forms._forms.Clear();
            forms._tangents.Clear();
            forms._sinhs.Clear();
            forms._undefined.Clear();
            foreach (var node in nodes)
            {
                forms.Learn(node);
                forms._forms[node] = forms.Normalise(node);
                forms.MarkUndefined(node);
            }
        }
        return forms;
    }

    /// <summary>The normal form of a normalised expression or of one of its subexpressions.</summary>
    public RationalFunction this[Expr expr] => _forms[expr];

    /// <summary>The expression an indeterminate stands for.</summary>
    public Expr Generator(int index) => _generators[index].Expression;

    /// <summary>True when a normalised expression is seen to have no value anywhere, such as x/(y - y).</summary>
    public bool IsUndefined(Expr expr) => _undefined.Contains(expr);

    /// <summary>The scalar variables and inner products that a form depends on, arguments of its generators included.</summary>
    public IReadOnlySet<Expr> Leaves(RationalFunction form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var roots = form.Numerator.Indeterminates().Concat(form.Denominator.Indeterminates()).Select(i => _generators[i].Expression).ToArray();
        return Expr.Postorder(roots).Where(n => n is Variable or Component or Dot).ToHashSet(ReferenceEqualityComparer.Instance as IEqualityComparer<Expr>);
    }

    /// <summary>True only when every coefficient of the numerator is exactly 0, read as a polynomial in the generators that are not constants.</summary>
    internal bool Vanishes(RationalFunction form)
    {
        if (form.IsZero)
            return true;
        if (form.Numerator.Indeterminates().All(i => !_generators[i].Expression.IsClosed()) || form.Numerator.Terms.Length > 200)
            return false;
        bool IsConstant((int Index, int Exponent) factor) => _generators[factor.Index].Expression.IsClosed();
        var groups = form.Numerator.Terms.GroupBy(
            t => Product.Of(t.Monomial.Factors.Where(f => !IsConstant(f)).Select(f => _generators[f.Index].Expression.Pow(f.Exponent))));
        return groups.All(g => ClosedZero.IsZero(Sum.Of(g.Select(t =>
            Product.Of(t.Monomial.Factors.Where(IsConstant).Select(f => _generators[f.Index].Expression.Pow(f.Exponent)).Prepend(t.Coefficient))))) == true);
    }

    /// <summary>The form written out as an expression; equal forms give the same expression.</summary>
    public Expr ToExpr(RationalFunction form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var numerator = ToExpr(form.Numerator);
        return form.IsPolynomial ? numerator : numerator / ToExpr(form.Denominator);
    }

    private Expr ToExpr(MultivariatePolynomial p) => Sum.Of(p.Terms.Select(t =>
        Product.Of(t.Monomial.Factors.Select(f => _generators[f.Index].Expression.Pow(f.Exponent)).Prepend(t.Coefficient))));

    private void MarkUndefined(Expr node)
    {
        var form = _forms[node];
        if (form.Numerator.Terms.Concat(form.Denominator.Terms).Any(t => t.Monomial.Factors.Any(f => _generators[f.Index].IsUndefined))
            || (node is Piecewise w ? _undefined.Contains(w.Left) || _undefined.Contains(w.Right) || _undefined.Contains(w.Then)
                && _undefined.Contains(w.Otherwise)
                : node.Children.Any(_undefined.Contains)))
            _undefined.Add(node);
    }

    // The base of a fractional power and the argument of a logarithm are >= 0 where the node is defined.
    private void Learn(Expr node)
    {
        var inside = node switch
        {
            Power { Exponent.IsInteger: false } p => p.Base,
            Application { Function: Log } a => a.Argument,
            _ => null,
        };
        if (inside is null || !_alwaysReached.Contains(node)
            || _forms[inside] is not { IsPolynomial: true, Numerator: { LeadingCoefficient.Sign: > 0, IsConstant: false } p1 })
            return;
        if (!IsNonnegative(p1) && _nonnegative.Add(ToExpr(p1.Primitive())))
            _refined = true;
    }

    private RationalFunction Normalise(Expr node)
    {
        try
        {
            return node switch
            {
                Constant c => RationalFunction.Of(MultivariatePolynomial.Of(c.Value)),
                NamedConstant n when ReferenceEquals(n, NamedConstant.E) => ExponentialOf(RationalFunction.One),
                NamedConstant or Variable or VectorVariable or Component => Opaque(node),
                Dot d => Opaque(node, nonnegative: ReferenceEquals(d.Left, d.Right)),
                Sum s => SumOf(s),
                Product p => ProductOf(p),
                Power p => PowerOf(_forms[p.Base], p.Exponent),
                Application a => ApplicationOf(a),
                Piecewise w => PiecewiseOf(w),
                _ => throw new InvalidOperationException($"No normal form for {node.GetType().Name}."),
            };
        }
        catch (TooLargeException)
        {
            // Opaque over normalised children: still the same function, only less is known about it.
            return Opaque(node.WithChildren([.. node.Children.Select(c => c is VectorVariable ? c : ToExpr(_forms[c]))]));
        }
    }

    private RationalFunction SumOf(Sum sum)
    {
        // Polynomial terms are collected at once; only proper fractions pay for common denominators.
        var polynomial = MultivariatePolynomial.Of(sum.Children.Where(t => _forms[t].IsPolynomial).SelectMany(t => _forms[t].Numerator.Terms));
        var total = RationalFunction.Of(Check(polynomial));
        var fractions = sum.Children.Where(t => !_forms[t].IsPolynomial).GroupBy(t => _forms[t].Denominator)
            .Select(g => Quotient(Check(MultivariatePolynomial.Of(g.SelectMany(t => _forms[t].Numerator.Terms))), g.Key)).ToList();
        foreach (var fraction in fractions)
        {
            // Many different denominators would multiply to a huge one: each fraction is a term of its own then.
            total = Add(total, fractions.Count <= FractionLimit || fraction.IsPolynomial ? fraction : Opaque(ToExpr(fraction)));
        }
        return total;
    }

    private RationalFunction ProductOf(Product product)
    {
        var total = RationalFunction.One;
        foreach (var factor in product.Children)
            total = Multiply(total, _forms[factor]);
        return total;
    }

    internal RationalFunction Add(RationalFunction a, RationalFunction b) => a.Denominator.Equals(b.Denominator)
        ? Quotient(a.Numerator + b.Numerator, a.Denominator)
        : Quotient(Multiply(a.Numerator, b.Denominator) + Multiply(b.Numerator, a.Denominator), Multiply(a.Denominator, b.Denominator));

    internal RationalFunction Multiply(RationalFunction a, RationalFunction b) =>
        Quotient(Multiply(a.Numerator, b.Numerator), Multiply(a.Denominator, b.Denominator));

    /// <summary>The quotient, or the undefined generator when the denominator is identically zero.</summary>
    private RationalFunction Quotient(MultivariatePolynomial numerator, MultivariatePolynomial denominator) =>
        denominator.IsZero ? Undefined() : RationalFunction.Of(numerator, denominator);

    private RationalFunction Undefined() => Opaque(Power.Of(Constant.Zero, -1), undefined: true);

    private MultivariatePolynomial Multiply(MultivariatePolynomial a, MultivariatePolynomial b)
    {
        Spend(a, b);
        return Reduce(Check(a * b));
    }

    /// <summary>Counts the term products of all nodes together: when they are spent, what is left stays opaque, so that the time is bounded.</summary>
    private void Spend(MultivariatePolynomial a, MultivariatePolynomial b)
    {
        long cost = (long)a.Terms.Length * b.Terms.Length;
        if (cost <= 4)
            return;
        if (cost > 4L * TermLimit || _work + cost > WorkLimit)
            throw new TooLargeException();
        _work += cost;
    }

    /// <summary>Lowers every generator below the degree of its relation, until nothing changes.</summary>
    private MultivariatePolynomial Reduce(MultivariatePolynomial p)
    {
        for (int round = 0; round < 64; round++)
        {
            if (!p.Terms.Any(t => t.Monomial.Factors.Any(IsReducible)))
                return p;
            var plain = p.Terms.Where(t => !t.Monomial.Factors.Any(IsReducible));
            var total = MultivariatePolynomial.Of(plain);
            foreach (var (monomial, coefficient) in p.Terms.Where(t => t.Monomial.Factors.Any(IsReducible)))
            {
                var kept = Monomial.One;
                var value = MultivariatePolynomial.Of(coefficient);
                foreach (var (index, exponent) in monomial.Factors)
                {
                    var g = _generators[index];
                    if (!IsReducible((index, exponent)))
                    {
                        kept *= Monomial.Of(index, exponent);
                        continue;
                    }
                    kept *= Monomial.Of(index, exponent % g.RelationDegree);
                    var factor = Raise(g.RelationValue!, exponent / g.RelationDegree);
                    Spend(value, factor);
                    value = Check(value * factor);
                }
                total += value * MultivariatePolynomial.Of(kept, 1);
            }
            p = Check(total);
        }
        throw new TooLargeException();
    }

    private bool IsReducible((int Index, int Exponent) factor) =>
        _generators[factor.Index] is { RelationDegree: > 0 } g && factor.Exponent >= g.RelationDegree;

    private static MultivariatePolynomial Check(MultivariatePolynomial p) => p.Terms.Length > TermLimit ? throw new TooLargeException() : p;

    /// <summary>p^n for n >= 0 with the size checked on the way.</summary>
    private MultivariatePolynomial Raise(MultivariatePolynomial p, int n)
    {
        if (p.Terms.Length > 1 && n > 256 || p.Terms.Length == 1 && (n > 100_000 || n * (long)p.Content().Numerator.GetBitLength() > 100_000
            || p.Terms[0].Monomial.Degree * (long)n > 1_000_000))
            throw new TooLargeException();
        var result = MultivariatePolynomial.One;
        if (p.Terms.Length == 1)
            return p.Pow(n);
        for (int i = 0; i < n; i++)
        {
            Spend(result, p);
            result = Check(result * p);
        }
        return result;
    }

    internal RationalFunction IntegerPower(RationalFunction a, BigInteger exponent)
    {
        if (BigInteger.Abs(exponent) > 100_000)
            throw new TooLargeException();
        int n = (int)exponent;
        var (top, bottom) = n >= 0 ? (a.Numerator, a.Denominator) : (a.Denominator, a.Numerator);
        n = Math.Abs(n);
        return Quotient(Reduce(Raise(top, n)), Reduce(Raise(bottom, n)));
    }

    private Generator Make(Expr expression, Func<int, Generator> create)
    {
        if (!_byExpression.TryGetValue(expression, out var g))
        {
            g = create(_generators.Count);
            _generators.Add(g);
            _byExpression[expression] = g;
        }
        return g;
    }

    private static RationalFunction Of(Generator g, int exponent = 1) => exponent >= 0
        ? RationalFunction.Of(MultivariatePolynomial.Of(Monomial.Of(g.Index, exponent), 1))
        : RationalFunction.Of(MultivariatePolynomial.One, MultivariatePolynomial.Of(Monomial.Of(g.Index, -exponent), 1));

    private RationalFunction Opaque(Expr e, bool positive = false, bool nonnegative = false, bool undefined = false) =>
        e is Constant c ? RationalFunction.Of(MultivariatePolynomial.Of(c.Value)) : Of(Make(e, i => new Generator
        {
            Index = i,
            Expression = e,
            IsPositive = positive || e is NamedConstant || Totality.IsEvidentlyPositive(e),
            IsNonnegative = positive || nonnegative || Totality.IsEvidentlyNonnegative(e),
            IsUndefined = undefined,
        }));

    /// <summary>The known common denominator of multiples of a unit after seeing one more.</summary>
    private int Order(Expr unit, BigInteger denominator)
    {
        if (denominator > 5040)
            throw new TooLargeException();
        int known = _orders.GetValueOrDefault(unit, 1);
        int lcm = (int)(known / BigInteger.GreatestCommonDivisor(known, denominator) * denominator);
        if (lcm > 5040)
            throw new TooLargeException();
        if (lcm != known)
        {
            _orders[unit] = lcm;
            _refined = true;
        }
        return lcm;
    }

    private static int ToExponent(Rational value) =>
        value.IsInteger && BigInteger.Abs(value.Numerator) <= 1_000_000 ? (int)value.Numerator : throw new TooLargeException();

    /// <summary>Signals inside this class that a form would grow beyond the limit; the node is then kept opaque.</summary>
    private sealed class TooLargeException : Exception;
}
