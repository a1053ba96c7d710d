using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Cli.Output;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Commands;

/// <summary>The regularity of objectives that were asked for already: the most recent ones, for several threads.</summary>
/// <remarks>An expression exists once, so it is the key. What a time limit cut short is not kept: another time it may be decided.</remarks>
internal sealed class Analyses
{
    /// <summary>So many objectives are remembered.</summary>
    internal const int Most = 256;

    private readonly Dictionary<Expr, LinkedListNode<(Expr Key, RegularityReport Report)>> _known = [];
    private readonly LinkedList<(Expr Key, RegularityReport Report)> _recent = [];
    private readonly Lock _gate = new();

    /// <summary>Objectives that are remembered.</summary>
    internal int Count
    {
        get
        {
            lock (_gate)
                return _known.Count;
        }
    }

    /// <summary>The regularity of an objective, found now or before.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    internal RegularityReport Regularity(Objective objective, CancellationToken cancellation)
    {
        if (Find(objective.Expression) is { } known)
            return known;
        var report = objective.Structure.Regularity(cancellation);
        if (!cancellation.IsCancellationRequested && !Unfinished.Of(report).Any())
            Add(objective.Expression, report);
        return report;
    }

    /// <summary>The regularity of an objective, where it is remembered.</summary>
    internal RegularityReport? Find(Expr key)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue(key, out var node))
                return null;
            _recent.Remove(node);
            _recent.AddFirst(node);
            return node.Value.Report;
        }
    }

    private void Add(Expr key, RegularityReport report)
    {
        lock (_gate)
        {
            if (_known.ContainsKey(key))
                return;
            _known[key] = _recent.AddFirst((key, report));
            if (_known.Count <= Most)
                return;
            _known.Remove(_recent.Last!.Value.Key);
            _recent.RemoveLast();
        }
    }
}
