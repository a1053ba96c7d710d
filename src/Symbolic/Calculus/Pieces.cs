using System.Collections.Immutable;
using BoundCheck.Symbolic.Simplification;

namespace BoundCheck.Symbolic;

/// <summary>An expression on an open interval.</summary>
/// <param name="Lo">Lower end; null for -infinity.</param>
/// <param name="Hi">Upper end; null for +infinity.</param>
/// <param name="Expression">
/// Equal to the original on the open interval, wherever that is defined; free of abs, min, max, huber, sign and piecewise when the split succeeded.
/// </param>
/// <param name="IncludesLo">The expression equals the original at the lower end too.</param>
/// <param name="IncludesHi">The expression equals the original at the upper end too.</param>
/// <param name="IsSplit">False when a switching node is left whose sign on the interval was not decided.</param>
public sealed record Piece(RealPoint? Lo, RealPoint? Hi, Expr Expression, bool IncludesLo, bool IncludesHi, bool IsSplit);

/// <summary>The value at a point between two pieces.</summary>
/// <param name="At">The point.</param>
/// <param name="Expression">Equal to the original at the point; free of switching nodes when <paramref name="IsSplit"/>.</param>
/// <param name="IsSplit">False when a switching node is left.</param>
public sealed record Breakpoint(RealPoint At, Expr Expression, bool IsSplit);

/// <summary>An expression of one variable, split at the points where its cases switch.</summary>
/// <param name="Pieces">From left to right; they cover the line except for the breakpoints.</param>
/// <param name="Breakpoints">The points between, in order.</param>
/// <param name="IsComplete">Every piece and point is free of switching nodes.</param>
/// <param name="Note">What was not solved, or empty.</param>
public sealed record PieceList(ImmutableArray<Piece> Pieces, ImmutableArray<Breakpoint> Breakpoints, bool IsComplete, string Note);

/// <summary>Splits expressions with abs, min, max, huber, sign and piecewise into smooth expressions on intervals between exact breakpoints.</summary>
public static class Pieces
{
    /// <summary>The pieces of an expression of one variable.</summary>
    /// <exception cref="ArgumentException">Another variable occurs.</exception>
    public static PieceList Split(Expr expr, Expr variable) => Split(expr, variable, keepAll: false);

    /// <summary>The same; the points where nothing changes but a formula is taken that has the same value there are kept on demand.</summary>
    internal static PieceList Split(Expr expr, Expr variable, bool keepAll)
    {
        ArgumentNullException.ThrowIfNull(expr);
        ArgumentNullException.ThrowIfNull(variable);
        if (expr.Variables().Any(v => !ReferenceEquals(v, variable)))
            throw new ArgumentException("The expression has another variable.", nameof(expr));
        var splitter = new CaseSplitter(variable, keepAll);
        var row = splitter.Split(expr.Transform(Spelled));
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        var breakpoints = ImmutableArray.CreateBuilder<Breakpoint>();
        var left = new Piece(null, null, row.First, false, false, !HasCases(row.First));
        foreach (var (mark, at, next, joinsLeft, joinsRight) in row.Entries)
        {
            pieces.Add(left with { Hi = mark.Point, IncludesHi = joinsLeft });
            breakpoints.Add(new Breakpoint(mark.Point, at, !HasCases(at)));
            left = new Piece(mark.Point, null, next, joinsRight, false, !HasCases(next));
        }
        pieces.Add(left);
        bool complete = pieces.All(p => p.IsSplit) && breakpoints.All(b => b.IsSplit);
        return new PieceList(pieces.DrainToImmutable(), breakpoints.DrainToImmutable(), complete, complete ? "" : splitter.Note.Length > 0 ? splitter.Note
            : "the sign of a switching argument was not decided");
    }

