using System.Reflection.Emit;
using System.Runtime.Intrinsics;

namespace BoundCheck.Numeric.Kernels;

/// <summary>
/// A step program compiled to iterate: every lane repeats state' = program(state, lane values, uniform values) a given number of times,
/// the state staying in registers. One step is then also a plain elementwise map.
/// </summary>
internal sealed unsafe class LoopKernel
{
    private readonly RawKernel _kernel;

    private LoopKernel(RawKernel kernel, int states, int lanes, int uniforms, int bits, int groups)
    {
        _kernel = kernel;
        States = states;
        LaneInputs = lanes;
        Uniforms = uniforms;
        Bits = bits;
        Granule = bits / 64 * groups;
    }

    private delegate void RawKernel(double** arrays, double* uniforms, long start, long end, long steps);

    internal int States { get; }

    internal int LaneInputs { get; }

    internal int Uniforms { get; }

    /// <summary>The vector width in bits; 64 is scalar.</summary>
    internal int Bits { get; }

    /// <summary>Lanes per pass: ranges run must be multiples of it.</summary>
    internal int Granule { get; }

    /// <summary>The widest vectors this machine runs at full speed: 512, 256 or 128, or 64 without vectors of doubles.</summary>
    internal static int PreferredBits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 64;

    /// <summary>Compiles a step program.</summary>
    /// <param name="program">Inputs: states, then lane values, then uniform values. Outputs: the next states.</param>
    /// <param name="states">Number of states.</param>
    /// <param name="lanes">Number of values that differ by lane and stay fixed.</param>
    /// <param name="bits">Width: 512, 256, 128 or 64.</param>
    /// <param name="groups">Vectors in flight; 0 chooses by program size.</param>
    internal static LoopKernel Compile(KernelProgram program, int states, int lanes, int bits, int groups = 0)
    {
        if (program.Outputs.Length != states)
            throw new ArgumentException($"The program gives {program.Outputs.Length} values for {states} states.", nameof(program));
        if (groups == 0)
            groups = Groups(program, states, bits);
        int uniforms = program.Inputs - states - lanes;
        var noUniforms = stackalloc double[uniforms + 1];
        var method = new DynamicMethod("loop", typeof(void), [typeof(double**), typeof(double*), typeof(long), typeof(long), typeof(long)],
            typeof(LoopKernel).Module, skipVisibility: true);
        new LoopEmitter(method.GetILGenerator(), program, states, lanes, uniforms, bits, groups).Emit();
        var kernel = method.CreateDelegate<RawKernel>();
        // No lanes: only makes the runtime compile the method now.
        kernel(null, noUniforms, 0, 0, 0);
        return new LoopKernel(kernel, states, lanes, uniforms, bits, groups);
    }

    // Small programs need many groups in flight to hide the latency of their one chain of operations; large ones have parallelism of their
    // own and take longer to compile. The states of all groups should about fit the 32 registers of 512-bit code, or the 16 of the others.
    private static int Groups(KernelProgram program, int states, int bits)
    {
        if (bits == 64)
            return 1;
        int registers = (bits == 512 ? 32 : 16) / Math.Max(1, states);
        int useful = program.OperationCount switch
        {
            <= 100 => 8,
            <= 200 => 4,
            _ => 2,
        };
        // A power of two, so that the granules of different programs divide one another.
        return 1 << System.Numerics.BitOperations.Log2((uint)Math.Clamp(registers, 1, useful));
    }

    /// <summary>Iterates the lanes [start, end), a multiple of the granule, by the given number of steps, in place.</summary>
    /// <param name="arrays">Pointers to the state arrays, then to the lane arrays.</param>
    /// <param name="uniforms">The uniform values.</param>
    /// <param name="start">First lane.</param>
    /// <param name="end">One past the last lane.</param>
    /// <param name="steps">Number of steps.</param>
    internal void Run(double** arrays, double* uniforms, long start, long end, long steps)
    {
        System.Diagnostics.Debug.Assert((end - start) % Granule == 0, "Lanes come in whole granules.");
        // The compiler lays the vectors that find no register out in multiples of their size below the stack pointer of the caller, which only
        // the caller can align: the platform aligns it to 16 bytes, and vectors across two cache lines cost a third of the speed of a large program.
        // Sizes that are no constants, or the compiler takes the memory from elsewhere in the frame.
        byte* top = stackalloc byte[Bits / 8];
        _ = stackalloc byte[(int)(nint)top & (Bits / 8 - 1)];
        _kernel(arrays, uniforms, start, end, steps);
    }

    /// <summary>Maps arrays of one length in place: one step, without copies.</summary>
    /// <param name="arrays">The state arrays, then the lane arrays.</param>
    /// <param name="uniforms">The uniform values.</param>
    internal void Map(double[][] arrays, double[] uniforms)
    {
        if (arrays.Length != States + LaneInputs || uniforms.Length != Uniforms)
            throw new ArgumentException("Wrong number of arrays or uniform values.");
        int length = arrays[0].Length, whole = length / Granule * Granule, rest = length - whole;
        var handles = new System.Buffers.MemoryHandle[arrays.Length];
        var pointers = stackalloc double*[arrays.Length];
        using var tail = new LaneBlock(arrays.Length, Granule);
        try
        {
            for (int i = 0; i < arrays.Length; i++)
            {
                handles[i] = arrays[i].AsMemory().Pin();
                pointers[i] = (double*)handles[i].Pointer;
                arrays[i].AsSpan(whole, rest).CopyTo(tail[i]);
            }
            fixed (double* u = uniforms)
            {
                Run(pointers, u, 0, whole, 1);
                Run(tail.Pointers, u, 0, Granule, 1);
            }
            for (int i = 0; i < States; i++)
                tail[i][..rest].CopyTo(arrays[i].AsSpan(whole));
        }
        finally
        {
            foreach (var handle in handles)
                handle.Dispose();
        }
    }

    /// <summary>Iterates arrays of any length in place.</summary>
    internal void Run(double[][] states, double[][] lanes, double[] uniforms, long steps)
    {
        if (states.Length != States || lanes.Length != LaneInputs || uniforms.Length != Uniforms)
            throw new ArgumentException("Wrong number of arrays or uniform values.");
        int length = states[0].Length, padded = (length + Granule - 1) / Granule * Granule;
        using var block = new LaneBlock(States + LaneInputs, padded);
        for (int i = 0; i < States + LaneInputs; i++)
        {
            var source = i < States ? states[i] : lanes[i - States];
            source.CopyTo(block[i]);
            block[i][length..].Fill(length == 0 ? 0 : source[^1]);
        }
        fixed (double* u = uniforms)
            Run(block.Pointers, u, 0, padded, steps);
        for (int i = 0; i < States; i++)
            block[i][..length].CopyTo(states[i]);
    }
}
