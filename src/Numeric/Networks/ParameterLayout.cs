using System.Numerics;
using BoundCheck.Numeric.Networks.Products;

namespace BoundCheck.Numeric.Networks;

/// <summary>Where weights and biases stand in one vector, each row padded to whole cache lines; the padding is always 0.</summary>
/// <remarks>The first layer stands by inputs (d rows of width), the second by outputs (rows of width).</remarks>
internal sealed unsafe class ParameterLayout<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal ParameterLayout(NetworkShape shape)
    {
        Shape = shape;
        HiddenStride = Matrix<T>.Padded(shape.Width);
        OutputStride = Matrix<T>.Padded(shape.Outputs);
        SecondAt = shape.Inputs * HiddenStride;
        FirstBiasAt = SecondAt + shape.Outputs * HiddenStride;
        SecondBiasAt = FirstBiasAt + (shape.Bias ? HiddenStride : 0);
        Length = SecondBiasAt + (shape.Bias ? OutputStride : 0);
    }

    internal NetworkShape Shape { get; }

    internal int HiddenStride { get; }

    internal int OutputStride { get; }

    internal int SecondAt { get; }

    internal int FirstBiasAt { get; }

    internal int SecondBiasAt { get; }

    internal int Length { get; }

    internal Matrix<T> First(T* p) => new((nint)p, Shape.Inputs, Shape.Width, HiddenStride);

    internal Matrix<T> Second(T* p) => new((nint)(p + SecondAt), Shape.Outputs, Shape.Width, HiddenStride);

    /// <summary>The norm of the first layer's weights.</summary>
    internal double FirstNorm(ReadOnlySpan<T> p) => Math.Sqrt(Lanes<T>.Dot(p[..SecondAt], p[..SecondAt]));

    /// <summary>The norm of the second layer's weights.</summary>
    internal double SecondNorm(ReadOnlySpan<T> p)
    {
        var weights = p[SecondAt..FirstBiasAt];
        return Math.Sqrt(Lanes<T>.Dot(weights, weights));
    }

    /// <summary>Index of the weight from an input to a hidden unit.</summary>
    internal int FirstIndex(int input, int unit) => input * HiddenStride + unit;

    /// <summary>Index of the weight from a hidden unit to an output.</summary>
    internal int SecondIndex(int output, int unit) => SecondAt + output * HiddenStride + unit;

    /// <summary>The index of every parameter, without the padding.</summary>
    internal IEnumerable<int> Indices()
    {
        for (int i = 0; i < Shape.Inputs; i++)
        {
            for (int j = 0; j < Shape.Width; j++)
                yield return FirstIndex(i, j);
        }
        for (int o = 0; o < Shape.Outputs; o++)
        {
            for (int j = 0; j < Shape.Width; j++)
                yield return SecondIndex(o, j);
        }
        for (int j = 0; Shape.Bias && j < Shape.Width; j++)
            yield return FirstBiasAt + j;
        for (int o = 0; Shape.Bias && o < Shape.Outputs; o++)
            yield return SecondBiasAt + o;
    }

    /// <summary>Sets what is no parameter to 0.</summary>
    internal void ClearPadding(Span<T> p)
    {
        for (int row = 0; row < Shape.Inputs + Shape.Outputs; row++)
            p.Slice(row * HiddenStride + Shape.Width, HiddenStride - Shape.Width).Clear();
        if (!Shape.Bias)
            return;
        p[(FirstBiasAt + Shape.Width)..SecondBiasAt].Clear();
        p[(SecondBiasAt + Shape.Outputs)..].Clear();
    }
}
