using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Kernels;

/// <summary>Translates expressions into kernel operations; shared subexpressions are computed once.</summary>
internal sealed class Lowering
{
    private const int MaxPowerBySquaring = 8;

    private readonly KernelBuilder _builder;
    private readonly Dictionary<Expr, Real> _values = new(ReferenceEqualityComparer.Instance);

    private readonly bool _fastRoots;

    /// <param name="builder">Where the operations go.</param>
    /// <param name="fastRoots">
    /// Whether 1/sqrt of something that is at least 1 may come from the machine's estimate of it (1.5 ulp instead of 1; much faster in vectors).
    /// </param>
    internal Lowering(KernelBuilder builder, bool fastRoots = false)
    {
        _builder = builder;
        _fastRoots = fastRoots && Primitives.HasReciprocalSqrtEstimate;
    }

    /// <summary>Gives a variable its kernel value.</summary>
    internal void Bind(Expr variable, Real value) => _values[variable] = value;

    /// <summary>The value of an expression whose variables are bound.</summary>
    /// <exception cref="NotSupportedException">A node has no numeric form (a dot product of vectors of unknown dimension, an unbound variable).</exception>
    internal Real Lower(Expr expr)
    {
        foreach (var node in Expr.Postorder(expr))
        {
            if (!_values.ContainsKey(node))
                _values[node] = LowerNode(node);
        }
        return _values[expr];
    }

    private Real LowerNode(Expr node) => node switch
    {
        Constant c => _builder.Constant(c.Value.ToDoubleNearest()),
        NamedConstant c => _builder.Constant(ReferenceEquals(c, NamedConstant.Pi) ? Math.PI : Math.E),
        Sum s => LowerSum(s),
        Product p => LowerProduct(p),
        Power p when IsFastRoot(p) => FastRoot(p),
        Power p => p.Exponent.Sign > 0 ? LowerPower(_values[p.Base], p.Exponent) : 1 / LowerPower(_values[p.Base], -p.Exponent),
        Application a => LowerApplication(a),
        Piecewise w => Holds(w).Choose(_values[w.Then], _values[w.Otherwise]),
        _ => throw new NotSupportedException($"{node} has no numeric value here: its variables are not bound to numbers."),
    };

    /// <summary>Whether the condition holds.</summary>
    internal Truth Holds(Piecewise node) => Compare(node.Relation, Lower(node.Left), Lower(node.Right));

    private static Truth Compare(Relation relation, Real a, Real b) => relation switch
    {
        Relation.Less => a < b,
        Relation.LessOrEqual => a <= b,
        Relation.Greater => a > b,
        Relation.GreaterOrEqual => a >= b,
        Relation.Equal => a.Is(b),
        _ => a.IsNot(b),
    };

    private Real LowerSum(Sum s)
    {
        if (CancellingPair(s) is { } pair)
        {
            var rest = s.Children.Where(t => !ReferenceEquals(t, pair.First) && !ReferenceEquals(t, pair.Second)).ToList();
            return rest.Aggregate(pair.Value, (sum, term) => sum + _values[term]);
        }
        // The first term that is not a two-factor product starts the sum, the products then fuse into it.
        var terms = s.Children;
        int start = Math.Max(0, terms.ToList().FindIndex(t => !IsFusable(t)));
        var total = _values[terms[start]];
        for (int i = 0; i < terms.Length; i++)
        {
            if (i == start)
                continue;
            total = terms[i] switch
            {
                Product { Children: [Constant c, var factor] } when c.Value == -1 => total - _values[factor],
                Product { Children: [var a, var b] } p when IsFusable(p) => _values[a].Fma(_values[b], total),
                Power p when IsFusable(p) => _values[p.Base].Fma(_values[p.Base], total),
                var term => total + _values[term],
            };
        }
        return total;
    }

    private static bool IsFusable(Expr term) => term is Product { Children: [var a, var b] } && !IsReciprocal(a) && !IsReciprocal(b)
        || term is Power p && p.Exponent == 2;

    private static bool IsReciprocal(Expr e) => e is Power p && p.Exponent.Sign < 0;

    // q e^x - q = q expm1(x), q sqrt(1 + w) - q = q w/(1 + sqrt(1 + w)): the constant and the term that it cancels near 0.
    private (Expr First, Expr Second, Real Value)? CancellingPair(Sum s)
    {
        var constant = s.Children.FirstOrDefault(t => t is Constant);
        if (constant is null)
            return null;
        var q = -((Constant)constant).Value;
        foreach (var term in s.Children)
        {
            var (coefficient, core) = term is Product p ? p.Split() : (Rational.One, term);
            if (coefficient != q)
                continue;
            var scale = _builder.Constant(q.ToDoubleNearest());
            if (core is Application { Function: Exp } e)
                return (constant, term, Scale(Elementary.ExpM1(_values[e.Argument])));
            if (core is Power { Base: Sum inner } root && root.Exponent == Rational.Half && WithoutOne(inner) is { } w)
                return (constant, term, Scale(Lower(w) / (1 + _values[root])));
            Real Scale(Real value) => q.IsOne ? value : scale * value;
        }
        return null;
    }

    private static Expr? WithoutOne(Sum s) => s.Children.Any(t => t is Constant c && c.Value.IsOne) ? Sum.Of(s.Children.Where(t => t is not Constant)) : null;

