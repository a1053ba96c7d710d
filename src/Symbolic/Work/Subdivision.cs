namespace BoundCheck.Symbolic;

/// <summary>What a question says of a part.</summary>
public enum Fate
{
    /// <summary>Nothing is left to ask about any point of the part.</summary>
    Settled,

    /// <summary>The part has to be cut.</summary>
    Open,

    /// <summary>The part is not settled and cutting it is of no use.</summary>
    Stuck,

    /// <summary>The question is answered, whatever the other parts say: by a witness, or by bounds that are close enough.</summary>
    Final,
}

/// <summary>How a subdivision ended.</summary>
public enum Ending
{
    /// <summary>Every part was settled: what settles a part holds on the whole set.</summary>
    Covered,

    /// <summary>A part was final.</summary>
    Answered,

    /// <summary>Some parts were stuck or could not be cut: as many as are allowed, or all that are left.</summary>
    Indivisible,

    /// <summary>The budget was spent.</summary>
    Exhausted,
}

/// <summary>A part with an upper bound of what is sought on it.</summary>
/// <param name="Part">The part.</param>
/// <param name="Bound">The bound; the larger, the sooner the part is looked at.</param>
public readonly record struct Bounded<TPart>(TPart Part, double Bound);

/// <summary>
/// The one search of the project: a set is cut into parts until each part is settled, one of them answers the question, or the work is spent.
/// </summary>
/// <remarks>
/// <para>
/// The question brings a cut (a part into two that cover it), a look (is the part settled?) and, for best-first order, an upper bound of what is sought on a
/// part. Without a
/// bound the order is depth first, the first half before the second.
/// </para>
/// <para>
/// Guaranteed, if cuts cover, looks are right and bounds are bounds: no point is lost. Each point of the parts that were added lies in a settled part or in
/// one of
/// <see cref="Left"/>; the part at which a search ends, or is cancelled, stays open. So <see cref="Ending.Covered"/> is a proof that the whole set is
/// settled, and
/// it is given only when no part is left, not even one that could not be cut. <see cref="Largest"/> is at least the supremum of what is sought on the open
/// parts. A part inherits the
/// bound of the one it was cut from, and a NaN is no bound.
/// </para>
/// <para>
/// Heuristic: the order, where to cut, and what is sampled on the way. They decide how soon an answer comes and whether it comes within the budget, never
/// which one.
/// </para>
/// <para>
/// One unit of the budget is taken before each look. Exhaustion ends the search, cancellation throws, both as <see cref="Budget"/> says. A search may be run
/// again, with
/// more parts or another look; it goes on with what is open.
/// </para>
/// </remarks>
/// <typeparam name="TPart">A part: an interval, a box, a piece of a polynomial, with what the question knows about it.</typeparam>
public sealed class Subdivision<TPart>
{
    private readonly Func<TPart, (TPart First, TPart Second)?> _cut;
    private readonly Func<TPart, Bounded<TPart>?>? _bound;
    private readonly Budget _budget;
    private readonly Stack<TPart> _deep = new();
    private readonly PriorityQueue<Bounded<TPart>, (double, long)> _best = new();
    private readonly List<TPart> _undivided = [];
    private double _inherited = double.PositiveInfinity;
    private double _looking = double.NegativeInfinity;
    private int _mostUndivided = 1;
    private long _added;

    private Subdivision(Func<TPart, (TPart, TPart)?> cut, Func<TPart, Bounded<TPart>?>? bound, Budget budget)
    {
        ArgumentNullException.ThrowIfNull(cut);
        ArgumentNullException.ThrowIfNull(budget);
        (_cut, _bound, _budget) = (cut, bound, budget);
    }

    /// <summary>A search that looks at the first half of a part before the second.</summary>
    /// <param name="cut">Two parts that cover the given one; null when it can't be cut.</param>
    /// <param name="budget">A unit a look.</param>
    /// <param name="mostUndivided">So many parts that are stuck or can't be cut end the search; at least 1.</param>
    public static Subdivision<TPart> DepthFirst(Func<TPart, (TPart First, TPart Second)?> cut, Budget budget, int mostUndivided = 1) =>
        new(cut, null, budget) { _mostUndivided = mostUndivided };

