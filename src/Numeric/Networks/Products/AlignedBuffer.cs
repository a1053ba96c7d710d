using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BoundCheck.Numeric.Networks.Products;

/// <summary>Zeroed memory of numbers, aligned to a cache line, that never moves.</summary>
internal sealed unsafe class AlignedBuffer<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Alignment = 64;

    private T* _data;

    internal AlignedBuffer(int length)
    {
        Length = length;
        // One line more, so that a whole vector may be read or written at the end.
        nuint size = (nuint)((long)length * Unsafe.SizeOf<T>() + 2 * Alignment - 1) / Alignment * Alignment;
        _data = (T*)NativeMemory.AlignedAlloc(size, Alignment);
        NativeMemory.Clear(_data, size);
    }

    ~AlignedBuffer() => Release();

    internal int Length { get; }

    internal T* Data => _data;

    internal Span<T> Span => new(_data, Length);

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        if (_data is not null)
            NativeMemory.AlignedFree(_data);
        _data = null;
    }
}
