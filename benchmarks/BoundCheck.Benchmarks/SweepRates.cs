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

    /// <summary>Prints useful steps a second of 1000 x 1000 sweeps and their share of the raw rate of the same function, one thread.</summary>
    internal static void Print(int threads)
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
            double raw = PeerRuns.Measure(name, LoopKernel.PreferredBits, threads, 5).Rate;
            foreach (bool track in (bool[])[false, true])
            {
                var sweep = new ProductSweep(Zoo.Compile(name, 1), 1) { Threads = threads, Track = track, Shape = LossShape.Even, CurvatureBound = 1 };
                sweep.Run(a[..4096], b[..4096], [h]);
                long useful = 0;
                var times = new List<double>();
                for (int r = 0; r < 5; r++)
                {
                    double begin = CpuClock.Seconds;
                    useful = 0;
                    SweepCells? band = null;
                    foreach (var (p, q) in bands)
                    {
                        band = sweep.Run(p, q, [h], band);
                        useful += band.UsefulSteps;
                    }
                    times.Add(CpuClock.Seconds - begin);
                }
                times.Sort();
                double rate = useful / times[2];
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{name} h={h} track={track}: {rate:E2} useful steps/s, {100 * rate / raw:F0} % of raw {raw:E2}; {useful / (double)a.Length:F0} steps a cell; {times[2]:F2} s a sweep"));
            }
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB"));
    }
}
