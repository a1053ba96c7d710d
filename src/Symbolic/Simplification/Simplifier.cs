using System.Collections.Immutable;

namespace BoundCheck.Symbolic.Simplification;

/// <summary>A simplified expression.</summary>
/// <param name="Value">Equal to the original wherever that is defined.</param>
/// <param name="Conditions">Where the original is defined, as far as the domain of <paramref name="Value"/> does not say it: x/x = 1 for x != 0.</param>
public sealed record Simplified(Expr Value, ImmutableArray<SideCondition> Conditions);

/// <summary>Makes expressions shorter by identities that hold wherever the original is defined.</summary>
/// <remarks>
/// Each node, children first, is rewritten by the rules of <see cref="SimplificationRules"/>; sums, products and powers are also replaced by
/// their normal form where that is shorter. No step makes the domain smaller; where it grows, the lost conditions come with the result.
/// </remarks>
public static class Simplifier
{
    private const int Rounds = 4;
    private const int NormalFormLimit = 80;
    private const int SizeLimit = 4000;

    /// <summary>The simplified expression with the conditions that it lost. Expressions of more than 4000 nodes are returned as they are.</summary>
    public static Simplified Simplify(Expr expr)
    {
        ArgumentNullException.ThrowIfNull(expr);
        if (Expr.Postorder(expr).Count > SizeLimit)
            return new Simplified(expr, []);
        var value = expr;
        var known = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
        for (int round = 0; round < Rounds; round++)
        {
            var next = value.Transform(n => known.TryGetValue(n, out var done) ? done : known[n] = Rewrite(n));
            if (ReferenceEquals(next, value))
                break;
            value = next;
        }
        return new Simplified(value, ReferenceEquals(value, expr) ? [] : DomainConditions.Lost(expr, value));
    }

    private static Expr Rewrite(Expr node)
    {
        for (int i = 0; i < 8 && SimplificationRules.Apply(node) is { } next && !ReferenceEquals(next, node); i++)
            node = next;
        if (node is not (Sum or Product or Power) || Expr.Postorder(node).Count > NormalFormLimit)
            return node;
        var best = node;
        foreach (bool opaque in new[] { true, false })
        {
            var forms = NormalForms.Of(opaque, [node]);
            if (forms.IsUndefined(node))
                continue;
            var candidate = forms.ToExpr(forms[node]);
            // Normal forms write |b| for the base of a root or logarithm; that is no simplification.
            if (ShortText.Size(candidate) < ShortText.Size(best) && Count(candidate) <= Count(node))
                best = candidate;
        }
        return best;

        static int Count(Expr e) => Expr.Postorder(e).Count(n => n is Application { Function: Abs or Sin or Cos or Exp or Log });
    }
}
