using System.Numerics;
using System.Runtime.Intrinsics;
using BoundCheck.Numeric.Kernels;
using BoundCheck.Symbolic;

namespace BoundCheck.Numeric.Networks;

/// <summary>A function of one variable with its first two derivatives, compiled to run over arrays.</summary>
/// <remarks>
/// The derivatives are symbolic; at a kink they take the value that the language gives them there (relu' = 0 at 0), or a one-sided one.
/// Ordinary floating point, accurate to a few ulp: for measurements, not for bounds. Immutable, safe for several threads.
/// </remarks>
public sealed unsafe class ScalarFunction
{
    private const int Block = 512;

    private readonly LoopKernel _three;
    private readonly LoopKernel _two;

    private ScalarFunction(string name, Expr value, Expr variable)
    {
        Name = name;
        Value = value;
        Variable = variable;
        Slope = Derivative(value);
        Curvature = Derivative(Slope);
        _three = Compile([Value, Slope, Curvature]);
        _two = Compile([Value, Slope]);
    }

    // Training goes on through kinks, so what was not decided keeps the value of the rules.
    private Expr Derivative(Expr f) => ExactDerivative.Of(f, Variable) is { IsDecided: true } exact ? exact.Formula : f.Derivative(Variable);

    /// <summary>What the user called it.</summary>
    public string Name { get; }

    /// <summary>The function.</summary>
    public Expr Value { get; }

    /// <summary>The first derivative.</summary>
    public Expr Slope { get; }

    /// <summary>The second derivative.</summary>
    public Expr Curvature { get; }

    /// <summary>The variable of the expressions.</summary>
    public Expr Variable { get; }

    /// <summary>Elements an array must be padded to a multiple of.</summary>
    internal const int Granule = 64;

    /// <summary>Compiles an expression in one scalar variable (or a constant).</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="value">The expression.</param>
    /// <exception cref="ArgumentException">The expression has several variables, or a vector.</exception>
    /// <exception cref="NotSupportedException">It holds something without numeric value.</exception>
    public static ScalarFunction Compile(string name, Expr value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var variables = value.Variables();
        if (variables.Length > 1 || variables is [not Symbolic.Variable])
            throw new ArgumentException($"expected a function of one scalar variable, found {string.Join(", ", variables.Take(4))}", nameof(value));
        return new ScalarFunction(name, value, variables.Length == 1 ? variables[0] : Symbolic.Variable.Of("x"));
    }

    /// <summary>f, f' and (unless its place is null) f'' of many values; the arrays hold multiples of the granule.</summary>
    internal void Evaluate<T>(T* x, T* value, T* slope, T* curvature, long count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var kernel = curvature is null ? _two : _three;
        int outputs = curvature is null ? 2 : 3;
        if (typeof(T) == typeof(double))
        {
            double** arrays = stackalloc double*[4];
            arrays[0] = (double*)value;
            arrays[1] = (double*)slope;
            arrays[2] = (double*)(outputs == 3 ? curvature : x);
            arrays[3] = (double*)x;
            kernel.Run(arrays, null, 0, count, 1);
            return;
        }
        double* buffer = stackalloc double[4 * Block];
        double** places = stackalloc double*[4];
        T** targets = stackalloc T*[3];
        targets[0] = value;
        targets[1] = slope;
        targets[2] = curvature;
        for (int i = 0; i < 4; i++)
            places[i] = buffer + i * Block;
        for (long first = 0; first < count; first += Block)
        {
            int length = (int)Math.Min(Block, count - first);
            Widen((float*)(x + first), places[outputs], length);
            kernel.Run(places, null, 0, length, 1);
            for (int o = 0; o < outputs; o++)
                Narrow(places[o], (float*)(targets[o] + first), length);
        }
    }

    private static void Widen(float* from, double* to, int count)
    {
        for (int i = 0; i < count; i += Vector512<float>.Count)
        {
            var (low, high) = Vector512.Widen(Vector512.Load(from + i));
            low.Store(to + i);
            high.Store(to + i + Vector512<double>.Count);
        }
    }

    private static void Narrow(double* from, float* to, int count)
    {
        for (int i = 0; i < count; i += Vector512<float>.Count)
            Vector512.Narrow(Vector512.Load(from + i), Vector512.Load(from + i + Vector512<double>.Count)).Store(to + i);
    }

    // The outputs are the states of a loop of one step, which are written without being read; x is the value that stays fixed.
    private LoopKernel Compile(Expr[] outputs)
    {
        var builder = new KernelBuilder();
        var lowering = new Lowering(builder);
        lowering.Bind(Variable, builder.Input(outputs.Length));
        var results = outputs.Select(e => lowering.Lower(KernelForm.Rewrite(e))).ToArray();
        var kernel = LoopKernel.Compile(builder.Build(outputs.Length + 1, results), outputs.Length, 1, LoopKernel.PreferredBits);
        return Granule % kernel.Granule == 0 ? kernel : throw new InvalidOperationException("A granule is a power of two up to 64.");
    }
}
