using System.Collections.Immutable;

namespace BoundCheck.Symbolic.Simplification;

/// <summary>g(u)/u for a function g that vanishes at 0, such as F'(c + u)/u.</summary>
/// <param name="Quotient">Equal to g(u)/u for u != 0 wherever g is defined.</param>
/// <param name="HoldsAtZero">The quotient as written is also defined at 0; by continuity its value there is g'(0).</param>
/// <param name="SeriesAtZero">Coefficients of g(u)/u at 0 from the constant term up, exact; empty where g is not analytic.</param>
internal sealed record RemovableQuotient(Expr Quotient, bool HoldsAtZero, ImmutableArray<Expr> SeriesAtZero)
{
    /// <summary>The quotient with its removable singularity rewritten where an identity does that, and its series up to the given order.</summary>
    /// <returns>Null when g(0) = 0 was not proved.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The order is negative or above 199.</exception>
    /// <exception cref="ArgumentException">Another variable occurs.</exception>
    public static RemovableQuotient? Of(Expr g, Expr u, int order)
    {
        ArgumentNullException.ThrowIfNull(g);
        ArgumentNullException.ThrowIfNull(u);
        if (ClosedValue.Sign(g.Substitute(u, Constant.Zero)) != 0)
            return null;
        var quotient = Simplifier.Simplify(g / u).Value;
        var series = Taylor.Coefficients(g, u, 0, order + 1);
        bool holds = ClosedValue.Enclose(quotient.Substitute(u, Constant.Zero), 64) is not null;
        return new RemovableQuotient(quotient, holds, series.Failure is null ? series.Coefficients[1..] : []);
    }
}
