using BoundCheck.Numeric.Networks.Data;
using BoundCheck.Numeric.Networks.Products;
using BoundCheck.Numeric.Trajectories;

namespace BoundCheck.Numeric.Networks;

/// <summary>A training run that can be stopped, saved and continued; continuing gives the very numbers of an uninterrupted run.</summary>
public sealed unsafe class NetworkRun : IDisposable
{
    private const int CheckEvery = 64;
    private const double Overflow = 1e100;
    private const double Explosion = 1e6;
    private const double WarmTolerance = 1e-3;
    private const double ColdTolerance = 1e-8;
    private const int ColdRestarts = 60;

    private readonly NetworkProblem _problem;
    private readonly Network<double> _network;
    private readonly TopEigenvalue<double> _top;
    private readonly AlignedBuffer<double> _parameters;
    private readonly AlignedBuffer<double> _gradient;
    private readonly AlignedBuffer<double> _vector;
    private readonly SettledDetector _settled;
    private readonly NetworkRecord _record;
    private double _h;
    private double _initialSharpness;
    private long _step;

    /// <summary>A run at its start.</summary>
    /// <exception cref="ArgumentException">The problem is malformed.</exception>
    public NetworkRun(NetworkProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        problem.Validate();
        _problem = problem;
        _network = new Network<double>(problem.Shape, problem.Data.Inputs, problem.Data.Targets, problem.Threads);
        _top = new TopEigenvalue<double>(_network);
        int length = _network.Layout.Length;
        _parameters = new AlignedBuffer<double>(length);
        _gradient = new AlignedBuffer<double>(length);
        _vector = new AlignedBuffer<double>(length);
        _settled = new SettledDetector(problem.Steps);
        _record = new NetworkRecord();
        Start();
    }

    /// <summary>The problem.</summary>
    public NetworkProblem Problem => _problem;

    /// <summary>Steps made so far.</summary>
    public long StepsDone => _step;

    /// <summary>Set when the run has ended.</summary>
    public NetworkMeasurement? Result { get; private set; }

    /// <summary>Runs to the end.</summary>
    /// <param name="progress">Told the step now and then.</param>
    /// <param name="cancellation">Stops between two steps; the run can be saved or continued then.</param>
    /// <exception cref="OperationCanceledException">Cancellation was requested.</exception>
    public NetworkMeasurement Run(Action<long>? progress = null, CancellationToken cancellation = default)
    {
        if (_step == 0 && _initialSharpness == 0)
            MeasureStart(cancellation);
        while (Result is null)
        {
            if (_step % CheckEvery == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Invoke(_step);
            }
            Advance();
        }
        return Result;
    }

