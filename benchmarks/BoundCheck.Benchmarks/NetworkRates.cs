using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using BoundCheck.Numeric.Networks;
using BoundCheck.Numeric.Networks.Data;
using BoundCheck.Numeric.Networks.Products;

namespace BoundCheck.Benchmarks;

/// <summary>
/// Milliseconds a step and a Hessian-vector product of a network with n = 1000, 784 inputs and width 200, against its flops and the
/// machine's measured peak; and the same product by several libraries. The least of many repetitions, everything in one process.
/// </summary>
internal static unsafe class NetworkRates
{
    private const int Samples = 1000, Inputs = 784, Width = 200, Outputs = 10;

    // 4ndw + 60nw a step (ten outputs); 4ndw + 120nw a product.
    private const double StepFlops = 4.0 * Samples * Inputs * Width + 60.0 * Samples * Width;
    private const double ProductFlops = 4.0 * Samples * Inputs * Width + 120.0 * Samples * Width;

    internal static void Print()
    {
        int processors = Environment.ProcessorCount;
        Console.WriteLine(Invariant($"n = {Samples}, {Inputs} inputs, width {Width}, {Outputs} outputs; step {StepFlops / 1e6:F0} Mflop, Hessian-vector product {ProductFlops / 1e6:F0} Mflop; {processors} processors, vectors of {64 * MicroKernel<double>.Width} bits"));
        Products<double>("float64");
        Products<float>("float32");
        foreach (int threads in new[] { 1, processors }.Distinct())
        {
            Rates<double>("float64", threads);
            Rates<float>("float32", threads);
        }
    }

    private static void Rates<T>(string name, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double peak = Peak<T>(threads);
        Console.WriteLine(Invariant($"{name}, {threads} thread{(threads == 1 ? "" : "s")}: peak of fused multiply-adds in registers {peak:F0} Gflop/s{(threads == 1 ? "" : " (that of one thread, times the threads)")}"));
        foreach (var (activation, normal) in new[] { ("tanh", false), ("relu", true) })
        {
            var random = new RandomSource(1, 1);
            double[] x = Draw(random, Samples * Inputs), y = new double[Samples * Outputs];
            for (int i = 0; i < Samples; i++)
                y[i * Outputs + i % Outputs] = 1;
            var shape = new NetworkShape(Inputs, Width, Outputs, NetworkFunctions.Loss("huber:1"), NetworkFunctions.Activation(activation), normal, false);
            using var network = new Network<T>(shape, x, y, threads);
            int length = network.Layout.Length;
            using AlignedBuffer<T> at = new(length), gradient = new(length), direction = new(length), product = new(length);
            foreach (int i in network.Layout.Indices())
            {
                at.Span[i] = T.CreateTruncating(0.03 * random.Normal());
                direction.Span[i] = T.CreateTruncating(random.Normal());
            }
            double step = Best(() =>
            {
                network.Evaluate(at.Data, gradient.Data, curvature: false);
                Lanes<T>.Add(T.CreateTruncating(-1e-9), gradient.Span, at.Span);
            });
            network.Evaluate(at.Data, gradient.Data, curvature: true);
            double hessian = Best(() => network.HessianProduct(direction.Data, product.Data));
            Console.WriteLine(Invariant($"  huber {activation}{(normal ? " BN" : "")}: step {step:F2} ms ({StepFlops / step / 1e6:F0} Gflop/s, {100 * StepFlops / step / 1e6 / peak:F0} % of the peak), Hessian-vector product {hessian:F2} ms ({ProductFlops / hessian / 1e6:F0} Gflop/s, {100 * ProductFlops / hessian / 1e6 / peak:F0} %)"));
        }
        if (OpenBlas.IsAvailable)
            Console.WriteLine(Invariant($"  OpenBLAS, the products alone: step {OpenBlasProducts<T>(threads, false):F2} ms, Hessian-vector product {OpenBlasProducts<T>(threads, true):F2} ms"));
    }

