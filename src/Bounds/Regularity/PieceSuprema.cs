using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Growth;

namespace BoundCheck.Bounds.Regularity;

/// <summary>
/// Suprema of what is made of a function with cases, piece by piece: there the formulas have no cases and often cancel to something simple, while an enclosure
/// around a breakpoint holds the values of both sides.
/// </summary>
/// <param name="function">The function with cases.</param>
/// <param name="s">Its variable.</param>
/// <param name="centre">The place of u = 0.</param>
internal sealed class PieceSuprema(Expr function, Variable s, Expr centre)
{
    /// <summary>
    /// The supremum over the interiors of the pieces on a side of the centre, which is that over all places where the function is continuous.
    /// </summary>
    /// <param name="side">1 for u > 0, -1 for u &lt; 0, 0 for the line.</param>
    /// <param name="part">What is asked about, in u, made of the formula of a piece in u.</param>
    /// <param name="atCentre">The same, made of the formula of a piece in s, without the singularity at u = 0; null where there is none.</param>
    /// <param name="limits">The limits of what is asked about at the infinities, where known.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Null where there are no exact pieces.</returns>
    internal Supremum? Over(int side, Func<Expr, Expr> part, Func<Expr, UnivariateFunction>? atCentre, (Limit? AtMinusInfinity, Limit? AtPlusInfinity) limits,
        CancellationToken cancellation)
    {
        Supremum? best = null;
        foreach (var piece in CentredPieces.Of(function, s, centre, side) ?? [])
        {
            var here = Inside(piece, part, piece.TouchesCentre ? atCentre : null, [piece.Lower is null ? limits.AtMinusInfinity : null, piece.Upper is null
                ? limits.AtPlusInfinity : null], cancellation);
            if (here.Value is null)
                return here;
            best = best is null ? here : Supremum.Larger(best, here);
        }
        return best;
    }

    private static Supremum Inside(CentredPiece piece, Func<Expr, Expr> part, Func<Expr, UnivariateFunction>? atCentre, IReadOnlyList<Limit?> limits,
        CancellationToken cancellation)
    {
        var simple = piece.Simplified(part);
        if (simple.IsClosed() && CertifiedEvaluation.Evaluate(simple) is { } value)
            return new Supremum(value, new Proved(Method.Symbolic, $"constant on {piece.Domain}"), simple.ToString(), "attained on an interval");
        var f = UnivariateFunction.FromExpr(simple, OuterExpressions.U);
        if (atCentre is not null && !f.Evaluate(Interval.Zero).IsContinuous)
            f = atCentre(piece.Formula);
        return Suprema.Of(f, piece.Domain, limits, bound => Decisions.Sign(f.Minus(bound), piece.Domain, Relation.LessOrEqual, "excess", cancellation),
            cancellation);
    }
}
