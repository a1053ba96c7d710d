namespace BoundCheck.Numeric.Batches;

/// <summary>Runs all cells of a batch; each thread has blocks of lanes and takes new cells as they empty.</summary>
internal static class BatchRun
{
    /// <summary>Lanes a block: the arrays of a chunk stay in the nearest caches.</summary>
    private const int BlockLanes = 1024;

    /// <summary>Runs the batch; the results do not depend on the number of threads, each cell being computed alone.</summary>
    /// <param name="kernels">The compiled model.</param>
    /// <param name="starts">The starts.</param>
    /// <param name="settings">Budget and threads.</param>
    /// <param name="reuse">Results of an earlier batch of the same shape that may be overwritten: fresh memory costs more than short runs.</param>
    /// <param name="done">Called with the number of cells finished so far, from any thread.</param>
    /// <param name="cancellation">Stops the batch.</param>
    internal static BatchResults Execute(
        BatchKernels kernels, BatchStarts starts, BatchSettings settings, BatchResults? reuse = null, Action<long>? done = null,
            CancellationToken cancellation = default)
    {
        int cells = starts.Cells;
        int trackers = kernels.IsTracking ? kernels.Model.Trackers : 0;
        var results = reuse is not null && reuse.Fits(cells, kernels.Model.States, trackers) ? reuse : new BatchResults(cells, kernels.Model.States, trackers);
        // Lanes converge unless they are told otherwise.
        foreach (Array array in (Array[])[results.Outcomes, results.Periods, results.Doubtful])
            Array.Clear(array);
        int lanes = Math.Clamp(cells / Math.Max(1, 4 * settings.Threads), 256, BlockLanes);
        long finished = 0, next = 0;
        int threads = Math.Max(1, Math.Min(settings.Threads, (cells + lanes - 1) / lanes));
        Workers.Run(threads, _ => Work());
        cancellation.ThrowIfCancellationRequested();
        return results;

        void Work()
        {
            var block = kernels.Borrow(lanes);
            try
            {
                block.Run(starts, settings, results, Take, ended => done?.Invoke(Interlocked.Add(ref finished, ended)), cancellation);
            }
            catch
            {
                block.Dispose();
                throw;
            }
            if (cancellation.IsCancellationRequested)
                block.Dispose();
            else
                kernels.GiveBack(block);
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
