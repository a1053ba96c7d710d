using System.Runtime.InteropServices;

namespace BoundCheck.Numeric.Kernels;

/// <summary>Arrays of doubles side by side, aligned to a cache line: structure-of-arrays storage for lanes.</summary>
internal sealed unsafe class LaneBlock : IDisposable
{
    private const int Alignment = 64;

    private double** _pointers;

    internal LaneBlock(int arrays, int length)
    {
        Arrays = arrays;
        Length = length;
        nuint stride = (nuint)((length + 7) / 8 * Alignment);
        nuint header = (nuint)((arrays * sizeof(double*) + Alignment - 1) / Alignment * Alignment);
        nuint size = header + stride * (nuint)arrays;
        _pointers = (double**)NativeMemory.AlignedAlloc(size, Alignment);
        NativeMemory.Clear(_pointers, size);
        for (int i = 0; i < arrays; i++)
            _pointers[i] = (double*)((byte*)_pointers + header + stride * (nuint)i);
    }

    ~LaneBlock() => Release();

    internal int Arrays { get; }

    internal int Length { get; }

    /// <summary>Pointers to the arrays, valid until disposed.</summary>
    internal double** Pointers => _pointers;

    internal Span<double> this[int array] => new(_pointers[array], Length);

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        if (_pointers is not null)
            NativeMemory.AlignedFree(_pointers);
        _pointers = null;
    }
}
