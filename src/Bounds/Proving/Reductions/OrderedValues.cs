using System.Collections.Immutable;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Smt;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Polynomials;

namespace BoundCheck.Bounds.Proving.Reductions;

/// <summary>
/// D >= 0 for a polynomial D in values u(x), u(y), v(x), ... of monotone functions, in every order of the variables: the rearrangement and Chebyshev's sum
/// inequality, and Muirhead's and Schur's where they follow from the order. For claims whose sides are evidently defined everywhere.
/// </summary>
/// <remarks>
/// Let x_1 &lt;= ... &lt;= x_n and u increasing. Then u(x_k) = u(x_1) + d_2 + ... + d_k with d_j = u(x_j) - u(x_(j-1)) >= 0; likewise from the other end for a
/// decreasing u. D becomes a polynomial in these increments and one value of each function. If no coefficient is negative, and a value that is not known to
/// have a sign has even exponents only, D >= 0 in that order. Every point has an order that contradicts no condition x &lt;= y: equal values may be put in any
/// order, and conditions that hold at the point only ask for the same value in a circle, in which case no order is left and nothing is said. D > 0 if a
/// coefficient is positive whose variables all are: increments of strictly monotone functions between variables that conditions keep apart, values of strict
/// sign. That the functions are monotone are parts of their own: u(s) &lt;= u(t) where s &lt;= t, on an interval that holds all values of the variables,
/// where both satisfy the conditions that each variable satisfies by itself.
/// </remarks>
internal sealed class OrderedValues
{
    private const int MostOrders = 720, MostPrefixes = 4000, MostTerms = 2000, MostDegree = 12, MostSamples = 12;
    private static readonly Expr s_low = Variable.Of("low_"), s_high = Variable.Of("high_");

    private readonly Claim _claim;
    private readonly bool _strict;
    private readonly List<MonotoneFunction> _functions;
    private readonly List<(Rational Coefficient, List<(int Function, int Variable, int Exponent)> Factors)> _terms;
    private readonly bool?[,] _before;

    private OrderedValues(Claim claim, bool strict, List<(OneVariableProduct Function, int[] Variables)> functions,
        List<(Rational, List<(int, int, int)>)> terms)
    {
        (_claim, _strict, _terms) = (claim, strict, terms);
        _functions = [.. functions.Select(f => MonotoneFunction.Of(claim, f.Function.Expression, f.Variables, strict)).OfType<MonotoneFunction>()];
        _before = Conditions(claim);
    }

    /// <summary>The reductions of a claim, one for each way to read the products as values of functions.</summary>
    internal static IEnumerable<Reduction> Of(Claim claim, BoxSigns signs)
    {
        if (claim.Body.Relation is Relation.Equal or Relation.NotEqual || claim.Box.Length < 2)
            yield break;
        bool below = claim.Body.Relation is Relation.Less or Relation.LessOrEqual, strict = claim.Body.Relation is Relation.Less or Relation.Greater;
        if (SeparatedSum.Of(below ? -claim.Body.Difference : claim.Body.Difference, claim, signs) is not { Count: > 1 } terms)
            yield break;
        foreach (var read in (Func<List<SeparatedTerm>, Dictionary<OneVariableProduct, List<(OneVariableProduct, int)>>>[])[Pairs, Roots])
        {
            if (Reduce(claim, strict, terms, read(terms)) is { } reduction)
                yield return reduction;
        }
    }

    // u v at one variable is u times v where u at one variable times v at another occurs as well.
    private static Dictionary<OneVariableProduct, List<(OneVariableProduct, int)>> Pairs(List<SeparatedTerm> terms)
    {
        var parts = new Dictionary<OneVariableProduct, List<(OneVariableProduct, int)>>();
        foreach (var term in terms)
        {
            if (term.Functions.OfType<OneVariableProduct>().ToList() is [var u, var v] && u.Times(v) is { } both)
                parts.TryAdd(both, u.Equals(v) ? [(u, 2)] : [(u, 1), (v, 1)]);
        }
        return parts;
    }

    // Powers of the smallest root of each factor that occurs: x and x^(3/2) are powers of x^(1/2).
    private static Dictionary<OneVariableProduct, List<(OneVariableProduct, int)>> Roots(List<SeparatedTerm> terms)
    {
        var all = terms.SelectMany(t => t.Functions).OfType<OneVariableProduct>().Distinct().ToList();
        var roots = new Dictionary<Expr, Rational>(ReferenceEqualityComparer.Instance);
        foreach (var (factor, exponent) in all.SelectMany(p => p.Factors))
        {
            var unit = new Rational(1, exponent.Denominator);
            roots[factor] = roots.TryGetValue(factor, out var known) ? known / (unit / known).Denominator : unit;
        }
        var parts = new Dictionary<OneVariableProduct, List<(OneVariableProduct, int)>>();
        foreach (var product in all.Where(p => p.Factors.All(f => Rational.Abs(f.Exponent / roots[f.Factor]) <= MostDegree)))
        {
            parts[product] = [.. product.Factors.Select(f => (OneVariableProduct.Of(f.Factor, f.Exponent.Sign > 0 ? roots[f.Factor] : -roots[f.Factor]),
                (int)Rational.Abs(f.Exponent / roots[f.Factor]).Numerator))];
        }
        return parts;
    }

