using System.Collections.Immutable;

namespace BoundCheck.Symbolic;

/// <summary>Splits an expression of one variable, node by node from the leaves.</summary>
/// <remarks>
/// Each node gets the row of its formulas, made of those of its children: a switching node adds the points where the sign of its argument changes, and a
/// piecewise takes the part of each branch where that is taken. So the work goes with the formulas that are there, not with nodes times points.
/// </remarks>
/// <param name="variable">The variable.</param>
/// <param name="keepAll">Keeps the marks where nothing changes but a formula of its own is taken.</param>
internal sealed class CaseSplitter(Expr variable, bool keepAll)
{
    private readonly MarkOrder _order = new();
    private readonly Dictionary<Expr, CaseRow> _rows = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expr, SignChart> _charts = new(ReferenceEqualityComparer.Instance);

    /// <summary>What was not decided first, or empty.</summary>
    internal string Note { get; private set; } = "";

    /// <summary>The row of an expression whose own cases are spelled out.</summary>
    internal CaseRow Split(Expr root)
    {
        foreach (var node in Expr.Postorder(root))
            _rows[node] = Pieces.Switch(node) is null ? Combined(node) : node is Piecewise w ? Chosen(w) : Resolved(node);
        return _rows[root];
    }

    /// <summary>A point that may or may not be a mark of the row; null when its order among the marks was not decided.</summary>
    internal Mark? Place(RealPoint point) => _order.Place(point);

    // A node without cases of its own over the formulas of its children.
    private CaseRow Combined(Expr node)
    {
        if (node.Children.All(c => _rows[c].Entries.Count == 0))
            return new(node.WithChildren([.. node.Children.Select(c => _rows[c].First)]));
        bool isLong = node is Sum && node.Children.Length > SumOfFormulas.Fewest;
        return Swept(node.Children, isLong ? new SumOfFormulas(variable, node.Children.Length) : new Rebuilt(node));
    }

    // abs, sign, min, max: the argument or one of the arguments, by the sign.
    private CaseRow Resolved(Expr node)
    {
        var signs = Decide(node.Children, c => node.Children.Length == 1 ? c[0] : c[0] - c[1]);
        var row = new CaseRow(Formula(signs.First, [.. node.Children.Select(c => _rows[c].First)]));
        int? inside = signs.First;
        foreach (var (mark, at, next) in signs.Entries)
        {
            var here = node.Children.Select(c => _rows[c].On(mark)).ToList();
            row.Add(new(mark, Formula(at, [.. here.Select(h => h.At)]), Formula(next, [.. here.Select(h => h.Next)]),
                Joins(inside, at) && here.TrueForAll(h => h.JoinsLeft), Joins(next, at) && here.TrueForAll(h => h.JoinsRight)), keepAll);
            inside = next;
        }
        return row;

        Expr Formula(int? sign, ImmutableArray<Expr> children) =>
            sign is { } s ? Pieces.Resolve(node, children, s) : node.WithChildren(children);

        bool Joins(int? side, int? at) => side is not null && at is not null && (side == at || at == 0 && node is Application { Function: not Sign });
    }

    // Only the branch that is taken counts.
    private CaseRow Chosen(Piecewise node)
    {
        var signs = Decide([node.Left, node.Right], c => c[0] - c[1]);
        Mark? from = null;
        int? inside = signs.First;
        var row = new CaseRow(Formula(inside, null));
        foreach (var (mark, at, next) in signs.Entries)
        {
            Inside(mark);
            var (value, left, right) = (At(mark, at), Side(inside, mark).JoinsLeft, Side(next, mark).JoinsRight);
            row.Add(new(mark, value, Formula(next, mark), left && Meets(inside, at, mark), right && Meets(next, at, mark)), keepAll);
            (from, inside) = (mark, next);
        }
        Inside(null);
        return row;

        void Inside(Mark? to)
        {
            if (inside is not { } sign)
                return;
            foreach (var entry in Branch(sign).Between(from, to))
                row.Add(entry, keepAll);
        }

        CaseRow Branch(int sign) => _rows[Piecewise.Holds(node.Relation, sign) ? node.Then : node.Otherwise];

        Expr Formula(int? sign, Mark? mark) => sign is { } s ? Branch(s).RightOf(mark)
            : Piecewise.Of(node.Relation, _rows[node.Left].RightOf(mark), _rows[node.Right].RightOf(mark), node.Then, node.Otherwise);

        Expr At(Mark mark, int? sign)
        {
            var at = node.Children.Select(c => _rows[c].On(mark).At).ToList();
            return sign is { } s ? Pieces.Resolve(node, [.. at], s) : Piecewise.Of(node.Relation, at[0], at[1], at[2], at[3]);
        }

        CaseRow.Entry Side(int? sign, Mark mark) => sign is { } s ? Branch(s).On(mark) : default;

        bool Meets(int? side, int? at, Mark mark) => side is { } s && at is { } a && (ReferenceEquals(Branch(s), Branch(a))
            || mark.Point.SignOfDifference(Branch(s).On(mark).At, Branch(a).On(mark).At, variable) == 0);
    }

