using System.Collections.Immutable;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Symbolic;

/// <summary>A zero of F'.</summary>
/// <param name="Point">Where, exactly.</param>
/// <param name="Multiplicity">The order of the zero of F'; null at a kink of F' or when it was not decided.</param>
/// <param name="SignBefore">The sign of F' just left of the point: -1, 0 (F' vanishes there too) or 1; null when not decided or undefined.</param>
/// <param name="SignAfter">The same just right of the point.</param>
public sealed record CriticalPoint(RealPoint Point, int? Multiplicity, int? SignBefore, int? SignAfter)
{
    /// <summary>F' goes from negative to positive: a strict local minimum of F.</summary>
    public bool IsMinimum => SignBefore == -1 && SignAfter == 1;

    /// <summary>F' goes from positive to negative.</summary>
    public bool IsMaximum => SignBefore == 1 && SignAfter == -1;
}

/// <summary>The zeros of F'.</summary>
/// <param name="Points">Proved zeros in ascending order.</param>
/// <param name="IsComplete">Proved that F' has no others, except on <paramref name="Flat"/>.</param>
/// <param name="Flat">Open intervals on which F' is 0 throughout; null ends are infinite.</param>
/// <param name="Note">How completeness was proved, or what was not solved.</param>
public sealed record CriticalPointSet(ImmutableArray<CriticalPoint> Points, bool IsComplete, ImmutableArray<(RealPoint? Lo, RealPoint? Hi)> Flat, string Note);

/// <summary>Exact critical points of a function of one variable from its derivative.</summary>
public static class CriticalPoints
{
    private const int MultiplicityLimit = 8;

    /// <summary>The zeros of F', each with its multiplicity and the signs around it.</summary>
    /// <exception cref="ArgumentException">Another variable occurs.</exception>
    public static CriticalPointSet Find(Expr derivative, Expr variable)
    {
        ArgumentNullException.ThrowIfNull(derivative);
        var split = Pieces.Split(derivative, variable);
        // The special points: zeros, breakpoints and ends of the domain. Between neighbours F' has one sign if all were found.
        var special = split.Breakpoints.Select(b => b.At).ToList();
        var zeros = new List<(RealPoint Point, Expr? Smooth)>();
        var flat = new List<(RealPoint?, RealPoint?)>();
        bool zerosComplete = split.IsComplete, domainComplete = split.IsComplete;
        string note = split.Note;
        foreach (var piece in split.Pieces)
        {
            if (!piece.IsSplit)
                continue;
            var found = piece.Expression.IsClosed() && ClosedValue.Sign(piece.Expression) is { } constant
                ? new ZeroSet([], true, constant == 0, "constant") : Zeros.Of(piece.Expression, variable);
            if (found.IsIdenticallyZero)
                flat.Add((piece.Lo, piece.Hi));
            if (!found.IsComplete)
            {
                zerosComplete = false;
                note = found.Note;
            }
            foreach (var p in found.Points)
            {
                if (Inside(p, piece) is not { } inside)
                    zerosComplete = false;
                else if (inside)
                    zeros.Add((p, piece.Expression));
            }
            foreach (var condition in DomainConditions.Conditions(piece.Expression).Where(c => !c.Expression.IsClosed()))
            {
                var ends = Zeros.Of(condition.Expression, variable);
                domainComplete &= ends.IsComplete;
                foreach (var p in ends.Points)
                    domainComplete &= Inside(p, piece) is { } inside && (!inside || Zeros.Insert(special, p));
            }
        }
        foreach (var b in split.Breakpoints)
        {
            int? sign = b.At.SignOf(b.Expression, variable);
            if (sign == 0)
                zeros.Add((b.At, null));
            else if (sign is null && !DomainConditions.Conditions(b.Expression).Any(c => b.At.SignOf(c.Expression, variable) is { } s
                && !Piecewise.Holds(c.Relation, s)))
                zerosComplete = false;
        }
        foreach (var (point, _) in zeros)
            zerosComplete &= Zeros.Insert(special, point);
        var points = special.Select(p => zeros.FirstOrDefault(z => ReferenceEquals(z.Point, p))).Where(z => z.Point is not null)
            .Select(z => Describe(derivative, variable, z.Point, z.Smooth, zerosComplete && domainComplete ? special : null)).ToImmutableArray();
        return new CriticalPointSet(points, zerosComplete, [.. flat], zerosComplete ? "solved exactly" : note.Length > 0 ? note
            : "not all signs and orders were decided");
    }

    private static bool? Inside(RealPoint p, Piece piece)
    {
        int? above = piece.Lo is null ? 1 : RealPoint.Compare(p, piece.Lo), below = piece.Hi is null ? -1 : RealPoint.Compare(p, piece.Hi);
        return above is null || below is null ? null : above == 1 && below == -1;
    }

    private static CriticalPoint Describe(Expr derivative, Expr variable, RealPoint point, Expr? smooth, List<RealPoint>? special)
    {
        int? multiplicity = null, before = null, after = null;
        // At an end of the domain the derivative rules give one-sided values at best.
        var d = smooth is not null && DomainConditions.Conditions(smooth).All(c => point.SignOf(c.Expression, variable) is 1 or -1) ? smooth : null;
        // Isolated zeros of monotone functions have no closed form; their higher derivatives are left to the numeric layer.
        for (int k = 1; d is not null && k <= MultiplicityLimit; k++)
        {
            d = d.Derivative(variable);
            int? sign = point.SignOf(d, variable);
            if (sign is null)
                break;
            if (sign == 0)
                continue;
            // The first derivative that does not vanish gives the order and, by Taylor's formula, the signs on both sides.
            (multiplicity, after, before) = (k, sign, k % 2 == 0 ? sign : -sign);
            break;
        }
        if (after is null && special is not null)
        {
            int i = special.IndexOf(point);
            before = SignBetween(i > 0 ? special[i - 1] : null, point);
            after = SignBetween(point, i + 1 < special.Count ? special[i + 1] : null);
        }
        return new CriticalPoint(point, multiplicity, before, after);

        int? SignBetween(RealPoint? lo, RealPoint? hi) =>
            Pieces.Sample(lo, hi) is { } x ? ClosedValue.Sign(derivative.Substitute(variable, x)) : null;
    }
}
