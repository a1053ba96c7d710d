using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>A place where the derivative rules may fail: the points where <paramref name="Expression"/> is 0.</summary>
/// <param name="Expression">Zero exactly at the place.</param>
/// <param name="Source">The node that has the kink, jump or infinite slope there.</param>
public sealed record Kink(Expr Expression, Expr Source);

/// <summary>Where an expression may fail to be differentiable although it is defined.</summary>
public static class Kinks
{
    /// <summary>All kinks by node: away from the zeros of their expressions, <see cref="Differentiation.Derivative"/> is the derivative.</summary>
    /// <remarks>Reported by shape: |u|*u has a kink listed at u = 0 although it is differentiable there. Smooth nodes and huber (C^1) have none.</remarks>
    public static ImmutableArray<Kink> Of(Expr expr)
    {
        ArgumentNullException.ThrowIfNull(expr);
        var kinks = ImmutableArray.CreateBuilder<Kink>();
        foreach (var node in Expr.Postorder(expr))
        {
            switch (node)
            {
                case Application a:
                    kinks.AddRange(a.Function.Kinks(a.Children).Select(k => new Kink(a.Children[0] - k, a)));
                    break;
                case Piecewise w:
                    kinks.Add(new Kink(w.Left - w.Right, w));
                    break;
                // A fractional power is defined from 0 on; there it is one-sided, with infinite slope for exponents below 1.
                case Power { Exponent: { IsInteger: false, Sign: > 0 } } p when !Totality.IsEvidentlyPositive(p.Base):
                    kinks.Add(new Kink(p.Base, p));
                    break;
            }
        }
        return [.. kinks.Where(k => !k.Expression.IsClosed()).Distinct()];
    }
}
