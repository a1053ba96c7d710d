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
    private const int PointLimit = 200;
    private const string TooMany = "too many breakpoints";

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
        return new Splitter(expr.Transform(Spelled), variable).Run(keepAll);
    }

    /// <summary>An expression equal to the given one at a point, its cases decided there; what was not decided stays.</summary>
    internal static Expr At(Expr expr, Expr variable, RealPoint point)
    {
        var spelled = expr.Transform(Spelled);
        return new Splitter(spelled, variable).At(point);
    }

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

    internal static Expr Resolve(Expr node, int sign) => node switch
    {
        Application { Function: Abs } a => sign >= 0 ? a.Argument : -a.Argument,
        Application { Function: Sign } => sign,
        Application { Function: Min } a => a.Children[sign <= 0 ? 0 : 1],
        Application { Function: Max } a => a.Children[sign >= 0 ? 0 : 1],
        Piecewise w => Piecewise.Holds(w.Relation, sign) ? w.Then : w.Otherwise,
        _ => node,
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

    /// <summary>
    /// Switching nodes are treated innermost first. Between the points known so far every inner node has one case, so the argument of the next
    /// node is a smooth expression there, and its zeros and the ends of its domain are the next points.
    /// </summary>
    private sealed class Splitter(Expr root, Expr variable)
    {
        private readonly List<RealPoint> _points = [];
        private readonly List<Expr> _order = Expr.Postorder(root);
        private readonly HashSet<Expr> _unsolved = new(ReferenceEqualityComparer.Instance);
        private string _note = "";
        private bool _isFull;

        internal PieceList Run(bool keepAll)
        {
            foreach (var node in _order.Where(n => Switch(n) is not null))
            {
                if (_isFull)
                    Fail(node, TooMany);
                else
                    AddPoints(node);
            }
            var pieces = new List<Piece>();
            var breakpoints = new List<Breakpoint>();
            var at = _points.Select(p => Resolved(p, null, _order)).ToList();
            for (int i = 0; i <= _points.Count; i++)
            {
                RealPoint? lo = i == 0 ? null : _points[i - 1], hi = i == _points.Count ? null : _points[i];
                var here = Resolved(null, Sample(lo, hi), _order);
                var expression = here.Image[root];
                pieces.Add(new Piece(lo, hi, expression, i > 0 && Joins(here, at[i - 1], lo!), i < _points.Count && Joins(here, at[i], hi!),
                    !HasCases(expression)));
                if (hi is not null)
                    breakpoints.Add(new Breakpoint(hi, at[i].Image[root], !HasCases(at[i].Image[root])));
            }
            if (!keepAll)
                Merge(pieces, breakpoints);
            bool complete = pieces.All(p => p.IsSplit) && breakpoints.All(b => b.IsSplit);
            return new PieceList([.. pieces], [.. breakpoints], complete, complete ? "" : _note.Length > 0 ? _note
                : "the sign of a switching argument was not decided");
        }

        internal Expr At(RealPoint point) => Resolved(point, null, _order).Image[root];

        // A point where nothing switches after all, such as one of a branch that is not taken, is dropped.
        private static void Merge(List<Piece> pieces, List<Breakpoint> breakpoints)
        {
            for (int i = breakpoints.Count - 1; i >= 0; i--)
            {
                var (left, right) = (pieces[i], pieces[i + 1]);
                if (!ReferenceEquals(left.Expression, right.Expression) || !left.IncludesHi || !right.IncludesLo || !left.IsSplit)
                    continue;
                pieces[i] = left with { Hi = right.Hi, IncludesHi = right.IncludesHi };
                pieces.RemoveAt(i + 1);
                breakpoints.RemoveAt(i);
            }
        }

        private void AddPoints(Expr node)
        {
            var switching = Switch(node)!;
            var order = Expr.Postorder(switching);
            var found = new List<RealPoint>(_points);
            for (int i = 0; i <= _points.Count; i++)
            {
                RealPoint? lo = i == 0 ? null : _points[i - 1], hi = i == _points.Count ? null : _points[i];
                var smooth = Resolved(null, Sample(lo, hi), order).Image[switching];
                if (HasCases(smooth))
                {
                    Fail(node, "an inner case was not decided");
                    return;
                }
                foreach (var e in DomainConditions.Conditions(smooth).Select(c => c.Expression).Prepend(smooth))
                {
                    if (e.IsClosed())
                        continue;
                    var zeros = Zeros.Of(e, variable);
                    // Zeros between lo and hi only; where the order is not decided the node stays unsolved.
                    foreach (var p in zeros.Points)
                    {
                        int? above = lo is null ? 1 : RealPoint.Compare(p, lo), below = hi is null ? -1 : RealPoint.Compare(p, hi);
                        if (above is null || below is null || above == 1 && below == -1 && !Zeros.Insert(found, p))
                            Fail(node, $"the order of {p} among the other points was not decided");
                    }
                    if (!zeros.IsComplete)
                        Fail(node, $"the zeros of {ShortText.Of(e)} were not all found ({zeros.Note})");
                }
            }
            _isFull = found.Count > PointLimit;
            if (_isFull)
            {
                Fail(node, TooMany);
            }
            else
            {
                _points.Clear();
                _points.AddRange(found);
            }
        }

        private void Fail(Expr node, string why)
        {
            _unsolved.Add(node);
            if (_note.Length == 0)
                _note = why;
        }

        /// <summary>The nodes with every decided case resolved, at a point or at a sample of an interval without points; without both none is.</summary>
        private (Dictionary<Expr, Expr> Image, Dictionary<Expr, int> Signs) Resolved(RealPoint? point, Rational? sample, List<Expr> order)
        {
            var image = new Dictionary<Expr, Expr>(ReferenceEqualityComparer.Instance);
            var signs = new Dictionary<Expr, int>(ReferenceEqualityComparer.Instance);
            foreach (var node in order)
            {
                var rebuilt = node.Children.IsEmpty ? node : node.WithChildren([.. node.Children.Select(c => image[c])]);
                image[node] = rebuilt;
                if (Switch(node) is null || Switch(rebuilt) is not { } switching)
                    continue;
                int? sign = point is not null ? SignAt(switching, point)
                    : sample is not { } x || _unsolved.Contains(node) ? null : SignAt(switching, x);
                if (sign is not { } s)
                    continue;
                signs[node] = s;
                image[node] = Resolve(rebuilt, s);
            }
            return (image, signs);
        }

        private int? SignAt(Expr switching, RealPoint point) =>
            point.SignOf(switching, variable) ?? (DomainConditions.Conditions(switching).Any(c => !c.OnlyWhereReached
            && point.SignOf(c.Expression, variable) is { } s && !Piecewise.Holds(c.Relation, s)) ? 1 : null);

        // Where the argument is undefined the node is undefined too, or not reached, so either case serves.
        private int? SignAt(Expr switching, Rational sample)
        {
            if (ZeroTest.IsIdenticallyZero(switching) == true)
                return 0;
            return ClosedValue.Sign(switching.Substitute(variable, sample)) ?? (DomainConditions.Conditions(switching).Any(c => !c.OnlyWhereReached
                && ClosedValue.Sign(c.Expression.Substitute(variable, sample)) is { } s && !Piecewise.Holds(c.Relation, s)) ? 1 : null);
        }

        /// <summary>Whether the cases on an interval give the value at its end as well.</summary>
        private bool Joins((Dictionary<Expr, Expr> Image, Dictionary<Expr, int> Signs) interval,
            (Dictionary<Expr, Expr> Image, Dictionary<Expr, int> Signs) end, RealPoint point)
        {
            foreach (var node in _order.Where(n => Switch(n) is not null))
            {
                if (!interval.Signs.TryGetValue(node, out int inside) || !end.Signs.TryGetValue(node, out int at))
                    return false;
                if (inside == at || at == 0 && node is Application { Function: Abs or Min or Max })
                    continue;
                if (node is not Piecewise w)
                    return false;
                if (Piecewise.Holds(w.Relation, inside) != Piecewise.Holds(w.Relation, at)
                    && point.SignOf(end.Image[w.Then] - end.Image[w.Otherwise], variable) != 0)
                    return false;
            }
            return true;
        }
    }
}
