using System.Collections.Immutable;
using BoundCheck.Bounds.Problems;
using BoundCheck.Bounds.Regularity;
using BoundCheck.Bounds.Structures.General;
using BoundCheck.Bounds.Studies.Prediction;
using BoundCheck.Cli.Output;
using BoundCheck.Symbolic;

namespace BoundCheck.Cli.Commands;

/// <summary>What was found out of objectives that were asked for already, whatever the start and the step: the most recent answers, for several
/// threads.</summary>
/// <remarks>An expression exists once, so with the type of the answer it is the key. What a time limit cut short is not kept: another time it may be
/// decided.</remarks>
internal sealed class Analyses
{
    /// <summary>So many answers are remembered.</summary>
    internal const int Most = 512;

    private readonly Dictionary<(Expr Of, Type Answer), LinkedListNode<((Expr, Type) Key, object Answer)>> _known = [];
    private readonly LinkedList<((Expr, Type) Key, object Answer)> _recent = [];
    private readonly Dictionary<(Expr, Type), Task> _running = [];
    private readonly Lock _gate = new();

    /// <summary>Answers that are remembered.</summary>
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
    internal RegularityReport Regularity(Objective objective, CancellationToken cancellation) =>
        Of(objective, () => objective.Structure.Regularity(cancellation), report => !Unfinished.Of(report).Any(), cancellation);

    /// <summary>The starts that theorems certify without knowing one, found now or before.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    internal ImmutableArray<RegionAtStep> Regions(Objective objective, RegularityReport regularity, CancellationToken cancellation) =>
        Of(objective, () => CertifiedRegions.Of(objective, regularity, cancellation),
            regions => !Unfinished.Of(regularity).Concat(Unfinished.Of(regions)).Any(), cancellation);

    /// <summary>Why no start is certified, found now or before.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    internal ImmutableArray<Obstacle> Obstacles(Objective objective, RegularityReport regularity, CancellationToken cancellation) =>
        Of(objective, () => WhyNot.Of(objective, regularity, cancellation), _ => !Unfinished.Of(regularity).Any(), cancellation);

    /// <summary>The curvature of an objective, found now or before.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    internal CurvatureReport Curvature(Objective objective, CancellationToken cancellation) =>
        Of(objective, () => CurvatureReport.Of(objective, cancellation), _ => true, cancellation);

    /// <summary>The regularity of an objective, where it is remembered.</summary>
    internal RegularityReport? Find(Expr key) => Find((key, typeof(RegularityReport))) as RegularityReport;

    /// <summary>An answer about an objective, found now or before, or by somebody else at this moment.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="analyse">Finds it; where cancelled, in part.</param>
    /// <param name="isWhole">Whether nothing is left out, so that it may be kept.</param>
    /// <param name="cancellation">What ends the finding and the waiting.</param>
    internal T Of<T>(Objective objective, Func<T> analyse, Func<T, bool> isWhole, CancellationToken cancellation)
        where T : notnull
    {
        var key = (objective.Expression, typeof(T));
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (true)
        {
            Task? others;
            lock (_gate)
            {
                if (Find(key) is T known)
                    return known;
                if (!_running.TryGetValue(key, out others))
                    _running[key] = mine.Task;
            }
            if (others is null)
                break;
            // Somebody is finding it at this moment. Whoever has no more time to wait for that says what is known without it.
            try
            {
                others.Wait(cancellation);
            }
            catch (OperationCanceledException)
            {
                return analyse();
            }
        }
        try
        {
            var answer = analyse();
            if (!cancellation.IsCancellationRequested && isWhole(answer))
                Add(key, answer);
            return answer;
        }
        finally
        {
            lock (_gate)
                _running.Remove(key);
            mine.SetResult();
        }
    }

    private object? Find((Expr, Type) key)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue(key, out var node))
                return null;
            _recent.Remove(node);
            _recent.AddFirst(node);
            return node.Value.Answer;
        }
    }

    private void Add((Expr, Type) key, object answer)
    {
        lock (_gate)
        {
            if (_known.ContainsKey(key))
                return;
            _known[key] = _recent.AddFirst((key, answer));
            if (_known.Count <= Most)
                return;
            _known.Remove(_recent.Last!.Value.Key);
            _recent.RemoveLast();
        }
    }
}
