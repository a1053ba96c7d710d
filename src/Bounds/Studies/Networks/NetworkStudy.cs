using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using BoundCheck.Numeric.Networks;

namespace BoundCheck.Bounds.Studies.Networks;

/// <summary>Where the states of runs are kept, so that a study that was stopped can go on; safe from several threads.</summary>
public interface INetworkStates
{
    /// <summary>The last state kept of a run, by its number in the study; null where there is none.</summary>
    byte[]? Last(int run);

    /// <summary>Whether a run in progress should be kept now.</summary>
    bool IsDue(int run);

    /// <summary>Keeps the state of a run.</summary>
    void Keep(int run, byte[] state);
}

/// <summary>Runs every seed of every experiment, several at a time, each on one thread; a lone run has all threads for its samples.</summary>
public sealed class NetworkStudy
{
    private readonly ImmutableArray<NetworkExperiment> _experiments;
    private readonly NetworkProblem[] _problems;
    private readonly NetworkMeasurement?[] _results;
    private readonly long[] _done;
    private readonly INetworkStates? _states;
    private readonly int _threads;

    /// <summary>A study of which nothing has been run.</summary>
    /// <param name="experiments">The experiments; their runs are numbered through from 0.</param>
    /// <param name="states">Where states are kept and continued from; null to keep none.</param>
    /// <param name="threads">How many threads to use, at least 1. The results do not depend on it.</param>
    public NetworkStudy(ImmutableArray<NetworkExperiment> experiments, INetworkStates? states, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _experiments = experiments;
        _problems = [.. experiments.SelectMany(e => e.Problems)];
        _results = new NetworkMeasurement?[_problems.Length];
        _done = new long[_problems.Length];
        _states = states;
        _threads = threads;
    }

    /// <summary>The finished runs of an experiment, in the order of its seeds.</summary>
    /// <param name="experiment">The place of the experiment in the study, from 0.</param>
    public ImmutableArray<NetworkMeasurement> Finished(int experiment) =>
        [.. _results.Skip(_experiments.Take(experiment).Sum(e => e.Problems.Length))
            .Take(_experiments[experiment].Problems.Length).OfType<NetworkMeasurement>()];

    /// <summary>Runs until all have ended or the token is cancelled; what was reached is kept.</summary>
    /// <param name="progress">Told the steps done and all steps; may be called from several threads.</param>
    /// <param name="stop">Ends the study early.</param>
    /// <param name="first">The first run that is to be made, from 0.</param>
    /// <param name="count">How many are; all from there on if null.</param>
    /// <returns>Whether all ended.</returns>
    public bool Run(Action<long, long> progress, CancellationToken stop, int first = 0, int? count = null)
    {
        ArgumentNullException.ThrowIfNull(progress);
        int runs = count ?? _problems.Length - first;
        long all = _problems.Skip(first).Take(runs).Sum(p => p.Steps);
        int workers = Math.Max(1, Math.Min(_threads, runs)), inner = workers == 1 ? _threads : 1;
        try
        {
            // One at a time from the front: the order in which runs end does not matter, but early ones are wanted first.
            Parallel.ForEach(Partitioner.Create(Enumerable.Range(first, runs), EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = stop },
                i => RunOne(i, inner, () => progress(_done.Sum(), all), stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        return true;
    }

    private void RunOne(int index, int threads, Action progress, CancellationToken stop)
    {
        var problem = _problems[index] with { Threads = threads };
        using var run = new NetworkRun(problem);
        if (_states?.Last(index) is { } state)
            run.Load(new BinaryReader(new MemoryStream(state)));
        bool stored = run.Result is not null;
        try
        {
            _results[index] = run.Run(step =>
            {
                _done[index] = step;
                progress();
                if (_states?.IsDue(index) == true)
                    Keep(index, run);
            }, stop);
            _done[index] = problem.Steps;
            progress();
        }
        finally
        {
            if (!stored)
                Keep(index, run);
        }
    }

    private void Keep(int index, NetworkRun run)
    {
        if (_states is null)
            return;
        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory, Encoding.UTF8, leaveOpen: true))
            run.Save(writer);
        _states.Keep(index, memory.ToArray());
    }
}
