using System.Diagnostics;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Numeric.Batches;

/// <summary>Cells run one at a time, each by a problem of its own: for methods that have no vector kernel.</summary>
public static class SingleSweep
{
    /// <summary>Runs some cells.</summary>
    /// <param name="cells">The number of cells.</param>
    /// <param name="run">Runs a cell; ends with <see cref="OperationCanceledException"/> when it is to stop.</param>
    /// <param name="threads">Threads; the answers do not depend on it.</param>
    /// <param name="variables">The number of variables of a run in coordinates; 0 for the product form.</param>
    public static SweepCells Run(int cells, Func<int, Measurement> run, int threads, int variables = 0)
    {
        ArgumentNullException.ThrowIfNull(run);
        var watch = Stopwatch.StartNew();
        var results = new BatchResults(cells, variables == 0 ? 2 : variables, 0);
        double[] limits = new double[cells], losses = new double[cells];
        var phenomena = new SweepPhenomena[cells];
        int next = -1;
        Workers.Run(Math.Clamp(threads, 1, Math.Max(1, cells)), _ =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < cells;)
            {
                var measured = run(i);
                results.Take(i, measured, variables > 0);
                (limits[i], losses[i], phenomena[i]) = (measured.LimitSharpness ?? double.NaN, measured.MaxLoss.Loss, measured.Phenomena.ToFlags());
            }
        });
        return new SweepCells(results, watch.Elapsed, limits, losses, phenomena);
    }
}
