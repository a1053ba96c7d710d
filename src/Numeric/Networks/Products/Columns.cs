using System.Numerics;
using System.Runtime.Intrinsics;

namespace BoundCheck.Numeric.Networks.Products;

/// <summary>Loops over the columns of row blocks whose stride is a whole number of 64-byte lines; vectors of one value a column.</summary>
internal static unsafe class Columns<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>sums_j += Σ_rows x_j.</summary>
    internal static void AddSums(T* x, int rows, int stride, T* sums)
    {
        for (int j = 0; j < stride; j += Vector512<T>.Count)
        {
            var sum = Vector512.Load(sums + j);
            for (int r = 0; r < rows; r++)
                sum += Vector512.Load(x + (long)r * stride + j);
            sum.Store(sums + j);
        }
    }

    /// <summary>sums_j += Σ_rows x_j y_j.</summary>
    internal static void AddProducts(T* x, T* y, int rows, int stride, T* sums)
    {
        for (int j = 0; j < stride; j += Vector512<T>.Count)
        {
            var sum = Vector512.Load(sums + j);
            for (int r = 0; r < rows; r++)
            {
                long at = (long)r * stride + j;
                sum = Lanes<T>.Fma(Vector512.Load(x + at), Vector512.Load(y + at), sum);
            }
            sum.Store(sums + j);
        }
    }

    /// <summary>x_j -= means_j, and squares_j += Σ_rows x_j² of the result.</summary>
    internal static void Centre(T* x, int rows, int stride, T* means, T* squares)
    {
        for (int j = 0; j < stride; j += Vector512<T>.Count)
        {
            var mean = Vector512.Load(means + j);
            var sum = Vector512.Load(squares + j);
            for (int r = 0; r < rows; r++)
            {
                T* at = x + (long)r * stride + j;
                var centred = Vector512.Load(at) - mean;
                centred.Store(at);
                sum = Lanes<T>.Fma(centred, centred, sum);
            }
            sum.Store(squares + j);
        }
    }

    /// <summary>x_j *= factors_j.</summary>
    internal static void Scale(T* x, int rows, int stride, T* factors)
    {
        for (int j = 0; j < stride; j += Vector512<T>.Count)
        {
            var factor = Vector512.Load(factors + j);
            for (int r = 0; r < rows; r++)
            {
                T* at = x + (long)r * stride + j;
                (Vector512.Load(at) * factor).Store(at);
            }
        }
    }

    /// <summary>result_j = scale_j (x_j - a_j - normal_j b_j): the derivative of a normalisation, forward and backward alike.</summary>
    internal static void Project(T* x, T* normal, T* scale, T* a, T* b, T* result, int rows, int stride)
    {
        for (int j = 0; j < stride; j += Vector512<T>.Count)
        {
            Vector512<T> s = Vector512.Load(scale + j), first = Vector512.Load(a + j), second = Vector512.Load(b + j);
            for (int r = 0; r < rows; r++)
            {
                long at = (long)r * stride + j;
                (s * (Vector512.Load(x + at) - first - Vector512.Load(normal + at) * second)).Store(result + at);
            }
        }
    }

    /// <summary>result_j -= scale_j (x_j u_j + y_j v_j).</summary>
    internal static void Subtract(T* scale, T* x, T* u, T* y, T* v, T* result, int rows, int stride)
    {
        for (int j = 0; j < stride; j += Vector512<T>.Count)
        {
            Vector512<T> s = Vector512.Load(scale + j), first = s * Vector512.Load(u + j), second = s * Vector512.Load(v + j);
            for (int r = 0; r < rows; r++)
            {
                long at = (long)r * stride + j;
                (Vector512.Load(result + at) - Vector512.Load(x + at) * first - Vector512.Load(y + at) * second).Store(result + at);
            }
        }
    }

    /// <summary>Every row becomes the given one.</summary>
    internal static void Fill(T* x, int rows, int stride, T* row)
    {
        for (int r = 0; r < rows; r++)
            new Span<T>(row, stride).CopyTo(new Span<T>(x + (long)r * stride, stride));
    }

    /// <summary>Sets the columns from a given one on to 0.</summary>
    internal static void ClearFrom(T* x, int rows, int stride, int column)
    {
        for (int r = 0; r < rows && column < stride; r++)
            new Span<T>(x + (long)r * stride + column, stride - column).Clear();
    }
}
