using System.Reflection.Emit;

namespace BoundCheck.Numeric.Kernels;

/// <summary>A program compiled to scalar code: inputs and outputs are plain arrays of doubles.</summary>
internal sealed unsafe class ScalarKernel
{
    private readonly RawKernel _kernel;

    private ScalarKernel(RawKernel kernel, int inputs, int outputs)
    {
        _kernel = kernel;
        Inputs = inputs;
        Outputs = outputs;
    }

    private delegate void RawKernel(double* input, double* output);

    internal int Inputs { get; }

    internal int Outputs { get; }

    internal static ScalarKernel Compile(KernelProgram program)
    {
        var method = new DynamicMethod("kernel", typeof(void), [typeof(double*), typeof(double*)], typeof(ScalarKernel).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        var emitter = new Emitter(il, program, 64, 1);
        emitter.EmitBody(0, 1, (index, _) =>
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, 8 * index);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Ldind_R8);
        });
        for (int i = 0; i < program.Outputs.Length; i++)
        {
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldc_I4, 8 * i);
            il.Emit(OpCodes.Add);
            emitter.PushOutput(i, 0);
            il.Emit(OpCodes.Stind_R8);
        }
        il.Emit(OpCodes.Ret);
        return new ScalarKernel(method.CreateDelegate<RawKernel>(), program.Inputs, program.Outputs.Length);
    }

    /// <summary>Evaluates at one point.</summary>
    internal void Invoke(ReadOnlySpan<double> input, Span<double> output)
    {
        if (input.Length < Inputs || output.Length < Outputs)
            throw new ArgumentException($"The kernel takes {Inputs} inputs and gives {Outputs} outputs.");
        fixed (double* i = input, o = output)
            _kernel(i, o);
    }
}