    private static Reduction? Reduce(Claim claim, bool strict, List<SeparatedTerm> terms, Dictionary<OneVariableProduct, List<(OneVariableProduct, int)>> parts)
    {
        var functions = new List<OneVariableProduct>();
        var read = new List<(Rational, List<(int Function, int Variable, int Exponent)> Factors)>();
        foreach (var term in terms)
        {
            var factors = new List<(int, int, int)>();
            for (int i = 0; i < term.Functions.Length; i++)
            {
                if (term.Functions[i] is not { } product)
                    continue;
                foreach (var (function, exponent) in parts.TryGetValue(product, out var known) ? known : [(product, 1)])
                {
                    if (!functions.Contains(function))
                        functions.Add(function);
                    factors.Add((functions.IndexOf(function), i, exponent));
                }
            }
            if (factors.Sum(f => f.Item3) > MostDegree)
                return null;
            read.Add((term.Coefficient, factors));
        }
        int[] PlacesOf(int function) => [.. read.SelectMany(t => t.Factors).Where(f => f.Function == function).Select(f => f.Variable).Distinct().Order()];
        var occurrences = functions.Select((f, k) => (f, PlacesOf(k)));
        var ordered = new OrderedValues(claim, strict, [.. occurrences], read);
        if (ordered._functions.Count < functions.Count || !ordered.HoldsInEveryOrder())
            return null;
        var shown = ordered._functions.Where(f => f.Variables.Length > 1).Select(f => f.IsMonotone).OfType<Claim>().ToList();
        return new($"values in order: {string.Join(", ", functions.Select(f => f.Expression))}", [.. shown.Select(c => new Part(c))]);
    }

    private bool HoldsInEveryOrder()
    {
        int[] used = [.. _functions.SelectMany(f => f.Variables).Distinct().Order()];
        int prefixes = 0, orders = 0;
        foreach (var order in Orders(used, []))
        {
            // Conditions in a circle leave no order, but many beginnings of one.
            if (++prefixes > MostPrefixes || order.Length == used.Length && (++orders > MostOrders || !HoldsIn(order)))
                return false;
        }
        return orders > 0;
    }

    // All beginnings of orders that contradict no condition, the whole orders among them.
    private IEnumerable<ImmutableArray<int>> Orders(int[] used, ImmutableArray<int> order)
    {
        yield return order;
        foreach (int next in used.Where(v => !order.Contains(v) && !used.Any(w => w != v && !order.Contains(w) && _before[w, v] is not null)))
        {
            foreach (var longer in Orders(used, order.Add(next)))
                yield return longer;
        }
    }

    private bool HoldsIn(ImmutableArray<int> order)
    {
        int width = order.Length;
        var values = new Dictionary<(int, int), MultivariatePolynomial>();
        // The indeterminate f * width is a value of the function f, f * width + k its increment to the k-th variable.
        var positive = new HashSet<int>();
        for (int f = 0; f < _functions.Count; f++)
        {
            var function = _functions[f];
            int[] chain = [.. order.Where(function.Variables.Contains)];
            if (!function.FromLowest)
                Array.Reverse(chain);
            var value = MultivariatePolynomial.Zero;
            if (function.IsPositive)
                positive.Add(f * width);
            for (int k = 0; k < chain.Length; k++)
            {
                value += MultivariatePolynomial.Indeterminate(f * width + k);
                values[(f, chain[k])] = function.IsNegated ? -value : value;
                if (k > 0 && Apart(order, chain[k - 1], chain[k]))
                    positive.Add(f * width + k);
            }
        }
        var difference = MultivariatePolynomial.Zero;
        foreach (var (coefficient, factors) in _terms)
        {
            var term = MultivariatePolynomial.Of(coefficient);
            foreach (var (function, variable, exponent) in factors)
            {
                term *= values[(function, variable)].Pow(exponent);
                if (term.Terms.Length > MostTerms)
                    return false;
            }
            difference += term;
        }
        bool weak = difference.Terms.All(t => t.Coefficient.Sign > 0
            && t.Monomial.Factors.All(f => f.Index % width > 0 || _functions[f.Index / width].HasSign || f.Exponent % 2 == 0));
        return weak && (!_strict || difference.Terms.Any(t => t.Monomial.Factors.All(f => positive.Contains(f.Index))));
    }

