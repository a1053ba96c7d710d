using System.Numerics;
using System.Runtime.InteropServices;

namespace BoundCheck.Benchmarks;

/// <summary>The system's OpenBLAS (Debian: libopenblas0-pthread), a peer of the own matrix products where it is installed.</summary>
internal static unsafe partial class OpenBlas
{
    private const string Library = "libopenblas.so.0";
    private const int RowMajor = 101, NoTranspose = 111;

    internal static bool IsAvailable { get; } = NativeLibrary.TryLoad(Library, out _);

    internal static void SetThreads(int threads) => openblas_set_num_threads(threads);

    /// <summary>C = A·B by rows; strides in elements.</summary>
    internal static void Multiply<T>(T* a, T* b, T* c, int m, int k, int n, int aStride, int bStride, int cStride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double))
            cblas_dgemm(RowMajor, NoTranspose, NoTranspose, m, n, k, 1, (double*)a, aStride, (double*)b, bStride, 0, (double*)c, cStride);
        else
            cblas_sgemm(RowMajor, NoTranspose, NoTranspose, m, n, k, 1, (float*)a, aStride, (float*)b, bStride, 0, (float*)c, cStride);
    }

    [LibraryImport(Library)]
    private static partial void openblas_set_num_threads(int threads);

    [LibraryImport(Library)]
    private static partial void cblas_dgemm(int order, int transA, int transB, int m, int n,
        int k, double alpha, double* a, int lda, double* b, int ldb, double beta, double* c, int ldc);

    [LibraryImport(Library)]
    private static partial void cblas_sgemm(int order, int transA, int transB, int m, int n,
        int k, float alpha, float* a, int lda, float* b, int ldb, float beta, float* c, int ldc);
}
