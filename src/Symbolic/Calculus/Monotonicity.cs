using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Symbolic;

/// <summary>Monotone functions recognised by their shape.</summary>
public static class Monotonicity
{
    /// <summary>
    /// +1 or -1 when the expression is proved strictly increasing or decreasing in the variable on its whole domain, which is an interval; null when not
    /// proved.
    /// </summary>
    public static int? Strict(Expr expr, Expr variable)
    {
        ArgumentNullException.ThrowIfNull(expr);
        if (!DomainConditions.Conditions(expr).All(c => c.Relation is Relation.Greater or Relation.GreaterOrEqual && !c.OnlyWhereReached
            && IsAffine(c.Expression, variable)))
            return null;
        if (ByShape(expr, variable) is (int direction, true))
            return direction;
        // A derivative of one sign does, where there are no kinks and nothing jumps.
        if (Kinks.Of(expr).Length > 0 || Expr.Postorder(expr).Count > 400)
            return null;
        var slope = expr.Derivative(variable);
        var forms = NormalForms.Of(slope);
        if (forms.IsUndefined(slope))
            return null;
        var written = forms.ToExpr(forms[slope]);
        return Totality.IsEvidentlyPositive(written) || Totality.IsEvidentlyPositive(slope) ? 1
            : Totality.IsEvidentlyPositive(-written) || Totality.IsEvidentlyPositive(-slope) ? -1 : null;
    }

    private static bool IsAffine(Expr e, Expr variable) => e.Derivative(variable).IsClosed();

    /// <summary>Direction and strictness; direction 0 for constants; null when unknown.</summary>
    private static (int Direction, bool Strict)? ByShape(Expr root, Expr variable)
    {
        var known = new Dictionary<Expr, (int Direction, bool Strict)?>(ReferenceEqualityComparer.Instance);
        foreach (var node in Expr.Postorder(root))
        {
            known[node] = node switch
            {
                Constant or NamedConstant => (0, false),
                Variable or Component => ReferenceEquals(node, variable) ? (1, true) : (0, false),
                Sum s => Together(s.Children.Select(c => known[c])),
                Product p => Scaled(p, known),
                Power { Exponent: { IsInteger: true, Sign: > 0 } e } p when !e.Numerator.IsEven => known[p.Base],
                Power { Exponent: { IsInteger: false, Sign: > 0 } } p => known[p.Base],
                Power { Exponent.Sign: < 0 } p when Totality.IsEvidentlyPositive(p.Base) => Flip(known[p.Base]),
                Application { Function.IsIncreasing: true } a => known[a.Argument],
                Application { Function: Sign } a => known[a.Argument] is { } k ? (k.Direction, false) : null,
                Application { Function: Min or Max } a => Both(known[a.Children[0]], known[a.Children[1]]),
                _ => node.Children.Length > 0 && node.Children.All(c => known[c] is (0, _)) ? (0, false) : null,
            };
        }
        return known[root];
    }

    private static (int Direction, bool Strict)? Together(IEnumerable<(int Direction, bool Strict)?> parts)
    {
        int direction = 0;
        bool strict = false;
        foreach (var part in parts)
        {
            if (part is not { } p || p.Direction * direction < 0)
                return null;
            direction = p.Direction == 0 ? direction : p.Direction;
            strict |= p.Strict;
        }
        return (direction, strict);
    }

    private static (int Direction, bool Strict)? Both((int Direction, bool Strict)? a, (int Direction, bool Strict)? b) =>
        Together([a, b]) is { } both ? (both.Direction, a!.Value.Strict && b!.Value.Strict) : null;

    private static (int Direction, bool Strict)? Flip((int Direction, bool Strict)? a) => a is { } p ? (-p.Direction, p.Strict) : null;

    // A constant times one monotone factor.
    private static (int Direction, bool Strict)? Scaled(Product product, Dictionary<Expr, (int Direction, bool Strict)?> known)
    {
        var moving = product.Children.Where(c => known[c] is not (0, _)).ToList();
        if (moving.Count == 0)
            return (0, false);
        if (moving.Count > 1 || known[moving[0]] is not { } factor)
            return null;
        int sign = 1;
        foreach (var c in product.Children.Where(c => known[c] is (0, _)))
        {
            if (!c.IsClosed() || ClosedValue.Sign(c) is not { } s)
                return null;
            sign *= s;
        }
        return sign == 0 ? (0, false) : (sign * factor.Direction, factor.Strict);
    }
}
