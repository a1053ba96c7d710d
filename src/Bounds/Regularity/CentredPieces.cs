using System.Collections.Immutable;
using BoundCheck.Bounds.Numbers;
using BoundCheck.Numeric.Intervals;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Regularity;

/// <summary>A formula without cases on an open interval beside or around a centre, in u = s - c.</summary>
/// <param name="Formula">In s.</param>
/// <param name="S">Its variable.</param>
/// <param name="Centre">c.</param>
/// <param name="Lower">The lower end in u; null for -infinity.</param>
/// <param name="Upper">The upper end in u; null for +infinity.</param>
/// <param name="TouchesCentre">u = 0 is in the interval or an end of it.</param>
internal sealed record CentredPiece(Expr Formula, Variable S, Expr Centre, Expr? Lower, Expr? Upper, bool TouchesCentre)
{
    /// <summary>Where it holds.</summary>
    internal Numeric.Ranges.Domain Domain => Numeric.Ranges.Domain.Of(Lower, Upper);

    /// <summary>Something made of the formula in u, simplified; it may be defined at more places.</summary>
    internal Expr Simplified(Func<Expr, Expr> part) =>
        Simplifier.Simplify(part(Formula.Substitute(S, ReferenceEquals(Centre, Constant.Zero) ? OuterExpressions.U : OuterExpressions.U + Centre))).Value;
}

/// <summary>The pieces of a function with cases, cut at a centre.</summary>
internal static class CentredPieces
{
    private static readonly Interval s_line = Interval.Entire;

    /// <summary>The pieces on one side of the centre (1, -1) or on the line (0); null where the function has no piecewise formula or no exact pieces.</summary>
    internal static ImmutableArray<CentredPiece>? Of(Expr function, Variable s, Expr centre, int side)
    {
        if (!Expr.Postorder(function).Any(n => n is Piecewise))
            return null;
        var split = Pieces.Split(function, s);
        if (!split.IsComplete)
            return null;
        var c = RealPoint.Of(centre);
        var pieces = ImmutableArray.CreateBuilder<CentredPiece>();
        foreach (var piece in split.Pieces)
        {
            int? below = piece.Lo is null ? -1 : RealPoint.Compare(piece.Lo, c), above = piece.Hi is null ? 1 : RealPoint.Compare(piece.Hi, c);
            if (below is null || above is null)
                return null;
            if (side > 0 && above != 1 || side < 0 && below != -1)
                continue;
            if (Ends(piece, centre, side > 0 && below != 1, side < 0 && above != -1) is not var (lower, upper))
                return null;
            pieces.Add(new(piece.Expression, s, centre, lower, upper, below != 1 && above != -1));
        }
        return pieces.DrainToImmutable();
    }

    /// <summary>The ends of a piece in u, cut at 0 if asked; null where they are not known exactly or not apart in doubles.</summary>
    private static (Expr? Lower, Expr? Upper)? Ends(Piece piece, Expr centre, bool cutBelow, bool cutAbove)
    {
        if (piece.Lo is { Closed: null } || piece.Hi is { Closed: null })
            return null;
        Expr? lower = cutBelow ? Constant.Zero : piece.Lo?.Closed is { } lo ? lo - centre : null, upper = cutAbove ? Constant.Zero
            : piece.Hi?.Closed is { } hi ? hi - centre : null;
        Interval? a = Around(lower), b = Around(upper);
        return a is { IsBounded: false } || b is { IsBounded: false } || a is { } l && b is { } h && !l.IsBelow(h) ? null : (lower, upper);
    }

    private static Interval? Around(Expr? end) => end is null ? null : CertifiedEvaluation.Evaluate(end)?.ToInterval() ?? s_line;
}
