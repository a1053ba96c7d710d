using System.Text;
using BoundCheck.Numeric.Networks;

namespace BoundCheck.Cli.Networks;

/// <summary>Runs every seed of every configuration, several at a time, each on one thread; a lone run has all threads for its samples.</summary>
internal sealed class NetworkRunner
{
    private static readonly TimeSpan s_saveEvery = TimeSpan.FromSeconds(30);

    private readonly List<NetworkProblem> _problems;
    private readonly NetworkMeasurement?[] _results;
    private readonly long[] _done;
    private readonly NetworkCheckpoint? _checkpoint;
    private readonly int _threads;

    internal NetworkRunner(IEnumerable<NetworkProblem> problems, NetworkCheckpoint? checkpoint, int threads)
    {
        _problems = [.. problems];
        _results = new NetworkMeasurement?[_problems.Count];
        _done = new long[_problems.Count];
        _checkpoint = checkpoint;
        _threads = threads;
    }

    /// <summary>The measurement of each run, null where it did not end.</summary>
    internal IReadOnlyList<NetworkMeasurement?> Results => _results;

    /// <summary>Runs until all have ended or the token is cancelled; what was reached is kept in the checkpoint.</summary>
    /// <returns>Whether all ended.</returns>
    internal bool Run(Action<long, long> progress, CancellationToken stop)
    {
        long all = _problems.Sum(p => p.Steps);
        int workers = Math.Min(_threads, _problems.Count), inner = workers == 1 ? _threads : 1;
        try
        {
            // One at a time from the front: the order in which runs end does not matter, but early ones are wanted first.
            Parallel.ForEach(System.Collections.Concurrent.Partitioner.Create(Enumerable.Range(0, _problems.Count),
                System.Collections.Concurrent.EnumerablePartitionerOptions.NoBuffering),
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
        if (_checkpoint?.States.GetValueOrDefault(index) is { } state)
            run.Load(new BinaryReader(new MemoryStream(state)));
        bool stored = run.Result is not null;
        var next = DateTime.UtcNow + s_saveEvery;
        try
        {
            _results[index] = run.Run(step =>
            {
                _done[index] = step;
                progress();
                if (_checkpoint is not null && DateTime.UtcNow >= next)
                {
                    Save(index, run);
                    next = DateTime.UtcNow + s_saveEvery;
                }
            }, stop);
            _done[index] = problem.Steps;
            progress();
        }
        finally
        {
            if (!stored)
                Save(index, run);
        }
    }

    private void Save(int index, NetworkRun run)
    {
        if (_checkpoint is null)
            return;
        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory, Encoding.UTF8, leaveOpen: true))
            run.Save(writer);
        _checkpoint.Add(index, memory.ToArray());
    }
}
