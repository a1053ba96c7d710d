using System.Collections.Concurrent;
using System.Numerics;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using BoundCheck.Numeric.Kernels;

namespace BoundCheck.Numeric.Networks.Products;

/// <summary>
/// The innermost part of a matrix product: a block of C of a few rows and a few vectors of columns, held in registers while the inner
/// dimension is run through, C (+)= A·B with one fused multiply-add an element and step.
/// </summary>
/// <remarks>
/// Compiled at run time for each shape, so that every block of a matrix has its own straight code. Each element is summed in the order of
/// the inner index whatever the block's shape or the vector width, so the result does not depend on how a product is divided.
/// </remarks>
internal sealed unsafe class MicroKernel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly ConcurrentDictionary<(int Rows, int Vectors), MicroKernel<T>> s_known = new();

    private readonly RawKernel _kernel;

    private MicroKernel(RawKernel kernel) => _kernel = kernel;

    private delegate void RawKernel(T* a, nint aRow, nint aStep, T* b, nint bStep, T* c, nint cRow, nint depth, int accumulate);

    /// <summary>Elements a vector: 512 bits where the machine runs them, else 256 (emulated by 128 where there are no more).</summary>
    internal static int Width => Bits / 8 / Unsafe.SizeOf<T>();

    private static int Bits => Vector512.IsHardwareAccelerated ? 512 : 256;

    /// <summary>The rows that fill the registers beside a number of vectors: 32 registers of 512 bits, 16 of 256.</summary>
    internal static int BestRows(int vectors) => Bits == 512
        ? vectors switch { 1 => 12, 2 => 12, 3 => 8, 4 => 6, _ => 5 }
        : vectors switch { 1 => 8, 2 => 6, 3 => 4, _ => 2 };

    /// <summary>The largest number of vectors of a block.</summary>
    internal static int MostVectors => Bits == 512 ? 4 : 3;

    internal static MicroKernel<T> Get(int rows, int vectors) => s_known.GetOrAdd((rows, vectors), key => new MicroKernel<T>(Compile(key.Rows, key.Vectors)));

    /// <summary>C (+)= A·B on one block.</summary>
    /// <param name="a">The first element of A's block.</param>
    /// <param name="aRow">Bytes from a row of A to the next.</param>
    /// <param name="aStep">Bytes from an element of A to the next along the inner dimension.</param>
    /// <param name="b">The first row of B's block; whole vectors are read.</param>
    /// <param name="bStep">Bytes from a row of B to the next.</param>
    /// <param name="c">The first element of C's block; whole vectors are written.</param>
    /// <param name="cRow">Bytes from a row of C to the next.</param>
    /// <param name="depth">The inner dimension, at least 0.</param>
    /// <param name="accumulate">Add to C instead of replacing it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Run(T* a, nint aRow, nint aStep, T* b, nint bStep, T* c, nint cRow, nint depth, bool accumulate) =>
        _kernel(a, aRow, aStep, b, bStep, c, cRow, depth, accumulate ? 1 : 0);

    private static RawKernel Compile(int rows, int vectors)
    {
        Type vector = Bits == 512 ? typeof(Vector512<T>) : typeof(Vector256<T>), statics = Bits == 512 ? typeof(Vector512) : typeof(Vector256);
        var load = VectorMethods.Find(statics, "Load", [typeof(T*)]);
        var store = VectorMethods.Find(statics, "Store", [vector, typeof(T*)]);
        var broadcast = VectorMethods.Find(statics, "Create", [typeof(T)]);
        var fma = VectorMethods.Find(statics, "FusedMultiplyAdd", [vector, vector, vector]);
        var method = new DynamicMethod("product", typeof(void),
            [typeof(T*), typeof(nint), typeof(nint), typeof(T*), typeof(nint), typeof(T*), typeof(nint), typeof(nint), typeof(int)],
            typeof(MicroKernel<T>).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        var sums = new LocalBuilder[rows, vectors];
        var right = new LocalBuilder[vectors];
        var left = new LocalBuilder[rows];
        var factor = il.DeclareLocal(vector);
        var address = il.DeclareLocal(typeof(nint));
        var zero = il.DeclareLocal(vector);
        for (int v = 0; v < vectors; v++)
            right[v] = il.DeclareLocal(vector);
        for (int r = 0; r < rows; r++)
        {
            left[r] = il.DeclareLocal(typeof(nint));
            for (int v = 0; v < vectors; v++)
                sums[r, v] = il.DeclareLocal(vector);
        }
        Label fresh = il.DefineLabel(), ready = il.DefineLabel(), next = il.DefineLabel(), done = il.DefineLabel();
        for (int r = 0; r < rows; r++)
        {
            il.Emit(OpCodes.Ldarg_0);
            PushMultiple(il, 1, r);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Stloc, left[r]);
        }
        il.Emit(OpCodes.Ldarg_S, (byte)8);
        il.Emit(OpCodes.Brfalse, fresh);
        ForEachSum((r, v) =>
        {
            PushSumAddress(r, v);
            il.Emit(OpCodes.Call, load);
            il.Emit(OpCodes.Stloc, sums[r, v]);
        });
        il.Emit(OpCodes.Br, ready);
        il.MarkLabel(fresh);
        ForEachSum((r, v) =>
        {
            il.Emit(OpCodes.Ldloc, zero);
            il.Emit(OpCodes.Stloc, sums[r, v]);
        });
        il.MarkLabel(ready);
        il.MarkLabel(next);
        il.Emit(OpCodes.Ldarg_S, (byte)7);
        il.Emit(OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Ble, done);
        for (int v = 0; v < vectors; v++)
        {
            il.Emit(OpCodes.Ldarg_3);
            il.Emit(OpCodes.Ldc_I4, v * Bits / 8);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Call, load);
            il.Emit(OpCodes.Stloc, right[v]);
        }
        for (int r = 0; r < rows; r++)
        {
            il.Emit(OpCodes.Ldloc, left[r]);
            il.Emit(OpCodes.Ldobj, typeof(T));
            il.Emit(OpCodes.Call, broadcast);
            il.Emit(OpCodes.Stloc, factor);
            for (int v = 0; v < vectors; v++)
            {
                il.Emit(OpCodes.Ldloc, factor);
                il.Emit(OpCodes.Ldloc, right[v]);
                il.Emit(OpCodes.Ldloc, sums[r, v]);
                il.Emit(OpCodes.Call, fma);
                il.Emit(OpCodes.Stloc, sums[r, v]);
            }
            il.Emit(OpCodes.Ldloc, left[r]);
            il.Emit(OpCodes.Ldarg_2);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Stloc, left[r]);
        }
        il.Emit(OpCodes.Ldarg_3);
        il.Emit(OpCodes.Ldarg_S, (byte)4);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Starg_S, (byte)3);
        il.Emit(OpCodes.Ldarg_S, (byte)7);
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Sub);
        il.Emit(OpCodes.Starg_S, (byte)7);
        il.Emit(OpCodes.Br, next);
        il.MarkLabel(done);
        ForEachSum((r, v) =>
        {
            PushSumAddress(r, v);
            il.Emit(OpCodes.Stloc, address);
            il.Emit(OpCodes.Ldloc, sums[r, v]);
            il.Emit(OpCodes.Ldloc, address);
            il.Emit(OpCodes.Call, store);
        });
        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<RawKernel>();

        void ForEachSum(Action<int, int> action)
        {
            for (int r = 0; r < rows; r++)
            {
                for (int v = 0; v < vectors; v++)
                    action(r, v);
            }
        }

        void PushSumAddress(int r, int v)
        {
            il.Emit(OpCodes.Ldarg_S, (byte)5);
            PushMultiple(il, 6, r);
            il.Emit(OpCodes.Add);
            il.Emit(OpCodes.Ldc_I4, v * Bits / 8);
            il.Emit(OpCodes.Add);
        }
    }

    private static void PushMultiple(ILGenerator il, byte argument, int factor)
    {
        il.Emit(OpCodes.Ldarg_S, argument);
        il.Emit(OpCodes.Ldc_I4, factor);
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Mul);
    }
}
