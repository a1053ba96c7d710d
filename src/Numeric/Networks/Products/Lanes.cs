using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace BoundCheck.Numeric.Networks.Products;

/// <summary>Loops over vectors of numbers. Sums are taken in one order on every machine: 512-bit lanes, emulated where they are missing.</summary>
internal static unsafe class Lanes<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<T>.Count;
    }

    /// <summary>x·y.</summary>
    internal static double Dot(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
    {
        Vector512<T> s0 = default, s1 = default;
        int i = 0;
        fixed (T* a = x, b = y)
        {
            for (; i <= x.Length - 2 * Width; i += 2 * Width)
            {
                s0 = Fma(Vector512.Load(a + i), Vector512.Load(b + i), s0);
                s1 = Fma(Vector512.Load(a + i + Width), Vector512.Load(b + i + Width), s1);
            }
        }
        double sum = 0;
        var both = s0 + s1;
        for (int j = 0; j < Width; j++)
            sum += double.CreateTruncating(both[j]);
        for (; i < x.Length; i++)
            sum += double.CreateTruncating(x[i] * y[i]);
        return sum;
    }

    /// <summary>y += a x.</summary>
    internal static void Add(T a, ReadOnlySpan<T> x, Span<T> y)
    {
        var factor = Vector512.Create(a);
        int i = 0;
        fixed (T* p = x, q = y)
        {
            for (; i <= x.Length - Width; i += Width)
                Fma(factor, Vector512.Load(p + i), Vector512.Load(q + i)).Store(q + i);
        }
        for (; i < x.Length; i++)
            y[i] = T.FusedMultiplyAdd(a, x[i], y[i]);
    }

    /// <summary>y = a x.</summary>
    internal static void Scale(T a, ReadOnlySpan<T> x, Span<T> y)
    {
        int i = 0;
        fixed (T* p = x, q = y)
        {
            for (; i <= x.Length - Width; i += Width)
                (Vector512.Load(p + i) * a).Store(q + i);
        }
        for (; i < x.Length; i++)
            y[i] = a * x[i];
    }

    /// <summary>z = x y, element by element.</summary>
    internal static void Multiply(T* x, T* y, T* z, long count)
    {
        for (long i = 0; i < count; i += Width)
            (Vector512.Load(x + i) * Vector512.Load(y + i)).Store(z + i);
    }

    /// <summary>z = x y + u v w, element by element.</summary>
    internal static void MultiplyAdd(T* x, T* y, T* u, T* v, T* w, T* z, long count)
    {
        for (long i = 0; i < count; i += Width)
            Fma(Vector512.Load(x + i), Vector512.Load(y + i), Vector512.Load(u + i) * Vector512.Load(v + i) * Vector512.Load(w + i)).Store(z + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<T> Fma(Vector512<T> a, Vector512<T> b, Vector512<T> c)
    {
        if (typeof(T) == typeof(double))
            return Vector512.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();
        return Vector512.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>();
    }
}
