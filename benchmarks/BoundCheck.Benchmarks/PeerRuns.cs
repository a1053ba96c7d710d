using System.Diagnostics;
using System.Globalization;
using BoundCheck.Numeric.Batches;
using BoundCheck.Numeric.Kernels;
using BoundCheck.Symbolic;

namespace BoundCheck.Benchmarks;

/// <summary>The work of the C peer: 100 000 starts, 1000 steps each, c = 1/2, h = 1/5; steps per second of the fastest plain loop.</summary>
internal static unsafe class PeerRuns
{
    private const int Starts = 100_000;
    private const int Steps = 1000;
    private const int Block = 1024;

    /// <summary>Prints "name steps-per-second checksum" for each function, the median of the given number of repetitions.</summary>
    internal static void Print(IEnumerable<string> names, int bits, int threads, int repetitions)
    {
        foreach (string name in names)
        {
            var (rate, sum) = Measure(name, bits, threads, repetitions);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {rate:E3} {sum:G12}"));
        }
    }

    /// <summary>Prints the rate of two threads over that of one for each function: wall time of alternating runs of ten times the peer's steps, median of the
    /// pairs.</summary>
    internal static void PrintScaling(IEnumerable<string> names, int bits, int pairs)
    {
        foreach (string name in names)
        {
            var ratios = new double[pairs];
            using var run = new Runs(name, bits, 10 * Steps);
            run.Wall(2);
            for (int i = 0; i < pairs; i++)
                ratios[i] = run.Wall(1) / run.Wall(2);
            Array.Sort(ratios);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name} two threads {ratios[pairs / 2]:F3} of one (pairs from {ratios[0]:F3} to {ratios[^1]:F3})"));
        }
    }

    private sealed class Runs(string name, int bits, int steps) : IDisposable
    {
        private const int Blocks = (Starts + Block - 1) / Block;
        private readonly LoopKernel _kernel = LoopKernel.Compile(new ProductModel(Zoo.Compile(name, Rational.Half), 1, 1e-10, true)
            .AdvanceProgram(), 2, 0, bits);
        private readonly LaneBlock _lanes = new(2, Blocks * Block);

        internal double Wall(int threads)
        {
            Fill(_lanes);
            long begin = Stopwatch.GetTimestamp();
            Workers.Run(threads, t =>
            {
                double h = 0.2;
                for (int b = Blocks * t / threads; b < Blocks * (t + 1) / threads; b++)
                    _kernel.Run(_lanes.Pointers, &h, (long)b * Block, (long)(b + 1) * Block, steps);
            });
            return Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }

        public void Dispose() => _lanes.Dispose();
    }

    internal static (double Rate, double Sum) Measure(string name, int bits, int threads, int repetitions)
    {
        var model = new ProductModel(Zoo.Compile(name, Rational.Half), 1, 1e-10, true);
        var kernel = LoopKernel.Compile(model.AdvanceProgram(), 2, 0, bits);
        int padded = (Starts + Block - 1) / Block * Block;
        using var lanes = new LaneBlock(2, padded);
        var times = new double[repetitions];
        for (int r = 0; r < repetitions; r++)
        {
            Fill(lanes);
            double begin = Now();
            Workers.Run(threads, t => Work(padded / Block * t / threads, padded / Block * (t + 1) / threads));
            times[r] = Now() - begin;
        }
        double sum = 0;
        for (int i = 0; i < Starts; i++)
            sum += lanes[0][i] * lanes[0][i] - lanes[1][i] * lanes[1][i];
        Array.Sort(times);
        return ((double)Starts * Steps / times[repetitions / 2], sum);

        // One thread is measured in processor time; several can only be measured by the wall.
        double Now() => threads == 1 ? CpuClock.Seconds : Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;

        void Work(int first, int end)
        {
            double h = 0.2;
            for (int b = first; b < end; b++)
                kernel.Run(lanes.Pointers, &h, (long)b * Block, (long)(b + 1) * Block, Steps);
        }
    }

    private static void Fill(LaneBlock lanes)
    {
        // The generator of the C peer's starts, so that the checksums can be compared.
        ulong seed = 1;
        for (int i = 0; i < Starts; i++)
        {
            double x = Next(), y = Next();
            lanes[0][i] = (x + y) / 2;
            lanes[1][i] = (x - y) / 2;
        }

        double Next()
        {
            seed = unchecked(seed * 6364136223846793005UL + 1442695040888963407UL);
            return 4.0 * (seed >> 11) / (1UL << 53) - 2;
        }
    }
}
