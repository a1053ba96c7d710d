using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BoundCheck.Numeric.Networks.Products;

/// <summary>Products of matrices, C = A·B or C = C + A·B, by register blocks over packed panels of B.</summary>
/// <remarks>
/// The method is that of K. Goto and R. van de Geijn, Anatomy of high-performance matrix multiplication, ACM TOMS 34(3), 2008: the inner
/// dimension in slices, a slice of B packed by panels, C by register blocks. A is read where it stands: its rows are short enough here.
/// </remarks>
internal static unsafe class MatrixProduct<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Steps of the inner dimension a slice: a panel of 4 vectors of 64 bytes then has 64 KiB.</summary>
    private const int Slice = 256;

    [ThreadStatic]
    private static AlignedBuffer<T>? t_panel;

    /// <summary>C (+)= A·B.</summary>
    /// <param name="a">The left factor, in any layout.</param>
    /// <param name="b">The right factor, by rows; its stride holds whole vectors.</param>
    /// <param name="c">The result, by rows; its stride holds whole vectors, all of which are written.</param>
    /// <param name="accumulate">Add to what C holds.</param>
    internal static void Multiply(Matrix<T> a, Matrix<T> b, Matrix<T> c, bool accumulate = false)
    {
        int width = MicroKernel<T>.Width, size = Unsafe.SizeOf<T>();
        System.Diagnostics.Debug.Assert(a.Rows == c.Rows && a.Columns == b.Rows && b.Columns == c.Columns && b.Step == 1 && c.Step == 1, "The shapes fit.");
        int vectors = (c.Columns + width - 1) / width;
        int panels = (vectors + MicroKernel<T>.MostVectors - 1) / MicroKernel<T>.MostVectors;
        if (a.Columns == 0 && !accumulate)
            Clear(c, vectors * width);
        // Packing pays when the panel is used by many rows and would not lie together anyway.
        bool pack = panels > 1 && a.Rows >= 32 && a.Columns >= 32;
        for (int first = 0; first < a.Columns; first += Slice)
        {
            int depth = Math.Min(Slice, a.Columns - first);
            for (int panel = 0; panel < panels; panel++)
            {
                int from = (int)((long)vectors * panel / panels), count = (int)((long)vectors * (panel + 1) / panels) - from;
                T* right = b.Row(first) + from * width;
                nint step = (nint)b.Stride * size;
                if (pack)
                {
                    right = Pack(right, b.Stride, depth, count * width);
                    step = (nint)(count * width) * size;
                }
                Panel(a, first, depth, right, step, c, from * width, count, accumulate || first > 0);
            }
        }
    }

    private static void Panel(Matrix<T> a, int first, int depth, T* right, nint step, Matrix<T> c, int column, int vectors, bool accumulate)
    {
        int size = Unsafe.SizeOf<T>();
        nint aRow = (nint)a.Stride * size, aStep = (nint)a.Step * size, cRow = (nint)c.Stride * size;
        int most = MicroKernel<T>.BestRows(vectors), blocks = (c.Rows + most - 1) / most;
        T* left = a.Pointer + (long)first * a.Step;
        int row = 0;
        while (row < c.Rows)
        {
            // Blocks of even height, the taller ones first: at most two shapes.
            int remaining = c.Rows - row, height = (remaining + blocks - 1) / blocks;
            var kernel = MicroKernel<T>.Get(height, vectors);
            int repeat = blocks - (int)((long)height * blocks - remaining);
            for (int i = 0; i < repeat; i++, row += height, blocks--)
                kernel.Run(left + (long)row * a.Stride, aRow, aStep, right, step, c.Row(row) + column, cRow, depth, accumulate);
        }
    }

    private static T* Pack(T* from, int stride, int depth, int columns)
    {
        if (t_panel is null)
            t_panel = new AlignedBuffer<T>(Slice * MicroKernel<T>.MostVectors * MicroKernel<T>.Width);
        T* to = t_panel.Data;
        nuint bytes = (nuint)(columns * Unsafe.SizeOf<T>());
        for (int k = 0; k < depth; k++)
            NativeMemory.Copy(from + (long)k * stride, to + (long)k * columns, bytes);
        return to;
    }

    private static void Clear(Matrix<T> c, int columns)
    {
        for (int r = 0; r < c.Rows; r++)
            new Span<T>(c.Row(r), columns).Clear();
    }
}
