using System.Collections.Immutable;
using BoundCheck.Bounds.Propositions;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Proving.Reductions;

/// <summary>
/// A polynomial inequality p >= 0 under q = k or q &lt;= k, q homogeneous of degree e and k > 0 (a sphere, a ball, a simplex), as one that holds at all
/// positive multiples of a point or at none, and so in one variable less.
/// </summary>
/// <remarks>
/// Each component p_j of p is multiplied by (q/k)^m, 1 where q = k, so that all have the highest degree. If e = 2 and there are components of odd and of even
/// degree, p = A + O, both made homogeneous: A >= |O| is asked, that is A >= 0 and A^2 >= O^2. Under q &lt;= k, where q >= 0 evidently, p = c + p_d only: c >=
/// 0 is a part, and c + p_d >= c (q/k)^m + p_d, as 0 &lt;= q/k &lt;= 1. The rest P is homogeneous: at x with v = x_i != 0 it has the sign of P(x/|v|), so v = 1
/// and v = -1 are enough (v = 1 alone where -x has the values of x), and v = 0, unless the inequality is weak: points with v = 0 are limits of others in a
/// product of lines and half-lines and the open set q > 0. Sufficient only; a false part says nothing.
/// </remarks>
internal static class HomogeneousForm
{
    private const int MostPower = 6;

    /// <summary>The reduction of a claim whose sides are evidently defined everywhere.</summary>
    internal static Reduction? Apply(Claim claim)
    {
        if (claim.Body.Relation is Relation.Equal or Relation.NotEqual || claim.Box.Length < 2)
            return null;
        bool below = claim.Body.Relation is Relation.Less or Relation.LessOrEqual, strict = claim.Body.Relation is Relation.Less or Relation.Greater;
        Expr[] variables = [.. claim.Box.Select(r => r.Variable)];
        if (GradedPolynomial.Of(below ? -claim.Body.Difference : claim.Body.Difference, variables) is not { } p || p.Components.Count == 0)
            return null;
        foreach (var condition in claim.Where)
        {
            if (Level(condition, variables) is not var (q, degree, onLevel))
                continue;
            var asked = claim with { Box = [.. claim.Box.Select(Cone)], Where = [.. claim.Where.Where(c => c != condition && IsHomogeneous(c, variables))] };
            if (!onLevel && (strict || !new BoxSigns(asked).IsNonnegative(q)) || Forms(p.Components, q, degree, onLevel) is not { } forms)
                continue;
            var parts = forms.SelectMany((form, i) => form.IsClosed()
                ? [new Part(claim with { Body = AtLeast(form, strict && i == forms.Count - 1), Box = [], Where = [] })]
                : Slices(asked, form, strict && i == forms.Count - 1, q, degree, onLevel));
            return new($"all degrees alike under {condition}", [.. parts]);
        }
        return null;
    }

    // q/k, its degree, and whether the condition is q = k; null for another condition.
    private static (Expr Q, int Degree, bool OnLevel)? Level(Comparison condition, Expr[] variables)
    {
        if (condition.Relation == Relation.NotEqual || !Totality.IsTotal(condition.Difference)
            || GradedPolynomial.Of(condition.Difference, variables)?.Components is not { Count: 2 } parts
            || !parts.TryGetValue(0, out var constant) || !constant.IsRational(out var minusK))
            return null;
        var (degree, q) = parts.Last();
        // q - k <= 0 with k > 0, or -q + k >= 0.
        bool below = condition.Relation is Relation.Less or Relation.LessOrEqual;
        return condition.Relation == Relation.Equal || below == minusK.Sign < 0 ? ((-1 / minusK) * q, degree, condition.Relation == Relation.Equal) : null;
    }

    private static bool IsHomogeneous(Comparison condition, Expr[] variables) => condition.Relation != Relation.NotEqual
        && Totality.IsTotal(condition.Difference) && GradedPolynomial.Of(condition.Difference, variables) is { Components.Count: 1 };

    // The smallest set of lines and half-lines from 0 that holds the range.
    private static VariableRange Cone(VariableRange r) => r.Low is { Sign: >= 0 }
        ? new(r.Variable, 0, r.StrictSign == 0, null, false)
        : r.High is { Sign: <= 0 } ? new(r.Variable, null, false, 0, r.StrictSign == 0) : VariableRange.Line(r.Variable);

    // What has to be >= 0 where q > 0; the last one > 0 if p has to.
    private static List<Expr>? Forms(SortedDictionary<int, Expr> components, Expr q, int degree, bool onLevel)
    {
        if (!onLevel && (components.Count != 2 || !components.ContainsKey(0)))
            return null;
        var classes = components.GroupBy(c => c.Key % degree).Select(g => Alike([.. g.Select(c => (c.Key, c.Value))])).ToList();
        if (classes.Exists(c => c is null))
            return null;
        List<Expr> forms = onLevel ? [] : [components[0]];
        switch (classes)
        {
            case [var (_, only)]:
                forms.Add(only);
                return forms;
            case [var (m, a), var (n, o)] when degree == 2:
                if (m % 2 == 1)
                    (m, a, n, o) = (n, o, m, a);
                if (Math.Abs(n - m) > MostPower)
                    return null;
                return [.. forms, a, a.Pow(2) * q.Pow(Math.Max(n - m, 0)) - o.Pow(2) * q.Pow(Math.Max(m - n, 0))];
            default:
                return null;
        }

        (int Degree, Expr Form)? Alike(List<(int Degree, Expr Component)> of)
        {
            int highest = of[^1].Degree;
            return (highest - of[0].Degree) / degree > MostPower
                ? null
                : (highest, Sum.Of(of.Select(c => c.Component * q.Pow((highest - c.Degree) / degree))));
        }
    }

    private static Comparison AtLeast(Expr form, bool strict) => new(form, strict ? Relation.Greater : Relation.GreaterOrEqual, Constant.Zero);

    private static IEnumerable<Part> Slices(Claim asked, Expr form, bool strict, Expr q, int degree, bool onLevel)
    {
        Expr[] variables = [.. asked.Box.Select(r => r.Variable)];
        var claim = asked with { Body = AtLeast(form, strict) };
        bool limits = !strict && asked.Where.IsEmpty;
        // Under q <= k points with q = 0 are asked about too; a weak inequality for q > 0 holds at the limits of such points.
        if (onLevel && !(limits && new BoxSigns(asked).IsNonnegative(q)))
            claim = claim with { Where = claim.Where.Add(new(q, Relation.Greater, Constant.Zero)) };
        // A half-line needs one slice less than a line.
        var range = asked.Box.MinBy(r => r.Low is null && r.High is null ? 1 : 0)!;
        bool alike = degree % 2 == 0 && GradedPolynomial.Of(form, variables) is { Components.Count: 1 } f && f.Components.Keys.Single() % 2 == 0
            && asked.Where.IsEmpty && asked.Box.All(r => r.Low is null && r.High is null);
        foreach (int v in (int[])[1, -1, 0])
        {
            if (range.Contains(v) && !(v == -1 && alike) && !(v == 0 && limits))
                yield return new(ConditionTools.Replace(claim, range.Variable, v, []));
        }
    }
}
