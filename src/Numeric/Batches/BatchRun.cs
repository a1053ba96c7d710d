namespace BoundCheck.Numeric.Batches;

/// <summary>Runs all cells of a batch; each thread has a block of lanes and takes new cells as its lanes end.</summary>
internal static class BatchRun
{
    /// <summary>Lanes a block: its arrays stay in the second-level cache, and refilling keeps it busy.</summary>
    private const int BlockLanes = 4096;

    /// <summary>Runs the batch; the results do not depend on the number of threads, each cell being computed alone.</summary>
    /// <param name="kernels">The compiled model.</param>
    /// <param name="starts">The starts.</param>
    /// <param name="settings">Budget and threads.</param>
    /// <param name="done">Called with the number of cells finished so far, from any thread.</param>
    /// <param name="cancellation">Stops the batch.</param>
    /// <returns>The results and the number of steps made in lanes that had not ended.</returns>
    internal static (BatchResults Results, long UsefulSteps) Execute(
        BatchKernels kernels, BatchStarts starts, BatchSettings settings, Action<long>? done = null, CancellationToken cancellation = default)
    {
        int cells = starts.Cells;
        var results = new BatchResults(cells, kernels.Model.States, settings.Track ? kernels.Model.Trackers : 0);
        int lanes = Math.Clamp(cells / Math.Max(1, 4 * settings.Threads), 256, BlockLanes);
        long useful = 0, finished = 0, next = 0;
        int threads = Math.Max(1, Math.Min(settings.Threads, (cells + lanes - 1) / lanes));
        Workers.Run(threads, _ => Work());
        cancellation.ThrowIfCancellationRequested();
        return (results, useful);

        void Work()
        {
            using var block = new BatchBlock(kernels, settings, results, lanes);
            long steps = block.Run(starts, Take, ended => done?.Invoke(Interlocked.Add(ref finished, ended)), cancellation);
            Interlocked.Add(ref useful, steps);
        }

        (int First, int End) Take(int most)
        {
            if (Interlocked.Read(ref next) >= cells)
                return (cells, cells);
            long first = Math.Min(cells, Interlocked.Add(ref next, most) - most);
            return ((int)first, (int)Math.Min(cells, first + most));
        }
    }
}
