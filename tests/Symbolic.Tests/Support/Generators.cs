using System.Collections.Immutable;
using CsCheck;

namespace BoundCheck.Symbolic.Tests.Support;

/// <summary>Random expressions for property tests. All are built by the factories, from scalar variables x, y, z.</summary>
public static class Generators
{
    private const int DefaultSize = 12;

    /// <summary>Small rationals, negative and positive, some of them integers.</summary>
    public static Gen<Rational> Rationals { get; } =
        Gen.Select(Gen.Int[-12, 12], Gen.OneOf(1, 1, 1, 2, 3, 4, 10), (n, d) => new Rational(n, d));

    /// <summary>Exponents: mostly small integers, some fractions, any sign, never 1.</summary>
    public static Gen<Rational> Exponents { get; } = Gen.OneOf<Rational>(
        2, 2, 3, 4, -1, -1, -2, 0, Rational.Half, Rational.Half, -Rational.Half, new Rational(3, 4), new Rational(-2, 3), new Rational(3, 2));

    /// <summary>Everything a scalar objective may hold: all functions, powers with any exponent, piecewise. May be undefined in places.</summary>
    public static Gen<Expr> Any { get; } = Expressions(DefaultSize, Leaves("x", "y", "z"), partial: true);

    /// <summary>As <see cref="Any"/>, but of the components and inner products of vectors u and v beside the scalar x.</summary>
    public static Gen<Expr> AnyOfVectors { get; } = Expressions(DefaultSize, Gen.OneOf(
        Leaves("x"),
        Gen.Select(Gen.OneOf("u", "v"), Gen.Int[0, 3], (name, i) => (Expr)Component.Of(name, i)),
        Gen.Select(Gen.OneOf("u", "v"), Gen.OneOf("u", "v"), (a, b) => (Expr)Dot.Of(VectorVariable.Of(a), VectorVariable.Of(b)))), partial: true);

    /// <summary>As <see cref="Any"/> in the one variable x.</summary>
    public static Gen<Expr> AnyOfX { get; } = Expressions(DefaultSize, Leaves("x"), partial: true);

    /// <summary>In x, y, z and defined for all real values: no negative or fractional powers, no partial function.</summary>
    public static Gen<Expr> Total { get; } = Expressions(DefaultSize, Leaves("x", "y", "z"), partial: false);

    /// <summary>As <see cref="Total"/> in the one variable x.</summary>
    public static Gen<Expr> TotalOfX { get; } = Expressions(DefaultSize, Leaves("x"), partial: false);

    /// <summary>Polynomials in x, y, z with rational coefficients, in any typed form.</summary>
    public static Gen<Expr> Polynomials { get; } = Algebraic(DefaultSize, Leaves("x", "y", "z"), divide: false);

    /// <summary>Rational functions of x, y, z, in any typed form; a denominator may be identically zero.</summary>
    public static Gen<Expr> RationalFunctions { get; } = Algebraic(DefaultSize, Leaves("x", "y", "z"), divide: true);

    /// <summary>Variables, literals and (where constants are wanted) pi and e.</summary>
    public static Gen<Expr> Leaves(params string[] variables) => Gen.Frequency(
        (6, Gen.OneOf(variables).Select(n => (Expr)Variable.Of(n))),
        (3, Rationals.Select(r => (Expr)Constant.Of(r))),
        (1, Gen.OneOf<Expr>(NamedConstant.Pi, NamedConstant.E)));

    /// <summary>Expressions of about <paramref name="size"/> operations over the given leaves.</summary>
    /// <param name="size">Bound on the number of operations.</param>
    /// <param name="leaves">What stands at the leaves.</param>
    /// <param name="partial">Whether operations may occur that are not defined everywhere.</param>
    public static Gen<Expr> Expressions(int size, Gen<Expr> leaves, bool partial)
    {
        var functions = Function.All.Values.Distinct().Where(f => partial || f.IsTotal).OrderBy(f => f.Name, StringComparer.Ordinal).ToArray();
        var exponents = partial ? Exponents : Gen.OneOf<Rational>(2, 3, 4);
        return Recursive(size, leaves, smaller => Gen.Frequency(
            (4, Gen.Select(smaller(2), smaller(2), (a, b) => a + b)),
            (2, Gen.Select(smaller(2), smaller(2), (a, b) => a - b)),
            (4, Gen.Select(smaller(2), smaller(2), (a, b) => a * b)),
            (partial ? 2 : 0, Gen.Select(smaller(2), smaller(2), (a, b) => a / b)),
            (1, smaller(6).Array[6, 12].Select(t => Sum.Of(t))),
            (1, smaller(6).Array[6, 12].Select(t => Product.Of(t))),
            (3, Gen.Select(smaller(1), exponents, (a, q) => a.Pow(q))),
            (1, smaller(1).Select(a => -a)),
            (6, Gen.Select(Gen.OneOf(functions), smaller(2).Array[3], Apply)),
            (1, Gen.Select(Gen.OneOf(Relation.Less, Relation.LessOrEqual, Relation.Greater, Relation.GreaterOrEqual), smaller(4).Array[4],
                (r, a) => Piecewise.Of(r, a[0], a[1], a[2], a[3])))));
    }

    // Where the arguments do not suit (the width of huber), the last becomes positive.
    private static Expr Apply(Function f, Expr[] pool)
    {
        ImmutableArray<Expr> arguments = [.. pool.Take(f.Arity)];
        if (f.Objection(arguments) is not null)
            arguments = arguments.SetItem(f.Arity - 1, Exp.Instance.Of(arguments[^1]));
        return f.Of(arguments);
    }

    private static Gen<Expr> Algebraic(int size, Gen<Expr> leaves, bool divide)
    {
        leaves = leaves.Select(e => e is NamedConstant ? Constant.One : e);
        return Recursive(size, leaves, smaller => Gen.Frequency(
            (4, Gen.Select(smaller(2), smaller(2), (a, b) => a + b)),
            (2, Gen.Select(smaller(2), smaller(2), (a, b) => a - b)),
            (4, Gen.Select(smaller(2), smaller(2), (a, b) => a * b)),
            (divide ? 2 : 0, Gen.Select(smaller(2), smaller(2), (a, b) => a / b)),
            (2, Gen.Select(smaller(3), Gen.Int[2, 3], (a, n) => a.Pow(n)))));
    }

    // A tree of bounded size: each operation hands its operands an equal share of what is left.
    private static Gen<Expr> Recursive(int size, Gen<Expr> leaves, Func<Func<int, Gen<Expr>>, Gen<Expr>> operation)
    {
        var bySize = new Gen<Expr>[size + 1];
        bySize[0] = leaves;
        for (int s = 1; s <= size; s++)
        {
            int budget = s;
            bySize[s] = Gen.Frequency((1, leaves), (4, operation(share => bySize[(budget - 1) / share])));
        }
        return bySize[size];
    }
}