    private Real LowerProduct(Product p)
    {
        Real? numerator = null, denominator = null;
        bool negative = false;
        var roots = new List<Power>();
        foreach (var factor in p.Children)
        {
            if (factor is Constant c && c.Value == -1)
                negative = true;
            else if (factor is Power inverse && IsFastRoot(inverse))
                roots.Add(inverse);
            else if (factor is Power { Exponent.Sign: < 0 } power)
                denominator = Times(denominator, LowerPower(_values[power.Base], -power.Exponent));
            else if (factor is Constant { Value: var q } && q.Numerator.IsOne && !q.Denominator.IsPowerOfTwo)
                denominator = Times(denominator, _builder.Constant(((Rational)q.Denominator).ToDoubleNearest()));
            else
                numerator = Times(numerator, _values[factor]);
        }
        // The whole numerator goes into the root's last steps, which saves a multiplication.
        foreach (var root in roots)
            numerator = FastRoot(root, numerator);
        var value = denominator is not { } d ? numerator!.Value : numerator is { } n ? n / d : 1 / d;
        return negative ? -value : value;

        static Real Times(Real? product, Real factor) => product is { } known ? known * factor : factor;
    }

    // base^-(n/2), n odd and small, of a base >= 1: a sum of a literal >= 1 and terms that are evidently nonnegative.
    private bool IsFastRoot(Power p) => _fastRoots && p.Exponent.Sign < 0 && p.Exponent.Denominator == 2 && p.Exponent.Numerator >= -3
        && p.Base is Sum s && s.Children.Any(t => t is Constant c && c.Value >= 1)
        && s.Children.All(t => t is Constant c ? c.Value >= 1 : Totality.IsEvidentlyNonnegative(t) || t is Product { Children: [var a, var b] }
            && ReferenceEquals(a, b));

    private Real FastRoot(Power p, Real? numerator = null)
    {
        var x = _values[p.Base];
        if (p.Exponent.Numerator == -1)
            return Elementary.OverSqrt(x, numerator);
        var root = Elementary.OverSqrt(x);
        return numerator is { } n ? n * root * root.Square() : root * root.Square();
    }

    // base^exponent for an exponent > 0.
    private static Real LowerPower(Real @base, Rational exponent)
    {
        if (exponent.IsInteger && exponent <= MaxPowerBySquaring)
            return Squaring(@base, (int)exponent.Numerator);
        // sqrt is exact to half an ulp, so halves, quarters and eighths are roots of small powers.
        if (!exponent.IsInteger && exponent.Denominator <= 8 && exponent.Denominator.IsPowerOfTwo && exponent.Numerator <= MaxPowerBySquaring)
        {
            int whole = (int)exponent.Floor();
            var part = exponent - whole;
            var root = @base;
            for (var d = part.Denominator; !d.IsOne; d /= 2)
                root = root.Sqrt();
            var value = Squaring(root, (int)part.Numerator);
            return whole == 0 ? value : value * Squaring(@base, whole);
        }
        double high = exponent.ToDoubleNearest(), low = (exponent - Rational.FromDouble(high)).ToDoubleNearest();
        if (!exponent.IsInteger)
            return Elementary.Power(@base, high, low);
        var magnitude = Elementary.Power(@base.Abs(), high, low);
        return exponent.Numerator.IsEven ? magnitude : magnitude.WithSignOf(@base);
    }

    private static Real Squaring(Real @base, int exponent)
    {
        Real? result = null;
        for (var square = @base; ; square *= square)
        {
            if ((exponent & 1) == 1)
                result = result is { } r ? r * square : square;
            exponent >>= 1;
            if (exponent == 0)
                return result!.Value;
        }
    }

    private Real LowerApplication(Application a)
    {
        var x = _values[a.Children[0]];
        return a.Function switch
        {
            Symbolic.Exp => Elementary.Exp(x),
            // log(1 + w) keeps its digits for small w.
            Symbolic.Log => a.Argument is Sum inner && WithoutOne(inner) is { } w ? Elementary.Log1P(Lower(w)) : Elementary.Log(x),
            Symbolic.Sin => Elementary.Sin(x),
            Symbolic.Cos => Elementary.Cos(x),
            Symbolic.Tan => Elementary.Tan(x),
            Symbolic.Sinh => Elementary.Sinh(x),
            Symbolic.Cosh => Elementary.Cosh(x),
            Symbolic.Tanh => Elementary.Tanh(x),
            Symbolic.Asinh => Elementary.Asinh(x),
            Symbolic.Atan => Elementary.Atan(x),
            Symbolic.Sigmoid => Elementary.Sigmoid(x),
            Symbolic.Softplus => Elementary.Softplus(x),
            Symbolic.LogCosh => Elementary.LogCosh(x),
            Symbolic.Erf => Elementary.Erf(x),
            Symbolic.Abs => x.Abs(),
            Symbolic.Sign => (x > 0).Choose(1, (x < 0).Choose(-1, x)),
            Symbolic.Min => _builder.Real(Op.Minimum, x.Id, _values[a.Children[1]].Id),
            Symbolic.Max => _builder.Real(Op.Maximum, x.Id, _values[a.Children[1]].Id),
            _ when a.Function.Expand(a.Children) is { } expanded => Lower(expanded),
            _ => throw new NotSupportedException($"The function {a.Function.Name} has no numeric form."),
        };
    }
}
