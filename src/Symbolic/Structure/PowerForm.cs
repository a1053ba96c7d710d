using System.Collections.Immutable;
using System.Numerics;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Symbolic.Structure;

/// <summary>A product of powers of different scalar variables, x_1^a_1 ··· x_n^a_n with integers a_i >= 1.</summary>
/// <param name="Factors">The variables, components of vectors among them, with their exponents, in the order of the objective.</param>
public sealed record PowerProduct(ImmutableArray<(Expr Variable, int Exponent)> Factors)
{
    /// <summary>The degree N = Σ a_i.</summary>
    public int Degree => Factors.Sum(f => f.Exponent);

    /// <summary>The product as an expression.</summary>
    public Expr Expression => Product.Of(Factors.Select(f => f.Variable.Pow(f.Exponent)));

    /// <summary>The product as typed, such as x^2*y.</summary>
    public string Text => Expression.ToString();
}

/// <summary>f = F(x_1^a_1 ··· x_n^a_n), proved.</summary>
/// <param name="Outer">F, in <paramref name="Argument"/> alone.</param>
/// <param name="Argument">The variable of F.</param>
/// <param name="Inner">The product of powers.</param>
/// <param name="Conditions">Where f is defined, as far as the domain of F(inner) does not say it.</param>
/// <param name="Proof">The reason why f - F(inner) is identically zero.</param>
public sealed record PowerForm(Expr Outer, Variable Argument, PowerProduct Inner, ImmutableArray<SideCondition> Conditions, string Proof)
{
    private const int MostVariables = 64;
    private const int MostDegree = 256;

    /// <summary>The form of an objective of at least two scalar variables; null where none is shown.</summary>
    /// <remarks>
    /// The monomials that hold all variables are replaced by powers of one argument. What comes out is F where no variable is left and f and F(inner)
    /// have the same normal form.
    /// </remarks>
    public static PowerForm? Detect(Expr f)
    {
        ArgumentNullException.ThrowIfNull(f);
        var variables = f.Variables();
        if (variables.Length is < 2 or > MostVariables || variables.Any(v => v is VectorVariable))
            return null;
        return Of(f, f, variables) ?? (Expanded(f) is { } expanded ? Of(f, expanded, variables) : null);
    }

    private static Expr? Expanded(Expr f)
    {
        var forms = NormalForms.Of(opaqueFunctions: true, [f]);
        return forms.IsUndefined(f) ? null : forms.ToExpr(forms[f]);
    }

    private static PowerForm? Of(Expr f, Expr written, ImmutableArray<Expr> variables)
    {
        var monomials = Monomials(written, variables);
        var whole = monomials.Values.Where(m => m.Exponents.All(e => e > 0)).ToList();
        if (whole.Count == 0)
            return null;
        var direction = whole[0].Exponents.Select(e => e / Common(whole[0].Exponents)).ToImmutableArray();
        int multiple = Common([.. whole.Select(m => m.Along(direction)).Where(k => k > 0)]);
        var names = new[] { "s", "u", "t", "z" }.Concat(Enumerable.Range(0, int.MaxValue).Select(i => $"s{i}"));
        var argument = Variable.Of(names.First(n => !variables.Any(v => v is Variable x && x.Name == n)));
        foreach (int g in Enumerable.Range(1, multiple).Where(g => multiple % g == 0).Reverse())
        {
            var exponents = direction.Select(e => e * g).ToImmutableArray();
            var inner = new PowerProduct([.. variables.Zip(exponents)]);
            var outer = Replaced(written, monomials, exponents, argument);
            if (inner.Degree <= MostDegree && outer.Variables() is [var only] && ReferenceEquals(only, argument)
                && Composition.Prove(f, outer.Substitute(argument, inner.Expression), inner.Text) is var (conditions, proof))
                return new PowerForm(outer, argument, inner, conditions, proof);
        }
        return null;
    }

    private static int Common(ImmutableArray<int> numbers) => numbers.Aggregate(0, (a, b) => (int)BigInteger.GreatestCommonDivisor(a, b));

    /// <summary>The largest monomials inside an expression: nodes, and the monomial part of a product.</summary>
    private static Dictionary<Expr, Term> Monomials(Expr written, ImmutableArray<Expr> variables)
    {
        var known = new Dictionary<Expr, Term>(ReferenceEqualityComparer.Instance);
        foreach (var node in Expr.Postorder(written))
        {
            var monomial = node switch
            {
                Constant c => new Term(c.Value, [.. variables.Select(_ => 0)], []),
                Product p => Times(p),
                Power { Exponent: { IsInteger: true, Sign: > 0 } n } p when n <= MostDegree && known.TryGetValue(p.Base, out var b) && b.Others.IsEmpty
                    => b.Raised((int)n.Numerator),
                _ when variables.IndexOf(node) is >= 0 and var i => new Term(1, [.. variables.Select((_, j) => j == i ? 1 : 0)], []),
                _ => null,
            };
            if (monomial is not null && monomial.Exponents.All(e => e <= MostDegree))
                known[node] = monomial;
        }
        return known;

        Term? Times(Product p)
        {
            var factors = p.Children.Select(c => known.TryGetValue(c, out var m) && m.Others.IsEmpty ? m : new Term(1, [.. variables.Select(_ => 0)], [c]))
                .ToList();
            return new Term(factors.Aggregate(Rational.One, (q, m) => q * m.Coefficient),
                [.. variables.Select((_, i) => factors.Sum(m => m.Exponents[i]))], [.. factors.SelectMany(m => m.Others)]);
        }
    }

    private static Expr Replaced(Expr written, Dictionary<Expr, Term> monomials, ImmutableArray<int> exponents, Expr argument)
    {
        var rebuilt = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        foreach (var node in Expr.Postorder(written))
        {
            rebuilt[node] = monomials.TryGetValue(node, out var m) && m.Along(exponents) is > 0 and var k
                ? Product.Of([m.Coefficient, argument.Pow(k), .. m.Others.Select(o => rebuilt[o])])
                : node.WithChildren([.. node.Children.Select(c => rebuilt[c])]);
        }
        return rebuilt[written];
    }

    /// <summary>A coefficient, the exponents of the variables, and factors that are no monomials.</summary>
    private sealed record Term(Rational Coefficient, ImmutableArray<int> Exponents, ImmutableArray<Expr> Others)
    {
        internal Term Raised(int n) => new(Rational.Pow(Coefficient, n), [.. Exponents.Select(e => e * n)], []);

        /// <summary>k where the exponents are k times the given ones; 0 where they are no positive multiple.</summary>
        internal int Along(ImmutableArray<int> exponents)
        {
            int k = Exponents[0] / exponents[0];
            return Exponents.Zip(exponents).All(p => p.First == k * p.Second) ? k : 0;
        }
    }
}