    // Whether the conditions keep two variables, or two between them in the order, apart.
    private bool Apart(ImmutableArray<int> order, int a, int b)
    {
        int first = Math.Min(order.IndexOf(a), order.IndexOf(b)), last = Math.Max(order.IndexOf(a), order.IndexOf(b));
        for (int i = first; i < last; i++)
        {
            for (int j = i + 1; j <= last; j++)
            {
                if (_before[order[i], order[j]] == true)
                    return true;
            }
        }
        return false;
    }

    // [i, j]: true where a condition says x_i < x_j, false where one says x_i <= x_j, null where none does.
    private static bool?[,] Conditions(Claim claim)
    {
        var before = new bool?[claim.Box.Length, claim.Box.Length];
        foreach (var condition in claim.Where.Where(c => c.Relation is not (Relation.Equal or Relation.NotEqual)))
        {
            if (ExpNormalForm.Split(condition.Difference) is not [var (x, a), var (y, b)] || a != -b || Index(x) is not (var i and >= 0)
                || Index(y) is not (var j and >= 0))
                continue;
            bool lessFirst = (condition.Relation is Relation.Less or Relation.LessOrEqual) == a.Sign > 0;
            bool strict = condition.Relation is Relation.Less or Relation.Greater;
            var (low, high) = lessFirst ? (i, j) : (j, i);
            before[low, high] = strict || before[low, high] == true;
        }
        return before;

        int Index(Expr variable) => claim.Box.Select(r => r.Variable).ToList().FindIndex(v => ReferenceEquals(v, variable));
    }

    /// <summary>A function with its direction and sign, as far as samples and evident signs say; its monotony is a claim.</summary>
    private sealed record MonotoneFunction(int[] Variables, Claim? IsMonotone, bool FromLowest, bool IsNegated, bool HasSign, bool IsPositive)
    {
        internal static MonotoneFunction? Of(Claim claim, Expr function, int[] variables, bool strict)
        {
            var hull = Hull([.. variables.Select(i => claim.Box[i])]) with { Variable = SeparatedSum.Place };
            Comparison[] given = [.. variables.Select(i => OnlyAbout(claim, claim.Box[i].Variable)).Aggregate((a, b) => a.Intersect(b))];
            var signs = new BoxSigns(new Claim("", new Comparison(function, Relation.GreaterOrEqual, Constant.Zero), [hull], [.. given]));
            int sign = signs.IsNonnegative(function) ? 1 : signs.IsNonnegative(-function) ? -1 : 0;
            bool isPositive = sign != 0 && signs.Strict(function) == sign;
            if (variables.Length == 1)
                return new(variables, null, true, sign < 0, sign != 0, isPositive);
            var (low, high) = (function.Substitute(SeparatedSum.Place, s_low), function.Substitute(SeparatedSum.Place, s_high));
            VariableRange[] box = [hull with { Variable = s_low }, hull with { Variable = s_high }];
            foreach (bool rises in (bool[])[true, false])
            {
                var (less, more) = strict ? (Relation.Less, Relation.Greater) : (Relation.LessOrEqual, Relation.GreaterOrEqual);
                var monotone = new Claim("", new Comparison(low, rises ? less : more, high), [.. box],
                    [new(s_low, less, s_high), .. given.SelectMany(c => new[] { At(c, s_low), At(c, s_high) })]);
                var check = new PointCheck(monotone);
                if (SampleSearch.Diagonal(monotone).Take(MostSamples).Any(p => check.At(p).Outcome is PointOutcome.Fails))
                    continue;
                // A function of one sign is counted from the end where its absolute value is least; one of no known sign as an increasing one.
                return sign == 0
                    ? new(variables, monotone, FromLowest: true, IsNegated: !rises, HasSign: false, IsPositive: false)
                    : new(variables, monotone, FromLowest: rises == sign > 0, IsNegated: sign < 0, HasSign: true, isPositive);
            }
            return null;
        }

        // Conditions on one variable alone, in the placeholder: ends of ranges such as pi/2 are some.
        private static IEnumerable<Comparison> OnlyAbout(Claim claim, Expr variable) =>
            claim.Where.Where(c => c.Left.Variables().Concat(c.Right.Variables()).All(v => ReferenceEquals(v, variable)))
                .Select(c => c.Map(e => e.Substitute(variable, SeparatedSum.Place)));

        private static Comparison At(Comparison condition, Expr variable) => condition.Map(e => e.Substitute(SeparatedSum.Place, variable));

        private static VariableRange Hull(VariableRange[] ranges) => ranges.Aggregate((a, b) =>
        {
            var (low, lowClosed) = a.Low is not { } p || b.Low is not { } q ? (null, false)
                : p == q ? (p, a.LowClosed || b.LowClosed) : p < q ? (p, a.LowClosed) : ((Rational?)q, b.LowClosed);
            var (high, highClosed) = a.High is not { } r || b.High is not { } s ? (null, false)
                : r == s ? (r, a.HighClosed || b.HighClosed) : r > s ? (r, a.HighClosed) : ((Rational?)s, b.HighClosed);
            return new(a.Variable, low, lowClosed, high, highClosed);
        });
    }
}