    /// <summary>Expressions equal to the given one at each of some points, its cases decided there; what was not decided stays.</summary>
    internal static IReadOnlyList<Expr> At(Expr expr, Expr variable, IReadOnlyList<RealPoint> points)
    {
        if (points.Count == 0)
            return [];
        var spelled = expr.Transform(Spelled);
        var splitter = new CaseSplitter(variable, keepAll: true);
        var row = splitter.Split(spelled);
        return [.. points.Select(p => splitter.Place(p) is { } mark && row.On(mark).At is var here && !HasCases(here) ? here : At(spelled, variable, p))];
    }

    private static Expr At(Expr spelled, Expr variable, RealPoint point) => spelled.Transform(rebuilt =>
        Switch(rebuilt) is { } switching && SignChart.SignAt(switching, variable, point) is { } sign ? Resolve(rebuilt, sign) : rebuilt);

    /// <summary>True when the expression has a node whose formula switches.</summary>
    public static bool HasCases(Expr expr)
    {
        ArgumentNullException.ThrowIfNull(expr);
        return Expr.Postorder(expr).Any(n => Switch(n) is not null || !ReferenceEquals(Spelled(n), n));
    }

    /// <summary>A function that is defined by cases, such as huber, written out; other nodes as they are.</summary>
    internal static Expr Spelled(Expr node) => node switch
    {
        // huber(u, d) by cases in u alone
        Application { Function: Huber } h => Piecewise.Of(Relation.Greater, h.Children[0], h.Children[1], h.Children[1] * (h.Children[0] - h.Children[1] / 2),
            Piecewise.Of(Relation.Less, h.Children[0], -h.Children[1], h.Children[1] * (-h.Children[0] - h.Children[1] / 2), h.Children[0].Pow(2) / 2)),
        Application { Function: not (Abs or Sign or Min or Max) } a when HasOwnCases(a.Function) && a.Function.Expand(a.Children) is { } cases => cases,
        _ => node,
    };

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<Function, bool> s_ownCases = new();

    private static bool HasOwnCases(Function function) => s_ownCases.GetOrAdd(function, f =>
        f.Expand([.. Enumerable.Range(0, f.Arity).Select(i => (Expr)Variable.Of($"argument {i}"))]) is { } e
            && Expr.Postorder(e).Any(n => Switch(n) is not null));

    /// <summary>The expression whose sign decides the case of a node; null for nodes without cases.</summary>
    internal static Expr? Switch(Expr node) => node switch
    {
        Application { Function: Abs or Sign } a => a.Argument,
        Application { Function: Min or Max } a => a.Children[0] - a.Children[1],
        Piecewise w => w.Left - w.Right,
        _ => null,
    };

    internal static Expr Resolve(Expr node, int sign) => Resolve(node, node.Children, sign);

    /// <summary>What the node over the given children is where what it switches on has the given sign.</summary>
    internal static Expr Resolve(Expr node, ImmutableArray<Expr> children, int sign) => node switch
    {
        Application { Function: Abs } => sign >= 0 ? children[0] : -children[0],
        Application { Function: Sign } => sign,
        Application { Function: Min } => children[sign <= 0 ? 0 : 1],
        Application { Function: Max } => children[sign >= 0 ? 0 : 1],
        Piecewise w => children[Piecewise.Holds(w.Relation, sign) ? 2 : 3],
        _ => node.WithChildren(children),
    };

    /// <summary>A rational number strictly between two different points; null ends are infinite. Null when no enclosure tells them apart.</summary>
    internal static Rational? Sample(RealPoint? lo, RealPoint? hi)
    {
        for (int bits = 32; bits < 2000; bits *= 2)
        {
            RationalInterval? a = lo?.Enclose(bits), b = hi?.Enclose(bits);
            if (lo is not null && a is null || hi is not null && b is null)
                break;
            if (a is null || b is null)
                return a is null && b is null ? Rational.Zero : a is null ? b!.Value.Lo.Floor() - 1 : -(-a.Value.Hi).Floor() + 1;
            if (a.Value.Hi < b.Value.Lo)
            {
                var third = (b.Value.Lo - a.Value.Hi) / 3;
                return Rational.Simplest(a.Value.Hi + third, b.Value.Lo - third);
            }
        }
        return null;
    }
}
