using System.Diagnostics;
using System.Globalization;
using BoundCheck.Numeric.Batches;
using BoundCheck.Numeric.Kernels;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Benchmarks;

/// <summary>Sweeps with early exit against the raw loop, and the latency of a first run.</summary>
internal static class SweepRates
{
    private const int Band = 65_536;

    /// <summary>Prints the steps a second of 1000 x 1000 sweeps and their share of the raw rate of the same function.</summary>
    /// <param name="threads">Threads.</param>
    /// <param name="only">An objective to keep to; null for all.</param>
    internal static void Print(int threads, string? only)
    {
        const int side = 1000;
        double[] a = new double[side * side], b = new double[side * side];
        for (int i = 0; i < a.Length; i++)
        {
            double x = -6 + 12.0 * (i % side) / (side - 1), y = -6 + 12.0 * (i / side) / (side - 1);
            (a[i], b[i]) = ((x + y) * (x + y), (x - y) * (x - y));
        }
        // In bands, as the command runs them.
        var bands = a.Chunk(Band).Zip(b.Chunk(Band)).ToArray();
        foreach (var (name, h) in ((string, double)[])[("logcosh", 0.4), ("pseudohuber", 0.4), ("logcosh", 0.05),
            ("pseudohuber", 0.05), ("logcosh", 0.01), ("pseudohuber", 0.01), ("logcosh", 0.002), ("pseudohuber", 0.002), ("square", 0.4)])
        {
            if (only is not null && only != name)
                continue;
            foreach (bool track in (bool[])[false, true])
            {
                var sweep = new ProductSweep(Zoo.Compile(name, 1), 1) { Threads = threads, Track = track, Shape = LossShape.Even, CurvatureBound = 1 };
                SweepCells? band = null;
                long steps = 0;
                var runs = new List<(double Share, double Seconds, double Raw)>();
                // The first ones are still being compiled. The raw rate is that of the moments before and after, as other processes slow both.
                for (int r = 0; r < 8; r++)
                {
                    double raw = Raw(), begin = CpuClock.Seconds;
                    steps = 0;
                    foreach (var (p, q) in bands)
                    {
                        band = sweep.Run(p, q, [h], band);
                        steps += band.UsefulSteps;
                    }
                    double seconds = CpuClock.Seconds - begin;
                    raw = (raw + Raw()) / 2;
                    if (r >= 3)
                        runs.Add((steps / seconds / raw, seconds, raw));
                }
                runs.Sort();
                var (share, time, rate) = runs[runs.Count / 2];
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{name} h={h} track={track}: {steps / time:E2} steps/s, {100 * share:F0} % of raw {rate:E2}; {steps / (double)a.Length:F1} steps and {1e9 * time / a.Length:F0} ns a cell"));

                double Raw() => PeerRuns.Measure(name, LoopKernel.PreferredBits, threads, 1).Rate;
            }
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB"));
    }
}