    /// <summary>The sign that decides a node: between marks, and at them; null where it was not decided.</summary>
    private (int? First, List<(Mark Mark, int? At, int? Next)> Entries) Decide(ImmutableArray<Expr> arguments,
        Func<ImmutableArray<Expr>, Expr> difference)
    {
        // The arguments as one row, so that what is asked about is one formula between its marks; every mark stays, since the arguments change there.
        var row = Swept(arguments, new Difference(difference), everyMark: true);
        int? first = null;
        var entries = new List<(Mark, int?, int?)>();
        Mark? from = null;
        var formula = row.First;
        foreach (var entry in row.Entries)
        {
            Inside(entry.Mark);
            entries.Add((entry.Mark, SignChart.SignAt(entry.At, variable, entry.Mark.Point), null));
            (from, formula) = (entry.Mark, entry.Next);
        }
        Inside(null);
        return (first, entries);

        void Inside(Mark? to)
        {
            if (!_charts.TryGetValue(formula, out var chart))
                _charts[formula] = chart = SignChart.Of(formula, variable, _order);
            if (chart.Failure is { } failure)
            {
                Note = Note.Length > 0 ? Note : failure;
                return;
            }
            var lo = from;
            foreach (var mark in chart.Marks.Where(m => (from is null || m.Rank > from.Rank) && (to is null || m.Rank < to.Rank)))
            {
                Right(SignChart.SignBetween(formula, variable, lo, mark));
                entries.Add((mark, SignChart.SignAt(formula, variable, mark.Point), null));
                lo = mark;
            }
            Right(SignChart.SignBetween(formula, variable, lo, to));
        }

        void Right(int? sign)
        {
            if (entries.Count == 0)
                first = sign;
            else
                entries[^1] = entries[^1] with { Item3 = sign };
        }
    }

    /// <summary>Goes through the marks of some rows from left to right.</summary>
    private CaseRow Swept(ImmutableArray<Expr> parts, IFormula formula, bool everyMark = false)
    {
        for (int i = 0; i < parts.Length; i++)
            formula.Set(i, _rows[parts[i]].First);
        var row = new CaseRow(formula.Value);
        var entries = parts.SelectMany((p, i) => _rows[p].Entries.Select(e => (Part: i, Entry: e))).OrderBy(e => e.Entry.Mark.Rank).ToList();
        for (int begin = 0, end; begin < entries.Count; begin = end)
        {
            var mark = entries[begin].Entry.Mark;
            for (end = begin; end < entries.Count && ReferenceEquals(entries[end].Entry.Mark, mark); end++)
                formula.Set(entries[end].Part, entries[end].Entry.At);
            var at = formula.Value;
            var here = entries[begin..end];
            foreach (var (part, entry) in here)
                formula.Set(part, entry.Next);
            var made = new CaseRow.Entry(mark, at, formula.Value, here.TrueForAll(e => e.Entry.JoinsLeft), here.TrueForAll(e => e.Entry.JoinsRight));
            if (everyMark)
                row.Append(made);
            else
                row.Add(made, keepAll);
        }
        return row;
    }

    private sealed class Rebuilt(Expr node) : IFormula
    {
        private readonly Expr[] _children = [.. node.Children];

        public Expr Value => node.WithChildren([.. _children]);

        public void Set(int part, Expr value) => _children[part] = value;
    }

    private sealed class Difference(Func<ImmutableArray<Expr>, Expr> difference) : IFormula
    {
        private readonly Expr[] _parts = new Expr[2];

        public Expr Value => difference([.. _parts]);

        public void Set(int part, Expr value) => _parts[part] = value;
    }
}
