using System.Collections.Immutable;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Symbolic.Structure;

/// <summary>Rational points that refute every product form of an objective, by exact or enclosed values.</summary>
/// <remarks>
/// If f = F(sum of ±v_i w_i), then df/dv_i = ±F' w_i and df/dw_i = ±F' v_i. So at each point where f is differentiable
/// (a) the numbers v*df/dv fall into equal pairs, a variable and its partner, and (b) (df/dv)(df/dw)/(v w) = F'^2 is the same for all pairs.
/// One point where (a) fails, or where (a) leaves one choice of partners and (b) fails, refutes all bipartitions and signs at once.
/// Vectors are given two coordinates each; a form over vectors of any dimension would hold for two.
/// </remarks>
internal static class StructureWitnesses
{
    private const int VariableLimit = 16;
    private const int Bits = 96;
    private static readonly Rational[] s_values = [1, 2, new(1, 2), 3, -1, new(-3, 2), new(5, 3), new(2, 7), -2, new(7, 5), new(1, 5), new(-1, 3), new(11, 4)];

    /// <param name="f">The objective.</param>
    /// <param name="inert">Variables proved not to matter; they have no partner.</param>
    internal static StructureWitness? Find(Expr f, IReadOnlySet<Expr> inert)
    {
        var written = f.Substitute(Expr.Postorder(f).OfType<Dot>().ToDictionary(d => (Expr)d, d =>
            (Expr)Component.Of(d.Left.Name, 0) * Component.Of(d.Right.Name, 0) + Component.Of(d.Left.Name, 1) * Component.Of(d.Right.Name, 1)));
        var variables = Expr.Postorder(written).Where(n => n is Variable or Component && !inert.Contains(n)).ToList();
        if (variables.Count > VariableLimit)
            return null;
        var slopes = variables.Select(v => written.Derivative(v)).ToList();
        var kinks = Kinks.Of(written);
        for (int trial = 0; trial < 12; trial++)
        {
            var point = variables.Select((v, i) => (v, Value: s_values[(trial * 5 + i * (trial + 1) + i) % s_values.Length]))
                .ToDictionary(p => p.v, p => p.Value);
            foreach (var v in inert)
                point[v] = 1;
            if (variables.Count == 2 && TwoValues(written, variables[0], variables[1], point) is { } pair)
                return pair;
            var map = point.ToDictionary(p => p.Key, p => (Expr)p.Value);
            // The derivative rules hold only inside the domain and off the kinks.
            if (ClosedValue.Enclose(written.Substitute(map), Bits) is null || !kinks.All(k => ClosedValue.Sign(k.Expression.Substitute(map)) is -1 or 1))
                continue;
            var values = variables.Select((v, i) => (v * slopes[i]).Substitute(map)).ToList();
            var enclosures = values.Select(v => ClosedValue.Enclose(v, Bits)).ToList();
            if (enclosures.Any(e => e is null))
                continue;
            var groups = Groups([.. enclosures.Select(e => e!.Value)]);
            string at = $"At {string.Join(", ", variables.Select(v => $"{v} = {point[v]}"))}";
            // A slope that may be 0 may belong to a variable that does not matter after all, so it proves nothing.
            if (groups.Any(g => g.Count % 2 != 0 && !g.Any(i => enclosures[i]!.Value.HoldsZero)))
            {
                return new StructureWitness(
                    $"{at} the numbers v*df/dv are {List(enclosures, variables)}; in a product form a variable and its partner have the same.",
                    [point.ToImmutableDictionary()], [.. values]);
            }
            if (groups.All(g => g.Count == 2 && !g.Any(i => enclosures[i]!.Value.HoldsZero)))
            {
                var squares = groups.Select(g => (slopes[g[0]] * slopes[g[1]] / (variables[g[0]] * variables[g[1]])).Substitute(map)).ToList();
                var enclosed = squares.Select(q => ClosedValue.Enclose(q, Bits)).ToList();
                if (enclosed.All(e => e is not null) && enclosed.Any(e => !Overlap(e!.Value, enclosed[0]!.Value)))
                {
                    return new StructureWitness(
                        $"{at} only {string.Join(" and ", groups.Select(g => $"{variables[g[0]]}, {variables[g[1]]}"))} can be partners, " +
                        "and F'^2 = (df/dv)(df/dw)/(v*w) would be " +
                        $"{string.Join(" and ", enclosed.Select(Show))} at once.", [point.ToImmutableDictionary()], [.. squares]);
                }
            }
        }
        return null;
    }

    /// <summary>Two variables have one product only: two points with the same product and different values refute the form.</summary>
    private static StructureWitness? TwoValues(Expr f, Expr x, Expr y, Dictionary<Expr, Rational> point)
    {
        foreach (var t in new Rational[] { 2, -1, new(1, 3), 7 })
        {
            var other = new Dictionary<Expr, Rational>(point) { [x] = point[x] * t, [y] = point[y] / t };
            var values = new[] { point, other }.Select(p => f.Substitute(p.ToDictionary(q => q.Key, q => (Expr)q.Value))).ToImmutableArray();
            var enclosures = values.Select(v => ClosedValue.Enclose(v, Bits)).ToArray();
            if (enclosures is [{ } a, { } b] && !Overlap(a, b))
            {
                return new StructureWitness(
                    $"{x}*{y} = {point[x] * point[y]} at ({point[x]}, {point[y]}) and at ({other[x]}, {other[y]}), but the values are {Show(a)} and {Show(b)}.",
                    [point.ToImmutableDictionary(), other.ToImmutableDictionary()], values);
            }
        }
        return null;
    }

    private static string List(List<RationalInterval?> enclosures, List<Expr> variables) =>
        string.Join(", ", variables.Select((v, i) => $"{Show(enclosures[i])} for {v}"));

    private static string Show(RationalInterval? x) => x!.Value.IsExact ? $"{x.Value.Lo}" : $"about {x.Value.Lo.ToDoubleNearest():G6}";

    private static bool Overlap(RationalInterval a, RationalInterval b) => a.Lo <= b.Hi && b.Lo <= a.Hi;

    /// <summary>Classes of values that may be equal: values of different classes are proved different.</summary>
    private static List<List<int>> Groups(RationalInterval[] values)
    {
        var groups = new List<List<int>>();
        Rational reach = 0;
        foreach (int i in Enumerable.Range(0, values.Length).OrderBy(i => values[i].Lo))
        {
            if (groups.Count == 0 || values[i].Lo > reach)
            {
                groups.Add([i]);
                reach = values[i].Hi;
            }
            else
            {
                groups[^1].Add(i);
                reach = Rational.Max(reach, values[i].Hi);
            }
        }
        return groups;
    }
}
