using System.Collections.Immutable;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Structures.Capture;

/// <summary>A residual of a least-squares objective: the term weight · residual².</summary>
/// <param name="Weight">> 0.</param>
/// <param name="Value">The residual.</param>
internal sealed record SquaredResidual(Rational Weight, Expr Value);

/// <summary>f = Σ c_i R_i² + constant, read off a sum of squares as typed.</summary>
internal static class SquaredResiduals
{
    /// <summary>The residuals; null when f is no sum of positive multiples of squares and a constant.</summary>
    internal static ImmutableArray<SquaredResidual>? In(Expr f)
    {
        var found = ImmutableArray.CreateBuilder<SquaredResidual>();
        var open = new Stack<(Rational Weight, Expr Term)>([(1, f)]);
        while (open.TryPop(out var next))
        {
            var (weight, term) = next;
            if (term.IsClosed())
                continue;
            if (term is Sum)
            {
                foreach (var child in term.Children.Reverse())
                    open.Push((weight, child));
                continue;
            }
            var (coefficient, rest) = term is Product p ? p.Split() : (1, term);
            if (coefficient.Sign <= 0)
                return null;
            if (rest is Sum)
                open.Push((weight * coefficient, rest));
            else if (Root(rest) is { } residual)
                found.Add(new(weight * coefficient, residual));
            else
                return null;
        }
        // Equal squares are one, with the sum of their weights: apart they would make the Jacobian singular.
        return found.Count == 0 ? null
            : [.. found.GroupBy(r => Unordered(r.Value))
                .Select(g => g.First() with { Weight = g.Aggregate((Rational)0, (w, r) => w + r.Weight) })];
    }

    /// <summary>A text that is the same for sums and products in another order, and for nothing else.</summary>
    private static string Unordered(Expr e) => e is Sum
        ? string.Join('+', e.Children.Select(Factors).Order(StringComparer.Ordinal)) : Factors(e);

    private static string Factors(Expr e) => e is Product
        ? string.Join('*', e.Children.Select(c => $"[{c}]").Order(StringComparer.Ordinal)) : $"[{e}]";

    /// <summary>R with R² = the term, for even powers and their products; null for others.</summary>
    private static Expr? Root(Expr term)
    {
        if (term is not Product)
            return HalfPower(term);
        var halves = term.Children.Select(HalfPower).ToList();
        return halves.Contains(null) ? null : Product.Of(halves!);
    }

    // |u|^e = u^e for an even e: without the kink.
    private static Expr? HalfPower(Expr factor) => factor is Power { Exponent: { IsInteger: true, Sign: > 0 } e } power && e.Numerator.IsEven
        ? (power.Base is Application { Function: Abs } a ? a.Argument : power.Base).Pow(e / 2) : null;
}
