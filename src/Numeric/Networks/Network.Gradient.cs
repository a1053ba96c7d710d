using BoundCheck.Numeric.Networks.Products;

namespace BoundCheck.Numeric.Networks;

internal sealed unsafe partial class Network<T>
{
    private Action<int>? _forward, _sums, _centre, _output, _normalBack, _inputGradient;

    /// <summary>The loss and its gradient; the pass is kept for accuracy and Hessian-vector products.</summary>
    /// <param name="parameters">In the layout, padding 0.</param>
    /// <param name="gradient">Where the gradient goes, in the layout, padding 0.</param>
    /// <param name="curvature">Whether Hessian-vector products will be asked for.</param>
    /// <returns>The loss; NaN where a function is not defined.</returns>
    internal double Evaluate(T* parameters, T* gradient, bool curvature)
    {
        _parameters = parameters;
        _target = gradient;
        _curvature = curvature;
        Transpose(parameters, _second);
        _forwardChunks.Run(_forward ??= Forward);
        if (_shape.BatchNorm)
        {
            _chunks.Run(_sums ??= Sums);
            Means(0, _means);
            _chunks.Run(_centre ??= Centre);
            Means(0, _scale);
            for (int j = 0; j < Layout.HiddenStride; j++)
                _scale[j] = T.One / T.Sqrt(_scale[j] + T.CreateTruncating(NetworkShape.Epsilon));
        }
        _chunks.Run(_output ??= OutputAndBack);
        if (_shape.BatchNorm)
        {
            Means(0, _m1);
            Means(1, _m2);
            _chunks.Run(_normalBack ??= NormalBack);
        }
        _inputChunks.Run(_inputGradient ??= InputGradient);
        MatrixProduct<T>.Multiply(Output(_f1).Transposed, Hidden(_a), Layout.Second(gradient));
        Biases(_dz, _f1, gradient);
        Layout.ClearPadding(new Span<T>(gradient, Layout.Length));
        double loss = 0;
        foreach (double part in _losses)
            loss += part;
        return loss / Samples;
    }

    private void Forward(int chunk)
    {
        var z = HiddenRows(_z, chunk);
        if (_shape.Bias)
            Columns<T>.Fill(z.Pointer, z.Rows, z.Stride, _parameters + Layout.FirstBiasAt);
        MatrixProduct<T>.Multiply(X.Slice(_forwardChunks.First(chunk), z.Rows), Layout.First(_parameters), z, _shape.Bias);
    }

    private void Sums(int chunk)
    {
        var z = Hidden(_z, chunk);
        ClearPartial(chunk);
        Columns<T>.AddSums(z.Pointer, z.Rows, z.Stride, Partial(chunk, 0));
    }

    private void Centre(int chunk)
    {
        var z = Hidden(_z, chunk);
        ClearPartial(chunk);
        Columns<T>.Centre(z.Pointer, z.Rows, z.Stride, _means, Partial(chunk, 0));
    }

    private void OutputAndBack(int chunk)
    {
        Matrix<T> z = Hidden(_z, chunk), a = Hidden(_a, chunk), slope = Hidden(_slope, chunk), bend = Hidden(_bend, chunk);
        int rows = z.Rows, padded = (rows + 7) / 8 * 8;
        if (_shape.BatchNorm)
            Columns<T>.Scale(z.Pointer, rows, z.Stride, _scale);
        _shape.Activation.Evaluate(z.Pointer, a.Pointer, slope.Pointer, _curvature ? bend.Pointer : null, (long)padded * z.Stride);
        // What a function is worth at 0 must not reach the padding.
        Columns<T>.ClearFrom(a.Pointer, rows, a.Stride, _shape.Width);
        Columns<T>.ClearFrom(slope.Pointer, rows, a.Stride, _shape.Width);
        if (_curvature)
            Columns<T>.ClearFrom(bend.Pointer, rows, a.Stride, _shape.Width);

        Matrix<T> r = Output(_r, chunk), f = Output(_f, chunk), f1 = Output(_f1, chunk), f2 = Output(_f2, chunk);
        if (_shape.Bias)
            Columns<T>.Fill(r.Pointer, rows, r.Stride, _parameters + Layout.SecondBiasAt);
        MatrixProduct<T>.Multiply(a, ByUnit(_second), r, _shape.Bias);
        var size = rows * r.Stride;
        Lanes<T>.Add(-T.One, new Span<T>(Output(_y, chunk).Pointer, size), new Span<T>(r.Pointer, size));
        _shape.Loss.Evaluate(r.Pointer, f.Pointer, f1.Pointer, _curvature ? f2.Pointer : null, (long)padded * r.Stride);
        _losses[chunk] = Sum(f);
        Columns<T>.ClearFrom(f1.Pointer, rows, r.Stride, _shape.Outputs);
        Lanes<T>.Scale(_share, new Span<T>(f1.Pointer, size), new Span<T>(f1.Pointer, size));
        if (_curvature)
        {
            Columns<T>.ClearFrom(f2.Pointer, rows, r.Stride, _shape.Outputs);
            Lanes<T>.Scale(_share, new Span<T>(f2.Pointer, size), new Span<T>(f2.Pointer, size));
        }

        Matrix<T> da = Hidden(_da, chunk), dn = Hidden(_dn, chunk);
        MatrixProduct<T>.Multiply(f1, Layout.Second(_parameters), da);
        Lanes<T>.Multiply(slope.Pointer, da.Pointer, dn.Pointer, (long)rows * da.Stride);
        if (!_shape.BatchNorm)
            return;
        ClearPartial(chunk);
        Columns<T>.AddSums(dn.Pointer, rows, dn.Stride, Partial(chunk, 0));
        Columns<T>.AddProducts(dn.Pointer, z.Pointer, rows, dn.Stride, Partial(chunk, 1));
    }

    private double Sum(Matrix<T> values)
    {
        double sum = 0;
        for (int i = 0; i < values.Rows; i++)
        {
            for (int o = 0; o < values.Columns; o++)
                sum += double.CreateTruncating(values.Row(i)[o]);
        }
        return sum;
    }

    // dL/dz = scale (dL/dn - mean(dL/dn) - n mean(n dL/dn)), n the normalised value (S. Ioffe, C. Szegedy, ICML 2015).
    private void NormalBack(int chunk)
    {
        var dn = Hidden(_dn, chunk);
        Columns<T>.Project(dn.Pointer, Hidden(_z, chunk).Pointer, _scale, _m1, _m2, Hidden(_dz, chunk).Pointer, dn.Rows, dn.Stride);
    }

    private void InputGradient(int chunk)
    {
        int first = _inputChunks.First(chunk), count = _inputChunks.Length(chunk);
        MatrixProduct<T>.Multiply(InputRowsOfX.Slice(first, count), Hidden(_dz), Layout.First(_target).Slice(first, count));
    }

    private void Biases(T* hidden, T* output, T* result)
    {
        if (!_shape.Bias)
            return;
        ColumnSums(hidden, Layout.HiddenStride, result + Layout.FirstBiasAt);
        ColumnSums(output, Layout.OutputStride, result + Layout.SecondBiasAt);
    }
}
