using System.Numerics;
using BoundCheck.Numeric.Networks.Products;

namespace BoundCheck.Numeric.Networks;

/// <summary>
/// The loss of a network on a fixed batch, with its exact gradient and exact Hessian-vector product (the R-operator of B. Pearlmutter,
/// Fast exact multiplication by the Hessian, Neural Computation 6(1), 1994), batch normalisation included.
/// </summary>
/// <remarks>
/// The batch is worked on in pieces of fixed size whose partial sums are added in order: results do not depend on the number of threads.
/// Not safe for use by several threads at once.
/// </remarks>
internal sealed unsafe partial class Network<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int ChunkRows = 128;

    // A product by the first layer packs its weights once a piece: larger pieces pay less for that. So for the gradient of the first layer.
    private const int ForwardRows = 512;
    private const int InputRows = 392;

    private readonly NetworkShape _shape;
    private readonly RowChunks _chunks;
    private readonly RowChunks _forwardChunks;
    private readonly RowChunks _inputChunks;
    private readonly List<IDisposable> _owned = [];
    private readonly T _share;

    // The batch: inputs by sample and by input, targets.
    private readonly T* _x, _xt, _y;
    // The forward pass: normalised pre-activation, activation and its derivatives, residual, F and its derivatives over n.
    private readonly T* _z, _a, _slope, _bend, _r, _f, _f1, _f2;
    // The backward pass: dL/d(activation), dL/d(normalised), dL/d(pre-activation).
    private readonly T* _da, _dn, _dz;
    // The same for the directional derivative.
    private readonly T* _zv, _av, _ov, _f1v, _dav, _dnv;
    // Second layers by hidden unit; one row of values a hidden unit.
    private readonly T* _second, _secondV, _means, _scale, _m1, _m2, _q0, _q1, _t1, _t2;
    private readonly T* _partial;
    private readonly double[] _losses;
    private T* _parameters, _target, _direction;
    private bool _curvature;

    /// <param name="shape">The network.</param>
    /// <param name="inputs">n rows of d values.</param>
    /// <param name="targets">n rows of one value an output.</param>
    /// <param name="threads">Threads over samples.</param>
    internal Network(NetworkShape shape, double[] inputs, double[] targets, int threads = 1)
    {
        if (shape.Fault() is { } fault)
            throw new ArgumentException(fault);
        _shape = shape;
        Samples = inputs.Length / shape.Inputs;
        if (Samples < 1 || inputs.Length != Samples * shape.Inputs || targets.Length != Samples * shape.Outputs)
            throw new ArgumentException("Inputs and targets do not fit the network.");
        Layout = new ParameterLayout<T>(shape);
        _chunks = new RowChunks(Samples, ChunkRows, threads);
        _forwardChunks = new RowChunks(Samples, ForwardRows, threads);
        _inputChunks = new RowChunks(shape.Inputs, InputRows, threads);
        _share = T.One / T.CreateTruncating(Samples);
        _losses = new double[_chunks.Count];
        int rows = (Samples + 7) / 8 * 8, hidden = Layout.HiddenStride, outputs = Layout.OutputStride;
        _x = Own(rows * shape.Inputs);
        _xt = Own(shape.Inputs * rows);
        _y = Own(rows * outputs);
        _z = Own(rows * hidden);
        _a = Own(rows * hidden);
        _slope = Own(rows * hidden);
        _bend = Own(rows * hidden);
        _r = Own(rows * outputs);
        _f = Own(rows * outputs);
        _f1 = Own(rows * outputs);
        _f2 = Own(rows * outputs);
        _da = Own(rows * hidden);
        _dn = Own(rows * hidden);
        _dz = shape.BatchNorm ? Own(rows * hidden) : null;
        _zv = Own(rows * hidden);
        _av = Own(rows * hidden);
        _ov = Own(rows * outputs);
        _f1v = Own(rows * outputs);
        _dav = Own(rows * hidden);
        _dnv = Own(rows * hidden);
        if (_dz is null)
            _dz = _dn;
        _second = Own(shape.Width * outputs);
        _secondV = Own(shape.Width * outputs);
        _means = Own(hidden);
        _scale = Own(hidden);
        _m1 = Own(hidden);
        _m2 = Own(hidden);
        _q0 = Own(hidden);
        _q1 = Own(hidden);
        _t1 = Own(hidden);
        _t2 = Own(hidden);
        _partial = Own(_chunks.Count * 2 * hidden);
        for (int i = 0; i < Samples; i++)
        {
            for (int k = 0; k < shape.Inputs; k++)
                _x[(long)i * shape.Inputs + k] = _xt[(long)k * rows + i] = T.CreateTruncating(inputs[i * shape.Inputs + k]);
            for (int o = 0; o < shape.Outputs; o++)
                _y[(long)i * outputs + o] = T.CreateTruncating(targets[i * shape.Outputs + o]);
        }
        X = new Matrix<T>((nint)_x, Samples, shape.Inputs, shape.Inputs);
        InputRowsOfX = new Matrix<T>((nint)_xt, shape.Inputs, Samples, rows);
    }

    internal int Samples { get; }

    internal ParameterLayout<T> Layout { get; }

    private Matrix<T> X { get; }

    private Matrix<T> InputRowsOfX { get; }

    /// <summary>The share of samples whose largest output is where their largest target is, at the last evaluated parameters.</summary>
    internal double Accuracy()
    {
        int right = 0, stride = Layout.OutputStride;
        for (int i = 0; i < Samples; i++)
        {
            T* r = _r + (long)i * stride, y = _y + (long)i * stride;
            int best = 0, truth = 0;
            for (int o = 1; o < _shape.Outputs; o++)
            {
                best = r[o] + y[o] > r[best] + y[best] ? o : best;
                truth = y[o] > y[truth] ? o : truth;
            }
            right += best == truth && T.IsFinite(r[best]) ? 1 : 0;
        }
        return (double)right / Samples;
    }

    public void Dispose()
    {
        foreach (var buffer in _owned)
            buffer.Dispose();
    }

    private T* Own(long length)
    {
        var buffer = new AlignedBuffer<T>(checked((int)length));
        _owned.Add(buffer);
        return buffer.Data;
    }

    private Matrix<T> Hidden(T* data, int chunk) =>
        new((nint)(data + (long)_chunks.First(chunk) * Layout.HiddenStride), _chunks.Length(chunk), _shape.Width, Layout.HiddenStride);

    private Matrix<T> HiddenRows(T* data, int chunk) => Hidden(data).Slice(_forwardChunks.First(chunk), _forwardChunks.Length(chunk));

    private Matrix<T> Output(T* data, int chunk) =>
        new((nint)(data + (long)_chunks.First(chunk) * Layout.OutputStride), _chunks.Length(chunk), _shape.Outputs, Layout.OutputStride);

    private Matrix<T> Hidden(T* data) => new((nint)data, Samples, _shape.Width, Layout.HiddenStride);

    private Matrix<T> Output(T* data) => new((nint)data, Samples, _shape.Outputs, Layout.OutputStride);

    private Matrix<T> ByUnit(T* data) => new((nint)data, _shape.Width, _shape.Outputs, Layout.OutputStride);

    // The second layer's weights by hidden unit: rows for products with the activations.
    private void Transpose(T* parameters, T* byUnit)
    {
        var weights = Layout.Second(parameters);
        for (int o = 0; o < _shape.Outputs; o++)
        {
            for (int j = 0; j < _shape.Width; j++)
                byUnit[j * Layout.OutputStride + o] = weights.Row(o)[j];
        }
    }

    private T* Partial(int chunk, int which) => _partial + ((long)chunk * 2 + which) * Layout.HiddenStride;

    private void ClearPartial(int chunk) => new Span<T>(Partial(chunk, 0), 2 * Layout.HiddenStride).Clear();

    /// <summary>Means over the batch of one of the partial sums, added in the order of the pieces.</summary>
    private void Means(int which, T* means)
    {
        new Span<T>(means, Layout.HiddenStride).Clear();
        for (int c = 0; c < _chunks.Count; c++)
            Columns<T>.AddSums(Partial(c, which), 1, Layout.HiddenStride, means);
        Lanes<T>.Scale(_share, new Span<T>(means, Layout.HiddenStride), new Span<T>(means, Layout.HiddenStride));
    }

    /// <summary>Sums over the batch of one value a column.</summary>
    private void ColumnSums(T* data, int stride, T* sums)
    {
        new Span<T>(sums, stride).Clear();
        Columns<T>.AddSums(data, Samples, stride, sums);
    }
}
