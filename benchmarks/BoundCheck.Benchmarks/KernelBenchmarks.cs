using BenchmarkDotNet.Attributes;
using BoundCheck.Numeric.Batches;
using BoundCheck.Numeric.Kernels;
using BoundCheck.Numeric.Trajectories;
using BoundCheck.Symbolic;

namespace BoundCheck.Benchmarks;

/// <summary>One elementary function over 4096 doubles, by width; the scalar width is the baseline.</summary>
public class ElementaryBenchmarks
{
    private readonly double[] _values = new double[4096];
    private LoopKernel? _kernel;

    [Params("Exp", "Log", "Tanh", "Sin", "LogCosh", "Erf")]
    public string Name { get; set; } = "";

    [Params(64, 256, 512)]
    public int Bits { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var builder = new KernelBuilder();
        var x = builder.Input(0);
        var y = Name switch
        {
            "Exp" => Elementary.Exp(x),
            "Log" => Elementary.Log(x.Abs()),
            "Tanh" => Elementary.Tanh(x),
            "Sin" => Elementary.Sin(x),
            "LogCosh" => Elementary.LogCosh(x),
            _ => Elementary.Erf(x),
        };
        _kernel = LoopKernel.Compile(builder.Build(1, y), 1, 0, Bits);
        for (int i = 0; i < _values.Length; i++)
            _values[i] = -4 + 8.0 * i / _values.Length;
    }

    [Benchmark(OperationsPerInvoke = 4096)]
    public double Map()
    {
        _kernel!.Run([_values], [], [], 1);
        return _values[0];
    }
}

/// <summary>From an expression to compiled code.</summary>
public class CompileBenchmarks
{
    [Params("pseudohuber", "logcosh", "wavy")]
    public string Name { get; set; } = "";

    [Benchmark(Baseline = true)]
    public OuterFunction ScalarOuterFunction() => Zoo.Compile(Name, 1);

    [Benchmark]
    public object StepKernel() =>
        LoopKernel.Compile(new ProductModel(Zoo.Compile(Name, 1), 1, 1e-10, true).AdvanceProgram(), 2, 0, LoopKernel.PreferredBits);
}

/// <summary>Sweeps of 128 x 128 cells, with and without tracking.</summary>
public class SweepBenchmarks
{
    private const int Side = 128;
    private readonly double[] _a = new double[Side * Side];
    private readonly double[] _b = new double[Side * Side];
    private ProductSweep? _sweep;

    [Params("logcosh", "square")]
    public string Name { get; set; } = "";

    [Params(false, true)]
    public bool Track { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        for (int i = 0; i < _a.Length; i++)
        {
            double x = -6 + 12.0 * (i % Side) / (Side - 1), y = -6 + 12.0 * (i / Side) / (Side - 1);
            (_a[i], _b[i]) = ((x + y) * (x + y), (x - y) * (x - y));
        }
        _sweep = new ProductSweep(Zoo.Compile(Name, 1), 1) { Threads = 1, Track = Track };
    }

    [Benchmark]
    public SweepCells Sweep() => _sweep!.Run(_a, _b, [0.4]);
}
