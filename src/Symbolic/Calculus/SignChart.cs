using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Symbolic;

/// <summary>Where the sign of an expression without cases may change: its zeros and the ends of its domain. Between neighbours it has one sign.</summary>
/// <param name="Marks">The points.</param>
/// <param name="Failure">Why they may not be all; null when they are.</param>
internal sealed record SignChart(IReadOnlyList<Mark> Marks, string? Failure)
{
    private const int MostMarks = 2500;

    /// <summary>The points of one expression, put among the marks.</summary>
    internal static SignChart Of(Expr smooth, Expr variable, MarkOrder order)
    {
        if (Pieces.HasCases(smooth))
            return new([], "an inner case was not decided");
        var marks = new HashSet<Mark>(ReferenceEqualityComparer.Instance);
        foreach (var e in DomainConditions.Conditions(smooth).Select(c => c.Expression).Prepend(smooth))
        {
            if (e.IsClosed())
                continue;
            var zeros = Zeros.Of(e, variable);
            if (!zeros.IsComplete)
                return new([], $"the zeros of {ShortText.Of(e)} were not all found ({zeros.Note})");
            foreach (var p in zeros.Points)
            {
                if (order.Count >= MostMarks)
                    return new([], "too many breakpoints");
                if (order.Place(p) is not { } mark)
                    return new([], $"the order of {p} among the other points was not decided");
                marks.Add(mark);
            }
        }
        return new([.. marks.OrderBy(m => m.Rank)], null);
    }

    /// <summary>The sign at a point; where the expression is undefined the node above is undefined too, or not reached, so either case serves.</summary>
    internal static int? SignAt(Expr switching, Expr variable, RealPoint point) =>
        point.SignOf(switching, variable) ?? (DomainConditions.Conditions(switching).Any(c => !c.OnlyWhereReached
            && point.SignOf(c.Expression, variable) is { } s && !Piecewise.Holds(c.Relation, s)) ? 1 : null);

    /// <summary>The sign between two neighbouring marks.</summary>
    internal static int? SignBetween(Expr switching, Expr variable, Mark? lo, Mark? hi)
    {
        if (ZeroTest.IsIdenticallyZero(switching) == true)
            return 0;
        return Pieces.Sample(lo?.Point, hi?.Point) is { } x ? SignAt(switching, variable, RealPoint.Of(x)) : null;
    }
}
