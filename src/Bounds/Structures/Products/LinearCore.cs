using BoundCheck.Bounds.Numbers;
using BoundCheck.Bounds.Theory;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Symbolic;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Bounds.Structures.Products;

/// <summary>Losses whose slope is exactly βu near the centre 0 and never less in size beyond: squared loss, Huber loss.</summary>
internal static class LinearCore
{
    /// <summary>β with F'(u) = βu on |u| &lt;= 1/(2hβ), for F convex with F'(u)/u &lt;= β, with the verdict of that claim.</summary>
    internal static (Certified? Beta, Verdict Verdict) Of(Setting s)
    {
        if (s.Objective.Structure.Outer is not { Value: var outer, Argument: var argument } || s.CentreIsZero != true)
            return (null, new Unknown("it is about c = 0"));
        if (s.Regularity is { Square.IsProved: true, SquareScale: { } scale })
            return (scale, new Proved(Method.Symbolic, $"F' = {Inequality.Show(scale)} u on the line"));
        if (Around(outer, argument) is not { } piece)
            return (null, new Unknown("F is not seen to be one formula around 0"));
        var slope = piece.Expression.Derivative(argument);
        var factor = slope.Substitute(argument, 1);
        if (ZeroTest.IsIdenticallyZero(slope - factor * argument) != true || CertifiedEvaluation.Evaluate(factor) is not { } beta || beta.Sign() != 1)
            return (null, ZeroTest.IsIdenticallyZero(slope - factor * argument) == false
                ? new Refuted(new Witness([], $"F' = {slope} around 0 is not proportional to u"), Method.Symbolic)
                : new Unknown($"F' = {slope} around 0 is not seen to be βu with β > 0"));
        // Both ends of the piece, rounded towards 0.
        Certified? left = piece.Lo?.Enclose(200)?.Hi, right = piece.Hi?.Enclose(200)?.Lo;
        var needed = 1 / (2 * s.Step * beta);
        Verdict End(string name, Certified? end, bool open) => end is null
            ? open ? new Proved(Method.Symbolic, $"{name} = inf") : new Unknown($"{name} is not enclosed")
            : Inequality.LessOrEqual("1/(2hβ)", needed, name, end, ("h", s.Step), ("β", beta));
        return (beta, Verdict.All([
            End("the right end of F' = βu", right, piece.Hi is null),
            End("the left end of F' = βu", left is null ? null : -left, piece.Lo is null),
            s.Regularity.Convex,
            s.Regularity.Sector is { Verdict.IsProved: true, Value: { } sector }
                ? Inequality.LessOrEqual("sup F'(u)/u", sector, "β", beta)
                : CommonHypotheses.NeedsConstant(s.Regularity.Sector.Verdict, "β")]));
    }

    private static Piece? Around(Expr outer, Variable argument)
    {
        var split = Pieces.Split(outer, argument);
        // A piece holds 0 inside when its ends lie on either side of it.
        return split.IsComplete
            ? split.Pieces.FirstOrDefault(p => (p.Lo is null || p.Lo.Enclose(80)?.Hi < 0) && (p.Hi is null || p.Hi.Enclose(80)?.Lo > 0))
            : null;
    }
}
