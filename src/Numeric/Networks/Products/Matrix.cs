using System.Numerics;
using System.Runtime.CompilerServices;

namespace BoundCheck.Numeric.Networks.Products;

/// <summary>A view of a matrix in memory that its owner keeps: rows, columns, and the distances between neighbours.</summary>
/// <param name="Data">The first element.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns that mean something; up to the stride there may be padding.</param>
/// <param name="Stride">Elements from a row to the next.</param>
/// <param name="Step">Elements from a column to the next; 1 except in a transposed view.</param>
internal readonly unsafe record struct Matrix<T>(nint Data, int Rows, int Columns, int Stride, int Step = 1)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal T* Pointer => (T*)Data;

    /// <summary>The same memory with rows and columns exchanged.</summary>
    internal Matrix<T> Transposed => new(Data, Columns, Rows, Step, Stride);

    internal T* Row(int row) => (T*)Data + (long)row * Stride;

    /// <summary>Some of the rows.</summary>
    internal Matrix<T> Slice(int first, int count) => this with { Data = (nint)Row(first), Rows = count };

    /// <summary>The least number of elements of whole 64-byte lines that holds a number of columns.</summary>
    internal static int Padded(int columns)
    {
        int line = 64 / Unsafe.SizeOf<T>();
        return (columns + line - 1) / line * line;
    }
}
