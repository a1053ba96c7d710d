using BoundCheck.Bounds.Propositions;
using BoundCheck.Bounds.Proving.Reductions;
using BoundCheck.Bounds.Verdicts;
using BoundCheck.Numeric.Ranges;
using BoundCheck.Symbolic;
using Domain = BoundCheck.Numeric.Ranges.Domain;

namespace BoundCheck.Bounds.Proving;

/// <summary>A claim of one variable with many cases, piece by piece between exact breakpoints.</summary>
/// <remarks>
/// On the line the pieces are in order, so n cases make some n questions about one formula each, where a split of every case against every other makes
/// 2^n and an enclosure goes through all formulas on every box.
/// </remarks>
internal static class PieceSigns
{
    /// <summary>Fewer cases are left to the enclosure of the whole and to <see cref="CaseSplit"/>.</summary>
    private const int Fewest = 16;

    /// <summary>The claim on all pieces and at all breakpoints of the domain; null where there are few cases or they are not all decided.</summary>
    /// <param name="task">The claim.</param>
    /// <param name="variable">Its only variable.</param>
    /// <param name="domain">Where it is claimed.</param>
    /// <param name="refute">Confirms a refutation of one piece in the claim as it was asked.</param>
    /// <param name="options">Limits of the work on each piece.</param>
    internal static Verdict? Decide(ProofTask task, Expr variable, Domain domain, Func<SignRefuted, Refuted?> refute, RangeOptions options)
    {
        var body = task.Claim.Body;
        var difference = body.Difference;
        // Where a condition has no value its branch would be taken for one.
        if (CaseSplit.Count(difference) <= Fewest || !Definition.IsEvident(task.Claim, task.Signs))
            return null;
        var split = Pieces.Split(difference, variable);
        if (!split.IsComplete)
            return null;
        RealPoint? low = domain.Lower.Value is { } l ? RealPoint.Of(l) : null, high = domain.Upper.Value is { } h ? RealPoint.Of(h) : null;
        foreach (var (at, value, _) in split.Breakpoints)
        {
            if (Side(at, low, -1) is not { } below || Side(at, high, 1) is not { } above)
                return null;
            bool isInside = (below > 0 || below == 0 && !domain.Lower.IsOpen) && (above < 0 || above == 0 && !domain.Upper.IsOpen);
            if (isInside && (at.SignOf(value, variable) is not { } sign || !Piecewise.Holds(body.Relation, sign)))
                return at.IsRational(out var point) && task.Original.Box.Length == 1 ? task.Points.Refute([point]) : null;
        }
        int asked = 0;
        foreach (var piece in split.Pieces)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            if (Part(piece, domain, low, high) is not var (isEmpty, part))
                return null;
            if (isEmpty)
                continue;
            asked++;
            if (piece.Expression.IsClosed())
            {
                if (RealPoint.Of(Constant.Zero).SignOf(piece.Expression, variable) is not { } sign || !Piecewise.Holds(body.Relation, sign))
                    return null;
                continue;
            }
            switch (Signs.Decide(UnivariateFunction.FromExpr(piece.Expression, variable), part!, body.Relation, options))
            {
                case SignRefuted r:
                    return refute(r);
                case not SignProved:
                    return null;
            }
        }
        return new Proved(Method.Interval, $"on {asked} pieces between exact breakpoints");
    }

    /// <summary>The order of a point to an end of the domain, of which null is the infinity of the given sign.</summary>
    private static int? Side(RealPoint point, RealPoint? end, int infinity) => end is null ? -infinity : RealPoint.Compare(point, end);

    /// <summary>The open piece within the domain, with the ends of the domain where they are members; null where an order was not decided.</summary>
    private static (bool IsEmpty, Domain? Part)? Part(Piece piece, Domain domain, RealPoint? low, RealPoint? high)
    {
        // The piece begins at or below the domain, ends at or above it, or lies beside it.
        int? begins = piece.Lo is null ? -1 : Side(piece.Lo, low, -1), ends = piece.Hi is null ? 1 : Side(piece.Hi, high, 1);
        int? beyond = piece.Lo is null ? -1 : Side(piece.Lo, high, 1), before = piece.Hi is null ? 1 : Side(piece.Hi, low, -1);
        if (begins is null || ends is null || beyond is null || before is null)
            return null;
        if (beyond >= 0 || before <= 0)
            return (true, null);
        if (begins > 0 && piece.Lo!.Closed is null || ends < 0 && piece.Hi!.Closed is null)
            return null;
        // At an end of the domain that is a breakpoint the value was looked at already.
        var part = Domain.TryOf(begins > 0 ? piece.Lo!.Closed : domain.Lower.Value, ends < 0 ? piece.Hi!.Closed : domain.Upper.Value,
            begins >= 0 || domain.Lower.IsOpen, ends <= 0 || domain.Upper.IsOpen, out _);
        return part is null ? null : (false, part);
    }
}