    private static void Products<T>(string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int stride = Matrix<T>.Padded(Width);
        using AlignedBuffer<T> a = Random<T>(Samples * Inputs), b = Random<T>(Inputs * stride), c = new(Samples * stride), d = new(Samples * stride);
        Matrix<T> left = new((nint)a.Data, Samples, Inputs, Inputs),
            right = new((nint)b.Data, Inputs, Width, stride), result = new((nint)c.Data, Samples, Width, stride);
        double flops = 2.0 * Samples * Inputs * Width, own = Best(() => MatrixProduct<T>.Multiply(left, right, result));
        Console.WriteLine(Invariant($"{name}, {Samples} x {Inputs} times {Inputs} x {Width}, one thread:"));
        Show("own kernel", own);
        double rows = Best(() => ByRows(a.Data, b.Data, d.Data, stride), 3);
        Check(c.Span, d.Span, stride);
        Show("System.Numerics.Tensors (MultiplyAdd by rows)", rows);
        if (typeof(T) == typeof(double))
        {
            MathNet.Numerics.Control.MaxDegreeOfParallelism = 1;
            var x = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(Samples, Inputs, (i, k) => double.CreateTruncating(left.Row(i)[k]));
            var y = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(Inputs, Width, (k, j) => double.CreateTruncating(right.Row(k)[j]));
            var z = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(Samples, Width);
            Show("MathNet.Numerics (managed provider)", Best(() => x.Multiply(y, z), 5));
        }
        if (OpenBlas.IsAvailable)
        {
            OpenBlas.SetThreads(1);
            Show("OpenBLAS", Best(() => OpenBlas.Multiply(a.Data, b.Data, d.Data, Samples, Inputs, Width, Inputs, stride, stride)));
            Check(c.Span, d.Span, stride);
        }

        void Show(string what, double ms) =>
            Console.WriteLine(Invariant($"  {what}: {ms:F2} ms, {flops / ms / 1e6:F1} Gflop/s{(ms == own ? "" : $", {ms / own:F2} times the own kernel's time")}"));
    }

    private static void ByRows<T>(T* a, T* b, T* c, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < Samples; i++)
        {
            var row = new Span<T>(c + (long)i * stride, Width);
            row.Clear();
            for (int k = 0; k < Inputs; k++)
                TensorPrimitives.MultiplyAdd(new ReadOnlySpan<T>(b + (long)k * stride, Width), a[(long)i * Inputs + k], row, row);
        }
    }

    // The products of a step (five) and of a Hessian-vector product (eight), with the shapes that they have here.
    private static double OpenBlasProducts<T>(int threads, bool hessian)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        OpenBlas.SetThreads(threads);
        using AlignedBuffer<T> x = Random<T>(Samples * Inputs), w = Random<T>(Inputs * Width),
            z = Random<T>(Samples * Width), o = Random<T>(Samples * Outputs), v = Random<T>(Width * Outputs);
        return Best(() =>
        {
            OpenBlas.Multiply(x.Data, w.Data, z.Data, Samples, Inputs, Width, Inputs, Width, Width);
            for (int i = 0; i < (hessian ? 2 : 1); i++)
            {
                OpenBlas.Multiply(z.Data, v.Data, o.Data, Samples, Width, Outputs, Width, Outputs, Outputs);
                OpenBlas.Multiply(o.Data, v.Data, z.Data, Samples, Outputs, Width, Outputs, Width, Width);
                OpenBlas.Multiply(o.Data, z.Data, v.Data, Outputs, Samples, Width, Samples, Width, Width);
            }
            OpenBlas.Multiply(x.Data, z.Data, w.Data, Inputs, Samples, Width, Samples, Width, Width);
        });
    }

    private static double Peak<T>(int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int depth = 64, rounds = 2000;
        int vectors = MicroKernel<T>.MostVectors, rows = MicroKernel<T>.BestRows(vectors), width = MicroKernel<T>.Width * vectors;
        var kernel = MicroKernel<T>.Get(rows, vectors);
        nint size = Unsafe.SizeOf<T>();
        using AlignedBuffer<T> a = new(rows * depth), b = new(depth * width), c = new(rows * width);
        double ms = Best(() =>
        {
            for (int i = 0; i < rounds; i++)
                kernel.Run(a.Data, depth * size, size, b.Data, width * size, c.Data, width * size, depth, accumulate: true);
        });
        return 2.0 * rows * width * depth * rounds * threads / ms / 1e6;
    }

    private static AlignedBuffer<T> Random<T>(int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var buffer = new AlignedBuffer<T>(count);
        var random = new RandomSource(2, count);
        foreach (ref T value in buffer.Span)
            value = T.CreateTruncating(random.Symmetric());
        return buffer;
    }

    private static void Check<T>(Span<T> expected, Span<T> actual, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double tolerance = typeof(T) == typeof(double) ? 1e-11 : 1e-2;
        for (int i = 0; i < expected.Length; i++)
        {
            // Beside the columns there is padding, which not every library writes.
            if (i % stride < Width && !(Math.Abs(double.CreateTruncating(expected[i] - actual[i])) <= tolerance))
                throw new InvalidOperationException($"Element {i} is {actual[i]} and not {expected[i]}.");
        }
    }

    private static double[] Draw(RandomSource random, int count)
    {
        var values = new double[count];
        foreach (ref double v in values.AsSpan())
            v = random.Normal();
        return values;
    }

    private static double Best(Action action, int repetitions = 40)
    {
        action();
        double best = double.PositiveInfinity;
        for (int i = 0; i < repetitions; i++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return best;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
