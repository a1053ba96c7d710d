using System.Diagnostics;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Numeric.Batches;

/// <summary>Cells run one at a time, each by a problem of its own: for methods that have no vector kernel.</summary>
public static class SingleSweep
{
    /// <summary>Runs some cells.</summary>
    /// <param name="cells">The number of cells.</param>
    /// <param name="single">The run of a cell.</param>
    /// <param name="threads">Threads; the answers do not depend on it.</param>
    public static SweepCells Run(int cells, Func<int, Measurement> single, int threads)
    {
        ArgumentNullException.ThrowIfNull(single);
        var watch = Stopwatch.StartNew();
        var results = new BatchResults(cells, 2, 0);
        double[] limits = new double[cells], losses = new double[cells];
        var phenomena = new SweepPhenomena[cells];
        long useful = 0;
        int next = -1;
        Workers.Run(Math.Clamp(threads, 1, Math.Max(1, cells)), _ =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < cells;)
            {
                var run = single(i);
                results.Take(i, run);
                (limits[i], losses[i], phenomena[i]) = (run.LimitSharpness ?? double.NaN, run.MaxLoss.Loss, run.Phenomena.ToFlags());
                Interlocked.Add(ref useful, run.Steps);
            }
        });
        return new SweepCells(results, useful, watch.Elapsed, limits, losses, phenomena);
    }
}
