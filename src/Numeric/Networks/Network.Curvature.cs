using BoundCheck.Numeric.Networks.Products;

namespace BoundCheck.Numeric.Networks;

// A dot over a letter is the derivative along the direction v. With n = scale (z - mean z), scale = (var z + ε)^(-1/2):
// ṅ = scale (ż - mean ż - n q), q = mean(n ż), and the derivative of scale is -scale² q.
internal sealed unsafe partial class Network<T>
{
    private Action<int>? _forwardV, _sumsV, _outputV, _normalBackV, _inputGradientV;

    /// <summary>H v at the parameters that were last evaluated with curvature.</summary>
    /// <param name="direction">v, in the layout, padding 0.</param>
    /// <param name="result">Where H v goes, in the layout, padding 0.</param>
    internal void HessianProduct(T* direction, T* result)
    {
        if (!_curvature)
            throw new InvalidOperationException("The last evaluation was without curvature.");
        _direction = direction;
        _target = result;
        Transpose(direction, _secondV);
        _forwardChunks.Run(_forwardV ??= ForwardV);
        if (_shape.BatchNorm)
        {
            _chunks.Run(_sumsV ??= SumsV);
            Means(0, _q0);
            Means(1, _q1);
        }
        _chunks.Run(_outputV ??= OutputAndBackV);
        if (_shape.BatchNorm)
        {
            Means(0, _t1);
            Means(1, _t2);
            _chunks.Run(_normalBackV ??= NormalBackV);
        }
        _inputChunks.Run(_inputGradientV ??= InputGradientV);
        var second = Layout.Second(result);
        MatrixProduct<T>.Multiply(Output(_f1v).Transposed, Hidden(_a), second);
        MatrixProduct<T>.Multiply(Output(_f1).Transposed, Hidden(_av), second, accumulate: true);
        Biases(_dnv, _f1v, result);
        Layout.ClearPadding(new Span<T>(result, Layout.Length));
    }

    private void ForwardV(int chunk)
    {
        var zv = HiddenRows(_zv, chunk);
        if (_shape.Bias)
            Columns<T>.Fill(zv.Pointer, zv.Rows, zv.Stride, _direction + Layout.FirstBiasAt);
        MatrixProduct<T>.Multiply(X.Slice(_forwardChunks.First(chunk), zv.Rows), Layout.First(_direction), zv, _shape.Bias);
    }

    private void SumsV(int chunk)
    {
        var zv = Hidden(_zv, chunk);
        ClearPartial(chunk);
        Columns<T>.AddSums(zv.Pointer, zv.Rows, zv.Stride, Partial(chunk, 0));
        Columns<T>.AddProducts(zv.Pointer, Hidden(_z, chunk).Pointer, zv.Rows, zv.Stride, Partial(chunk, 1));
    }

    private void OutputAndBackV(int chunk)
    {
        Matrix<T> z = Hidden(_z, chunk), zv = Hidden(_zv, chunk), av = Hidden(_av, chunk), slope = Hidden(_slope, chunk);
        int rows = z.Rows;
        long hidden = (long)rows * z.Stride;
        if (_shape.BatchNorm)
            Columns<T>.Project(zv.Pointer, z.Pointer, _scale, _q0, _q1, zv.Pointer, rows, z.Stride);
        Lanes<T>.Multiply(slope.Pointer, zv.Pointer, av.Pointer, hidden);

        Matrix<T> ov = Output(_ov, chunk), f1v = Output(_f1v, chunk);
        if (_shape.Bias)
            Columns<T>.Fill(ov.Pointer, rows, ov.Stride, _direction + Layout.SecondBiasAt);
        MatrixProduct<T>.Multiply(av, ByUnit(_second), ov, _shape.Bias);
        MatrixProduct<T>.Multiply(Hidden(_a, chunk), ByUnit(_secondV), ov, accumulate: true);
        Lanes<T>.Multiply(Output(_f2, chunk).Pointer, ov.Pointer, f1v.Pointer, (long)rows * ov.Stride);

        Matrix<T> dav = Hidden(_dav, chunk), dnv = Hidden(_dnv, chunk);
        MatrixProduct<T>.Multiply(f1v, Layout.Second(_parameters), dav);
        MatrixProduct<T>.Multiply(Output(_f1, chunk), Layout.Second(_direction), dav, accumulate: true);
        Lanes<T>.MultiplyAdd(slope.Pointer, dav.Pointer, Hidden(_bend, chunk).Pointer, zv.Pointer, Hidden(_da, chunk).Pointer, dnv.Pointer, hidden);
        if (!_shape.BatchNorm)
            return;
        ClearPartial(chunk);
        Columns<T>.AddSums(dnv.Pointer, rows, z.Stride, Partial(chunk, 0));
        Columns<T>.AddProducts(dnv.Pointer, z.Pointer, rows, z.Stride, Partial(chunk, 1));
        Columns<T>.AddProducts(Hidden(_dn, chunk).Pointer, zv.Pointer, rows, z.Stride, Partial(chunk, 1));
    }

    // dż = scale (dṅ - mean dṅ - n mean(dṅ n + dn ṅ)) - scale ṅ mean(dn n) - scale q dz.
    private void NormalBackV(int chunk)
    {
        var dnv = Hidden(_dnv, chunk);
        Columns<T>.Project(dnv.Pointer, Hidden(_z, chunk).Pointer, _scale, _t1, _t2, dnv.Pointer, dnv.Rows, dnv.Stride);
        Columns<T>.Subtract(_scale, Hidden(_zv, chunk).Pointer, _m2, Hidden(_dz, chunk).Pointer, _q1, dnv.Pointer, dnv.Rows, dnv.Stride);
    }

    private void InputGradientV(int chunk)
    {
        int first = _inputChunks.First(chunk), count = _inputChunks.Length(chunk);
        MatrixProduct<T>.Multiply(InputRowsOfX.Slice(first, count), Hidden(_dnv), Layout.First(_target).Slice(first, count));
    }
}
