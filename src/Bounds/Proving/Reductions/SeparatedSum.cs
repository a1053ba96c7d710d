using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Smt;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving.Reductions;

/// <summary>
/// A sum of rational multiples of products of functions of one variable each: c u(x) v(y) + ... . The functions are written in one placeholder instead of their
/// variable, so that u(x) and u(y) are seen to be values of one u.
/// </summary>
internal sealed class SeparatedSum
{
    private const int MostTerms = 400, LargestPower = 8, Deepest = 40;

    private readonly Expr[] _variables;
    private readonly BoxSigns _signs;

    private SeparatedSum(Claim claim, BoxSigns signs) => (_variables, _signs) = ([.. claim.Box.Select(r => r.Variable)], signs);

    /// <summary>What stands for the variable in the functions.</summary>
    internal static Expr Place { get; } = Variable.Of("t");

    /// <summary>
    /// The terms of an expression that is evidently defined at every point a claim asks about, no two with the same functions and no coefficient 0; null when
    /// it is no such sum, or a large one. Equal to the expression at those points.
    /// </summary>
    internal static List<SeparatedTerm>? Of(Expr expr, Claim claim, BoxSigns signs) => new SeparatedSum(claim, signs).Expand(expr, 0);

    private List<SeparatedTerm>? Expand(Expr expr, int depth)
    {
        if (depth > Deepest)
            return null;
        if (expr.IsRational(out var value))
            return value.IsZero ? [] : [new(value, new OneVariableProduct?[_variables.Length])];
        return expr switch
        {
            Sum s => Collect(s.Children.Select(c => Expand(c, depth + 1))),
            Product p => Multiply(p.Children.Select(c => Expand(c, depth + 1))),
            Power { Base: Sum or Product, Exponent: { IsInteger: true, Sign: > 0 } n } p when n <= LargestPower =>
                Multiply(Enumerable.Repeat(Expand(p.Base, depth + 1), (int)n.Numerator)),
            // (a b)^q = a^q b^q for a, b >= 0, and > 0 where q < 0.
            Power { Base: Product factors } p when factors.Children.All(f => p.Exponent.Sign > 0 ? _signs.IsNonnegative(f) : _signs.Strict(f) > 0) =>
                Multiply(factors.Children.Select(f => Expand(f.Pow(p.Exponent), depth + 1))),
            // log(a b) = log a + log b for a, b > 0.
            Application { Function: Log, Argument: Product factors } when factors.Children.All(f => _signs.Strict(f) > 0) =>
                Collect(factors.Children.Select(f => Expand(Log.Instance.Of(f), depth + 1))),
            Application { Function: Exp } e => Multiply(ExpNormalForm.Split(e.Argument).Select(t => Factor(Exp.Instance.Of(t.Term), t.Coefficient))),
            Power p => Factor(p.Base, p.Exponent),
            _ => Factor(expr, 1),
        };
    }

    private List<SeparatedTerm>? Factor(Expr factor, Rational exponent)
    {
        if (factor.Variables() is not [var only] || Array.FindIndex(_variables, v => ReferenceEquals(v, only)) is not (var place and >= 0))
            return null;
        var functions = new OneVariableProduct?[_variables.Length];
        functions[place] = OneVariableProduct.Of(factor.Substitute(only, Place), exponent);
        return [new(1, functions)];
    }

    private static List<SeparatedTerm>? Multiply(IEnumerable<List<SeparatedTerm>?> all)
    {
        List<SeparatedTerm>? product = null;
        foreach (var factor in all)
        {
            if (factor is null || (long)(product?.Count ?? 1) * factor.Count > MostTerms)
                return null;
            product = product is null ? factor : Collect([[.. product.SelectMany(a => factor.Select(b => a.Times(b)))]]);
        }
        return product;
    }

    private static List<SeparatedTerm>? Collect(IEnumerable<List<SeparatedTerm>?> all)
    {
        var sum = new List<SeparatedTerm>();
        foreach (var terms in all)
        {
            if (terms is null || sum.Count + terms.Count > MostTerms)
                return null;
            foreach (var term in terms)
            {
                int known = sum.FindIndex(t => Enumerable.SequenceEqual(t.Functions, term.Functions));
                if (known < 0)
                    sum.Add(term);
                else
                    sum[known] = sum[known] with { Coefficient = sum[known].Coefficient + term.Coefficient };
            }
        }
        sum.RemoveAll(t => t.Coefficient.IsZero);
        return sum;
    }
}

/// <summary>Coefficient times the product over i of Functions[i] at variable i; null for the function 1.</summary>
internal sealed record SeparatedTerm(Rational Coefficient, OneVariableProduct?[] Functions)
{
    internal SeparatedTerm Times(SeparatedTerm other) => new(Coefficient * other.Coefficient,
        [.. Functions.Zip(other.Functions, (a, b) => a is null ? b : b is null ? a : a.Times(b))]);
}
