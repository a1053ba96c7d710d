using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;

namespace BoundCheck.Bounds.Regularity;

/// <summary>Convexity of F with cases: F'' >= 0 inside each piece, F continuous and F' not falling at each breakpoint.</summary>
internal static class ConvexByPieces
{
    /// <summary>Of more pieces than this the evident ones are one entry.</summary>
    private const int Many = 16;

    internal static Verdict Decide(AnalysisContext context)
    {
        var s = context.F.Argument;
        var split = context.F.Split;
        if (!split.IsComplete)
            return context.Keep("F is convex", new Unknown($"F was not split into pieces: {split.Note}"));
        var parts = new List<Verdict>();
        for (int i = 0; i < split.Breakpoints.Length; i++)
        {
            var joint = context.F.JointAt(i);
            parts.Add(context.Keep($"F is continuous and F' does not fall at {s} = {joint.At}", JointVerdicts.IsConvex(joint, s)));
        }
        var constant = split.Pieces.Length > Many ? split.Pieces.Where(p => Curvature(p, s) is Constant { Value.Sign: >= 0 }).ToHashSet() : [];
        if (constant.Count > 0)
            parts.Add(context.Keep($"F'' >= 0 on {constant.Count} pieces", new Proved(Method.Symbolic, "F'' is a constant on each")));
        foreach (var piece in split.Pieces.Where(p => !constant.Contains(p)))
            parts.Add(Inside(context, piece, s));
        return Verdict.All(parts);
    }

    private static Expr Curvature(Piece piece, Variable s) => piece.Expression.Derivative(s).Derivative(s);

    private static Verdict Inside(AnalysisContext context, Piece piece, Variable s)
    {
        var curvature = Curvature(piece, s);
        Rational? lo = null, hi = null;
        if ((piece.Lo is { } l && !(l.IsRational(out var lv) && (lo = lv) is not null))
            || (piece.Hi is { } h && !(h.IsRational(out var hv) && (hi = hv) is not null)))
        {
            // An irrational end: ask the one-variable analysis, which takes closed ends.
            if ((piece.Lo is not null && piece.Lo.Closed is null) || (piece.Hi is not null && piece.Hi.Closed is null))
                return context.Keep($"F'' >= 0 between {piece.Lo} and {piece.Hi}", new Unknown("an end of the piece has no closed form"));
            return context.Record($"F'' >= 0 between {piece.Lo} and {piece.Hi}", () =>
                Decisions.Sign(UnivariateFunction.FromExpr(curvature, s), Domain.Of(piece.Lo?.Closed, piece.Hi?.Closed), Relation.GreaterOrEqual, "F''",
                    context.Cancellation));
        }
        return context.Decide(curvature, Relation.GreaterOrEqual, 0, new VariableRange(s, lo, false, hi, false));
    }
}
