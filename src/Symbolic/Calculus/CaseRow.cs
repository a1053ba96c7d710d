namespace BoundCheck.Symbolic;

/// <summary>A point where formulas may change; all marks of one split are in one order.</summary>
internal sealed class Mark(RealPoint point)
{
    /// <summary>Where.</summary>
    internal RealPoint Point { get; } = point;

    /// <summary>The place in the order, which only the order of marks sets.</summary>
    internal int Rank { get; set; }
}

/// <summary>The marks of a split from left to right, each point once.</summary>
internal sealed class MarkOrder
{
    private readonly List<Mark> _marks = [];

    /// <summary>How many there are.</summary>
    internal int Count => _marks.Count;

    /// <summary>The mark at a point; null when its order among the others was not decided.</summary>
    internal Mark? Place(RealPoint point)
    {
        int lo = 0, hi = _marks.Count;
        while (lo < hi)
        {
            int middle = (lo + hi) / 2;
            switch (RealPoint.Compare(point, _marks[middle].Point))
            {
                case null:
                    return null;
                case 0:
                    return _marks[middle];
                case < 0:
                    hi = middle;
                    break;
                default:
                    lo = middle + 1;
                    break;
            }
        }
        var mark = new Mark(point);
        _marks.Insert(lo, mark);
        for (int i = lo; i < _marks.Count; i++)
            _marks[i].Rank = i;
        return mark;
    }
}

/// <summary>One expression as formulas on the open intervals between marks, and what it is at the marks.</summary>
/// <param name="first">The formula left of all marks.</param>
internal sealed class CaseRow(Expr first)
{
    private readonly List<Entry> _entries = [];

    /// <summary>A mark, what the expression is there, and the formula right of it.</summary>
    /// <param name="Mark">Where.</param>
    /// <param name="At">Equal to the expression at the mark.</param>
    /// <param name="Next">Equal to it up to the next mark.</param>
    /// <param name="JoinsLeft">The formula left of the mark is proved to be equal at the mark too.</param>
    /// <param name="JoinsRight">The formula right of it is.</param>
    internal readonly record struct Entry(Mark Mark, Expr At, Expr Next, bool JoinsLeft, bool JoinsRight);

    /// <summary>The formula left of all marks.</summary>
    internal Expr First { get; } = first;

    /// <summary>The marks in order, each with the formula right of it.</summary>
    internal IReadOnlyList<Entry> Entries => _entries;

    /// <summary>The formula right of all marks.</summary>
    internal Expr Last => _entries.Count == 0 ? First : _entries[^1].Next;

    /// <summary>Adds a mark right of the others, unless nothing happens there.</summary>
    /// <param name="entry">The mark.</param>
    /// <param name="keepAll">Keeps a mark where a formula of its own is taken that has the value of the formula around it.</param>
    internal void Add(Entry entry, bool keepAll)
    {
        var left = Last;
        entry = entry with { JoinsLeft = entry.JoinsLeft || ReferenceEquals(left, entry.At), JoinsRight = entry.JoinsRight
            || ReferenceEquals(entry.Next, entry.At) };
        bool changes = !ReferenceEquals(left, entry.Next) || (keepAll ? !ReferenceEquals(left, entry.At) : !entry.JoinsLeft || !entry.JoinsRight);
        if (changes)
            _entries.Add(entry);
    }

    /// <summary>Adds a mark right of the others.</summary>
    internal void Append(Entry entry) => _entries.Add(entry);

    /// <summary>What is at a place that may be a mark of another row.</summary>
    internal Entry On(Mark mark)
    {
        int i = After(mark);
        if (i > 0 && ReferenceEquals(_entries[i - 1].Mark, mark))
            return _entries[i - 1];
        var here = i == 0 ? First : _entries[i - 1].Next;
        return new Entry(mark, here, here, true, true);
    }

    /// <summary>The formula just right of a mark; of null, left of all.</summary>
    internal Expr RightOf(Mark? mark) => mark is null ? First : On(mark).Next;

    /// <summary>The entries strictly between two marks; null is infinite.</summary>
    internal IEnumerable<Entry> Between(Mark? lo, Mark? hi)
    {
        for (int i = lo is null ? 0 : After(lo); i < _entries.Count && (hi is null || _entries[i].Mark.Rank < hi.Rank); i++)
            yield return _entries[i];
    }

    /// <summary>The number of entries at or left of a mark.</summary>
    private int After(Mark mark)
    {
        int lo = 0, hi = _entries.Count;
        while (lo < hi)
        {
            int middle = (lo + hi) / 2;
            (lo, hi) = _entries[middle].Mark.Rank <= mark.Rank ? (middle + 1, hi) : (lo, middle);
        }
        return lo;
    }
}