    /// <summary>Everything that the rest of the run depends on.</summary>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(_step);
        writer.Write(_h);
        writer.Write(_initialSharpness);
        writer.Write(_top.Products);
        foreach (int i in _network.Layout.Indices())
        {
            writer.Write(_parameters.Span[i]);
            writer.Write(_vector.Span[i]);
        }
        _record.Save(writer);
        writer.Write((int?)Result?.Outcome ?? -1);
        writer.Write((int?)Result?.Cause ?? -1);
    }

    /// <summary>Continues where a run of the same problem was saved.</summary>
    /// <exception cref="EndOfStreamException">The data ends too early.</exception>
    public void Load(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _step = reader.ReadInt64();
        _h = reader.ReadDouble();
        _initialSharpness = reader.ReadDouble();
        _top.Products = reader.ReadInt64();
        foreach (int i in _network.Layout.Indices())
        {
            _parameters.Span[i] = reader.ReadDouble();
            _vector.Span[i] = reader.ReadDouble();
        }
        _record.Load(reader);
        for (int k = 0; k < _record.Weights.Count; k++)
            _settled.Add(k, _record.Weights[k].First, _record.Weights[k].Norm, 0);
        int outcome = reader.ReadInt32(), cause = reader.ReadInt32();
        if (outcome >= 0)
            Finish((Outcome)outcome, (OutcomeCause)cause);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _network.Dispose();
        _top.Dispose();
        _parameters.Dispose();
        _gradient.Dispose();
        _vector.Dispose();
    }

    private void Start()
    {
        var layout = _network.Layout;
        var random = new RandomSource(_problem.Seed, 3);
        var p = _parameters.Span;
        var shape = _problem.Shape;
        for (int i = 0; i < shape.Inputs; i++)
        {
            for (int j = 0; j < shape.Width; j++)
                p[layout.FirstIndex(i, j)] = random.Normal();
        }
        for (int o = 0; o < shape.Outputs; o++)
        {
            for (int j = 0; j < shape.Width; j++)
                p[layout.SecondIndex(o, j)] = random.Normal();
        }
        double first = _problem.FirstNorm / layout.FirstNorm(p), second = _problem.SecondNorm / layout.SecondNorm(p);
        Lanes<double>.Scale(first, p[..layout.SecondAt], p[..layout.SecondAt]);
        var weights = p[layout.SecondAt..layout.FirstBiasAt];
        Lanes<double>.Scale(second, weights, weights);
    }

    // λ_0 from a random vector, restarted until the residual is small.
    private void MeasureStart(CancellationToken cancellation)
    {
        _network.Evaluate(_parameters.Data, _gradient.Data, curvature: true);
        Stir(1, 0);
        for (int i = 0; i < ColdRestarts; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            _initialSharpness = _top.Find(_vector.Span, ColdTolerance);
            if (!double.IsFinite(_initialSharpness) || _top.Residual <= ColdTolerance * Math.Abs(_initialSharpness))
                break;
        }
        _h = _problem.Step ?? _problem.Multiple!.Value * 2 / _initialSharpness;
        if (!(_h > 0) || !double.IsFinite(_h))
            _h = double.NaN;
    }

    private void Advance()
    {
        bool measures = _step % _problem.SharpnessEvery == 0 || _step >= _problem.Steps;
        double loss = _network.Evaluate(_parameters.Data, _gradient.Data, measures);
        var p = _parameters.Span;
        double norm = Math.Sqrt(Lanes<double>.Dot(_gradient.Span, _gradient.Span)), size = Math.Sqrt(Lanes<double>.Dot(p, p));
        bool over = !(double.IsFinite(loss) && double.IsFinite(norm) && size < Overflow) || double.IsNaN(_h);
        bool converged = !over && norm <= _problem.Tolerance, ends = over || converged || _step >= _problem.Steps;
        if (measures || ends)
            Measure(loss, norm, over, measures);
        _record.Losses.Add(loss);
        _record.Weights.Add((p[0], size));
        _settled.Add(_step, p[0], size, 0);
        if (over)
            Finish(Outcome.Diverged, Cause(loss, size));
        else if (converged)
            Finish(Outcome.Converged, OutcomeCause.None);
        else if (ends)
            Finish(_settled.IsSettled ? Outcome.Bounded : Outcome.Unsettled, OutcomeCause.None);
        if (ends)
            return;
        Lanes<double>.Add(-_h, _gradient.Span, p);
        _step++;
    }

    // Not a number before the weights have grown out of all proportion: the functions are not defined there, nothing overflowed.
    private OutcomeCause Cause(double loss, double size) =>
        !double.IsInfinity(loss) && size < Explosion * double.Hypot(_problem.FirstNorm, _problem.SecondNorm) ? OutcomeCause.Undefined : OutcomeCause.Overflow;

    private void Measure(double loss, double norm, bool over, bool curvature)
    {
        double sharpness = double.NaN;
        if (!over)
        {
            if (!curvature)
                _network.Evaluate(_parameters.Data, _gradient.Data, curvature: true);
            // A little of everything, so that an eigenvalue that has overtaken is found.
            Stir(0.05, _step + 1);
            sharpness = _top.Find(_vector.Span, WarmTolerance);
        }
        var layout = _network.Layout;
        _record.Trace.Add(new NetworkPoint(_step, loss, sharpness, norm, layout.FirstNorm(_parameters.Span), layout.SecondNorm(_parameters.Span),
            _network.Accuracy()));
    }

    private void Stir(double amount, long stream)
    {
        var random = new RandomSource(_problem.Seed, unchecked((int)stream + 16));
        double scale = amount / Math.Sqrt(_problem.Shape.Parameters / 3.0);
        foreach (int i in _network.Layout.Indices())
            _vector.Span[i] += scale * random.Symmetric();
    }

    private void Finish(Outcome outcome, OutcomeCause cause) =>
        Result = _record.Conclude(_problem, outcome, cause, _h, _initialSharpness, _top.Products);
}