    /// <summary>A search that looks at the part with the largest bound.</summary>
    /// <param name="cut">Two parts that cover the given one; null when it can't be cut.</param>
    /// <param name="bound">
    /// Asked once as a part enters: an upper bound of what is sought on it, with the part or a subset of it that has the same supremum; null when nothing is
    /// sought there.
    /// </param>
    /// <param name="budget">A unit a look.</param>
    public static Subdivision<TPart> BestFirst(Func<TPart, (TPart First, TPart Second)?> cut, Func<TPart, Bounded<TPart>?> bound, Budget budget)
    {
        ArgumentNullException.ThrowIfNull(bound);
        return new(cut, bound, budget);
    }

    /// <summary>All that is not settled: the parts that could not be cut, and those still to be looked at.</summary>
    public IEnumerable<TPart> Left => _undivided.Concat(Open.Select(p => p.Part));

    /// <summary>The parts that are still to be looked at, the one at which the search ended first where the order is depth first.</summary>
    public IEnumerable<Bounded<TPart>> Open =>
        _bound is null ? _deep.Select(p => new Bounded<TPart>(p, double.PositiveInfinity)) : _best.UnorderedItems.Select(p => p.Element);

    /// <summary>The largest bound of the open parts, the one being looked at among them; -infinity when there is none. Best first only.</summary>
    public double Largest => _best.TryPeek(out var top, out _) ? Math.Max(_looking, top.Bound) : _looking;

    /// <summary>Parts that were added, those found without anything sought among them.</summary>
    public long Parts => _added;

    /// <summary>Adds a part. A look may add what remains of its part and call the part settled.</summary>
    public void Add(TPart part)
    {
        _added++;
        if (_bound is null)
            _deep.Push(part);
        else if (_bound(part) is { } sought)
            Enqueue(sought.Part, sought.Bound <= _inherited ? sought.Bound : _inherited);
    }

    /// <summary>Goes on until no part is left, or for one of the other reasons to end.</summary>
    /// <param name="look">Asked once for each part in turn. Right for every point of the part when it says settled.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Ending Run(Func<TPart, Fate> look)
    {
        ArgumentNullException.ThrowIfNull(look);
        while (TryTake(out var part))
        {
            bool stays = true;
            try
            {
                if ((_budget.Spend() ? Look(look, part) : Ending.Exhausted) is { } end)
                    return end;
                stays = false;
            }
            finally
            {
                if (stays)
                    Return(part);
                (_looking, _inherited) = (double.NegativeInfinity, double.PositiveInfinity);
            }
        }
        return _undivided.Count == 0 ? Ending.Covered : Ending.Indivisible;
    }

    private Ending? Look(Func<TPart, Fate> look, TPart part)
    {
        var fate = look(part);
        if (fate is Fate.Settled or Fate.Final)
            return fate == Fate.Final ? Ending.Answered : null;
        if (fate == Fate.Stuck || _cut(part) is not var (first, second))
        {
            if (_undivided.Count + 1 >= _mostUndivided)
                return Ending.Indivisible;
            _undivided.Add(part);
            return null;
        }
        if (_bound is null)
            (first, second) = (second, first);
        Add(first);
        Add(second);
        return null;
    }

    private bool TryTake(out TPart part)
    {
        if (_bound is null)
            return _deep.TryPop(out part!);
        bool found = _best.TryDequeue(out var top, out _);
        part = top.Part;
        if (found)
            _looking = _inherited = top.Bound;
        return found;
    }

    private void Return(TPart part)
    {
        if (_bound is null)
            _deep.Push(part);
        else
            Enqueue(part, _looking);
    }

    private void Enqueue(TPart part, double bound) => _best.Enqueue(new(part, bound), (-bound, _added));
}

/// <summary>Questions that are one call.</summary>
public static class Subdivision
{
    /// <summary>How a depth-first search through some parts, the first one first, ends.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static Ending Over<TPart>(IEnumerable<TPart> parts, Func<TPart, Fate> look, Func<TPart, (TPart First, TPart Second)?> cut, Budget budget)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var search = Subdivision<TPart>.DepthFirst(cut, budget);
        foreach (var part in parts.Reverse())
            search.Add(part);
        return search.Run(look);
    }

    /// <summary>Whether every part of some parts is settled; false as soon as one is final or can't be cut, or the budget is spent.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static bool Covers<TPart>(IEnumerable<TPart> parts, Func<TPart, Fate> look, Func<TPart, (TPart First, TPart Second)?> cut, Budget budget) =>
        Over(parts, look, cut, budget) == Ending.Covered;
}
